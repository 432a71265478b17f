"""A whole file of configurations as one change: matched by identity, elements also by exact wording.

What the file does not speak of stays as it is. New rows are gathered and written at the end, so that all faults are
listed at once and a large file costs few statements.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from workbench.errors import BadInput, NotFound, WorkbenchError
from workbench.model.entity import Entity
from workbench.model.identity import derived_id, is_uuid
from workbench.model.memos import Memo
from workbench.model.ordering import merged_order
from workbench.model.theory import CMO, CMOSite, Slot
from workbench.model.views import Configuration
from workbench.model.vocabulary import Role, plural
from workbench.store.reading import finding
from workbench.store.reading import theory as reading
from workbench.store.reading.memos import memos
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.cmo_file import CMOEntry, CMOFile, SlotEntry
from workbench.theory.commands import (
    Status,
    outcome_status,
    require_fitting,
    set_sites,
    slot_row,
    status_of,
)
from workbench.theory.importing_elements import Shelf
from workbench.theory.importing_evidence import EvidenceImport, Locate
from workbench.theory.importing_links import LinkImport


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import of configurations did."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    evidence: int
    elements: int


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


@dataclass(slots=True)
class _Placed:
    """The slots that a configuration will have: by element and role, with ids; and those of the entry in order."""

    ids: dict[tuple[str, Role], str]
    statuses: dict[str, tuple[Role, Status]]
    of_entry: list[str] = field(default_factory=list)


class _Import:
    """One run: what keys of the file mean in the study, what is to be written, and what went wrong so far."""

    def __init__(self, work: UnitOfWork, file: CMOFile, locate: Locate) -> None:
        self.work = work
        self.file = file
        self.problems: list[str] = []
        self.known = {c.id: c for c in reading.configurations(work.connection)}
        self.tracers = finding.ids_by_name(work.connection, "tracer")
        self.sites = finding.ids_by_name(work.connection, "site")
        self.shelf = Shelf(work, self.identity)
        self.memos: dict[str, str] = {}
        self.cmos = {entry.id: self.identity("cmo", entry.id) for entry in file.cmos}
        self.placed: dict[str, _Placed] = {}
        self.evidence = EvidenceImport(work, locate, self.memo_id, self.collect)
        self.rows: list[Entity] = []
        self.changed: set[str] = set()
        self.next_number = reading.next_number(work.connection, "cmo")

    def run(self, origin: str) -> Outcome[ImportResult]:
        """Work everything out, refuse it if anything is wrong, and write it."""
        self._require_distinct()
        self._memos()
        self.shelf.take(self.file.elements, self.collect)
        for entry in self.file.cmos:
            self._configuration(entry)
        slots = {self.cmos[key]: [*placed.ids] for key, placed in self.placed.items()}
        links = LinkImport(self.work, self.cmos, self.known, slots)
        for entry in self.file.cmos:
            for link in entry.links:
                where = f"cmos ({entry.id}) > links ({link.kind} {link.to})"
                self.collect(where, partial(links.take, self.cmos[entry.id], link))
        self._refuse()
        self.shelf.write()
        self.work.insert(*self.rows)
        self.evidence.write()
        links.write()
        self.changed |= self.evidence.changed | links.changed
        return self._outcome(origin)

    def _outcome(self, origin: str) -> Outcome[ImportResult]:
        labels = {self.cmos[entry.id]: entry.title or entry.id for entry in self.file.cmos}
        added = tuple(label for cmo_id, label in labels.items() if cmo_id not in self.known)
        updated = tuple(
            labels[cmo_id] for cmo_id in labels if cmo_id in self.known and cmo_id in self.changed
        )
        unchanged = len(labels) - len(added) - len(updated)
        result = ImportResult(added, updated, unchanged, self.evidence.count, self.shelf.added)
        source = f" from {origin}" if origin else ""
        words = f"imported {plural(len(labels), 'CMO')}{source}: {len(added)} added, {len(updated)} updated"
        return Outcome(words, result)

    def identity(self, noun: str, key: str) -> str:
        """The id that a key of the file stands for."""
        return key.lower() if is_uuid(key) else derived_id(self.work.study_id, f"{noun}:{key}")

    def collect(self, where: str, step: Callable[[], None]) -> None:
        """Take a step; if it fails, note why and go on."""
        try:
            step()
        except WorkbenchError as error:
            listed = getattr(error, "candidates", ()) or getattr(error, "problems", ())
            hint = (
                f" {error.hint}" if isinstance(error, NotFound) and error.hint.startswith("Did you") else ""
            )
            lines = "".join(f"\n    {line}" for line in listed)
            self.problems.append(f"{where}: {error.message}{hint}{lines}")

    def _refuse(self) -> None:
        if self.problems:
            raise BadInput(
                f"the CMOs cannot be imported: {plural(len(self.problems), 'fault')}",
                hint="Mend the file and import it again; the study is unchanged.",
                problems=tuple(self.problems),
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
                    self.problems.append(f"{noun}: the id {entry.id!r} stands twice")
                seen.add(entry.id)

    def _memos(self) -> None:
        present = {memo.id for memo in memos(self.work.connection)} if self.file.memos else set()
        for entry in self.file.memos:
            identity = self.memos[entry.id] = self.identity("memo", entry.id)
            if identity in present:
                title = {"title": entry.title.strip()} if "title" in entry.model_fields_set else {}
                self.work.update(Memo, identity, kind=str(entry.kind), body=entry.text, **title)
                continue
            self.rows.append(
                Memo(
                    id=identity,
                    kind=str(entry.kind),
                    title=entry.title.strip(),
                    body=entry.text,
                    coder_id=self.work.coder_for(entry.coder) if entry.coder else self.work.coder_id,
                    created_at=self.work.at,
                )
            )

    def memo_id(self, key: str) -> str:
        """The id of a memo of the file or of the study, by key, id or title."""
        return self.memos.get(key) or finding.find_memo(
            self.work.connection, key, study_id=self.work.study_id
        )

    def _configuration(self, entry: CMOEntry) -> None:
        """Take up one entry: its facts, its slots, and the evidence behind them."""
        old = self.known.get(self.cmos[entry.id])
        where = f"cmos ({entry.id})"
        facts: dict[str, Any] = {}
        sites: list[str] = []
        self.collect(where, partial(self._tracer, entry, facts))
        for site in entry.sites:
            self.collect(where, partial(self._site, site, sites))
        placed = self.placed[entry.id] = _Placed(
            {(s.element_id, s.role): s.id for s in old.slots} if old else {},
            {s.id: (s.role, status_of(s)) for s in old.slots} if old else {},
        )
        self._write_facts(entry, old, facts, sites)
        for number, slot in enumerate(entry.slots, 1):
            self.collect(f"{where} > slot {number}", partial(self._slot, entry, slot, placed))
        self.collect(where, partial(require_fitting, entry.kind, placed.statuses.values(), where=entry.id))
        if old is not None:
            self._order(old, placed)
        self.evidence.take(entry, self.cmos[entry.id], old, placed.of_entry)

    def _tracer(self, entry: CMOEntry, facts: dict[str, Any]) -> None:
        if "tracer" in entry.model_fields_set:
            facts["tracer_id"] = self._named(self.tracers, entry.tracer, "tracer") if entry.tracer else None

    def _site(self, name: str, sites: list[str]) -> None:
        sites.append(self._named(self.sites, name, "site"))

    def _named(self, known: dict[str, str], name: str, what: str) -> str:
        identity = known.get(" ".join(name.split()).casefold())
        if identity is None:
            near = finding.near_names(name, known)
            suffix = f"; did you mean {', '.join(near)}?" if near else ""
            raise NotFound(f"the study has no {what} {name!r}{suffix}")
        return identity

    def _write_facts(
        self, entry: CMOEntry, old: Configuration | None, facts: dict[str, Any], sites: list[str]
    ) -> None:
        given = entry.model_fields_set
        facts["kind"] = str(entry.kind)
        if "title" in given:
            facts["title"] = " ".join(entry.title.split())
        if "narrative" in given:
            facts["narrative"] = entry.narrative.strip()
        if "retired" in given:
            facts["retired"] = int(entry.retired)
        cmo_id = self.cmos[entry.id]
        if old is None:
            row = {"id": cmo_id, "number": self.next_number, "coder_id": self.work.coder_id}
            self.rows.append(CMO(**{**row, "created_at": self.work.at, **facts}))
            self.rows += [CMOSite(cmo_id=cmo_id, site_id=site) for site in dict.fromkeys(sites)]
            self.next_number += 1
            return
        mark = len(self.work.effects)
        self.work.update(CMO, cmo_id, **facts)
        if "sites" in given:
            set_sites(self.work, cmo_id, sites)
        if len(self.work.effects) > mark:
            self.changed.add(cmo_id)

    def _slot(self, entry: CMOEntry, slot: SlotEntry, placed: _Placed) -> None:
        placed.of_entry.append("")
        element_id = self.shelf.find(slot.element) if slot.element else self.shelf.worded(slot.wording or "")
        key = (element_id, slot.role)
        slot_id = placed.ids.get(key)
        old = placed.statuses[slot_id][1] if slot_id else Status()
        given = slot.status.model_fields_set
        wanted = Status(*(getattr(slot.status if name in given else old, name) for name in Status.__slots__))
        status = outcome_status(slot.role, wanted, entry.kind, where=entry.id)
        if slot_id is None:
            row = slot_row(
                self.work, self.cmos[entry.id], element_id, slot.role, status, position=len(placed.ids)
            )
            self.rows.append(row)
            self.changed.add(row.cmo_id)
            slot_id = placed.ids[key] = row.id
        elif status != old:
            values = {name: getattr(status, name) for name in Status.__slots__}
            self.work.update(Slot, slot_id, **{name: value and str(value) for name, value in values.items()})
            self.changed.add(self.cmos[entry.id])
        placed.statuses[slot_id] = (slot.role, status)
        placed.of_entry[-1] = slot_id

    def _order(self, old: Configuration, placed: _Placed) -> None:
        """Let the slots stand in the order of the entry; slots that it does not have keep their place."""
        present = [slot.id for slot in old.slots]
        wanted = [slot_id for slot_id in dict.fromkeys(placed.of_entry) if slot_id]
        order = merged_order(present, wanted)
        if order[: len(present)] == present:
            return
        new = {row.id: row for row in self.rows if isinstance(row, Slot) and row.cmo_id == old.id}
        for position, slot_id in enumerate(order):
            if slot_id in new:
                new[slot_id].position = position
            elif self.work.update(Slot, slot_id, position=position):
                self.changed.add(old.id)
