"""The framework matrix as a list that people read and machines load: summaries, and counts where there are none yet."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.document import Block, Paragraph, plain
from workbench.export.listing import Listing, as_table
from workbench.export.sheet import Sheet, SheetColumn, Value
from workbench.model.matrix_views import ColumnKind, FrameworkMatrix, MatrixHead
from workbench.model.vocabulary import plural

ACROSS = 5
"""So many columns stand beside the cases on a printed page; the others go into further tables."""

COLUMN_WIDTH = 28


def framework_listing(matrix: FrameworkMatrix) -> Listing:
    """A row a case, a column a code or configuration. In print, columns in which nothing stands are left out."""
    title = f"Framework matrix: {matrix.case_kind}s by {_COLUMNS[matrix.column_kind]}"
    rows = [
        (case.name, *(cell_words(matrix, (case.id, column.id)) for column in matrix.columns))
        for case in matrix.cases
    ]
    heads = [
        SheetColumn(str(matrix.case_kind), 18),
        *(SheetColumn(_head(one), COLUMN_WIDTH) for one in matrix.columns),
    ]
    return Listing(title, Sheet("Framework matrix", tuple(heads), rows), _in_print)


_COLUMNS = {ColumnKind.CODE: "codes", ColumnKind.CMO: "CMOs"}


def _head(column: MatrixHead) -> str:
    """A code by its path, a configuration by number and title."""
    if not column.name.startswith("CMO "):
        return column.about or column.name
    return f"{column.name} {column.about}".rstrip()


def cell_words(matrix: FrameworkMatrix, place: tuple[str, str]) -> str:
    """A summary with how many excerpts it points to; else how much there is; empty where there is nothing."""
    summary, count = matrix.summaries.get(place), matrix.counts.get(place)
    if summary is not None:
        on = f" [{plural(len(summary.excerpt_ids), 'excerpt')}]" if summary.excerpt_ids else ""
        return summary.body + on
    if count is None:
        return ""
    return f"({plural(count.pieces, *matrix.piece)} in {plural(count.sources, 'source')})"


def _in_print(sheet: Sheet) -> list[Block]:
    rows = list(sheet.rows)
    filled = [place for place in range(1, len(sheet.columns)) if any(row[place] for row in rows)]
    if not filled:
        return []
    note = "In brackets: how much is coded there and not yet summarised. Counts are no measure of importance."
    return [
        Paragraph(plain(note)),
        *(block for part in _parts(sheet, rows, filled) for block in as_table(part)),
    ]


def _parts(sheet: Sheet, rows: list[tuple[Value, ...]], filled: list[int]) -> Iterator[Sheet]:
    """Tables that fit on a page, each with the cases at its left."""
    for start in range(0, len(filled), ACROSS):
        places = (0, *filled[start : start + ACROSS])
        columns = tuple(
            SheetColumn(sheet.columns[place].heading.replace("/", " / "), sheet.columns[place].width)
            for place in places
        )
        yield Sheet(sheet.name, columns, [tuple(row[place] for place in places) for row in rows])
