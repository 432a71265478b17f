"""All CMO tables of a study at once: a tracer at a site each, as a file each or as one book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.errors import NotFound
from workbench.export.as_xlsx import to_xlsx
from workbench.export.cmo_shape import Shape, blocks, sheets
from workbench.export.cmo_table import (
    CMO_TABLE_FORMATS,
    DOCUMENT_WRITERS,
    EXTENSIONS,
    DocumentWriter,
    render_cmo_table,
)
from workbench.export.document import Block, Document, Heading, Paragraph, Run, assemble
from workbench.export.formats import chosen
from workbench.export.names import SHEET_CHARS, distinct, file_stem, sheet_name
from workbench.export.sheet import Sheet, SheetColumn
from workbench.model.views import CMOTable, Configuration

BOOK = "cmo-tables"
"""The name of a book's file, before its ending."""

CONTENTS = "Contents"
"""The name of a book's first sheet."""

_CONTENTS_COLUMNS = (
    SheetColumn("Tracer", 30),
    SheetColumn("Site", 24),
    SheetColumn("CMOs", 8),
    SheetColumn("Sheet", 34),
)

NO_TRACER = "No tracer"
NO_SITE = "No site named"

BOOK_FORMATS = ("xlsx", *DOCUMENT_WRITERS)
"""What can hold all tables in one file."""


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """The table of a tracer at a site; it may hold no configuration, which is printed as silence."""

    tracer: str
    site: str
    table: CMOTable

    @property
    def place(self) -> str:
        """`Dementia, Area 1`."""
        return f"{self.tracer}, {self.site}"


def tables_by_place(
    study_title: str,
    configurations: Sequence[Configuration],
    *,
    tracers: Sequence[str],
    sites: Sequence[str],
) -> tuple[PlacedTable, ...]:
    """A table for each tracer at each site, in the orders given; a configuration stands at all of its sites.

    Configurations without tracer or site have tables of their own, where there are any.

    Raises:
        NotFound: there are no configurations.
    """
    if not configurations:
        raise NotFound(
            "there is no CMO configuration to export",
            hint="See workbench cmo list, or leave out --tracer, --site and --kind.",
        )
    cells: dict[tuple[str, str], list[Configuration]] = {}
    for one in configurations:
        for site in one.sites or (NO_SITE,):
            cells.setdefault((one.tracer or NO_TRACER, site), []).append(one)
    rows = _with_rest(tracers, (tracer for tracer, _ in cells))
    columns = _with_rest(sites, (site for _, site in cells))
    return tuple(
        _placed(study_title, tracer, site, cells.get((tracer, site), ()))
        for tracer in rows
        for site in columns
        if (tracer, site) in cells or (tracer in tracers and site in sites)
    )


def _with_rest(known: Sequence[str], found: Iterable[str]) -> tuple[str, ...]:
    """The known names, then others that occur, in the order in which they do."""
    return tuple(dict.fromkeys((*known, *found)))


def _placed(title: str, tracer: str, site: str, held: Sequence[Configuration]) -> PlacedTable:
    return PlacedTable(tracer, site, CMOTable(title, f"CMO configurations: {tracer}, {site}", tuple(held)))


def render_tables(
    placed: Sequence[PlacedTable], *, formats: Sequence[str], shape: Shape, as_of: str
) -> dict[str, bytes]:
    """A file for each place that holds a configuration and each format, by the file's name.

    Raises:
        UsageError: as `render_cmo_table`.
    """
    for name in formats:
        chosen(CMO_TABLE_FORMATS, name, what="a CMO table")
    held = [one for one in placed if one.table.configurations]
    stems = distinct(file_stem("cmo-table", one.tracer, one.site) for one in held)
    return {
        f"{stem}.{EXTENSIONS.get(name, name)}": render_cmo_table(
            one.table,
            format=name,
            evidence=shape.evidence,
            long=shape.long,
            columns=shape.columns,
            as_of=as_of,
        )
        for one, stem in zip(held, stems, strict=True)
        for name in formats
    }


def render_book(
    placed: Sequence[PlacedTable], *, formats: Sequence[str], shape: Shape, as_of: str
) -> dict[str, bytes]:
    """One file for each format with every table in it, by the file's name; silent places are told.

    Raises:
        UsageError: a format that cannot hold several tables, or as `render_cmo_table`.
    """
    for name in formats:
        chosen(dict.fromkeys(BOOK_FORMATS), name, what="a book of CMO tables")
    return {f"{BOOK}.{EXTENSIONS.get(name, name)}": _book(placed, name, shape, as_of) for name in formats}


def _book(placed: Sequence[PlacedTable], format: str, shape: Shape, as_of: str) -> bytes:
    title = placed[0].table.study_title
    if format == "xlsx":
        return to_xlsx(_book_sheets(placed, shape), title=f"{title}: CMO configurations", as_of=as_of)
    write: DocumentWriter = DOCUMENT_WRITERS[format]
    return write(book_document(placed, shape, title=title, as_of=as_of), as_of)


def book_document(placed: Sequence[PlacedTable], shape: Shape, *, title: str, as_of: str) -> Document:
    """All tables as one document: a heading a tracer, below it one a site."""
    return assemble(
        title,
        _book_blocks(placed, shape),
        subtitle="CMO configurations by tracer and site",
        date=as_of[:10],
        landscape=True,
        contents=True,
    )


def _book_blocks(placed: Sequence[PlacedTable], shape: Shape) -> Iterator[Block]:
    tracer = ""
    for one in placed:
        if one.tracer != tracer:
            tracer = one.tracer
            yield Heading(1, tracer)
        yield Heading(2, one.site)
        if one.table.configurations:
            yield from blocks(one.table, shape, level=3)
        else:
            yield Paragraph((Run(f"No CMO configuration of {tracer} at {one.site}.", italic=True),))


def _book_sheets(placed: Sequence[PlacedTable], shape: Shape) -> tuple[Sheet, ...]:
    """A first page that says what is where, and how many; then the pages, named after tracer and site."""
    pages = [
        (one, page, "evidence" if count else "")
        for one in placed
        if one.table.configurations
        for count, page in enumerate(sheets(one.table, shape))
    ]
    wanted = (CONTENTS, *(sheet_name(one.tracer, one.site, what) for one, _, what in pages))
    names = distinct(wanted, limit=SHEET_CHARS)[1:]
    first: dict[str, str] = {}
    for name, (one, _, _) in zip(names, pages, strict=True):
        first.setdefault(one.place, name)
    rows = [(one.tracer, one.site, len(one.table.configurations), first.get(one.place, "")) for one in placed]
    named = [Sheet(name, page.columns, page.rows) for name, (_, page, _) in zip(names, pages, strict=True)]
    return (Sheet(CONTENTS, _CONTENTS_COLUMNS, rows), *named)
