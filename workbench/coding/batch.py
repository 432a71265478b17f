"""A file of codings, CSV or JSON lines, worked out against the study: which passage, which code, which coder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.coding.commands import NewCoding
from workbench.errors import Ambiguous, BadInput, NotFound, WorkbenchError
from workbench.files.tables import read_table
from workbench.model.coding import Span
from workbench.model.identity import derived_id
from workbench.model.vocabulary import plural
from workbench.store.reading.finding import Candidate, code_candidates, pick
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.study import Reader

COLUMNS = ("source", "start_char", "end_char", "quote", "code", "coder", "memo", "document", "start", "end")
"""The columns of a batch; `document`, `start` and `end` are other names that other tools give."""

Locate = Callable[[str, str], Span]
"""Finds a quote in a text; raises NotFound or Ambiguous."""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of a batch as it stands in the file; a span (text of numbers) or a quote says where."""

    where: str
    source: str
    code: str
    quote: str = ""
    start: str = ""
    end: str = ""
    coder: str = ""
    memo: str = ""


def read_batch(text: str, *, name: str) -> Iterator[CodingRow]:
    """The rows of a CSV file, or of JSON lines if `name` ends in .jsonl.

    Raises:
        BadInput: not such a file.
    """
    if name.lower().endswith((".jsonl", ".ndjson")):
        yield from _json_rows(text, name)
        return
    for line, row in read_table(text, name=name, required=("code",), known=COLUMNS):
        yield _row(f"{name}, line {line}", row)


def _json_rows(text: str, name: str) -> Iterator[CodingRow]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{where}: not valid JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise BadInput(f"{where}: not a JSON object")
        strange = sorted(set(row) - set(COLUMNS))
        if strange:
            raise BadInput(
                f"{where}: there is no field {strange[0]!r}", hint=f"Fields: {', '.join(COLUMNS)}."
            )
        yield _row(where, {key: "" if value is None else str(value) for key, value in row.items()})


def _row(where: str, row: dict[str, str]) -> CodingRow:
    return CodingRow(
        where,
        source=row.get("source") or row.get("document", ""),
        code=row.get("code", ""),
        quote=row.get("quote", ""),
        start=row.get("start_char") or row.get("start", ""),
        end=row.get("end_char") or row.get("end", ""),
        coder=row.get("coder", "").strip(),
        memo=row.get("memo", "").strip(),
    )


class BatchResolver:
    """Turns rows into codings of one study; looks each name up once."""

    def __init__(self, reader: Reader, *, study_id: str, locate: Locate) -> None:
        self._reader = reader
        self._study_id = study_id
        self._locate = locate
        self._sources = {s.id: s for s in source_views(reader, counted=False)}
        self._source_names = [Candidate(s.id, (s.name,)) for s in self._sources.values()]
        self._codes = code_candidates(reader)
        self._known: dict[tuple[str, str], str] = {}
        self._texts: dict[str, str] = {}

    def resolve(self, rows: Iterator[CodingRow]) -> tuple[list[NewCoding], list[str]]:
        """The codings that the rows mean, and the faults of the others, each with its line."""
        found, faults = [], []
        for row in rows:
            try:
                found.append(self._coding(row))
            except WorkbenchError as error:
                listed = getattr(error, "candidates", ())
                faults.append(f"{row.where}: {error.message}" + "".join(f"\n      {c}" for c in listed))
        return found, faults

    def _coding(self, row: CodingRow) -> NewCoding:
        if not row.source or not row.code:
            raise BadInput("a row needs a source and a code")
        source = self._sources[self._id("source", row.source, self._source_names)]
        code_id = self._id("code", row.code, self._codes)
        span = self._span(row, source.revision_id, source.char_count)
        return NewCoding(source.revision_id, span[0], span[1], code_id, row.coder, row.memo)

    def _id(self, what: str, reference: str, candidates: list[Candidate]) -> str:
        key = (what, reference)
        if key not in self._known:
            keys = (derived_id(self._study_id, f"{what}:{reference}"),)
            self._known[key] = pick(reference, candidates, what=what, keys=keys)
        return self._known[key]

    def _span(self, row: CodingRow, revision_id: str, length: int) -> tuple[int, int]:
        if row.start or row.end:
            try:
                start, end = int(row.start), int(row.end)
            except ValueError:
                raise BadInput(f"the span {row.start!r}:{row.end!r} is not two whole numbers") from None
            if not 0 <= start < end <= length:
                raise BadInput(f"the span {start}:{end} does not lie within the source's {length} characters")
            return start, end
        if not row.quote.strip():
            raise BadInput("a row needs a quote, or start_char and end_char")
        if revision_id not in self._texts:
            self._texts[revision_id] = revision_text(self._reader, revision_id)
        try:
            span = self._locate(row.quote, self._texts[revision_id])
        except (NotFound, Ambiguous) as error:
            error.message = f"{row.source}: {error.message}"
            raise
        return span.start_char, span.end_char


def refuse_faulty(faults: list[str], *, name: str) -> None:
    """Refuse a batch with faults.

    Raises:
        BadInput: listing them.
    """
    if faults:
        raise BadInput(
            f"{name} cannot be imported: {plural(len(faults), 'faulty row')}",
            hint="Mend them, or import the others with --skip-faulty. The study is unchanged.",
            problems=tuple(faults),
        )
