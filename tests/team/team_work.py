"""What the tests of merging do: a common past, work done apart, merges, and content compared by who things are."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode
from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.model.vocabulary import CMOKind, MemoKind, Role
from workbench.sources.commands import ImportSources, PreparedSource, SourceRecord
from workbench.store.creating import create_study
from workbench.store.merging.merge import Merged
from workbench.store.merging.plan import Finding
from workbench.store.schema import TABLES
from workbench.store.sqlite_integrity import check
from workbench.store.study import Done, Study
from workbench.store.unit_of_work import Command
from workbench.study.commands import DescribeStudy, Design, WriteMemo
from workbench.team.merging import MergeStudy
from workbench.team.rules import MergeRules
from workbench.theory.commands import AddSlot, NewCMO

TEXT = "Q: How was it?\nA: We trusted each other more, and that saved work for everybody who was there.\n"


def prepared_source(name: str, text: str = TEXT) -> PreparedSource:
    record = SourceRecord(name, sites=("Area 1",), tracers=("Falls",), attributes={"sector": "health"})
    return PreparedSource(record, text, (), f"{name}.txt", "0" * 64)


def build_common(path: Path) -> None:
    create_study(path, title="Invented study")
    with Study(path) as study:
        design = DescribeStudy(sites=(Design("Area 1"),), tracers=(Design("Falls"),))
        study.execute(design, coder="Ada")
        study.execute(ImportSources([prepared_source("101"), prepared_source("102", TEXT * 3)]), coder="Ada")
        codes = [study.execute(AddCode(name), coder="Ada").value for name in ("Trust", "Money", "Time")]
        study.execute(AddCode("Budget", parent_id=codes[1]), coder="Ada")
        revision = one(path, "SELECT id FROM revision ORDER BY row_number")
        for start in (18, 30):
            study.execute(ApplyCode(revision, Span(start, start + 9), codes[0]), coder="Ada")
        cmo = study.execute(NewCMO("Meetings build trust", CMOKind.OBSERVED), coder="Ada").value
        study.execute(AddSlot(cmo, Role.CONTEXT, "a shared building"), coder="Ada")
        study.execute(AddSlot(cmo, Role.OUTCOME, "work is saved"), coder="Ada")
        study.execute(WriteMemo(MemoKind.ANALYTIC, "They knew each other.", "Known"), coder="Ada")


def rows(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return raw.execute(statement, values).fetchall()


def one(path: Path, statement: str, *values: object) -> Any:
    found = rows(path, statement, *values)
    return found[0][0] if found else None


def require_sound(path: Path) -> None:
    report = check(path)
    assert report.sound, {part: found for part, found in report.faults.items() if found}


class Copies:
    """Copies of a study in one folder, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.study"

    @contextmanager
    def open(self, name: str) -> Iterator[Study]:
        with Study(self.path(name)) as study:
            yield study

    def do(self, name: str, command: Command[Any], coder: str = "") -> Any:
        with self.open(name) as study:
            return study.execute(command, coder=coder or {"a": "Ada", "b": "Ben", "c": "Cai"}[name[0]]).value

    def undo(self, name: str, coder: str = "") -> None:
        with self.open(name) as study:
            study.undo(coder=coder or {"a": "Ada", "b": "Ben", "c": "Cai"}[name[0]])

    def merge(
        self, into: str, other: str, rules: MergeRules | None = None, *, dry_run: bool = False
    ) -> Done[Merged]:
        """Merge by Mia, who did nothing else; the file is sound afterwards."""
        with (
            self.open(into) as study,
            Study(self.path(other), read_only=True) as theirs,
            theirs.reading() as reader,
        ):
            command = MergeStudy(reader, other, rules or MergeRules())
            done = study.execute(command, coder="Mia", dry_run=dry_run)
        require_sound(self.path(into))
        return done

    def undo_merge(self, name: str) -> None:
        self.undo(name, "Mia")

    def redo_merge(self, name: str) -> None:
        with self.open(name) as study:
            study.redo(coder="Mia")

    def one(self, name: str, statement: str, *values: object) -> Any:
        return one(self.path(name), statement, *values)

    def rows(self, name: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return rows(self.path(name), statement, *values)

    def code(self, name: str, code: str) -> str:
        return str(self.one(name, "SELECT id FROM code WHERE name = ?", code))

    def revision(self, name: str, source: str = "101") -> str:
        statement = "SELECT r.id FROM revision r JOIN source s ON s.id = r.source_id WHERE s.name = ?"
        return str(self.one(name, statement, source))

    def content(self, name: str) -> dict[str, Counter[tuple[Any, ...]]]:
        return content(self.path(name))


LOGS = ("change", "change_effect", "merged_change", "merge_conflict")
KEPT_BY_UNDO = ("coder", "excerpt", "revision_text")
OF_ONE_FILE = {
    "revision": ("row_number", "created_at"),
    "source": ("imported_at",),
    "cmo": ("number",),
    "element": ("number",),
}
"""Columns that may differ: when the same interview was brought in apart, and who got which number."""
BY_CONTENT = (
    *("element", "source", "revision", "excerpt", "coding", "slot", "read_mark", "evidence", "cmo_link"),
    *("saved_query", "report_section"),
)
"""Tables whose rows are who they are by their content; ids of rows made apart may differ."""


def content(path: Path) -> dict[str, Counter[tuple[Any, ...]]]:
    """What a study holds, without its log and without what is a file's own, things named by what they are."""
    tables = {
        name: [dict(row) for row in _dicts(path, name)]
        for name in TABLES
        if name not in (*LOGS, "revision_text")
    }
    names: dict[str, Any] = {}
    for row in tables["element"]:
        names[row["id"]] = row["wording"]
    for row in tables["source"]:
        names[row["id"]] = ("source", row["name"])
    for row in tables["revision"]:
        names[row["id"]] = ("revision", names[row["source_id"]], row["sha256"])
    for row in tables["excerpt"]:
        names[row["id"]] = (names[row["revision_id"]], row["start_char"], row["end_char"])
    for row in tables["slot"]:
        names[row["id"]] = (row["cmo_id"], names[row["element_id"]], row["role"])
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for table, entries in tables.items():
        if table in KEPT_BY_UNDO:
            continue
        skipped = (*OF_ONE_FILE.get(table, ()), *(["id"] if table in BY_CONTENT else []))
        found[table] = Counter(
            tuple(names.get(value, value) for column, value in row.items() if column not in skipped)
            for row in entries
        )
    return found


def _dicts(path: Path, table: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        return raw.execute(f'SELECT * FROM "{table}"').fetchall()


def define(copies: Copies, name: str, words: str, code: str = "Trust") -> None:
    copies.do(name, EditCode(copies.code(name, code), full_definition=words))


def definition(copies: Copies, name: str, code: str = "Trust") -> str:
    return str(copies.one(name, "SELECT full_definition FROM code WHERE name = ?", code))


def only(findings: tuple[Finding, ...], kind: str) -> Finding:
    [found] = findings
    assert found.kind == kind
    return found
