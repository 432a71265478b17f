"""Changes to the study's design. Sites, tracers and waves keep their identity by name within the study."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import BadInput
from workbench.model.attribution import parse_template
from workbench.model.entity import Entity
from workbench.model.identity import clean_name
from workbench.model.memos import Memo
from workbench.model.study import Site, StudySetting, Tracer, Wave
from workbench.model.vocabulary import MemoKind, plural
from workbench.store.reading import finding
from workbench.store.reading import study as reading
from workbench.store.schema import table_of
from workbench.store.sqlite_bulk import fetch_by_key
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.questions import PlannedQuestion, plan_questions
from workbench.study.subjects import OnPassage, subject_of

UNCHANGED = "nothing changed: the study says all of this already"
"""What is said of a change that brings nothing new."""


@dataclass(frozen=True, slots=True)
class Design:
    """A site, tracer or wave as it is planned: `values` are the columns that are spoken of; others stay."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DescribeStudy:
    """Set facts of the study, and add or update its sites, tracers, waves, coders and research questions by name.

    Facts that are None stay as they are; nothing is removed. Sites, tracers and waves come to stand in the order given.
    """

    title: str | None = None
    authors: tuple[str, ...] | None = None
    aim: str | None = None
    approach: str | None = None
    attribution: str | None = None
    dates: str | None = None
    paper: str | None = None
    dialect: str | None = None
    ethics: str | None = None
    sites: tuple[Design, ...] = ()
    tracers: tuple[Design, ...] = ()
    waves: tuple[Design, ...] = ()
    coders: tuple[str, ...] = ()
    questions: tuple[PlannedQuestion, ...] = ()

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the summary."""
        done = [f"set {name}" for name in self._set_facts(work)]
        for kind, designs in ((Site, self.sites), (Tracer, self.tracers), (Wave, self.waves)):
            added, changed = _upsert(work, kind, designs)
            noun = str(kind.__tablename__)
            done += [f"added {plural(added, noun)}"] * bool(added)
            done += [f"updated {plural(changed, noun)}"] * bool(changed)
        known = set(reading.coders(work.connection))
        new = {work.coder_for(name) for name in self.coders} - known
        done += [f"named {plural(len(new), 'coder')}"] * bool(new)
        added, changed = plan_questions(work, self.questions)
        done += [f"added {plural(added, 'research question')}"] * bool(added)
        done += [f"updated {plural(changed, 'research question')}"] * bool(changed)
        summary = f"described the study: {', '.join(done)}" if done else UNCHANGED
        return Outcome(summary, summary)

    def _set_facts(self, work: UnitOfWork) -> list[str]:
        if self.attribution is not None:
            parse_template(self.attribution)
        wanted: dict[str, str | None] = {
            "title": None if self.title is None else clean_name(self.title, "study"),
            "authors": None if self.authors is None else json.dumps(list(self.authors), ensure_ascii=False),
            "aim": self.aim,
            "approach": self.approach,
            "attribution": self.attribution,
            "dates": self.dates,
            "paper": self.paper,
            "dialect": self.dialect,
            "ethics": self.ethics,
        }
        known = reading.settings(work.connection)
        changed = []
        for key, value in wanted.items():
            if value is None or known.get(key) == value:
                continue
            if key in known:
                work.update(StudySetting, key, value=value)
            else:
                work.insert(StudySetting(key=key, value=value))
            changed.append(key)
        return changed


def _upsert(work: UnitOfWork, kind: type[Entity], designs: Sequence[Design]) -> tuple[int, int]:
    noun = str(kind.__tablename__)
    known = finding.ids_by_name(work.connection, noun)
    added, changed, ids = 0, set[str](), list[str]()
    for design in designs:
        name = clean_name(design.name, noun)
        values = {k: int(v) if isinstance(v, bool) else v for k, v in design.values.items()}
        identity = known.get(name.casefold())
        if identity is None:
            identity = work.identity_for(kind, name.casefold())
            fields: dict[str, Any] = {"id": identity, "name": name, "position": len(known), **values}
            work.insert(kind(**fields))
            known[name.casefold()] = identity
            added += 1
        elif work.update(kind, identity, name=name, **values):
            changed.add(identity)
        ids.append(identity)
    changed |= _put_in_order(work, kind, list(dict.fromkeys(ids)))
    return added, len(changed)


def _put_in_order(work: UnitOfWork, kind: type[Entity], ids: Sequence[str]) -> set[str]:
    """Let these stand in this order at the places that they hold among the others; the ids of those that moved."""
    found = fetch_by_key(work.connection, table_of(kind), ("position",), ("id",), [(one,) for one in ids])
    held = {key[0]: row[0] for key, row in found.items()}
    return {
        identity
        for identity, place in zip(ids, sorted(held.values()), strict=True)
        if held[identity] != place and work.update(kind, identity, position=place)
    }


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo on the study, on one entity or on a passage; `memo_id` fixes its identity for imports.

    With a `passage` the subject is its excerpt, which is made if there is none yet.
    """

    kind: MemoKind
    body: str
    title: str = ""
    subject_type: str = "study"
    subject_id: str = ""
    memo_id: str | None = None
    passage: OnPassage | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the memo's id.

        Raises:
            BadInput: the memo has no text; the passage lies outside its text.
            Conflict: what it is about is not in the study.
        """
        if not self.body.strip():
            raise BadInput("a memo needs some text")
        subject_type, subject_id = subject_of(work, self.passage or (self.subject_type, self.subject_id))
        identity = self.memo_id or work.new_id()
        work.insert(
            Memo(
                id=identity,
                kind=str(self.kind),
                title=self.title.strip(),
                body=self.body,
                subject_type=subject_type,
                subject_id=subject_id,
                coder_id=work.coder_id,
                created_at=work.at,
            )
        )
        about = f" {self.title.strip()!r}" if self.title.strip() else ""
        return Outcome(f"wrote {self.kind} memo{about}", identity)
