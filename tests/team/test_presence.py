"""Who has a study open: seen while they are there, gone when they leave or were killed, and never part of the study."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import CommandLine, substance
from team_work import Copies

from workbench.desk import StudyDesk
from workbench.team.presence import (
    BEAT_SECONDS,
    CLEAR_SECONDS,
    MOST_PRESENT,
    STALE_SECONDS,
    Sign,
    folder_of,
    present,
)

OPEN_AND_STAY = """
import sys, time
from pathlib import Path
from workbench.desk import StudyDesk
desk = StudyDesk(Path(sys.argv[1]), coder="Ben")
desk.team.be_here("")
print("here", flush=True)
time.sleep(60)
"""


def names(study: Path) -> list[str]:
    return [one.coder for one in present(study)]


def test_two_desks_see_each_other_and_which_source_is_read(copies: Copies) -> None:
    study = copies.path("a")
    source = copies.one("a", "SELECT id FROM source WHERE name = '101'")
    before = substance(study)
    ada, ben = StudyDesk(study, coder="Ada"), StudyDesk(study, coder="Ben")
    ada.team.be_here("")
    assert ada.team.others_here() == ()
    ben.team.be_here(source)
    assert [(one.coder, one.source) for one in ada.team.others_here()] == [("Ben", "101")]
    assert [(one.coder, one.source) for one in ben.team.others_here()] == [("Ada", "")]
    ben.team.be_here("")
    assert [(one.coder, one.source) for one in ada.team.others_here()] == [("Ben", "")]
    ben.close()
    assert ada.team.others_here() == ()
    ada.close()
    assert not folder_of(study).exists()
    assert substance(study) == before
    assert copies.one("a", "SELECT count(*) FROM coder WHERE name = 'Ben'") == 0


def test_a_file_holds_the_coders_name_and_the_sources_id_and_nothing_else(tmp_path: Path) -> None:
    study = tmp_path / "s.study"
    Sign(study, "Ada").give("some-id")
    [path] = folder_of(study).iterdir()
    assert json.loads(path.read_text("utf-8")) == {"coder": "Ada", "source": "some-id"}


def test_whoever_was_killed_is_gone_once_the_file_is_stale_and_is_cleared_away(copies: Copies) -> None:
    study = copies.path("a")
    child = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_STAY, str(study)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        assert names(study) == ["Ben"]
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()  # type: ignore[union-attr]
    assert names(study) == ["Ben"], "nobody has told"
    assert present(study, now=time.time() + STALE_SECONDS + 5) == ()
    [left] = folder_of(study).glob("*.json")
    old = time.time() - CLEAR_SECONDS - 5
    os.utime(left, (old, old))
    assert names(study) == []
    Sign(study, "Ada").give("")
    assert not left.exists()
    assert names(study) == ["Ada"]


def test_a_sign_is_renewed_now_and_then_and_at_once_for_another_source(tmp_path: Path) -> None:
    study, now = tmp_path / "s.study", time.time()
    sign = Sign(study, "Ada")
    sign.give("", now=now)
    [path] = folder_of(study).iterdir()
    os.utime(path, (0, 0))
    sign.give("", now=now + BEAT_SECONDS / 2)
    assert path.stat().st_mtime == 0
    sign.give("other", now=now + BEAT_SECONDS / 2)
    assert names(study) == ["Ada"]
    os.utime(path, (0, 0))
    sign.give("other", now=now + 2 * BEAT_SECONDS)
    assert names(study) == ["Ada"]


@pytest.mark.parametrize(
    "said", ["", "[]", "{", '{"coder": 1, "source": ""}', '{"coder": "A"}', '{"coder": "", "source": ""}']
)
def test_files_that_are_none_of_ours_are_passed_over(tmp_path: Path, said: str) -> None:
    study = tmp_path / "s.study"
    Sign(study, "Ada").give("")
    (folder_of(study) / "strange.json").write_text(said, "utf-8")
    (folder_of(study) / "large.json").write_text('{"coder": "B", "source": ""}' + " " * 5_000, "utf-8")
    (folder_of(study) / "link.json").symlink_to(tmp_path / "nowhere")
    (folder_of(study) / "folder.json").mkdir()
    assert names(study) == ["Ada"]


def test_there_is_a_limit_to_the_files(tmp_path: Path) -> None:
    study = tmp_path / "s.study"
    for number in range(MOST_PRESENT + 5):
        Sign(study, f"Coder {number}").give("")
    assert len(list(folder_of(study).iterdir())) == MOST_PRESENT
    assert len(present(study)) == MOST_PRESENT


def test_where_nothing_may_be_written_work_goes_on(tmp_path: Path) -> None:
    study = tmp_path / "s.study"
    folder_of(study).write_text("a file in the way", "utf-8")
    sign = Sign(study, "Ada")
    sign.give("")
    assert present(study) == ()
    sign.withdraw()


def test_the_command_line_says_who_is_there(wb: CommandLine) -> None:
    assert wb.ok("study", "who", "--json").json == []
    desk = StudyDesk(wb.folder / "s.study", coder="Ben")
    desk.team.be_here("gone")
    assert wb.ok("study", "who").rows == [{"coder": "Ben", "reads": ""}]
    desk.close()
    assert wb.ok("study", "who", "--json").json == []
