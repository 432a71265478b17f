"""Copies that can be relied on, whatever the file is called; and migrations, which keep one."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import Connection
from store_work import behind_our_back, dump, require_sound, rows, unchanged

from workbench.coding.codebook import AddCode
from workbench.errors import OutputRefused, StudyDamaged, StudyLocked, StudyTooNew
from workbench.store.creating import create_study
from workbench.store.schema import FORMAT_VERSION
from workbench.store.sqlite_backup import back_up, backup_folder, copy_study
from workbench.store.sqlite_integrity import check
from workbench.store.sqlite_migrations import MIGRATIONS, migrate, statements
from workbench.store.study import Study

ODD = [
    "with space",
    "100% #1?",
    "naïve café",
    "雪🙂",
    "quote'\"",
    "semi;colon&amp",
    "file:x",
    "-dash",
    "a%20b",
]


@pytest.mark.parametrize("name", ODD)
def test_names_with_odd_characters_are_names_like_any_other(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.study"
    create_study(path, title="odd")
    with Study(path) as study:
        study.execute(AddCode("Trust"), coder="Ada")
        study.undo(coder="Ada")
    assert [p.name for p in folder.iterdir()] == [path.name]
    copy = copy_study(path, folder / f"{name} copy.study")
    backup = back_up(path, stamp="20260101")
    for one in (path, copy, backup):
        require_sound(one)
    assert migrate(path, stamp="now") == (FORMAT_VERSION, FORMAT_VERSION, None)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name], "nothing was written under another name"


def test_relative_paths_mean_what_they_say(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    (path.parent / "file:area.study").write_bytes(path.read_bytes())
    copy_study(Path("file:area.study"), Path("file:copy?.study"))
    assert sorted(p.name for p in path.parent.glob("*copy*")) == ["file:copy?.study"]


def test_a_name_that_is_not_utf_8_can_be_used(path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.study"))
    path.rename(odd)
    with Study(odd) as study:
        study.execute(AddCode("x"), coder="Ada")
    assert check(odd).sound


def test_a_copy_has_the_content_of_the_original_and_goes_on_from_there(path: Path, tmp_path: Path) -> None:
    copy = copy_study(path, tmp_path / "copy.study")
    assert dump(copy, without=frozenset()) == dump(path, without=frozenset())
    with Study(copy) as study:
        study.undo(coder="Ada")
        study.execute(AddCode("In the copy"), coder="Cai")
    require_sound(copy)
    assert ("In the copy",) not in rows(path, "SELECT name FROM code")


def test_a_copy_leaves_nothing_beside_either_file(path: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    copy_study(path, tmp_path / "copy.study")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["area.study", "copy.study"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_backup_lies_in_a_folder_beside_the_study(path: Path) -> None:
    saved = back_up(path, stamp="20260131T093000Z", reason="before-merge")
    assert saved == backup_folder(path) / "area-20260131T093000Z-before-merge.study"
    assert rows(saved, "SELECT count(*) FROM coding") == [(3,)]


def test_a_name_that_is_taken_is_refused_and_kept(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.study"
    target.write_text("precious")
    with pytest.raises(OutputRefused, match="exists already"):
        copy_study(path, target)
    assert target.read_text() == "precious"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["area.study", "copy.study"]


def test_a_backup_folder_that_is_a_file_is_refused(path: Path) -> None:
    backup_folder(path).write_text("not a folder")
    with pytest.raises(OutputRefused):
        back_up(path, stamp="x")


def test_a_missing_folder_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises((OutputRefused, Exception)) as caught:
        copy_study(path, tmp_path / "nowhere" / "copy.study")
    assert caught.value.exit_code in (6, 7)
    assert "copy.study" in str(caught.value) or "nowhere" in str(caught.value)


DAMAGE = [
    "UPDATE revision_text SET body = replace(body, 'trusted', 'TRUSTED')",
    "UPDATE excerpt SET start_char = start_char + 1",
    "UPDATE change SET summary = 'x' WHERE sequence = 2",
    "UPDATE coding SET memo = 'slipped in'",
    "DELETE FROM code WHERE name = 'Trust'",
]


@pytest.mark.parametrize("statement", DAMAGE)
def test_a_damaged_study_gives_no_backup_to_rely_on(statement: str, path: Path) -> None:
    behind_our_back(path, statement)
    with pytest.raises(StudyDamaged, match=r"area\.study is damaged") as caught:
        back_up(path, stamp="x")
    assert "check" in caught.value.hint
    assert list(backup_folder(path).iterdir()) == []


def rebuild_code(connection: Connection) -> None:
    """A step as a later format will need it: a table that others refer to is made anew with a column more."""
    script = """
    CREATE TABLE code_new (id TEXT NOT NULL, name TEXT NOT NULL, parent_id TEXT, position INTEGER NOT NULL,
        short_definition TEXT NOT NULL, full_definition TEXT NOT NULL, when_to_use TEXT NOT NULL,
        when_not_to_use TEXT NOT NULL, examples TEXT NOT NULL, colour TEXT NOT NULL, retired INTEGER NOT NULL,
        "key" TEXT, origin TEXT, PRIMARY KEY (id), FOREIGN KEY(parent_id) REFERENCES code (id)) STRICT;
    INSERT INTO code_new SELECT *, 'here' FROM code;
    DROP TABLE code;
    ALTER TABLE code_new RENAME TO code;
    """
    for statement in statements(script):
        connection.exec_driver_sql(statement)


def fail_half_way(connection: Connection) -> None:
    rebuild_code(connection)
    raise StudyDamaged("this step cannot go on")


def leave_a_dangling_row(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM code WHERE name = 'Trust'")


LATER = FORMAT_VERSION + 1
NEXT = {**MIGRATIONS, LATER: rebuild_code}


def test_a_migration_keeps_a_verified_backup_of_the_old_format(path: Path) -> None:
    before = dump(path, without=frozenset())
    old, new, backup = migrate(path, migrations=NEXT, stamp="2026-01-31T09:30:00")
    assert (old, new) == (FORMAT_VERSION, LATER)
    assert backup == backup_folder(path) / f"area-20260131T093000-before-format-{LATER}.study"
    assert dump(backup, without=frozenset()) == before
    require_sound(backup)
    assert set(rows(path, "SELECT origin FROM code")) == {("here",)}
    assert rows(path, "PRAGMA user_version") == [(LATER,)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    with pytest.raises(StudyTooNew):
        Study(path)


def test_a_file_of_the_present_format_is_left_as_it_is(path: Path) -> None:
    before = unchanged(path.parent)
    assert migrate(path, stamp="now") == (FORMAT_VERSION, FORMAT_VERSION, None)
    assert unchanged(path.parent) == before


def test_a_second_migration_finds_the_work_done(path: Path) -> None:
    migrate(path, migrations=NEXT, stamp="one")
    assert migrate(path, migrations=NEXT, stamp="two") == (LATER, LATER, None)
    assert len(list(backup_folder(path).iterdir())) == 1


@pytest.mark.parametrize("step", [fail_half_way, leave_a_dangling_row])
def test_a_migration_that_fails_leaves_the_file_as_it_was_byte_for_byte(step: object, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StudyDamaged):
        migrate(path, migrations={**MIGRATIONS, LATER: step}, stamp="now")
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["area-backups", "area.study"]
    require_sound(path)
    [backup] = backup_folder(path).iterdir()
    require_sound(backup)


def test_a_damaged_study_is_not_migrated(path: Path) -> None:
    behind_our_back(path, DAMAGE[0])
    before = path.read_bytes()
    with pytest.raises(StudyDamaged):
        migrate(path, migrations=NEXT, stamp="now")
    assert path.read_bytes() == before


def test_nobody_writes_between_the_backup_and_the_migration(path: Path) -> None:
    def write_meanwhile(connection: Connection) -> None:
        with Study(path, wait_seconds=0.05) as other, pytest.raises(StudyLocked):
            other.execute(AddCode("Lost between"), coder="Ben")

    migrate(path, migrations={**MIGRATIONS, LATER: write_meanwhile}, stamp="now")
    assert ("Lost between",) not in rows(path, "SELECT name FROM code")


def test_statements_keep_a_trigger_whole() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
    script = "-- why\nCREATE TABLE a (b);\n\n" + trigger
    assert [s.split()[1] for s in statements(script)] == ["TABLE", "TRIGGER"]
