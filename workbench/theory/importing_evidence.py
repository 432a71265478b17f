"""The evidence in a file of configurations: passages found in their sources, memos, and what is there already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from workbench.errors import Ambiguous, BadInput, NotFound
from workbench.model.coding import Span
from workbench.model.theory import Evidence
from workbench.model.views import Configuration, SourceView
from workbench.store.reading import finding
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import CMOEntry, EvidenceEntry
from workbench.theory.evidence import (
    AddEvidence,
    EvidenceKey,
    Origin,
    Ratings,
    evidence_key,
    evidence_row,
    placed_evidence,
)
from workbench.theory.importing_elements import Collect
from workbench.theory.importing_slots import Placed

Locate = Callable[[str, str], Span]
"""Finds a quote in a text; raises NotFound or Ambiguous."""

Ends = tuple[str | None, str | None]
"""The slot that evidence is for, and the second one where it is for the link of two."""

RATED = ("relevance", "richness", "rigour")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class InexactQuote:
    """A quote that was found by likeness: its configuration, its source, the words given and those of the text."""

    cmo: str
    source: str
    quote: str
    found: str


def _words(text: str) -> list[str]:
    """The words of a text without regard to case, typography and punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, slots=True)
class _Spot:
    """The configuration whose evidence is taken up: its slots in the order of the file, and what stands there."""

    cmo_id: str
    label: str
    slot_ids: Sequence[str]
    present: dict[EvidenceKey, str] = field(default_factory=dict)


class EvidenceImport:
    """Gathers the evidence of all configurations of a file; each source's text is read once."""

    def __init__(
        self, work: UnitOfWork, locate: Locate, memo_id: Callable[[str], str], collect: Collect
    ) -> None:
        self.work = work
        self.locate = locate
        self.memo_id = memo_id
        self.collect = collect
        self.changed: set[str] = set()
        self.count = 0
        self.inexact: list[InexactQuote] = []
        self.matched: set[str] = set()
        """The ids of the evidence of the study that the file has too."""
        self._sources = {s.name: s for s in source_views(work.connection, counted=False)}
        self._texts: dict[str, str] = {}
        self._new: list[tuple[AddEvidence, Ends, tuple[str, int, int] | None]] = []

    def take(self, entry: CMOEntry, cmo_id: str, old: Configuration | None, placed: Placed) -> None:
        """Take up the evidence of one entry, whose slots are placed."""
        spot = _Spot(cmo_id, f"CMO {old.number}" if old else entry.title or entry.id, placed.of_entry)
        if old is not None:
            new = placed.renamed
            for (first, second, origin, stance), held in placed_evidence(old):
                ends = new.get(first or "", first), new.get(second or "", second)
                spot.present[evidence_key(*ends, origin, stance)] = held.id
        where = f"cmos ({entry.id})"
        for number, (slot, slot_id) in enumerate(zip(entry.slots, placed.of_entry, strict=True), 1):
            for piece in slot.evidence:
                place = f"{where} > slot {number} > evidence"
                self.collect(place, partial(self._piece, spot, piece, (slot_id, None)))
        for piece in entry.evidence:
            self.collect(f"{where} > evidence", partial(self._whole, spot, piece))

    def _whole(self, spot: _Spot, piece: EvidenceEntry) -> None:
        """Evidence for the whole configuration, or for the link of two of its slots."""
        ends: Ends = (None, None)
        if piece.between is not None:
            first, second = piece.between
            count = len(spot.slot_ids)
            if first == second or not all(1 <= n <= count for n in piece.between):
                raise BadInput(f"between {first} and {second}: give two different slots of 1 to {count}")
            ends = (spot.slot_ids[first - 1], spot.slot_ids[second - 1])
        self._piece(spot, piece, ends)

    def _piece(self, spot: _Spot, piece: EvidenceEntry, ends: Ends) -> None:
        place, memo_id, inexact = None, None, None
        origin: Origin
        if piece.source is not None:
            source = self._source(piece.source)
            span = self._span(piece, source)
            place = (source.revision_id, span.start_char, span.end_char)
            origin = (source.name, span.start_char, span.end_char)
            inexact = self._inexact(spot, piece, source, span)
        else:
            origin = memo_id = self.memo_id(piece.memo or "")
        key = evidence_key(*ends, origin, piece.stance)
        if key in spot.present:
            self._update(spot.cmo_id, piece, spot.present[key])
            return
        ratings = Ratings(piece.relevance, piece.richness, piece.rigour)
        command = AddEvidence(
            spot.cmo_id, memo_id=memo_id, stance=piece.stance, ratings=ratings, note=piece.note
        )
        self._new.append((command, ends, place))
        self.inexact += [inexact] if inexact else []
        self.changed.add(spot.cmo_id)
        self.count += 1
        spot.present[key] = ""

    def _inexact(
        self, spot: _Spot, piece: EvidenceEntry, source: SourceView, span: Span
    ) -> InexactQuote | None:
        """What the text has, where it has other words than the quote."""
        if piece.quote is None:
            return None
        found = self._texts[source.revision_id][span.start_char : span.end_char]
        if _words(found) == _words(piece.quote):
            return None
        return InexactQuote(spot.label, source.name, " ".join(piece.quote.split()), " ".join(found.split()))

    def _update(self, cmo_id: str, piece: EvidenceEntry, identity: str) -> None:
        """Bring ratings and note of evidence up to date; none for what this very file lists twice."""
        self.matched.add(identity)
        given = piece.model_fields_set
        values = {name: getattr(piece, name) for name in RATED if name in given}
        texts: dict[str, object] = {name: value and str(value) for name, value in values.items()}
        if "note" in given:
            texts["note"] = piece.note.strip()
        if identity and texts and self.work.update(Evidence, identity, **texts):
            self.changed.add(cmo_id)

    def _source(self, name: str) -> SourceView:
        source = self._sources.get(name)
        if source is None:
            identity = finding.find(self.work.connection, "source", name)
            source = next(s for s in self._sources.values() if s.id == identity)
        return source

    def _span(self, piece: EvidenceEntry, source: SourceView) -> Span:
        if piece.span is not None:
            start, end = (int(part) for part in piece.span.split(":"))
            if not start < end <= source.char_count:
                length = f"{source.char_count:,} characters"
                raise BadInput(f"the span {piece.span} does not lie within the {length} of {source.name}")
            return Span(start, end)
        if source.revision_id not in self._texts:
            self._texts[source.revision_id] = revision_text(self.work.connection, source.revision_id)
        try:
            return self.locate(piece.quote or "", self._texts[source.revision_id])
        except (NotFound, Ambiguous) as error:
            error.message = f"{source.name}: {error.message}"
            raise

    def write(self) -> None:
        """Write what is new; slots and memos must be written."""
        spans: dict[str, dict[tuple[int, int], None]] = {}
        for _, _, spot in self._new:
            if spot is not None:
                spans.setdefault(spot[0], {})[spot[1:]] = None
        excerpts: dict[tuple[str, int, int], str] = {}
        for revision_id, places in spans.items():
            body = self._texts.get(revision_id) or revision_text(self.work.connection, revision_id)
            ids = self.work.intern_excerpts(revision_id, places, body)
            excerpts |= {(revision_id, *place): identity for place, identity in ids.items()}
        self.work.insert(
            *(
                evidence_row(
                    self.work,
                    command,
                    slot_id=ends[0],
                    to_slot_id=ends[1],
                    excerpt_id=excerpts[spot] if spot else None,
                )
                for command, ends, spot in self._new
            )
        )
