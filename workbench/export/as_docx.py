"""The neutral document as a Word file: real styles, captions, header rows that repeat, the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from workbench.export import docx_blocks, docx_styles
from workbench.export.document import Document, Run
from workbench.export.fixed_zip import with_fixed_dates
from workbench.export.plain_text import DEFAULT_AS_OF, instant, long_date, printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def to_docx(document: Document, *, as_of: str = DEFAULT_AS_OF) -> bytes:
    """The document as Word; `as_of` (ISO date) is the day its properties say it was made on.

    Raises:
        UsageError: `as_of` is not a date.
    """
    import docx

    word = docx.Document()
    docx_styles.prepare(word, landscape=document.landscape, footer=document.title)
    _set_properties(word, document, as_of=as_of)
    writer = docx_blocks.BlockWriter(word, landscape=document.landscape)
    _write_title_page(writer, document)
    for block, landscape in zip(document.blocks, document.orientations(), strict=True):
        writer.turn_page(landscape=landscape)
        writer.write(block)
    writer.finish()
    out = io.BytesIO()
    word.save(out)
    return with_fixed_dates(out.getvalue())


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
        writer.paragraph("Report Date", (Run(long_date(document.date)),))
