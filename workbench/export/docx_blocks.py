"""Blocks of the neutral document as Word's XML, written below python-docx's slow surface for tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Figure,
    Group,
    Heading,
    Paragraph,
    Phrase,
    Row,
    Run,
    Table,
)
from workbench.export.docx_fields import add_field, close_field, open_field
from workbench.export.docx_styles import BAND, MUTED, TABLE_STYLE
from workbench.export.plain_text import printable
from workbench.export.quotation import quoted
from workbench.export.row_length import height, is_short

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


TOGETHER_LINES = 24
"""A table of about so many lines is not parted: half a page is no loss, and it is read at a glance."""

CONTENTS_DEPTH = 2
"""The level of the deepest headings in the table of contents."""

_EMU_PER_TWIP = 635
_EMU_PER_CM = 360_000
"""python-docx measures pages in EMU (914,400 an inch), tables are written in twips (1,440 an inch)."""


def _element(tag: str, **attributes: str) -> Any:
    """A Word element; attributes are in Word's namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn("w:" + name), value)
    return element


def _bookmark(number: int) -> str:
    """The name by which the contents find a heading; Word gives its own such names."""
    return f"_Toc{number:06}"


def run_element(run: Run) -> Any:
    """A run with its emphasis; newlines become line breaks."""
    from docx.oxml.ns import qn

    element = _element("w:r")
    if run.bold or run.italic or run.muted:
        look = _element("w:rPr")
        if run.bold:
            look.append(_element("w:b"))
        if run.italic:
            look.append(_element("w:i"))
        if run.muted:
            look.append(_element("w:color", val=MUTED))
        element.append(look)
    for index, line in enumerate(printable(run.text).split("\n")):
        if index:
            element.append(_element("w:br"))
        text = _element("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        element.append(text)
    return element


class BlockWriter:
    """Appends blocks to a Word document, turning pages to landscape and back where it is told to.

    With `typed_bullets` those of lists are typed, for a document whose list style has none.
    """

    def __init__(self, word: WordDocument, *, landscape: bool, typed_bullets: bool = False) -> None:
        self._body = word.element.body
        self._part = word.part
        self._landscape = landscape
        self._style_ids = {style.name: style.style_id for style in word.styles}
        self._last: Any = None
        self._headings = 0
        self._typed_bullets = typed_bullets

    def write(self, block: Block, *, keep: bool = False) -> None:
        """Append one block; with `keep` its last paragraph stays on the page of what follows."""
        match block:
            case Heading(level, text):
                self._heading(level, text)
            case Paragraph(phrase):
                self._append(self._paragraph("Body Text", phrase, keep=keep))
            case Bullets(items):
                for place, item in enumerate(items, start=1):
                    self._append(self.bullet(item, keep=keep and place == len(items)))
                self._set_apart()
            case BlockQuote():
                self._quote(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def paragraph(self, style: str, phrase: Phrase) -> Any:
        """Append a paragraph in a style, by the style's name."""
        return self._append(self._paragraph(style, phrase))

    def contents(self, headings: Sequence[Heading]) -> None:
        """Append a table of contents: a field that Word fills with pages, with links until it does."""
        if not headings:
            return
        self.paragraph("Contents Heading", (Run("Contents"),))
        for place, heading in enumerate(headings, start=1):
            entry = self.paragraph(f"toc {heading.level}", ())
            if place == 1:
                open_field(entry, f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u')
            link = _element("w:hyperlink", anchor=_bookmark(place), history="1")
            link.append(run_element(Run(heading.text)))
            entry.append(link)
        close_field(self._last)

    def _heading(self, level: int, text: str) -> None:
        """A heading; those in the contents have a bookmark, by their order."""
        element = self.paragraph(f"Heading {level}", (Run(text),))
        if level > CONTENTS_DEPTH:
            return
        self._headings += 1
        number = str(self._headings)
        start = _element("w:bookmarkStart", id=number, name=_bookmark(self._headings))
        element.insert(1, start)
        element.append(_element("w:bookmarkEnd", id=number))

    def bullet(self, item: Phrase, *, keep: bool) -> Any:
        """An item of a bulleted list, not yet appended; where the style has no bullets they are typed."""
        element = self._paragraph("List Bullet", item, keep=keep)
        if self._typed_bullets:
            mark = run_element(Run("•"))
            mark.append(_element("w:tab"))
            element.insert(1, mark)
        return element

    def turn_page(self, *, landscape: bool) -> None:
        """What follows stands on landscape pages, or on upright ones; nothing happens if it does already."""
        if landscape == self._landscape:
            return
        if self._last is None or not self._last.tag.endswith("}p"):
            self.paragraph("Table Gap", ())
        properties = self._last.get_or_add_pPr()
        properties.append(deepcopy(self._body.sectPr))
        self._landscape = landscape
        self._turn_section()

    def finish(self) -> None:
        """Close the document: Word wants a paragraph after a table at its end."""
        if self._last is not None and self._last.tag.endswith("}tbl"):
            self.paragraph("Table Gap", ())

    def _turn_section(self) -> None:
        from docx.enum.section import WD_ORIENT

        section = self._body.sectPr
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if self._landscape else WD_ORIENT.PORTRAIT

    def _append(self, element: Any) -> Any:
        self._body.sectPr.addprevious(element)
        self._last = element
        return element

    def _paragraph(self, style: str, phrase: Phrase, *, keep: bool = False, align: str = "") -> Any:
        element = _element("w:p")
        properties = _element("w:pPr")
        properties.append(_element("w:pStyle", val=self._style_ids[style]))
        if keep:
            properties.append(_element("w:keepNext"))
        if align:
            properties.append(_element("w:jc", val=align))
        element.append(properties)
        for run in phrase:
            element.append(run_element(run))
        return element

    def _set_apart(self) -> None:
        """Space after the last bullet of a list, as after a paragraph."""
        self._last.pPr.append(_element("w:spacing", after="140"))

    def _quote(self, quote: BlockQuote) -> None:
        words = [Run(quoted(quote.text))]
        if quote.attribution:
            words.append(Run(" " + quote.attribution, muted=True))
        if quote.see:
            words.append(Run("\n", muted=True))
            words += (Run(run.text, muted=True) for run in quote.see)
        if quote.note:
            words.append(Run("\n" + quote.note, italic=True, muted=True))
        self.paragraph("Quote", tuple(words))

    def _table(self, table: Table) -> None:
        caption = self._paragraph("Caption", (Run("Table "),))
        add_field(caption, "SEQ Table \\* ARABIC", shown=str(table.number))
        caption.append(run_element(Run(". " + table.caption)))
        self._append(caption)
        section = self._body.sectPr
        width = section.page_width - section.left_margin - section.right_margin
        self._append(_TableWriter(self, table, width=width // _EMU_PER_TWIP).element())
        self.paragraph("Table Gap", ())

    def _figure(self, figure: Figure) -> None:
        """The caption, and the picture as wide as it is or as the page; `alt` is its description."""
        caption = self._paragraph("Caption", (Run("Figure "),), keep=True)
        add_field(caption, "SEQ Figure \\* ARABIC", shown=str(figure.number))
        caption.append(run_element(Run(". " + figure.caption)))
        self._append(caption)
        section = self._body.sectPr
        room = section.page_width - section.left_margin - section.right_margin
        inline = self._part.new_pic_inline(
            BytesIO(figure.png), width=min(int(figure.width_cm * _EMU_PER_CM), room)
        )
        inline.docPr.set("descr", printable(figure.alt))
        run = _element("w:r")
        drawing = _element("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        paragraph = self._paragraph("Body Text", ())
        paragraph.append(run)
        self._append(paragraph)


class _TableWriter:
    """One table as Word's XML; `width` in twentieths of a point."""

    def __init__(self, writer: BlockWriter, table: Table, *, width: int) -> None:
        self._paragraph = writer._paragraph
        self._bullet = writer.bullet
        self._table = table
        total = sum(column.weight for column in table.columns)
        self._widths = [width * column.weight // total for column in table.columns]
        rows = [row for group in table.groups for row in group.rows]
        lines = sum(height(row, table.columns) for row in rows) + 2 * len(table.groups)
        self._is_together = len(table.groups) == 1 and lines <= TOGETHER_LINES

    def element(self) -> Any:
        """The table with its grid, header row and groups."""
        table = _element("w:tbl")
        table.append(self._properties())
        grid = _element("w:tblGrid")
        for width in self._widths:
            grid.append(_element("w:gridCol", w=str(width)))
        table.append(grid)
        table.append(self._header())
        for group in self._table.groups:
            for row in self._group(group):
                table.append(row)
        return table

    def _properties(self) -> Any:
        properties = _element("w:tblPr")
        properties.append(_element("w:tblStyle", val=TABLE_STYLE))
        properties.append(_element("w:tblW", w=str(sum(self._widths)), type="dxa"))
        properties.append(_element("w:tblLayout", type="fixed"))
        properties.append(
            _element(
                "w:tblLook",
                val="0020",
                firstRow="1",
                lastRow="0",
                firstColumn="0",
                lastColumn="0",
                noHBand="1",
            )
        )
        properties.append(_element("w:tblCaption", val=" ".join(printable(self._table.label).split())))
        return properties

    def _header(self) -> Any:
        cells = [
            self._cell((self._text((Run(column.heading),), column, keep=True),), width)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        ]
        return _row(cells, header=True)

    def _group(self, group: Group) -> list[Any]:
        rows = []
        if group.heading:
            lines = [self._text((Run(group.heading, bold=True),), None, keep=True)]
            if group.detail:
                lines.append(self._text((Run(group.detail, muted=True),), None, keep=True))
            rows.append(_row([self._full(tuple(lines), fill=BAND)]))
        last = len(group.rows) - 1
        rows += [
            self._row(row, keep=bool(group.foot) or self._is_together or place == last - 1)
            for place, row in enumerate(group.rows)
        ]
        if group.foot:
            rows.append(_row([self._full((self._text(group.foot, None),))]))
        return rows

    def _row(self, row: Row, *, keep: bool) -> Any:
        cells = []
        start = 0
        for cell, columns in row.placed(self._table.columns):
            content = self._content(cell, columns[0], bold=row.headed and start == 0, keep=keep)
            width = sum(self._widths[start : start + cell.span])
            cells.append(self._cell(content, width, span=cell.span))
            start += cell.span
        return _row(cells, whole=is_short(row, self._table.columns))

    def _content(self, cell: Cell, column: Column, *, bold: bool, keep: bool) -> tuple[Any, ...]:
        items = [
            tuple(Run(run.text, True, run.italic, run.muted) for run in item) if bold else item
            for item in cell.items
        ]
        if cell.bulleted:
            return tuple(self._bullet(item, keep=keep) for item in items)
        return tuple(self._text(item, column, keep=keep) for item in items)

    def _text(self, phrase: Phrase, column: Column | None, *, keep: bool = False) -> Any:
        align = "right" if column is not None and column.numeric else ""
        return self._paragraph("Table Text", phrase, keep=keep, align=align)

    def _full(self, content: tuple[Any, ...], *, fill: str = "") -> Any:
        return self._cell(content, sum(self._widths), span=len(self._widths), fill=fill)

    def _cell(self, content: tuple[Any, ...], width: int, *, span: int = 1, fill: str = "") -> Any:
        cell = _element("w:tc")
        properties = _element("w:tcPr")
        properties.append(_element("w:tcW", w=str(width), type="dxa"))
        if span > 1:
            properties.append(_element("w:gridSpan", val=str(span)))
        if fill:
            properties.append(_element("w:shd", val="clear", color="auto", fill=fill))
        cell.append(properties)
        for paragraph in content or (self._text((), None),):
            cell.append(paragraph)
        return cell


def _row(cells: list[Any], *, header: bool = False, whole: bool = True) -> Any:
    """A row of cells; a `whole` one does not break across pages."""
    row = _element("w:tr")
    properties = _element("w:trPr")
    if whole:
        properties.append(_element("w:cantSplit"))
    if header:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    for cell in cells:
        row.append(cell)
    return row
