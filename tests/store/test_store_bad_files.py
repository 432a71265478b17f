"""Files that are not what they should be: a message that helps, no traceback, and not a byte altered."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_work import behind_our_back, dump, faulty_parts, rows, unchanged

from workbench.coding.codebook import AddCode
from workbench.errors import (
    BadInput,
    NotAStudy,
    NotFound,
    StudyDamaged,
    StudyNeedsMigration,
    StudyTooNew,
    StudyUnusable,
    WorkbenchError,
)
from workbench.store.reading.codebook import code_views
from workbench.store.reading.codings import marks, quotes
from workbench.store.reading.history import history
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import revision_text, source_views, turns
from workbench.store.reading.study import counts, facts, tracers
from workbench.store.reading.theory import configurations, elements
from workbench.store.reading.tracer_report import tracer_report
from workbench.store.schema import FORMAT_VERSION
from workbench.store.sqlite_backup import copy_study
from workbench.store.sqlite_integrity import check
from workbench.store.sqlite_migrations import migrate
from workbench.store.sqlite_search import search
from workbench.store.study import Study
from workbench.study.commands import DescribeStudy

OPENERS: dict[str, Callable[[Path], object]] = {
    "write": Study,
    "read": lambda path: Study(path, read_only=True),
    "check": check,
    "backup": lambda path: copy_study(path, path.with_name("copy.study")),
    "migrate": lambda path: migrate(path, stamp="now"),
}


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE note (words TEXT)")


NOT_STUDIES: dict[str, Callable[[Path], object]] = {
    "text": lambda p: p.write_text("Dear diary, " * 500),
    "short text": lambda p: p.write_text("hi"),
    "empty": lambda p: p.touch(),
    "png": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_000)),
    "zeros": lambda p: p.write_bytes(bytes(8_192)),
    "magic alone": lambda p: p.write_bytes(b"SQLite format 3\x00"),
    "other database": _other_database,
    "folder": lambda p: p.mkdir(),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("opening", OPENERS)
@pytest.mark.parametrize("kind", NOT_STUDIES)
def test_what_is_no_study_is_refused_and_left_alone(kind: str, opening: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.study"
    NOT_STUDIES[kind](path)
    before = unchanged(tmp_path)
    with pytest.raises(StudyUnusable) as caught:
        OPENERS[opening](path)
    assert isinstance(caught.value, (NotAStudy, StudyDamaged))
    assert "thing.study" in caught.value.message
    assert unchanged(tmp_path) == before


@pytest.mark.parametrize("opening", OPENERS)
def test_a_missing_file_is_not_found_and_not_made(opening: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nothing\.study"):
        OPENERS[opening](tmp_path / "nothing.study")
    (tmp_path / "file").touch()
    with pytest.raises(StudyUnusable, match="Not a directory"):
        OPENERS[opening](tmp_path / "file" / "x.study")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def in_one_file(path: Path, **pragmas: int) -> None:
    """Set pragmas in a file that was never marked for a log of its own, so that a change of the mark shows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for name, value in pragmas.items():
            raw.execute(f"PRAGMA {name} = {value}")
        raw.execute("PRAGMA journal_mode = DELETE")


@pytest.mark.parametrize(
    ("version", "error"),
    [
        (999, StudyTooNew),
        (FORMAT_VERSION + 1, StudyTooNew),
        (FORMAT_VERSION - 1, StudyNeedsMigration),
        (0, StudyNeedsMigration),
    ],
)
@pytest.mark.parametrize("opening", ["write", "read"])
def test_another_format_is_refused_and_left_alone(
    version: int, error: type[WorkbenchError], opening: str, path: Path, tmp_path: Path
) -> None:
    in_one_file(path, user_version=version)
    before = unchanged(tmp_path)
    with pytest.raises(error, match=f"format {version}") as caught:
        OPENERS[opening](path)
    assert "workbench" in caught.value.hint
    assert unchanged(tmp_path) == before


def test_a_newer_file_is_not_migrated(path: Path, tmp_path: Path) -> None:
    in_one_file(path, user_version=999)
    before = unchanged(tmp_path)
    with pytest.raises(StudyTooNew):
        migrate(path, stamp="now")
    assert unchanged(tmp_path) == before
    assert "999" in check(path).faults["format"][0]


