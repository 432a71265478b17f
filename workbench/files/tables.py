"""CSV tables that people bring: rows by column name with their line, whatever program wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

from workbench.errors import BadInput
from workbench.model.likeness import near_names
from workbench.model.vocabulary import plural

DELIMITERS = ",;\t"


def delimiter_of(text: str) -> str:
    """The delimiter of a table by its heading line: the one of `,`, `;` and tab that stands there most."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def read_table(
    text: str, *, name: str, required: Collection[str], known: Collection[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table as `(line, cells by lower-case column name)`; empty rows are passed over.

    `line` is where the row begins, 1-based. Cells under an empty heading must be empty.

    Raises:
        BadInput: no heading, a required column missing, an unknown or repeated column, rows with too many cells.
    """
    text = text.removeprefix("\ufeff")
    skipped = 1 if text[:4].lower() == "sep=" else 0
    table = text.partition("\n")[2] if skipped else text
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter_of(table), strict=True)
    line = 1
    rows: list[tuple[int, list[str]]] = []
    problems: list[str] = []
    try:
        first: list[str] = next((cells for cells in reader if any(cells)), [])
        heading = [cell.strip().lower().replace(" ", "_") for cell in first]
        _require_columns(heading, name, required, known)
        line = reader.line_num + 1
        complete = all(heading)
        for cells in reader:
            if not complete or len(cells) > len(heading):
                problems += _without_heading(f"{name}, line {skipped + line}", heading, cells)
            if any(cells):
                rows.append((skipped + line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(f"{name}, line {skipped + line}: {_reason(error)}", hint=_CSV_HINT) from error
    if problems:
        raise BadInput(
            f"{name} cannot be used: {plural(len(problems), 'row')} with cells that have no heading",
            hint="Put cells that hold the separator into quotation marks.",
            problems=tuple(problems),
        )
    for begun, cells in rows:
        if complete and len(cells) == len(heading):
            yield begun, dict(zip(heading, cells, strict=True))
            continue
        padded = cells + [""] * (len(heading) - len(cells))
        yield begun, {column: cell for column, cell in zip(heading, padded, strict=False) if column}


_CSV_HINT = "A quotation mark within a cell is written twice, and the cell stands in quotation marks."


def _reason(error: csv.Error) -> str:
    words = str(error)
    if "unexpected end of data" in words:
        return "a quotation mark is opened in this row and not closed"
    if "expected after" in words:
        return "text stands after a closing quotation mark"
    if "field larger" in words:
        return "a cell of this row is far too long; is a quotation mark left open?"
    return "this row cannot be read as a row of a table"


def _without_heading(where: str, heading: list[str], cells: list[str]) -> list[str]:
    beyond = [cell for cell in cells[len(heading) :] if cell]
    beyond += [cell for column, cell in zip(heading, cells, strict=False) if cell and not column]
    return [f"{where}: {', '.join(map(repr, beyond))}"] if beyond else []


def _require_columns(
    heading: list[str], name: str, required: Collection[str], known: Collection[str]
) -> None:
    missing = [column for column in required if column not in heading]
    strange = [column for column in heading if column and column not in known]
    twice = sorted({column for column in heading if column and heading.count(column) > 1})
    problems = [f"the column {column!r} is missing" for column in missing]
    problems += [f"unknown column {column!r}{_meant(column, known)}" for column in strange]
    problems += [f"the column {column!r} stands twice" for column in twice]
    if problems:
        raise BadInput(
            f"{name} cannot be used: "
            + (problems[0] if len(problems) == 1 else f"{len(problems)} faults in its heading"),
            hint=f"Its columns are: {', '.join(known)}.",
            problems=tuple(problems) if len(problems) > 1 else (),
        )


def _meant(column: str, known: Collection[str]) -> str:
    near = near_names(column, known, limit=1)
    return f": did you mean {near[0]!r}?" if near else ""
