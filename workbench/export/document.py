"""A document as a neutral tree of blocks. Built once; the writers for Markdown, HTML and Word read it.

Owns the shapes and the numbering of tables. It knows neither the study nor any file format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.export.manner import Paper, manner
from workbench.export.plain_text import long_date


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner. `muted` is for what stands beside the matter, such as attributions.

    `link` is the anchor of a group in the same document, to which formats with links lead a reader.
    """

    text: str
    bold: bool = False
    italic: bool = False
    muted: bool = False
    link: str = ""


DEEPEST = 4
"""The level of the deepest heading."""

Phrase = tuple[Run, ...]
"""Words of several manners in a row; the spaces between them are part of the runs."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is below the document's title, 4 is the deepest.

    A `numbered` one is given its number by `assemble`: `5.2 Area 2`.
    """

    level: int
    text: str
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; newlines within it are kept."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list."""

    items: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Somebody's words with the attribution; `note` is what the team adds, `see` where the words lead to.

    `anchor` is the name by which links find the quote.
    """

    text: str
    attribution: str
    note: str = ""
    see: Phrase = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `weight` is its share of the width, `numeric` sets it flush right."""

    heading: str
    weight: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, one paragraph or bullet for each item.

    A cell may reach over `span` columns; `heading` then names them together where cells cannot reach so far.
    """

    items: tuple[Phrase, ...] = ()
    bulleted: bool = False
    span: int = 1
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells that fill the columns; `headed` when the first cell names the row."""

    cells: tuple[Cell, ...]
    headed: bool = False

    def placed(self, columns: tuple[Column, ...]) -> tuple[tuple[Cell, tuple[Column, ...]], ...]:
        """Each cell with the columns that it reaches over."""
        out = []
        start = 0
        for cell in self.cells:
            out.append((cell, columns[start : start + cell.span]))
            start += cell.span
        return tuple(out)

    def headings(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """One column for each cell: what heads the row where cells cannot reach over several columns."""
        return tuple(
            reached[0] if cell.span == 1 else Column(cell.heading, sum(column.weight for column in reached))
            for cell, reached in self.placed(columns)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under a heading with a line of detail and above a closing line.

    `anchor` is the name by which links find the group, `back` the anchor from which a reader came to it.
    """

    rows: tuple[Row, ...]
    heading: str = ""
    detail: str = ""
    foot: Phrase = ()
    anchor: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; `number` is given by `assemble`. A `wide` one is printed on a landscape page."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    wide: bool = False
    number: int = 0

    @property
    def label(self) -> str:
        """The caption with its number: `Table 2. Who was interviewed`."""
        return f"Table {self.number}. {self.caption}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned picture, drawn twice: as SVG for formats that scale, as PNG for others. `alt` says what it shows.

    `width_cm` is its own width; a page that is narrower has it smaller. A `wide` one is printed on a landscape page.
    `number` is given by `assemble`.
    """

    caption: str
    alt: str
    svg: bytes
    png: bytes
    width_cm: float
    wide: bool = False
    number: int = 0

    @property
    def label(self) -> str:
        """The caption with its number: `Figure 1. Theory map`."""
        return f"Figure {self.number}. {self.caption}"


Block = Heading | Paragraph | Bullets | BlockQuote | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed, with the facts of its title page. `date` is ISO 8601; `landscape` turns all pages."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    landscape: bool = False
    contents: bool = False
    paper: Paper = Paper.A4
    day: str = ""
    """The date as a reader sees it."""
    to_write: tuple[str, ...] = ()
    """What a person has still to write, each with its heading; marked in a draft, left out otherwise."""

    def orientations(self) -> tuple[bool, ...]:
        """For each block whether it stands on a landscape page: wide tables, wide figures, headings right above."""
        out: list[bool] = []
        below = False
        for block in reversed(self.blocks):
            below = block.wide if isinstance(block, Table | Figure) else below and isinstance(block, Heading)
            out.append(below or self.landscape)
        return tuple(out[::-1])


def assemble(
    title: str,
    blocks: Iterable[Block],
    *,
    subtitle: str = "",
    authors: tuple[str, ...] = (),
    date: str = "",
    landscape: bool = False,
    contents: bool = False,
) -> Document:
    """A document whose tables, and headings that ask for it, are numbered in the order in which they stand."""
    return Document(
        title=title,
        blocks=_numbered(blocks),
        subtitle=subtitle,
        authors=authors,
        date=date,
        landscape=landscape,
        contents=contents,
        paper=manner().paper,
        day=long_date(date),
    )


def _numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    out: list[Block] = []
    tables = figures = 0
    place = [0] * DEEPEST
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            out.append(replace(block, number=tables))
        elif isinstance(block, Figure):
            figures += 1
            out.append(replace(block, number=figures))
        elif isinstance(block, Heading) and block.numbered:
            place[block.level - 1] += 1
            place[block.level :] = [0] * (DEEPEST - block.level)
            number = ".".join(map(str, place[: block.level]))
            out.append(Heading(block.level, f"{number} {block.text}"))
        else:
            out.append(block)
    return tuple(out)


def plain(text: str) -> Phrase:
    """The text without any emphasis."""
    return (Run(text),)


def emphasised(text: str) -> Phrase:
    """The text in italics."""
    return (Run(text, italic=True),)


def led(lead: str, text: str) -> Phrase:
    """A paragraph that opens with a few bold words: **Aim.** What the study is for."""
    return (Run(lead, bold=True), Run(" " + text))


def cell(text: str) -> Cell:
    """A cell that holds one plain phrase."""
    return Cell((plain(text),))
