"""A study that the workbench of format 1 wrote: refused with what to do, migrated after a backup, and then like any."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_work import behind_our_back, dump, require_sound, rows, unchanged

import workbench.store
from workbench.bootstrap import shipped
from workbench.coding.codebook import AddCode, CodeEntry, ImportCodebook
from workbench.errors import Conflict, StudyDamaged, StudyNeedsMigration
from workbench.store.reading.codings import quotes
from workbench.store.schema import APPLICATION_ID, FORMAT_VERSION
from workbench.store.sqlite_backup import back_up, backup_folder
from workbench.store.sqlite_integrity import check
from workbench.store.sqlite_migrations import MIGRATIONS, migrate, statements
from workbench.store.study import Study

FIRST_FORMAT = Path(workbench.store.__file__).parent / "migrations" / "0001.sql"

ROWS = Path(__file__).with_name("format_1.sql")
"""What the code of format 1 wrote, row by row, with its change log: Ada's and Ben's work, undos, a file imported again;
Dee has brought the code `habit` and nothing else."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.study"
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN")
        for script in (FIRST_FORMAT, ROWS):
            for statement in statements(script.read_text("utf-8")):
                raw.execute(statement)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        raw.execute("COMMIT")
    return path


def ddl_of(path: Path) -> str:
    found = rows(
        path,
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_index_%' ORDER BY rowid",
    )
    return "".join(f"{sql};\n\n" for (sql,) in found)


def test_the_golden_ddl_of_each_format_is_what_its_steps_make(old: Path, tmp_path: Path) -> None:
    assert ddl_of(old) == shipped("schemas", "study-v1.sql").read_text("utf-8")
    step_by_step = tmp_path / "steps.study"
    for number in range(1, FORMAT_VERSION + 1):
        with closing(sqlite3.connect(step_by_step)) as raw:
            raw.executescript((FIRST_FORMAT.parent / f"{number:04}.sql").read_text("utf-8"))
        assert ddl_of(step_by_step) == shipped("schemas", f"study-v{number}.sql").read_text("utf-8")
    migrate(old, stamp="now")
    assert ddl_of(old) == ddl_of(step_by_step)


@pytest.mark.parametrize("read_only", [False, True])
def test_it_is_refused_with_what_to_do_and_left_alone(old: Path, read_only: bool) -> None:
    before = unchanged(old.parent)
    with pytest.raises(StudyNeedsMigration, match="format 1") as caught:
        Study(old, read_only=read_only)
    assert "workbench study migrate" in caught.value.hint
    assert unchanged(old.parent) == before


def test_it_can_be_checked_and_backed_up_as_it_is(old: Path) -> None:
    require_sound(old)
    assert "format 1" in check(old).notes[0]
    require_sound(back_up(old, stamp="x"))


def test_a_broken_log_of_it_is_found_before_anything_is_changed(old: Path) -> None:
    behind_our_back(old, "UPDATE change SET summary = 'x' WHERE sequence = 2")
    before = old.read_bytes()
    assert check(old).faults["change log"]
    with pytest.raises(StudyDamaged):
        migrate(old, stamp="now")
    assert old.read_bytes() == before


def test_migrating_keeps_every_row_and_the_backup_every_byte_of_content(old: Path) -> None:
    tables = [name for name, _ in rows(old, "SELECT name, sql FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in tables if not name.startswith(("search_index", "sqlite_"))]
    before = {name: rows(old, f'SELECT * FROM "{name}"') for name in ours}
    start, end, backup = migrate(old, stamp="now")
    assert (start, end) == (1, FORMAT_VERSION)
    assert backup == backup_folder(old) / f"old-now-before-format-{FORMAT_VERSION}.study"
    assert {name: rows(backup, f'SELECT * FROM "{name}"') for name in ours} == before
    after = {name: rows(old, f'SELECT * FROM "{name}"') for name in ours}
    assert {
        name: [row[: len(before[name][0])] for row in found] for name, found in after.items() if found
    } == {name: found for name, found in before.items() if found}
    require_sound(old)


def test_migrated_it_is_worked_on_undone_and_redone_like_any_other(old: Path) -> None:
    migrate(old, stamp="now")
    with Study(old) as study:
        with study.reading() as reader:
            assert "trusted each other" in next(quotes(reader)).text
        study.execute(AddCode("New"), coder="Cai")
        start = dump(old)
        for coder in ("Ada", "Ben", "Cai", "Ben"):
            study.undo(coder=coder)
            require_sound(old)
        for coder in ("Ben", "Cai", "Ben", "Ada"):
            study.redo(coder=coder)
            require_sound(old)
        assert dump(old) == start


def test_what_the_new_format_added_to_an_old_row_is_not_lost_by_an_undo(old: Path) -> None:
    migrate(old, stamp="now")
    book = (CodeEntry("1", "Habit", key="habit", given=frozenset()),)
    with Study(old) as study:
        assert study.execute(ImportCodebook(book), coder="Ben").value.updated == ("Habit: key",)
        before = dump(old)
        with pytest.raises(Conflict, match="has been changed"):
            study.undo(coder="Dee")
        assert dump(old) == before
        require_sound(old)
        study.undo(coder="Ben")
        assert study.undo(coder="Dee").summary.startswith("undid: imported the codebook")
        require_sound(old)
        study.redo(coder="Dee")
        assert ("Habit", None) in rows(old, "SELECT name, key FROM code")
        require_sound(old)


def test_every_step_has_its_file() -> None:
    found = sorted(int(path.stem) for path in FIRST_FORMAT.parent.glob("*.sql"))
    assert found == sorted(MIGRATIONS) == list(range(1, FORMAT_VERSION + 1))
