"""A whole file of configurations as one change: matched by identity, elements also by exact wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from workbench.errors import Ambiguous, BadInput, NotFound, WorkbenchError
from workbench.model.coding import Span
from workbench.model.identity import derived_id, is_uuid
from workbench.model.memos import Memo
from workbench.model.theory import CMO, Element
from workbench.model.views import Configuration, EvidenceView
from workbench.model.vocabulary import Role, plural
from workbench.store.reading import finding
from workbench.store.reading import theory as reading
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.cmo_file import CMOEntry, CMOFile, EvidenceEntry, LinkEntry, SlotEntry
from workbench.theory.commands import (
    AddEvidence,
    Excerpted,
    LinkCMOs,
    NewCMO,
    Ratings,
    Status,
    add_element,
    add_evidence,
    add_slot,
    clean_wording,
    element_for,
    outcome_status,
    require_observed,
    set_sites,
)

Locate = Callable[[str, str], Span]
"""Finds a quote in a text; raises NotFound or Ambiguous."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import of configurations did."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    evidence: int
    elements: int


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    evidence: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ImportCMOs:
    """Add and update configurations from a file. Nothing is removed; slots and evidence already there stay."""

    file: CMOFile
    locate: Locate
    origin: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[ImportResult]:
        """Carry it out.

        Raises:
            BadInput: unknown tracers, sites, sources, elements, memos or links, quotes not found, ripples without
                a shared element, and whatever else is wrong; all of it is listed and nothing is changed.
        """
        return _Import(work, self.file, self.locate).run(self.origin)


