"""A file of codings, CSV or JSON lines, worked out against the study: which passage, which code, which coder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.coding.commands import NewCoding
from workbench.errors import Ambiguous, BadInput, NotFound, WorkbenchError
from workbench.files.normalise import normalise
from workbench.files.tables import read_table
from workbench.model.coding import Span
from workbench.model.identity import clean_name, derived_id
from workbench.model.vocabulary import plural
from workbench.store.reading.finding import Candidate, code_candidates, pick
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.study import Reader

COLUMNS = ("source", "start_char", "end_char", "quote", "code", "coder", "memo", "document", "start", "end")
"""The columns of a batch; `document`, `start` and `end` are other names that other tools give."""

GENERATED = ("date", "attribution", "coding_id", "source_id", "code_id")
"""What our own exports of codings hold besides; it is made from the study and so passed over here."""

_WORD = re.compile(r"\w+")

Locate = Callable[[str, str], Span]
"""Finds a quote in a text; raises NotFound or Ambiguous."""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of a batch as it stands in the file; a span (text of numbers) or a quote says where.

    With both, the quote must be what stands at the span. `fault` says why a row cannot be read at all.
    """

    where: str
    source: str = ""
    code: str = ""
    quote: str = ""
    start: str = ""
    end: str = ""
    coder: str = ""
    memo: str = ""
    fault: str = ""


def read_batch(text: str, *, name: str) -> Iterator[CodingRow]:
    """The rows of a CSV file, or of JSON lines if `name` ends in .jsonl or standard input (`-`) begins with `{`.

    Raises:
        BadInput: not such a file. A single line of JSON that is none is a row with a fault.
    """
    if name.lower().endswith((".jsonl", ".ndjson")) or (name == "-" and text.lstrip().startswith("{")):
        yield from _json_rows(text, name)
        return
    for line, row in read_table(text, name=name, required=("code",), known=(*COLUMNS, *GENERATED)):
        yield _row(f"{name}, line {line}", row)


def _json_rows(text: str, name: str) -> Iterator[CodingRow]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            yield _row(where, _json_cells(line))
        except BadInput as error:
            yield CodingRow(where, fault=error.message)


def _json_cells(line: str) -> dict[str, str]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"not valid JSON: {getattr(error, 'msg', 'nested too deeply')}") from error
    if not isinstance(row, dict):
        raise BadInput("not a JSON object")
    strange = sorted(set(row) - {*COLUMNS, *GENERATED})
    if strange:
        raise BadInput(f"there is no field {strange[0]!r}; fields: {', '.join(COLUMNS)}")
    cells = {}
    for key, value in row.items():
        if isinstance(value, (dict, list, bool)):
            raise BadInput(f"the field {key!r} must be text or a number")
        cells[key] = "" if value is None else normalise(str(value)).text
    return cells


def _row(where: str, row: dict[str, str]) -> CodingRow:
    return CodingRow(
        where,
        source=(row.get("source") or row.get("document", "")).strip(),
        code=row.get("code", "").strip(),
        quote=row.get("quote", ""),
        start=(row.get("start_char") or row.get("start", "")).strip(),
        end=(row.get("end_char") or row.get("end", "")).strip(),
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
        self._coders = {""}
        self.similar: list[str] = []
        """The rows whose quote is not word for word in the text, each with what the text has."""

    def resolve(self, rows: Iterator[CodingRow]) -> tuple[list[NewCoding], list[str]]:
        """The codings that the rows mean, and the faults of the others, each with its line."""
        found, faults = [], []
        for row in rows:
            try:
                found.append(self._coding(row))
            except WorkbenchError as error:
                listed = getattr(error, "candidates", ())
                told = error.one_line if error.hint.startswith("Did you mean") else error.message
                faults.append(f"{row.where}: {told}" + "".join(f"\n      {c}" for c in listed))
        return found, faults

    def _coding(self, row: CodingRow) -> NewCoding:
        if row.fault:
            raise BadInput(row.fault)
        if not row.source or not row.code:
            raise BadInput("a row needs a source and a code")
        if row.coder not in self._coders:
            clean_name(row.coder, "coder")
            self._coders.add(row.coder)
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
            start, end = _numbers(row.start, row.end)
            if not 0 <= start < end <= length:
                raise BadInput(f"the span {start}:{end} does not lie within the source's {length} characters")
            if row.quote.strip():
                there = self._text(revision_id)[start:end]
                self._require_quote(row.quote, there, f"{start}:{end}")
                self._note_likeness(row, there)
            return start, end
        if not row.quote.strip():
            raise BadInput("a row needs a quote, or start_char and end_char")
        try:
            span = self._locate(row.quote, self._text(revision_id))
        except (NotFound, Ambiguous) as error:
            error.message = f"{row.source}: {error.message}"
            raise
        self._note_likeness(row, self._text(revision_id)[span.start_char : span.end_char])
        return span.start_char, span.end_char

    def _note_likeness(self, row: CodingRow, there: str) -> None:
        if _WORD.findall(row.quote.casefold()) != _WORD.findall(there.casefold()):
            self.similar.append(f"{row.where}: {row.source} has “{' '.join(there.split())}”")

    def _text(self, revision_id: str) -> str:
        if revision_id not in self._texts:
            self._texts[revision_id] = revision_text(self._reader, revision_id)
        return self._texts[revision_id]

    def _require_quote(self, quote: str, there: str, span: str) -> None:
        if quote.split() == there.split():
            return
        try:
            self._locate(quote, there)
        except (NotFound, Ambiguous):
            raise BadInput(f"at {span} stands {_short(there)!r}, not the quote {_short(quote)!r}") from None


def _numbers(start: str, end: str) -> tuple[int, int]:
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise BadInput(f"the span {start!r}:{end!r} is not two whole numbers")
    return int(start[:18]), int(end[:18])


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 50 else tidy[:49] + "…"


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
