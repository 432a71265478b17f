"""CSV tables that people bring: rows by column name with their line, whatever program wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

from workbench.errors import BadInput

DELIMITERS = ",;\t"


def delimiter_of(text: str) -> str:
    """The delimiter of a table by its heading line: the one of `,`, `;` and tab that stands there most."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def read_table(
    text: str, *, name: str, required: Collection[str], known: Collection[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table as `(line, cells by lower-case column name)`; empty rows are passed over.

    Raises:
        BadInput: no heading, a required column missing, an unknown or repeated column, rows with too many cells.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        heading = [cell.strip().lower().replace(" ", "_") for cell in next(reader, [])]
        _require_columns(heading, name, required, known)
        width = len(heading)
        for cells in reader:
            if len(cells) > width:
                raise BadInput(
                    f"{name}, line {reader.line_num}: {len(cells)} cells under {width} headings",
                    hint="Put cells that hold the separator into quotation marks.",
                )
            if any(cells):
                yield reader.line_num, dict(zip(heading, cells + [""] * (width - len(cells)), strict=True))
    except csv.Error as error:
        raise BadInput(
            f"{name}, line {reader.line_num}: {error}", hint="Is a quotation mark left open?"
        ) from error


def _require_columns(
    heading: list[str], name: str, required: Collection[str], known: Collection[str]
) -> None:
    missing = [column for column in required if column not in heading]
    strange = [column for column in heading if column and column not in known]
    twice = sorted({column for column in heading if column and heading.count(column) > 1})
    problems = [f"the column {column!r} is missing" for column in missing]
    problems += [f"there is no column {column!r} in such a file" for column in strange]
    problems += [f"the column {column!r} stands twice" for column in twice]
    if problems:
        raise BadInput(
            f"{name} cannot be used: {problems[0]}",
            hint=f"Its columns are: {', '.join(known)}.",
            problems=tuple(problems) if len(problems) > 1 else (),
        )