def look_at_everything(path: Path) -> None:
    """All that a person may ask of a study, to the last row."""
    with Study(path, read_only=True) as study, study.reading() as reader:
        (
            facts(reader),
            counts(reader),
            code_views(reader),
            list(quotes(reader)),
            elements(reader),
            memos(reader),
        )
        for view in source_views(reader):
            revision_text(reader, view.revision_id), turns(reader, view.revision_id)
            marks(reader, view.revision_id), list(search(reader, "trust"))
        configurations(reader)
        for tracer in tracers(reader):
            tracer_report(reader, tracer.id, quotes_per_theme=3)
        list(history(reader, with_effects=True))


def survives(path: Path) -> list[str]:
    """Use a damaged file in every way; what was said of it. Anything but a WorkbenchError fails the test."""
    said = []
    uses: list[Callable[[], Any]] = [
        lambda: look_at_everything(path),
        lambda: copy_study(path, path.with_name("copy.study")),
    ]
    for use in uses:
        try:
            use()
        except WorkbenchError as error:
            said.append(error.message)
    try:
        report = check(path)
        said += [fault for found in report.faults.values() for fault in found]
        assert report.sound or report.readable
    except StudyUnusable as error:
        said.append(error.message)
    return said


@pytest.mark.parametrize("seed", range(24))
def test_flipped_bytes_never_give_a_traceback(seed: int, path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 3, 40])):
        at = chance.randrange(100 if seed % 3 else 0, len(data))
        data[at] = data[at] ^ chance.randint(1, 255)
    path.write_bytes(data)
    said = survives(path)
    assert max(map(len, said), default=0) < 400, "a fault is named, not quoted at length: " + max(
        said, key=len
    )


