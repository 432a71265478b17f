"""Where the file may not be written, or there is no room: reading works, and a change is refused whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import store_children
from store_work import dump, require_sound, source, unchanged

from workbench.coding.codebook import AddCode
from workbench.errors import DiskFull, StudyReadOnly
from workbench.sources.commands import ImportSources
from workbench.store.sqlite_engine import driver_connection
from workbench.store.study import Study
from workbench.study.commands import DescribeStudy


@pytest.fixture
def others_folder(built: Path) -> Any:
    """A study in a folder that everybody may read and nobody but its owner may write."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    path = folder / "area.study"
    shutil.copyfile(built, path)
    yield path
    folder.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize("in_use", [False, True])
def test_without_the_right_to_write_reading_works_and_writing_says_why_not(
    in_use: bool, others_folder: Path
) -> None:
    owner = Study(others_folder) if in_use else None
    if owner is not None:
        owner.execute(AddCode("By the owner"), coder="Ada")
    for file in others_folder.parent.iterdir():
        file.chmod(0o444)
    others_folder.parent.chmod(0o555)
    before = {} if in_use else unchanged(others_folder.parent)
    command = [sys.executable, store_children.__file__, "without_rights", str(others_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    told = done.stdout.splitlines()
    assert told[:4] == ["Invented study", "3", "3", "True"]
    assert told[4].startswith("StudyReadOnly: ")
    assert "area.study" in told[4]
    assert "permissions" in told[4]
    if owner is not None:
        owner.close()
    else:
        assert unchanged(others_folder.parent) == before


def test_a_study_opened_for_reading_refuses_changes(path: Path) -> None:
    with Study(path, read_only=True) as study:
        with pytest.raises(StudyReadOnly, match="reading only"):
            study.execute(AddCode("x"), coder="Ada")
        with pytest.raises(StudyReadOnly):
            study.undo(coder="Ada")


def test_a_full_disk_is_said_and_nothing_was_changed(path: Path, opener: Callable[..., Study]) -> None:
    before = dump(path, without=frozenset())
    study = opener(path)
    with study.reading() as reader:
        raw = driver_connection(reader)
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="no room") as caught:
        study.execute(ImportSources([source("big", "many words " * 50_000)]), coder="Ada")
    assert str(path) in caught.value.message
    with pytest.raises(DiskFull):
        study.execute(DescribeStudy(aim="x" * 200_000), coder="Ada")
    assert dump(path, without=frozenset()) == before
    with study.reading() as reader:
        driver_connection(reader).execute("PRAGMA max_page_count = 1000000")
    study.execute(AddCode("There is room again"), coder="Ada")
    require_sound(path)


@pytest.mark.parametrize("limit", [4_096, 100_000, 400_000])
def test_a_write_that_the_system_refuses_half_way_is_rolled_back(limit: int, path: Path) -> None:
    before = dump(path, without=frozenset())
    command = [sys.executable, store_children.__file__, "on_a_full_disk", str(path), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    told = done.stdout.splitlines()
    assert told[0].startswith(("DiskFull", "StudyUnusable"))
    assert told[1] == "2"
    assert dump(path, without=frozenset()) == before
    require_sound(path)
