"""The neutral document as Markdown (CommonMark with GitHub's tables). Owns the escaping of people's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    Group,
    Heading,
    Paragraph,
    Phrase,
    Row,
    Run,
    Table,
)
from workbench.export.plain_text import printable
from workbench.export.quotation import quoted

_SPECIAL = re.compile(r"[\\`*_\[|~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"(\s*)(?:([#+\-=:])|(\d{1,9})([.)])(?=\s|$))")


def to_markdown(document: Document) -> bytes:
    """The document as UTF-8 Markdown, blocks parted by blank lines, with a newline at its end."""
    parts = [*_title_page(document)]
    for block in document.blocks:
        parts.extend(_block(block))
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Text of one line as Markdown that shows exactly these characters, wherever in a line it stands."""
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    text = _ENTITY.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _at_line_start(line: str) -> str:
    """The line without indentation and with what would start a heading, list or rule made harmless."""
    line = line.strip()
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match.group(2):
        return "\\" + line
    return line[: match.end(3)] + "\\" + line[match.end(3) :]


def _lines(markdown: str) -> list[str]:
    """The lines that are not empty, each safe to stand at the start of a line."""
    return [_at_line_start(line) for line in markdown.split("\n") if line.strip()]


def _run(run: Run) -> str:
    text = escaped(printable(run.text))
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    inner = text.strip()
    if not mark or not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    lines = [f"{mark}{line.strip()}{mark[::-1]}" for line in inner.split("\n") if line.strip()]
    return before + "\n".join(lines) + after


def _phrase(phrase: Phrase) -> str:
    return "".join(_run(run) for run in phrase)


def _opens_with_mark(phrase: Phrase) -> bool:
    return bool(phrase) and (phrase[0].bold or phrase[0].italic) and bool(phrase[0].text.strip())


def _flowing(phrase: Phrase, *, prefix: str = "", first: str = "") -> str:
    """The phrase as lines with hard breaks between them, each after `prefix` (the first after `first`)."""
    markdown = _phrase(phrase)
    if _opens_with_mark(phrase):
        head, _, rest = markdown.partition("\n")
        lines = [head.strip(), *_lines(rest)]
    else:
        lines = _lines(markdown)
    return (first or prefix) + ("\\\n" + prefix).join(lines)


def _in_one_line(phrase: Phrase) -> str:
    """The phrase in a table's cell, where a line break is written `<br>`."""
    return "<br>".join(line.strip() for line in _phrase(phrase).split("\n") if line.strip())


def _heading(level: int, text: str) -> str:
    """A heading in one line; a `#` at its end is escaped, since readers take it for the closing mark."""
    line = escaped(" ".join(printable(text).split()))
    return "#" * level + " " + (line[:-1] + "\\#" if line.endswith("#") else line)


def _title_page(document: Document) -> Iterator[str]:
    yield _heading(1, document.title)
    if document.subtitle:
        yield _flowing((Run(document.subtitle),))
    if document.authors:
        yield _flowing((Run("\n".join(document.authors)),))
    if document.date:
        yield _flowing((Run(document.day),))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield _heading(level + 1, text)
        case Paragraph(phrase):
            yield _flowing(phrase)
        case Bullets(items):
            yield "\n".join(_flowing(item, prefix="  ", first="- ") for item in items)
        case BlockQuote():
            yield _quote(block)
        case Table():
            yield from _table(block)
        case Figure(caption, alt):
            yield _flowing(
                (Run(f"Figure {block.number}.", bold=True), Run(f" {caption}"), Run(f"\n{alt}", italic=True))
            )


def _quote(quote: BlockQuote) -> str:
    text = _flowing((Run(quoted(quote.text)),), prefix="> ")
    if quote.attribution:
        text += "\\\n" + _flowing((Run(quote.attribution),), prefix="> ")
    if quote.see:
        text += "\\\n" + _flowing(quote.see, prefix="> ")
    if quote.note:
        text += "\n>\n" + _flowing((Run(quote.note, italic=True),), prefix="> ")
    return text


def _table(table: Table) -> Iterator[str]:
    """Markdown knows no heading rows, so each headed group is a table of its own under a bold line."""
    yield _flowing((Run(f"Table {table.number}.", bold=True), Run(" " + table.caption)))
    for group in table.groups:
        yield from _group(group, table.columns)


def _group(group: Group, columns: tuple[Column, ...]) -> Iterator[str]:
    if group.heading:
        lead: Phrase = (Run(group.heading.replace("\n", " "), bold=True),)
        yield _flowing((*lead, Run("\n" + group.detail)) if group.detail else lead)
    for headings, rows in groupby(group.rows, key=lambda row: row.headings(columns)):
        yield "\n".join([*_head(headings), *(_row(row) for row in rows)])
    if group.foot:
        yield _flowing(group.foot)


def _head(columns: tuple[Column, ...]) -> tuple[str, str]:
    headings = " | ".join(escaped(" ".join(printable(column.heading).split())) for column in columns)
    return f"| {headings} |", "|" + "|".join("---:" if column.numeric else "---" for column in columns) + "|"


def _row(row: Row) -> str:
    cells = [_cell(cell) for cell in row.cells]
    if row.headed and cells[0]:
        cells[0] = "<br>".join(f"**{line}**" for line in cells[0].split("<br>"))
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    bullet = "• " if cell.bulleted else ""
    return "<br>".join(bullet + line for item in cell.items if (line := _in_one_line(item)))