class _Import:
    """One run: what keys of the file mean in the study, and what went wrong so far."""

    def __init__(self, work: UnitOfWork, file: CMOFile, locate: Locate) -> None:
        self.work = work
        self.file = file
        self.locate = locate
        self.tally = _Tally()
        self.sources = {s.name: s for s in source_views(work.connection, counted=False)}
        self.source_names = {s.revision_id: s.name for s in self.sources.values()}
        self.texts: dict[str, str] = {}
        self.tracers = finding.ids_by_name(work.connection, "tracer")
        self.sites = finding.ids_by_name(work.connection, "site")
        self.elements: dict[str, str] = {}
        self.memos: dict[str, str] = {}
        self.cmos = {entry.id: self._identity("cmo", entry.id) for entry in file.cmos}

    def run(self, origin: str) -> Outcome[ImportResult]:
        self._require_distinct()
        before = reading.next_number(self.work.connection, "element")
        self._memos()
        self._elements()
        known = {c.id: c for c in reading.configurations(self.work.connection)}
        for entry in self.file.cmos:
            self._collect(f"cmos ({entry.id})", partial(self._configuration, entry, known))
        self._refuse()
        for entry in self.file.cmos:
            for link in entry.links:
                where = f"cmos ({entry.id}) > links ({link.kind} {link.to})"
                self._collect(where, partial(self._link, entry, link))
        self._refuse()
        tally = self.tally
        elements = reading.next_number(self.work.connection, "element") - before
        result = ImportResult(
            tuple(tally.added), tuple(tally.updated), tally.unchanged, tally.evidence, elements
        )
        source = f" from {origin}" if origin else ""
        words = f"imported {plural(len(self.file.cmos), 'CMO')}{source}: {len(tally.added)} added"
        return Outcome(f"{words}, {len(tally.updated)} updated", result)

    def _identity(self, noun: str, key: str) -> str:
        return key.lower() if is_uuid(key) else derived_id(self.work.study_id, f"{noun}:{key}")

    def _collect(self, where: str, step: Callable[[], None]) -> None:
        try:
            step()
        except WorkbenchError as error:
            listed = getattr(error, "candidates", ()) or getattr(error, "problems", ())
            self.tally.problems.append(
                f"{where}: {error.message}" + "".join(f"\n    {line}" for line in listed)
            )

    def _refuse(self) -> None:
        if self.tally.problems:
            raise BadInput(
                f"the CMOs cannot be imported: {plural(len(self.tally.problems), 'fault')}",
                hint="Mend the file and import it again; the study is unchanged.",
                problems=tuple(self.tally.problems),
            )

    def _require_distinct(self) -> None:
        for noun, entries in (
            ("cmos", self.file.cmos),
            ("elements", self.file.elements),
            ("memos", self.file.memos),
        ):
            seen: set[str] = set()
            for entry in entries:
                if entry.id in seen:
                    self.tally.problems.append(f"{noun}: the id {entry.id!r} stands twice")
                seen.add(entry.id)
        self._refuse()

    def _memos(self) -> None:
        present = {memo.id for memo in memos(self.work.connection)}
        for entry in self.file.memos:
            identity = self.memos[entry.id] = self._identity("memo", entry.id)
            if identity in present:
                self.work.update(Memo, identity, kind=str(entry.kind), title=entry.title, body=entry.text)
                continue
            self.work.insert(
                Memo(
                    id=identity,
                    kind=str(entry.kind),
                    title=entry.title,
                    body=entry.text,
                    coder_id=self.work.coder_for(entry.coder) if entry.coder else self.work.coder_id,
                    created_at=self.work.at,
                )
            )

    def _elements(self) -> None:
        """Elements of the file: by identity, else by exact wording, else new; then their parents."""
        by_wording = reading.element_by_wording(self.work.connection)
        for entry in self.file.elements:
            identity = self._identity("element", entry.id)
            wording = clean_wording(entry.wording)
            if reading.exists(self.work.connection, "element", identity):
                self.work.update(Element, identity, wording=wording)
            elif wording in by_wording:
                identity = by_wording[wording]
            else:
                add_element(self.work, wording, None, identity)
                by_wording[wording] = identity
            self.elements[entry.id] = identity
        for entry in self.file.elements:
            if entry.parent is not None:
                self._collect(f"elements ({entry.id})", partial(self._parent, entry.id, entry.parent))
        self._refuse()

    def _parent(self, key: str, parent: str) -> None:
        parent_id = self._element_id(parent)
        chain = {entry.id: entry.parent for entry in self.file.elements}
        at: str | None = parent
        while at is not None:
            if at == key:
                raise BadInput("an element cannot be a variant of itself")
            at = chain.get(at)
        self.work.update(Element, self.elements[key], parent_id=parent_id)

    def _element_id(self, key: str) -> str:
        if key in self.elements:
            return self.elements[key]
        return finding.find_element(self.work.connection, key, study_id=self.work.study_id)

    def _configuration(self, entry: CMOEntry, known: dict[str, Configuration]) -> None:
        cmo_id = self.cmos[entry.id]
        old = known.get(cmo_id)
        tracer_id = self._named(self.tracers, entry.tracer, "tracer") if entry.tracer else None
        site_ids = [self._named(self.sites, site, "site") for site in entry.sites]
        statuses = [(slot.role, self._status(entry, slot)) for slot in entry.slots]
        require_observed(entry.kind, statuses, where=entry.id)
        mark = len(self.work.effects)
        if old is None:
            NewCMO(entry.title, entry.kind, tracer_id, tuple(site_ids), entry.narrative, cmo_id).perform(
                self.work
            )
        else:
            self._update(entry, old, tracer_id, site_ids)
        if entry.retired:
            self.work.update(CMO, cmo_id, retired=1)
        slot_ids = self._slots(entry, old, statuses)
        self._evidence(entry, old, slot_ids)
        label = entry.title or entry.id
        if old is None:
            self.tally.added.append(label)
        elif len(self.work.effects) > mark:
            self.tally.updated.append(label)
        else:
            self.tally.unchanged += 1

    def _update(
        self, entry: CMOEntry, old: Configuration, tracer_id: str | None, site_ids: list[str]
    ) -> None:
        self.work.update(
            CMO,
            old.id,
            title=" ".join(entry.title.split()),
            kind=str(entry.kind),
            tracer_id=tracer_id,
            narrative=entry.narrative.strip(),
        )
        set_sites(self.work, old.id, site_ids)

    def _named(self, known: dict[str, str], name: str, what: str) -> str:
        identity = known.get(" ".join(name.split()).casefold())
        if identity is None:
            near = finding.near_names(name, known)
            suffix = f"; did you mean {', '.join(near)}?" if near else ""
            raise NotFound(f"the study has no {what} {name!r}{suffix}")
        return identity

    def _status(self, entry: CMOEntry, slot: SlotEntry) -> Status:
        given = Status(slot.status.expectation, slot.status.intention, slot.status.valence)
        return outcome_status(slot.role, given, entry.kind, where=entry.id)

    def _slots(
        self, entry: CMOEntry, old: Configuration | None, statuses: list[tuple[Role, Status]]
    ) -> list[str]:
        present = {(s.element_id, s.role): s.id for s in old.slots} if old else {}
        position = len(present)
        ids = []
        for slot, (_, status) in zip(entry.slots, statuses, strict=True):
            element_id = (
                self._element_id(slot.element) if slot.element else element_for(self.work, slot.wording or "")
            )
            key = (element_id, slot.role)
            if key not in present:
                present[key] = add_slot(
                    self.work, self.cmos[entry.id], element_id, slot.role, status, position=position
                )
                position += 1
            ids.append(present[key])
        return ids

    def _evidence(self, entry: CMOEntry, old: Configuration | None, slot_ids: list[str]) -> None:
        present = _evidence_keys(old) if old else set()
        for slot, slot_id in zip(entry.slots, slot_ids, strict=True):
            for piece in slot.evidence:
                self._collect(
                    f"cmos ({entry.id}) > evidence",
                    partial(self._piece, entry, piece, (slot_id, None), present),
                )
        for piece in entry.evidence:
            ends: tuple[str | None, str | None] = (None, None)
            if piece.between is not None:
                if not all(1 <= n <= len(slot_ids) for n in piece.between):
                    self.tally.problems.append(f"cmos ({entry.id}) > evidence: no slots {piece.between}")
                    continue
                ends = (slot_ids[piece.between[0] - 1], slot_ids[piece.between[1] - 1])
            self._collect(f"cmos ({entry.id}) > evidence", partial(self._piece, entry, piece, ends, present))

    def _piece(
        self,
        entry: CMOEntry,
        piece: EvidenceEntry,
        ends: tuple[str | None, str | None],
        present: set[tuple[object, ...]],
    ) -> None:
        slot_id, to_slot_id = ends
        excerpt, memo_id = None, None
        place: object
        if piece.source is not None:
            excerpt = self._excerpt(piece)
            place = (self.source_names[excerpt.revision_id], excerpt.span.start_char, excerpt.span.end_char)
        else:
            place = memo_id = self._memo_id(piece.memo or "")
        if (slot_id, to_slot_id, place, str(piece.stance)) in present:
            return
        command = AddEvidence(
            self.cmos[entry.id],
            excerpt,
            memo_id,
            stance=piece.stance,
            ratings=Ratings(piece.relevance, piece.richness, piece.rigour),
            note=piece.note,
        )
        add_evidence(self.work, command, slot_id=slot_id, to_slot_id=to_slot_id)
        self.tally.evidence += 1

    def _excerpt(self, piece: EvidenceEntry) -> Excerpted:
        source = self.sources.get(piece.source or "")
        if source is None:
            identity = finding.find(self.work.connection, "source", piece.source or "")
            source = next(s for s in self.sources.values() if s.id == identity)
        if source.revision_id not in self.texts:
            self.texts[source.revision_id] = revision_text(self.work.connection, source.revision_id)
        if piece.span is not None:
            start, end = (int(part) for part in piece.span.split(":"))
            if start >= end:
                raise BadInput(f"the span {piece.span} of {source.name} is empty")
            return Excerpted(source.revision_id, Span(start, end))
        try:
            span = self.locate(piece.quote or "", self.texts[source.revision_id])
        except (NotFound, Ambiguous) as error:
            error.message = f"{source.name}: {error.message}"
            raise
        return Excerpted(source.revision_id, span)

    def _memo_id(self, key: str) -> str:
        if key in self.memos:
            return self.memos[key]
        identity = self._identity("memo", key)
        if not reading.exists(self.work.connection, "memo", identity):
            raise NotFound(f"there is no memo {key!r} in this file or in the study")
        return identity

    def _link(self, entry: CMOEntry, link: LinkEntry) -> None:
        known = self.cmos.get(link.to)
        target = known or finding.find_cmo(self.work.connection, link.to, study_id=self.work.study_id)
        mine = next(c for c in reading.configurations(self.work.connection) if c.id == self.cmos[entry.id])
        if any(o.kind == link.kind and o.outgoing and o.other_id == target for o in mine.links):
            return
        LinkCMOs(mine.id, target, link.kind, link.note).perform(self.work)


def _evidence_keys(cmo: Configuration) -> set[tuple[object, ...]]:
    """What evidence a configuration has: `(slot, second slot, place or memo, stance)`."""
    ids = {slot.position: slot.id for slot in cmo.slots}
    pieces: list[tuple[str | None, str | None, EvidenceView]] = []
    pieces += [(slot.id, None, piece) for slot in cmo.slots for piece in slot.evidence]
    pieces += [(None, None, piece) for piece in cmo.evidence]
    pieces += [(ids[d.from_position], ids.get(d.to_position), d.evidence) for d in cmo.dyad_evidence]
    return {
        (
            slot,
            to_slot,
            (p.source_name, p.start_char, p.end_char) if p.source_name else p.memo_id,
            str(p.stance),
        )
        for slot, to_slot, p in pieces
    }
