"""Whether a table's row is short enough to be kept on one page; estimated from its words, the same for Word and PDF."""

from __future__ import annotations

from workbench.export.document import Column, Phrase, Row

KEPT_LINES = 22
"""A row of about so many lines stays on one page; a longer one may go over, since it might fill a page."""

LINE_CHARS = 105
"""Characters of the tables' size on a line as wide as an upright page's text."""


def is_short(row: Row, columns: tuple[Column, ...]) -> bool:
    """Whether no cell of the row is likely to need more than `KEPT_LINES` lines."""
    return height(row, columns) <= KEPT_LINES


def height(row: Row, columns: tuple[Column, ...]) -> int:
    """About how many lines the row's highest cell needs on an upright page."""
    total = sum(column.weight for column in columns)
    lines = [1]
    for cell, reached in row.placed(columns):
        width = max(1, LINE_CHARS * sum(column.weight for column in reached) // total)
        lines.append(sum(_lines(item, width=width) for item in cell.items))
    return max(lines)


def _lines(phrase: Phrase, *, width: int) -> int:
    text = "".join(run.text for run in phrase)
    return 1 + text.count("\n") + len(text) // width
