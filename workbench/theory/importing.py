"""A whole file of configurations as one change: matched by identity, elements also by exact wording.

What the file does not speak of stays as it is; what it lacks of that which it speaks of is named, and removed only
where that is asked for. New rows are gathered and written at the end, so that all faults are listed at once and a
large file costs few statements.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.errors import BadInput, Conflict, NotFound, WorkbenchError
from workbench.model.entity import Entity
from workbench.model.identity import derived_id, is_uuid
from workbench.model.likeness import did_you_mean, near_names
from workbench.model.memos import Memo
from workbench.model.theory import CMO, CMOSite
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, Expectation, Role, Stage, plural
from workbench.store.reading import finding
from workbench.store.reading import theory as reading
from workbench.store.reading.memos import memos
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.cmo_file import CMOEntry, CMOFile
from workbench.theory.commands import clean_title, require_fitting, set_sites
from workbench.theory.importing_absent import Absent, AbsentParts
from workbench.theory.importing_elements import Shelf
from workbench.theory.importing_evidence import EvidenceImport, InexactQuote, Locate
from workbench.theory.importing_links import TAKE_UP, LinkImport
from workbench.theory.importing_slots import Placed, SlotImport, SlotNote
from workbench.theory.links import keep_ripples
from workbench.theory.verdict_guard import require_verdicts_true


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import of configurations did.

    `slots` says which slots of the study are worded otherwise now, and how. `absent` are the parts of the
    configurations in the file that the file does not have and that stay; `removed` those that were removed.
    `inexact` are the new quotes that the text has in other words.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    evidence: int
    elements: int
    slots: tuple[SlotNote, ...] = ()
    absent: tuple[Absent, ...] = ()
    removed: tuple[Absent, ...] = ()
    inexact: tuple[InexactQuote, ...] = ()


@dataclass(frozen=True)
class ImportCMOs:
    """Add and update configurations from a file.

    With `prune`, slots, evidence and links of the configurations in the file that the file does not have are removed.
    """

    file: CMOFile
    locate: Locate
    origin: str = ""
    prune: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[ImportResult]:
        """Carry it out.

        Raises:
            BadInput: unknown tracers, sites, sources, elements, memos or links, quotes not found, ripples without
                a shared element, and whatever else is wrong; all of it is listed and nothing is changed.
        """
        return _Import(work, self).run()


class _Import:
    """One run: what keys of the file mean in the study, what is to be written, and what went wrong so far."""

    def __init__(self, work: UnitOfWork, command: ImportCMOs) -> None:
        self.work = work
        self.file = command.file
        self.origin = command.origin
        self.problems: list[str] = []
        self.known = {c.id: c for c in reading.configurations(work.connection)}
        self.tracers = finding.ids_by_name(work.connection, "tracer")
        self.sites = finding.ids_by_name(work.connection, "site")
        self.shelf = Shelf(work, self.identity)
        self.memos: dict[str, str] = {}
        self.cmos = {entry.id: self.identity("cmo", entry.id) for entry in self.file.cmos}
        taken_up = {self.cmos[entry.id] for entry in self.file.cmos if entry.takes_up}
        self.retired = {c.id for c in self.known.values() if c.stage is Stage.RETIRED} - taken_up
        self.placed: dict[str, Placed] = {}
        known = tuple(self.known.values())
        self.slots = SlotImport(work, self.shelf, known, self.collect, prune=command.prune)
        self.evidence = EvidenceImport(work, command.locate, self.memo_id, self.collect)
        self.absent = AbsentParts(prune=command.prune)
        self.rows: list[Entity] = []
        self.changed: set[str] = set()
        self.next_number = reading.next_number(work.connection, "cmo")

    def run(self) -> Outcome[ImportResult]:
        """Work everything out, refuse it if anything is wrong, and write it."""
        mark = len(self.work.effects)
        self._require_distinct()
        self._memos()
        self.shelf.take(self.file.elements, self.collect)
        for entry in self.file.cmos:
            self._configuration(entry)
        places = {self.cmos[key]: [*placed.keys.values()] for key, placed in self.placed.items()}
        links = LinkImport(self.work, self.cmos, self.known, places, self.retired)
        for entry in self.file.cmos:
            for link in entry.links:
                where = f"cmos ({entry.id}) > links ({link.kind} {link.to})"
                self.collect(where, partial(links.take, self.cmos[entry.id], link))
        self._compare(self.evidence.matched | links.matched)
        for entry in self.file.cmos:
            self.collect(f"cmos ({entry.id})", partial(self._require_in_use, self.cmos[entry.id]))
        self._refuse()
        self._write(links)
        without = self.absent.removed_links
        self.collect("links", partial(keep_ripples, self.work, self.known, places, without=without))
        self.collect("verdicts", partial(require_verdicts_true, self.work, self.changed))
        self._refuse()
        for part in (self.slots, self.evidence, links, self.absent):
            self.changed |= part.changed
        return self._outcome(nothing=all(e.operation == "intern" for e in self.work.effects[mark:]))

    def _compare(self, present: set[str]) -> None:
        """Note what the study has and the file has not."""
        for entry in self.file.cmos:
            old = self.known.get(self.cmos[entry.id])
            if old is not None:
                step = partial(self.absent.take, entry, old, self.placed[entry.id], present=present)
                self.collect(f"cmos ({entry.id})", step)

    def _write(self, links: LinkImport) -> None:
        self.shelf.write()
        self.work.insert(*self.rows)
        self.slots.write([(self.known.get(self.cmos[key]), placed) for key, placed in self.placed.items()])
        self.evidence.write()
        self.absent.write(self.work)
        links.write()

    def _outcome(self, *, nothing: bool) -> Outcome[ImportResult]:
        labels = {self.cmos[entry.id]: entry.title or entry.id for entry in self.file.cmos}
        added = tuple(label for cmo_id, label in labels.items() if cmo_id not in self.known)
        updated = tuple(
            labels[cmo_id] for cmo_id in labels if cmo_id in self.known and cmo_id in self.changed
        )
        pruned = self.absent.prune
        parts = tuple(self.absent.parts)
        result = ImportResult(
            added,
            updated,
            len(labels) - len(added) - len(updated),
            self.evidence.count,
            self.shelf.added,
            tuple(self.slots.notes),
            () if pruned else parts,
            parts if pruned else (),
            tuple(self.evidence.inexact),
        )
        if nothing:
            return Outcome(f"found nothing new in {self.origin or 'the file'}", result)
        source = f" from {self.origin}" if self.origin else ""
        words = f"imported {plural(len(labels), 'CMO')}{source}: {len(added)} added, {len(updated)} updated"
        if result.removed:
            words += f"; removed {plural(len(result.removed), 'part')} not in it"
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
            near = isinstance(error, NotFound) and error.hint.startswith("Did you")
            lines = "".join(f"\n    {line}" for line in listed)
            self.problems.append(f"{where}: {error.one_line if near else error.message}{lines}")

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
                identity = self.identity(noun, entry.id)
                if identity in seen:
                    self.problems.append(f"{noun}: the id {entry.id!r} stands twice")
                seen.add(identity)

    def _require_in_use(self, cmo_id: str) -> None:
        if cmo_id in self.retired & (self.slots.changed | self.evidence.changed):
            number = self.known[cmo_id].number
            raise Conflict(f"CMO {number} is retired, and the file changes its slots or evidence; {TAKE_UP}")

    def _memos(self) -> None:
        present = {memo.id for memo in memos(self.work.connection)} if self.file.memos else set()
        for entry in self.file.memos:
            if not entry.text.strip():
                self.problems.append(f"memos ({entry.id}): a memo needs some text")
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
        cmo_id = self.cmos[entry.id]
        old = self.known.get(cmo_id)
        where = f"cmos ({entry.id})"
        facts: dict[str, Any] = {}
        sites: list[str] = []
        self.collect(where, partial(self._tracer, entry, facts))
        self.collect(where, partial(self._title, entry, facts))
        for site in entry.sites:
            self.collect(where, partial(self._site, site, sites))
        self._write_facts(entry, old, facts, sites)
        placed = self.placed[entry.id] = self.slots.take(entry, cmo_id, old)
        if old is None or not _seen_by_nobody(old):
            fitting = partial(require_fitting, entry.kind, placed.statuses.values(), where=entry.id)
            self.collect(where, fitting)
        self.evidence.take(entry, cmo_id, old, placed)

    def _title(self, entry: CMOEntry, facts: dict[str, Any]) -> None:
        if "title" in entry.model_fields_set:
            facts["title"] = clean_title(entry.title)

    def _tracer(self, entry: CMOEntry, facts: dict[str, Any]) -> None:
        if "tracer" in entry.model_fields_set:
            facts["tracer_id"] = self._named(self.tracers, entry.tracer, "tracer") if entry.tracer else None

    def _site(self, name: str, sites: list[str]) -> None:
        sites.append(self._named(self.sites, name, "site"))

    def _named(self, known: dict[str, str], name: str, what: str) -> str:
        identity = known.get(" ".join(name.split()).casefold())
        if identity is None:
            near = near_names(name, finding.names(self.work.connection, what))
            raise NotFound(f"the study has no {what} {name!r}", hint=did_you_mean(near))
        return identity

    def _write_facts(
        self, entry: CMOEntry, old: Configuration | None, facts: dict[str, Any], sites: list[str]
    ) -> None:
        given = entry.model_fields_set
        facts["kind"] = str(entry.kind)
        if "narrative" in given:
            facts["narrative"] = entry.narrative.strip()
        for name in ("agreed", "retired"):
            if name in given:
                facts[name] = int(getattr(entry, name))
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


def _seen_by_nobody(cmo: Configuration) -> bool:
    """Whether this is an observed one that has only anticipated outcomes so far: then it may stay so."""
    outcomes = cmo.slots_of(Role.OUTCOME)
    return (
        cmo.kind == CMOKind.OBSERVED
        and bool(outcomes)
        and all(slot.expectation == Expectation.ANTICIPATED for slot in outcomes)
    )
