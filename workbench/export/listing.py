"""Lists of what a study holds (sources, memos, excerpts, changes) and their formats: a sheet, and a document of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.export.as_csv import to_csv
from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.as_xlsx import to_xlsx
from workbench.export.document import (
    Block,
    Cell,
    Column,
    Document,
    Group,
    Paragraph,
    Row,
    Table,
    assemble,
    cell,
    emphasised,
    plain,
)
from workbench.export.formats import chosen
from workbench.export.gate import fit, fitted
from workbench.export.plain_text import DEFAULT_AS_OF
from workbench.export.sheet import Sheet, Value


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet with its title, and the blocks in which people read it, made when they are asked for."""

    title: str
    sheet: Sheet
    blocks: Callable[[Sheet], list[Block]]


ListingRenderer = Callable[[Listing, str], bytes]
"""Takes the listing and the date to put into the file."""


def render_listing(listing: Listing, *, format: str, as_of: str = DEFAULT_AS_OF) -> bytes:
    """The listing as a file's bytes; `format` is a name of `LISTING_FORMATS`.

    csv and xlsx have a row an entry, json is a list of objects with the sheet's headings as fields and words as
    they are stored, md, docx and html are for people. An empty listing gives a file that says so.

    Raises:
        UsageError: no such format, too many rows for a workbook, or `as_of` is not a date.
    """
    return chosen(LISTING_FORMATS, format, what=f"the list {listing.title!r}")(listing, as_of)


def listing_document(listing: Listing) -> Document:
    """The listing as a landscape document, which says so if it is empty."""
    blocks = listing.blocks(listing.sheet)
    return assemble(
        listing.title, blocks or [Paragraph(emphasised("There is nothing to list."))], landscape=True
    )


def as_table(sheet: Sheet) -> list[Block]:
    """The sheet as one table, its columns as wide as there; nothing if it has no rows."""
    rows = tuple(Row(tuple(map(_cell, row))) for row in sheet.rows)
    if not rows:
        return []
    columns = tuple(Column(column.heading, column.width) for column in sheet.columns)
    return [Table(sheet.name, columns, (Group(rows),), wide=True)]


def _cell(value: Value) -> Cell:
    if value is None or value == "":
        return Cell()
    if isinstance(value, int):
        return cell(f"{value:,}")
    return Cell(tuple(plain(line) for line in fit(value).split("\n") if line.strip()))


def _json(listing: Listing) -> bytes:
    header = [fit(heading) for heading in listing.sheet.header]
    rows = [dict(zip(header, row, strict=True)) for row in listing.sheet.rows]
    return (json.dumps(fitted(rows), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


LISTING_FORMATS: Mapping[str, ListingRenderer] = {
    "csv": lambda listing, _as_of: to_csv(listing.sheet),
    "xlsx": lambda listing, as_of: to_xlsx((listing.sheet,), title=listing.title, as_of=as_of),
    "md": lambda listing, _as_of: to_markdown(listing_document(listing)),
    "docx": lambda listing, as_of: to_docx(listing_document(listing), as_of=as_of),
    "html": lambda listing, _as_of: to_html(listing_document(listing)),
    "json": lambda listing, _as_of: _json(listing),
}
"""What `render_listing` can write, by name."""
