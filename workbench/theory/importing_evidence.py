"""The evidence in a file of configurations: passages found in their sources, memos, and what is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench.errors import Ambiguous, BadInput, NotFound
from workbench.model.coding import Span
from workbench.model.theory import Evidence
from workbench.model.views import Configuration, SourceView
from workbench.store.reading import finding
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.unit_of_work import UnitOfWork
from workbench.theory.cmo_file import CMOEntry, EvidenceEntry
from workbench.theory.evidence import AddEvidence, EvidenceKey, Origin, Ratings, evidence_of, evidence_row
from workbench.theory.importing_elements import Collect

Locate = Callable[[str, str], Span]
"""Finds a quote in a text; raises NotFound or Ambiguous."""

Ends = tuple[str | None, str | None]
"""The slot that evidence is for, and the second one where it is for the link of two."""

RATED = ("relevance", "richness", "rigour")


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
        self._sources = {s.name: s for s in source_views(work.connection, counted=False)}
        self._texts: dict[str, str] = {}
        self._new: list[tuple[AddEvidence, Ends, tuple[str, int, int] | None]] = []

    def take(self, entry: CMOEntry, cmo_id: str, old: Configuration | None, slot_ids: Sequence[str]) -> None:
        """Take up the evidence of one entry; `slot_ids` are those of its slots, empty where one is at fault."""
        present: dict[EvidenceKey, str] = {}
        if old is not None:
            present = {key: piece.id for key, piece in evidence_of(old).items()}
        where = f"cmos ({entry.id})"
        for number, (slot, slot_id) in enumerate(zip(entry.slots, slot_ids, strict=True), 1):
            for piece in slot.evidence:
                place = f"{where} > slot {number} > evidence"
                self.collect(place, partial(self._piece, cmo_id, piece, (slot_id, None), present))
        for piece in entry.evidence:
            self.collect(f"{where} > evidence", partial(self._whole, cmo_id, piece, slot_ids, present))

    def _whole(
        self,
        cmo_id: str,
        piece: EvidenceEntry,
        slot_ids: Sequence[str],
        present: dict[EvidenceKey, str],
    ) -> None:
        """Evidence for the whole configuration, or for the link of two of its slots."""
        ends: Ends = (None, None)
        if piece.between is not None:
            first, second = piece.between
            if first == second or not all(1 <= n <= len(slot_ids) for n in piece.between):
                raise BadInput(
                    f"between {first} and {second}: give two different slots of 1 to {len(slot_ids)}"
                )
            ends = (slot_ids[first - 1], slot_ids[second - 1])
        self._piece(cmo_id, piece, ends, present)

    def _piece(self, cmo_id: str, piece: EvidenceEntry, ends: Ends, present: dict[EvidenceKey, str]) -> None:
        spot, memo_id = None, None
        origin: Origin
        if piece.source is not None:
            source = self._source(piece.source)
            span = self._span(piece, source)
            spot = (source.revision_id, span.start_char, span.end_char)
            origin = (source.name, span.start_char, span.end_char)
        else:
            origin = memo_id = self.memo_id(piece.memo or "")
        key = (*ends, origin, piece.stance)
        if key in present:
            self._update(cmo_id, piece, present[key])
            return
        ratings = Ratings(piece.relevance, piece.richness, piece.rigour)
        command = AddEvidence(cmo_id, memo_id=memo_id, stance=piece.stance, ratings=ratings, note=piece.note)
        self._new.append((command, ends, spot))
        self.changed.add(cmo_id)
        self.count += 1
        present[key] = ""

    def _update(self, cmo_id: str, piece: EvidenceEntry, identity: str) -> None:
        """Bring ratings and note of evidence up to date; none for what this very file lists twice."""
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