@pytest.mark.parametrize("page", range(1, 12))
def test_a_page_of_noise_is_found_and_the_rest_is_counted(page: int, path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
    path.write_bytes(data)
    assert survives(path)
    report = check(path)
    assert not report.sound
    assert report.readable


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_damaged_and_what_is_left_is_counted(kept: float, path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    if kept <= 0.9:
        with pytest.raises(StudyDamaged):
            Study(path)
    survives(path)
    report = check(path)
    assert report.faults["structure"]
    assert set(report.readable) >= {"coding", "revision_text"}
    if kept > 0.9:
        assert report.readable["coding"] == "3 rows"


@pytest.mark.parametrize("opening", ["write", "read", "backup"])
def test_a_damaged_file_that_is_refused_is_left_alone(opening: str, path: Path, tmp_path: Path) -> None:
    in_one_file(path)
    path.write_bytes(path.read_bytes()[:-40_000])
    before = unchanged(tmp_path)
    with pytest.raises(StudyDamaged) as caught:
        OPENERS[opening](path)
    assert "check" in caught.value.hint
    assert unchanged(tmp_path) == before


def test_text_that_is_no_longer_utf_8_is_damage_told_in_few_words(path: Path) -> None:
    behind_our_back(path, "UPDATE revision_text SET body = CAST(x'4142ff4344' AS TEXT)")
    with pytest.raises(StudyDamaged, match="not UTF-8") as caught:
        look_at_everything(path)
    assert len(caught.value.message) < 200
    assert {"revisions", "quotes"} <= faulty_parts(path)


TEXT_ALTERED = "UPDATE revision_text SET body = replace(body, 'trusted', 'TRUSTED')"
DAMAGES: dict[str, tuple[tuple[str, ...], set[str], str]] = {
    "a text was altered": (
        (TEXT_ALTERED,),
        {"revisions", "quotes"},
        "the text of 101 is not what was imported",
    ),
    "an excerpt was moved": (
        ("UPDATE excerpt SET start_char = start_char + 1 WHERE start_char = 80",),
        {"quotes", "log and content"},
        "of 101 is not the text that was quoted",
    ),
    "an excerpt leaves its text": (
        ("UPDATE excerpt SET end_char = 99999 WHERE start_char = 80",),
        {"quotes", "log and content"},
        "lies outside its text",
    ),
    "an excerpt was moved with its hash": (
        ("UPDATE excerpt SET start_char = 51, end_char = 70, quote_sha256 = '%s' WHERE start_char = 50",),
        {"quotes", "log and content"},
        "has been moved",
    ),
    "the index is out of step": (
        ("INSERT INTO search_index (search_index) VALUES ('delete-all')",),
        {"search index"},
        "does not match the texts",
    ),
    "a row points nowhere": (
        ("PRAGMA foreign_keys = OFF", "DELETE FROM code WHERE name = 'Trust'"),
        {"foreign keys", "log and content"},
        "points to no code",
    ),
    "a table is missing": (
        ("PRAGMA foreign_keys = OFF", "DROP TABLE memo"),
        {"format", "structure", "memos", "foreign keys", "log and content"},
        "the table memo is missing",
    ),
    "an index is missing a row": (
        (
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'coding (code_id, excerpt_id)',"
            " 'coding (code_id, excerpt_id) WHERE memo = ''x''') WHERE name = 'coding_code'",
        ),
        {"structure"},
        "coding_code",
    ),
    "a memo is about nothing": (
        ("UPDATE memo SET subject_id = 'nothing'",),
        {"memos", "log and content"},
        "is about a cmo that is not in the study",
    ),
    "the record of a length is wrong": (
        ("UPDATE revision SET char_count = 5 WHERE row_number = 1",),
        {"revisions", "log and content"},
        "characters, not 5 as recorded",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_check_names_the_part_that_is_damaged_and_the_object(damage: str, path: Path) -> None:
    statements, parts, words = DAMAGES[damage]
    behind_our_back(path, *statements)
    report = check(path)
    broken = {part for part, found in report.faults.items() if found}
    assert broken & parts
    assert broken <= parts, report.faults
    assert any(words in fault for found in report.faults.values() for fault in found), report.faults
    assert report.readable["coding"] == "3 rows"
    survives(path)


def test_a_quote_that_is_not_what_was_coded_is_never_shown(path: Path) -> None:
    behind_our_back(path, TEXT_ALTERED)
    with Study(path, read_only=True) as study:
        looks: list[Callable[[Any], object]] = [lambda r: list(quotes(r)), configurations]
        looks += [lambda r: [marks(r, v.revision_id) for v in source_views(r)]]
        for look in looks:
            with pytest.raises(StudyDamaged, match="not the text that was quoted"), study.reading() as reader:
                look(reader)


@pytest.mark.parametrize("value", ["", "not a uuid", "x" * 36])
def test_a_study_that_does_not_know_itself_is_damaged(value: str, path: Path) -> None:
    behind_our_back(path, f"UPDATE study_setting SET value = '{value}' WHERE key = 'id'")
    with pytest.raises(StudyDamaged, match="which study"):
        Study(path)


def test_a_value_that_reading_trips_over_is_laid_at_the_files_door(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE slot SET role = 'wizard' WHERE position = 0")
    with pytest.raises(StudyDamaged, match="structure"), Study(path) as study, study.reading() as reader:
        configurations(reader)


def test_a_fault_of_ours_is_not_blamed_on_a_sound_file(study: Study) -> None:
    with pytest.raises(ZeroDivisionError), study.reading():
        raise ZeroDivisionError
    with pytest.raises(KeyError), study.reading():
        raise KeyError("a bug")


@pytest.mark.parametrize("text", ["\udcff", "caf\udce9"])
def test_text_that_no_file_can_hold_is_bad_input(text: str, path: Path, opener: Callable[..., Study]) -> None:
    before = dump(path, without=frozenset())
    study = opener(path)
    with pytest.raises(BadInput, match="not valid Unicode"):
        study.execute(AddCode(text), coder="Ada")
    with pytest.raises(BadInput, match="not valid Unicode"):
        study.execute(DescribeStudy(aim=text), coder="Ada")
    with pytest.raises(BadInput, match="not valid Unicode"):
        study.execute(AddCode("x"), coder=text)
    assert dump(path, without=frozenset()) == before


def test_a_page_size_that_lies_is_damage_or_no_study(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[16:18] = struct.pack(">H", 3)
    path.write_bytes(data)
    with pytest.raises((NotAStudy, StudyDamaged)):
        Study(path)
    assert survives(path)


def test_a_backup_name_is_free_for_the_next_after_a_refusal(path: Path, tmp_path: Path) -> None:
    behind_our_back(path, TEXT_ALTERED)
    with pytest.raises(StudyDamaged, match="the text of 101"):
        copy_study(path, tmp_path / "copy.study")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["area.study"]
    assert rows(path, "SELECT count(*) FROM coding") == [(3,)]
