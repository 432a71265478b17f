"""What the tests of the store do to a study: real commands, dumps of its content, and looks past its front door."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.model.views import ParticipantView, SourceView, Turn
from workbench.model.vocabulary import CMOKind, LinkKind, MemoKind, Role, SectionKind
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.reading import finding
from workbench.store.reading.sources import source_views
from workbench.store.reading.study import tracers
from workbench.store.schema import TABLES
from workbench.store.sqlite_integrity import check
from workbench.store.study import Study
from workbench.study.commands import (
    DescribeStudy,
    Design,
    WriteMemo,
)
from workbench.study.sections import SectionText, WriteSections
from workbench.theory.commands import AddSlot, NewCMO
from workbench.theory.evidence import AddEvidence, Excerpted
from workbench.theory.links import LinkCMOs

TEXT = (
    "Q: How did the joint meeting change things?\n"
    "A: We trusted each other more – the café next door helped. It cost £40 a week 🙂 and “nobody” minded.\n"
    "Q: And the budget?\n"
    "A: The shared budget meant trust, and trust meant that we stopped chasing invoices.\n"
)
"""An invented interview with letters of one to four bytes."""

LOGGING = frozenset({"change", "change_effect"})
KEPT_BY_UNDO = frozenset({"coder", "excerpt", "revision_text"})
"""Written once and left by undo where they are."""


def source(name: str, text: str = TEXT, *, site: str = "Area 1", tracer: str = "Falls") -> PreparedSource:
    turns = (
        (Turn(0, 43, 3, "Q", True, None), Turn(44, len(text), 47, "A", False, 12)) if len(text) > 47 else ()
    )
    record = SourceRecord(
        name,
        date="2017-01",
        wave="Wave 1",
        participants=(ParticipantView("Manager A", "manager"),),
        organisations=("CCG",),
        sites=(site,),
        tracers=(tracer,),
        attributes={"sector": "health"},
    )
    return PreparedSource(record, text, turns, f"{name}.txt", "0" * 64)


def build_study(path: Path) -> None:
    """The study that most tests start from; `Ada` and `Ben` have worked on it."""
    create_study(path, title="Invented study")
    with Study(path) as study:
        study.execute(
            DescribeStudy(
                aim="To see what works",
                sites=(Design("Area 1"), Design("National", {"national": 1})),
                tracers=(Design("Falls", {"reason": "contrast"}),),
            ),
            coder="Ada",
        )
        study.execute(ImportSources([source("101"), source("102", TEXT[::-1])]), coder="Ada")
        codes = (
            CodeEntry("1", "Relations", key="rel"),
            CodeEntry("2", "Trust", key="trust", parent="rel", when_to_use="confidence in others"),
            CodeEntry("3", "Money", key="money"),
        )
        study.execute(ImportCodebook(codes), coder="Ada")
        _code_and_theorise(study)


def _code_and_theorise(study: Study) -> None:
    first = view(study, "101")
    trust = code_id(study, "Trust")
    for coder, start, end in (("Ada", 47, 77), ("Ben", 50, 70), ("Ben", 80, 100)):
        study.execute(ApplyCode(first.revision_id, Span(start, end), trust), coder=coder)
    with study.reading() as reader:
        falls = tracers(reader)[0].id
        area = finding.find(reader, "site", "Area 1")
    ids = [
        study.execute(NewCMO(title, CMOKind.OBSERVED, falls, (area,)), coder="Ada").value
        for title in ("Meetings build trust", "Trust saves work")
    ]
    for number, role, wording in (
        (0, Role.CONTEXT, "a shared building"),
        (0, Role.MECHANISM, "people come to trust each other"),
        (0, Role.OUTCOME, "invoices are not chased"),
        (1, Role.CONTEXT, "invoices are not chased"),
    ):
        study.execute(AddSlot(ids[number], role, wording), coder="Ada")
    passage = Excerpted(first.revision_id, Span(47, 77))
    study.execute(AddEvidence(ids[0], excerpt=passage, slot=2), coder="Ben")
    memo = study.execute(
        WriteMemo(MemoKind.RETRODUCTION, "There must be habit.", "Habit", "cmo", ids[0]), coder="Ben"
    )
    study.execute(AddEvidence(ids[0], memo_id=memo.value), coder="Ada")
    study.execute(LinkCMOs(ids[0], ids[1], LinkKind.RIPPLE), coder="Ada")
    study.execute(
        WriteSections((SectionText(falls, SectionKind.THEME, "Trust", "It grew.", code_id=trust),)),
        coder="Ada",
    )
    study.execute(AddCode("Spare"), coder="Ada")


def view(study: Study, name: str) -> SourceView:
    with study.reading() as reader:
        return next(v for v in source_views(reader) if v.name == name)


def code_id(study: Study, name: str) -> str:
    with study.reading() as reader:
        return finding.find_code(reader, name, study_id=study.id)


def dump(path: Path, *, without: frozenset[str] = LOGGING) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but these, sorted; read by a connection of its own."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return {
            name: sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr)
            for name in TABLES
            if name not in without
        }


def require_sound(path: Path) -> None:
    report = check(path)
    assert report.sound, {part: found for part, found in report.faults.items() if found}


def behind_our_back(path: Path, *statements: str, triggers: bool = True) -> None:
    """Change the file as no command would: without the log, without references, if need be without triggers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        if triggers:
            names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
            for name in names:
                raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)


def faulty_parts(path: Path) -> set[str]:
    return {part for part, found in check(path).faults.items() if found}


def rows(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return raw.execute(statement, values).fetchall()


def unchanged(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; to be taken while nothing here has the study open."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
