"""Blocks of the neutral document as Word's XML."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Phrase,
    Run,
    Table,
)
from workbench.export.docx_elements import element as _element
from workbench.export.docx_elements import run_element
from workbench.export.docx_fields import add_field, close_field, open_field
from workbench.export.docx_table import TableWriter
from workbench.export.plain_text import printable
from workbench.export.quotation import quoted

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


CONTENTS_DEPTH = 2
"""The level of the deepest headings in the table of contents."""

_EMU_PER_TWIP = 635
_EMU_PER_CM = 360_000
"""python-docx measures pages in EMU (914,400 an inch), tables are written in twips (1,440 an inch)."""


def _bookmark(number: int) -> str:
    """The name by which the contents find a heading; Word gives its own such names."""
    return f"_Toc{number:06}"


class BlockWriter:
    """Appends blocks to a Word document, turning pages to landscape and back where it is told to.

    With `typed_bullets` those of lists are typed, for a document whose list style has none. Turned pages have the
    footer with the id `turned_footer`, if one is given.
    """

    def __init__(
        self, word: WordDocument, *, landscape: bool, typed_bullets: bool = False, turned_footer: str = ""
    ) -> None:
        self._body = word.element.body
        self._part = word.part
        self._landscape = landscape
        self._style_ids = {style.name: style.style_id for style in word.styles}
        self._last: Any = None
        self._headings = 0
        self._typed_bullets = typed_bullets
        self._other_footer = turned_footer

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
        from docx.oxml.ns import qn

        section = self._body.sectPr
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if self._landscape else WD_ORIENT.PORTRAIT
        if self._other_footer:
            footer = section.find(qn("w:footerReference"))
            before = footer.get(qn("r:id"))
            footer.set(qn("r:id"), self._other_footer)
            self._other_footer = before

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
        caption = self._paragraph("Caption", (Run("Table "),), keep=True)
        add_field(caption, "SEQ Table \\* ARABIC", shown=str(table.number))
        caption.append(run_element(Run(". " + table.caption)))
        self._append(caption)
        section = self._body.sectPr
        width = section.page_width - section.left_margin - section.right_margin
        self._append(TableWriter(self._paragraph, self.bullet, table, width=width // _EMU_PER_TWIP).element())
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
