"""The manifest: a table with a row for each source, saying who was interviewed, where, when and about what.

Owns the reading of the table into rows of text. Whether a site or tracer exists is for the import to say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.errors import BadInput
from workbench.files.decode import decode_text
from workbench.files.normalise import normalise
from workbench.model.vocabulary import SourceKind, plural
from workbench.sources.dates import parse_date

_SYNONYMS: Mapping[str, str] = {
    "interview": "interview id; id; interview no; interview number; interview code; source id; document",
    "file": "filename; file name; path; transcript",
    "kind": "type; source kind; source type",
    "title": "",
    "participants": "participant; participant id; participant ids; respondent; respondents; interviewee",
    "organisations": "organisation; organization; organizations; organisation(s); organization(s); org",
    "roles": "role; role(s); participant role; job title",
    "sites": "site; site(s); area; areas; area(s)",
    "tracers": "tracer; tracer(s); service; services",
    "wave": "phase",
    "date": "interview date; date of interview",
    "mode": "interview mode; method",
}
"""The columns that the workbench knows, with other names for them. Every further column is an attribute."""

KNOWN_COLUMNS = frozenset(_SYNONYMS)
"""The names of the columns that are no attributes."""

_COLUMNS = {
    synonym: column
    for column, others in _SYNONYMS.items()
    for synonym in (column, *(other.strip() for other in others.split(";")))
    if synonym
}
_DELIMITERS = ",;\t"
_VALUE_SEPARATORS = str.maketrans({"|": ";", "\n": ";"})
"""Between the values of a cell: `;`, `|` or a line. Never a comma, which names of organisations hold; and `;`
also in a table whose cells are parted by `;`, because such a cell is quoted."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A row: `line` is where it begins in the file (1-based); `file` is empty where it goes by the interview.

    `date` is ISO 8601 and may stop at month or year. `attributes` are the further columns that are not empty.
    `spoken_of` are the columns for which the row has a cell, be it empty; an empty cell says nothing of a kind.
    """

    line: int
    file: str
    interview: str
    kind: SourceKind
    title: str
    participants: tuple[str, ...]
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    sites: tuple[str, ...]
    tracers: tuple[str, ...]
    wave: str
    date: str | None
    mode: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    spoken_of: frozenset[str] = frozenset()


def read_manifest(data: bytes, name: str) -> tuple[ManifestRow, ...]:
    """The rows of a manifest in order: CSV with `,`, `;` or tab, in any encoding; empty rows are passed over.

    Raises:
        BadInput: with every fault of the table in `problems`; UnreadableFile: it is no text.
    """
    text = normalise(decode_text(data, name=name).text).text
    records = _records(text, name)
    if not records:
        raise BadInput(f"{name} is empty", hint=_HINT)
    header_line, header = records[0]
    problems = [f"{name}, line {header_line}: {fault}" for fault in _header_faults(header)]
    if problems:
        raise _bad(name, problems)
    columns = [column_of(cell) for cell in header]
    rows: list[ManifestRow] = []
    for line, cells in records[1:]:
        row, faults = _read_row(line, columns, cells)
        rows.append(row)
        problems += [f"{name}, line {line}, {fault}" for fault in faults]
    problems += _duplicates(name, [(row.line, row.interview) for row in rows], "interview")
    problems += _duplicates(name, [(row.line, row.file) for row in rows], "file")
    if problems:
        raise _bad(name, problems)
    return tuple(rows)


_HINT = "The first line names the columns, at least `interview`; each further line is one source."


def _bad(name: str, problems: list[str]) -> BadInput:
    first = problems[0].removeprefix(f"{name}, ")
    more = f", and {plural(len(problems) - 1, 'more fault')}" if len(problems) > 1 else ""
    return BadInput(f"{name} cannot be used: {first}{more}", hint=_HINT, problems=tuple(problems))


def _records(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The records that hold something, cells stripped, each with the line where it begins."""
    first_line, _, rest = text.partition("\n")
    skipped = 1 if first_line.lower().startswith("sep=") else 0
    table = rest if skipped else text
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=_delimiter(table), strict=True)
    records, line = [], skipped + 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                records.append((line, stripped))
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        problem = f"{name}, line {line}: {error} (is a quotation mark left open?)"
        raise _bad(name, [problem]) from error
    return records


