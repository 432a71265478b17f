"""The neutral document as a Word file: real styles, captions, header rows that repeat, the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from workbench.export import docx_blocks, docx_styles
from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
)
from workbench.export.docx_template import template_document
from workbench.export.fixed_zip import with_fixed_dates
from workbench.export.plain_text import DEFAULT_AS_OF, instant, printable
from workbench.export.template_fields import values_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def to_docx(document: Document, *, as_of: str = DEFAULT_AS_OF, template: bytes | None = None) -> bytes:
    """The document as Word; `as_of` (ISO date) is the day its properties say it was made on.

    With a `template` (a Word file) it has that one's page, header, footer and styles.

    Raises:
        UsageError: `as_of` is not a date.
        BadInput: the template is no Word document, or its styles are not for paragraphs.
    """
    word, typed_bullets, own_footer = _empty(document, template)
    _set_properties(word, document, as_of=as_of)
    orientations = document.orientations()
    turns = any(landscape != document.landscape for landscape in orientations) and not own_footer
    writer = docx_blocks.BlockWriter(
        word,
        landscape=document.landscape,
        typed_bullets=typed_bullets,
        turned_footer=docx_styles.add_turned_footer(word, document.title) if turns else "",
    )
    _write_title_page(writer, document)
    if document.contents:
        headings = [block for block in document.blocks if isinstance(block, Heading)]
        writer.contents([heading for heading in headings if heading.level <= docx_blocks.CONTENTS_DEPTH])
    following = (*document.blocks[1:], None)
    for block, below, landscape in zip(document.blocks, following, orientations, strict=True):
        writer.turn_page(landscape=landscape)
        writer.write(block, keep=_leads_to(block, below))
    writer.finish()
    out = io.BytesIO()
    word.save(out)
    return with_fixed_dates(out.getvalue())


def _empty(document: Document, template: bytes | None) -> tuple[WordDocument, bool, bool]:
    """The Word document before anything stands in it, and as `template_document`: typed bullets, own footer."""
    if template is not None:
        return template_document(
            template, landscape=document.landscape, footer=document.title, values=values_of(document)
        )
    import docx

    word = docx.Document()
    docx_styles.prepare(word, landscape=document.landscape, footer=document.title, paper=document.paper)
    return word, False, False


def _leads_to(block: Block, below: Block | None) -> bool:
    """Whether a block stays with the next: what leads to a table, or opens a list or quotes with a colon."""
    if isinstance(below, Table):
        return True
    return (
        isinstance(block, Paragraph)
        and isinstance(below, (Bullets, BlockQuote))
        and block.phrase[-1].text.rstrip().endswith(":")
    )


def _set_properties(word: WordDocument, document: Document, *, as_of: str) -> None:
    properties = word.core_properties
    made = instant(as_of)
    properties.title = printable(document.title)[:255]
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "en-GB"
    properties.created = properties.modified = made
    properties.revision = 1


def _write_title_page(writer: docx_blocks.BlockWriter, document: Document) -> None:
    writer.paragraph("Title", (Run(document.title),))
    if document.subtitle:
        writer.paragraph("Subtitle", (Run(document.subtitle),))
    if document.authors:
        writer.paragraph("Report Authors", (Run(", ".join(document.authors)),))
    if document.date:
        writer.paragraph("Report Date", (Run(document.day),))
