"""The quick look at a file before somebody sits down to work in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workbench.desk import StudyDesk
from workbench.errors import StudyDamaged
from workbench.store.study import Study


def test_a_sound_study_opens_for_work(demonstration: Path) -> None:
    desk = StudyDesk(demonstration, coder="Ada")
    assert len(desk.sources.source_views()) == 15
    desk.close()


def test_a_row_that_points_nowhere_is_told_before_work_begins(demonstration: Path) -> None:
    with sqlite3.connect(demonstration) as raw:
        raw.execute("UPDATE coding SET code_id = 'nowhere' WHERE rowid = 7")
    raw.close()
    with pytest.raises(StudyDamaged, match="coding row 7 points to no code"):
        StudyDesk(demonstration, coder="Ada")


def test_a_broken_index_is_told_before_work_begins(demonstration: Path) -> None:
    """An index page filled with zeros: reading by that index would miss codings without any error."""
    raw = sqlite3.connect(demonstration)
    page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'coding_code'").fetchone()[0]
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    with demonstration.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x0a" + bytes(size - 1))
    with Study(demonstration, read_only=True) as study, pytest.raises(StudyDamaged):
        study.look_over()
