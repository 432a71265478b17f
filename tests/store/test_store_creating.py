"""A new study file: what marks it, what its tables promise, and that it is made whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_work import require_sound, rows

from workbench.bootstrap import shipped
from workbench.errors import BadInput, OutputRefused
from workbench.store.creating import create_study
from workbench.store.reading.study import facts
from workbench.store.schema import APPLICATION_ID, FORMAT_VERSION, TABLES
from workbench.store.study import Study

GOLDEN = shipped("schemas", f"study-v{FORMAT_VERSION}.sql")


def ddl_of(path: Path) -> str:
    """Everything that `sqlite_master` defines, in the order in which it was made, FTS5's own tables aside."""
    found = rows(
        path,
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_index_%' ORDER BY rowid",
    )
    return "".join(f"{sql};\n\n" for (sql,) in found)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.study"
    create_study(path, title="A new study")
    return path


def test_a_new_file_is_marked_as_a_study_of_this_format_without_asking_sqlite(new: Path) -> None:
    header = new.read_bytes()[:100]
    assert header[68:72] == b"RWB1"
    assert APPLICATION_ID.to_bytes(4, "big") == b"RWB1"
    assert int.from_bytes(header[60:64], "big") == FORMAT_VERSION


def test_every_table_is_strict(new: Path) -> None:
    listed = rows(new, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    ours = {name: strict for name, strict in listed if name in TABLES}
    assert ours == dict.fromkeys(TABLES, 1)


def test_the_search_index_is_fts5(new: Path) -> None:
    [(sql,)] = rows(new, "SELECT sql FROM sqlite_master WHERE name = 'search_index'")
    assert "USING fts5" in sql


def test_foreign_keys_are_enforced_on_every_connection(new: Path) -> None:
    for read_only in (False, True):
        with Study(new, read_only=read_only) as study, study.reading() as reader:
            assert reader.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_change_is_on_the_disk_before_it_is_acknowledged(new: Path) -> None:
    with Study(new) as study, study.reading() as reader:
        assert reader.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert reader.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_the_golden_ddl_is_that_of_a_new_file(new: Path) -> None:
    """To write it anew: python tests/store/test_store_creating.py"""
    assert ddl_of(new) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_entities_agree_with_the_file_column_by_column(name: str, new: Path) -> None:
    table = TABLES[name]
    declared = [(c.name, str(c.type), not c.nullable, c.primary_key) for c in table.columns]
    stored = [
        (column, kind, bool(required), bool(key))
        for _, column, kind, required, _, key in rows(new, f'PRAGMA table_info("{name}")')
    ]
    assert stored == declared
    keys = {(k.parent.name, k.column.table.name, k.column.name) for k in table.foreign_keys}
    assert {(r[3], r[2], r[4]) for r in rows(new, f'PRAGMA foreign_key_list("{name}")')} == keys


def test_the_file_has_no_table_that_no_entity_knows(new: Path) -> None:
    found = {name for (name,) in rows(new, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in found if not name.startswith(("search_index", "sqlite_"))} == set(TABLES)


def test_a_new_study_is_sound_and_says_what_it_is(new: Path) -> None:
    require_sound(new)
    with Study(new) as study, study.reading() as reader:
        assert facts(reader).title == "A new study"
        assert facts(reader).attribution.startswith("[{interview}")
        assert facts(reader).id == study.id


def test_creating_leaves_nothing_beside_the_file(new: Path) -> None:
    assert [p.name for p in new.parent.iterdir()] == ["new.study"]


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.study"
    path.write_text("my notes")
    with pytest.raises(OutputRefused, match="exists already"):
        create_study(path, title="x")
    assert path.read_text() == "my notes"
    assert [p.name for p in tmp_path.iterdir()] == ["mine.study"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="nowhere"):
        create_study(tmp_path / "nowhere" / "x.study", title="x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["", "  \n ", "x" * 500, "a\x00b"])
def test_a_title_that_is_none_makes_no_file(tmp_path: Path, title: str) -> None:
    with pytest.raises(BadInput):
        create_study(tmp_path / "x.study", title=title)
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="cannot be written"):
        create_study(tmp_path / ("x" * 300 + ".study"), title="x")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_while_creating_leaves_no_file(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from workbench.errors import WorkbenchError
from workbench.store.creating import create_study
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    create_study(Path(sys.argv[1]), title="x")
except WorkbenchError as error:
    print(type(error).__name__, error.message)
"""
    path = tmp_path / "x.study"
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith(("DiskFull", "StudyUnusable"))
    assert str(path) in done.stdout
    assert ".part" not in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_of_two_who_create_one_name_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from workbench.errors import OutputRefused
from workbench.store.creating import create_study
sys.stdin.readline()
try:
    create_study(Path(sys.argv[1]), title=sys.argv[2])
    print("made")
except OutputRefused:
    print("refused")
"""
    path = tmp_path / "x.study"
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", script, path, f"title {n}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = sorted(racer.communicate()[0].strip() for racer in racers)
    assert answers == ["made", "refused", "refused"]
    require_sound(path)
    assert [p.name for p in tmp_path.iterdir()] == ["x.study"]


def test_a_value_of_another_type_is_refused_by_the_file_itself(new: Path) -> None:
    statement = "INSERT INTO site VALUES ('x', 'Area', 'not a number', '', 0)"
    with closing(sqlite3.connect(new)) as raw, pytest.raises(sqlite3.IntegrityError, match="INTEGER"):
        raw.execute(statement)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "new.study"
        create_study(fresh, title="golden")
        GOLDEN.write_text(ddl_of(fresh), "utf-8")


def test_what_a_killed_run_left_goes_when_a_study_of_that_name_is_made(tmp_path: Path) -> None:
    old = [tmp_path / f".a.study.0123abcd.part{end}" for end in ("", "-wal")]
    fresh, other = tmp_path / ".a.study.89abcdef.part", tmp_path / ".b.study.0123abcd.part"
    for path in (*old, fresh, other):
        path.write_bytes(b"begun")
    for path in (*old, other):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    create_study(tmp_path / "a.study", title="A")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((fresh.name, other.name, "a.study"))
