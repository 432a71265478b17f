"""The CMO table in every format: the door through which front ends ask for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.errors import UsageError
from workbench.export.as_csv import to_csv
from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_latex import to_latex
from workbench.export.as_markdown import to_markdown
from workbench.export.as_pdf import to_pdf
from workbench.export.as_xlsx import to_xlsx
from workbench.export.cmo_json import cmo_json
from workbench.export.cmo_shape import Shape, blocks, csv_sheet, sheets
from workbench.export.document import Document, assemble
from workbench.export.formats import chosen
from workbench.export.plain_text import DEFAULT_AS_OF
from workbench.model.views import CMOTable

CMOTableRenderer = Callable[[CMOTable, Shape, str], bytes]
"""Takes the table, how much of it is wanted in what shape, and the date to put into the file."""

DocumentWriter = Callable[[Document, str], bytes]
"""Takes a document and the date to put into the file."""

DOCUMENT_WRITERS: Mapping[str, DocumentWriter] = {
    "docx": lambda document, as_of: to_docx(document, as_of=as_of),
    "html": lambda document, _as_of: to_html(document),
    "md": lambda document, _as_of: to_markdown(document),
    "pdf": lambda document, as_of: to_pdf(document, as_of=as_of),
    "latex": lambda document, _as_of: to_latex(document),
}
"""What a table's document can be written as."""

EXTENSIONS = {"latex": "tex"}
"""How a file's name ends where that is not the format's own name."""


def render_cmo_table(
    table: CMOTable,
    *,
    format: str,
    evidence: bool = False,
    long: bool = False,
    columns: tuple[str, ...] = (),
    as_of: str = DEFAULT_AS_OF,
) -> bytes:
    """The table as a file's bytes; the same table gives the same bytes.

    `format` is a name of `CMO_TABLE_FORMATS`. With `evidence` documents have an appendix, csv has one row a
    piece of evidence in place of one a configuration, xlsx a second sheet, json the evidence itself. `long`
    and `columns` are as in `Shape`; json is always complete and takes neither. `as_of` (ISO date) is the day
    that Office files and PDF say they were made on. An empty table gives a file that says so.

    Raises:
        UsageError: no such format or column, `as_of` is not a date, or the format's library is not installed.
    """
    render = chosen(CMO_TABLE_FORMATS, format, what="a CMO table")
    return render(table, Shape(evidence, long, columns), as_of)


def cmo_document(table: CMOTable, shape: Shape) -> Document:
    """The table as a landscape document."""
    return assemble(table.study_title, blocks(table, shape), landscape=True)


def _csv(table: CMOTable, shape: Shape, _as_of: str) -> bytes:
    return to_csv(csv_sheet(table, shape))


def _xlsx(table: CMOTable, shape: Shape, as_of: str) -> bytes:
    return to_xlsx(sheets(table, shape), title=f"{table.study_title}: {table.caption}", as_of=as_of)


def _json(table: CMOTable, shape: Shape, _as_of: str) -> bytes:
    if shape.long or shape.columns:
        raise UsageError("json holds the whole table", hint="Use --long and --columns with csv or xlsx.")
    return cmo_json(table, evidence=shape.evidence)


def _written_by(writer: DocumentWriter) -> CMOTableRenderer:
    return lambda table, shape, as_of: writer(cmo_document(table, shape), as_of)


CMO_TABLE_FORMATS: Mapping[str, CMOTableRenderer] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _written_by(DOCUMENT_WRITERS["docx"]),
    "html": _written_by(DOCUMENT_WRITERS["html"]),
    "md": _written_by(DOCUMENT_WRITERS["md"]),
    "json": _json,
    "latex": _written_by(DOCUMENT_WRITERS["latex"]),
    "pdf": _written_by(DOCUMENT_WRITERS["pdf"]),
}
"""What `render_cmo_table` can write, by name."""
