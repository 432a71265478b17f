"""The CMO table in every format: the door through which front ends ask for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.export.as_csv import to_csv
from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.as_xlsx import to_xlsx
from workbench.export.cmo_document import cmo_document
from workbench.export.cmo_json import cmo_json
from workbench.export.cmo_sheets import cmo_sheet, evidence_sheet
from workbench.export.formats import chosen
from workbench.export.plain_text import DEFAULT_AS_OF
from workbench.model.views import CMOTable

CMOTableRenderer = Callable[[CMOTable, bool, str], bytes]
"""Takes the table, whether evidence is wanted, and the date to put into the file."""


def render_cmo_table(
    table: CMOTable,
    *,
    format: str,
    evidence: bool,
    as_of: str = DEFAULT_AS_OF,
) -> bytes:
    """The table as a file's bytes; the same table gives the same bytes.

    `format` is a name of `CMO_TABLE_FORMATS`. With `evidence` documents have an appendix, csv has one row a
    piece of evidence in place of one a configuration, xlsx a second sheet, json the evidence itself. `as_of`
    (ISO date) is the day that Office files say they were made on. An empty table gives a file that says so.

    Raises:
        UsageError: no such format, or `as_of` is not a date.
    """
    return chosen(CMO_TABLE_FORMATS, format, what="a CMO table")(table, evidence, as_of)


def _csv(table: CMOTable, evidence: bool, _as_of: str) -> bytes:
    return to_csv(evidence_sheet(table) if evidence else cmo_sheet(table))


def _xlsx(table: CMOTable, evidence: bool, as_of: str) -> bytes:
    sheets = (cmo_sheet(table), evidence_sheet(table)) if evidence else (cmo_sheet(table),)
    return to_xlsx(sheets, title=f"{table.study_title}: {table.caption}", as_of=as_of)


def _docx(table: CMOTable, evidence: bool, as_of: str) -> bytes:
    return to_docx(cmo_document(table, evidence=evidence), as_of=as_of)


def _html(table: CMOTable, evidence: bool, _as_of: str) -> bytes:
    return to_html(cmo_document(table, evidence=evidence))


def _markdown(table: CMOTable, evidence: bool, _as_of: str) -> bytes:
    return to_markdown(cmo_document(table, evidence=evidence))


def _json(table: CMOTable, evidence: bool, _as_of: str) -> bytes:
    return cmo_json(table, evidence=evidence)


CMO_TABLE_FORMATS: Mapping[str, CMOTableRenderer] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "html": _html,
    "md": _markdown,
    "json": _json,
}
"""What `render_cmo_table` can write, by name."""