def _delimiter(table: str) -> str:
    """The delimiter under which most headings of the first line are known, then the one that occurs most."""
    header = next((line for line in table.split("\n") if line.strip()), "")

    def merit(delimiter: str) -> tuple[int, int]:
        cells = header.replace('"', "").split(delimiter)
        return sum(column_of(cell) in _SYNONYMS for cell in cells), len(cells)

    return max(_DELIMITERS, key=merit)


def column_of(written: str) -> str:
    """The column that a heading names; a heading that we do not know stays as it is, for an attribute."""
    plain = " ".join(written.replace("_", " ").replace("-", " ").casefold().split())
    return _COLUMNS.get(plain, written.strip())


def _header_faults(header: Sequence[str]) -> list[str]:
    columns = [column_of(cell) for cell in header]
    if not any(column in _SYNONYMS for column in columns):
        return ["the header is missing: none of its cells names a column (interview, file, date, sites ...)"]
    faults = [] if "interview" in columns else ["no column is called `interview`"]
    for column in dict.fromkeys(columns):
        same = [cell for cell, other in zip(header, columns, strict=True) if other == column]
        if column and len(same) > 1:
            faults.append(f"{len(same)} columns say the same ({', '.join(same)}): {column}")
    return faults


def _read_row(line: int, columns: Sequence[str], cells: Sequence[str]) -> tuple[ManifestRow, list[str]]:
    """A row and its faults, each beginning with the column. Cells that are missing at the end are empty."""
    faults = _too_many_cells(columns, cells)
    cell = dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
    if not cell["interview"]:
        faults.append("column interview: the interview's id is missing")
    row = ManifestRow(
        line=line,
        file=cell.get("file", ""),
        interview=cell["interview"],
        kind=_kind(cell.get("kind", ""), faults),
        title=cell.get("title", ""),
        participants=_values(cell.get("participants", "")),
        organisations=_values(cell.get("organisations", "")),
        roles=_places(cell.get("roles", "")),
        sites=_values(cell.get("sites", "")),
        tracers=_values(cell.get("tracers", "")),
        wave=cell.get("wave", ""),
        date=_date(cell.get("date", ""), faults),
        mode=cell.get("mode", ""),
        attributes={name: value for name, value in cell.items() if name and value and name not in _SYNONYMS},
        spoken_of=frozenset(
            name for name, value in zip(columns, cells, strict=False) if name and (value or name != "kind")
        ),
    )
    return row, faults


def _too_many_cells(columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    beyond = [cell for cell in cells[len(columns) :] if cell]
    beyond += [cell for column, cell in zip(columns, cells, strict=False) if cell and not column]
    if not beyond:
        return []
    found = ", ".join(repr(cell) for cell in beyond)
    return [f"column {len(columns) + 1}: {plural(len(beyond), 'cell')} without a heading: {found}"]


def _kind(written: str, faults: list[str]) -> SourceKind:
    """The kind of a source; an empty cell is an interview."""
    try:
        return SourceKind(written.casefold() or SourceKind.INTERVIEW)
    except ValueError:
        faults.append(f"column kind: {written!r} is none of {', '.join(SourceKind)}")
        return SourceKind.INTERVIEW


def _date(written: str, faults: list[str]) -> str | None:
    try:
        return parse_date(written) if written else None
    except ValueError as error:
        faults.append(f"column date: {error}")
        return None


def _places(cell: str) -> tuple[str, ...]:
    """The values of a cell in their places, equal and empty ones too, since they pair with another column."""
    values = tuple(value.strip() for value in cell.translate(_VALUE_SEPARATORS).split(";"))
    return values if any(values) else ()


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell in order, each once."""
    values = (value.strip() for value in cell.translate(_VALUE_SEPARATORS).split(";"))
    return tuple(dict.fromkeys(value for value in values if value))


def _duplicates(name: str, keys: Sequence[tuple[int, str]], column: str) -> list[str]:
    """A fault for each key that an earlier line has; letters in another case do not make it another."""
    first: dict[str, int] = {}
    faults = []
    for line, key in keys:
        if key and first.setdefault(key.casefold(), line) != line:
            faults.append(
                f"{name}, line {line}, column {column}: {key!r} is in line {first[key.casefold()]} already"
            )
    return faults
