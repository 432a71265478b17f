"""The exported change log, verified as docs/file-format.md tells a third party to: by the script that stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine

import workbench
from workbench.store.change_log import chain_hash
from workbench.team.exported_log import FACTS

DOCS = Path(workbench.__file__).parents[1] / "docs" / "file-format.md"


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the documented script says of `log.jsonl`, with nothing of the workbench to import."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    return subprocess.run(
        [sys.executable, "-I", "-c", found[1]], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def log(wb: CommandLine, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The log of a study with an undone change, words beyond ASCII and a merged copy, in `log.jsonl` too."""
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    wb.write("A.txt", "We trusted each other – “and that saved work”.\n")
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    wb.ok("study", "copy", "--for", "Ben", "ben.study")
    wb.ok("codebook", "add", "Ärger", "--study", "ben.study", "--coder", "Ben")
    wb.ok("codebook", "add", "time", "--study", "ben.study", "--coder", "Ben")
    wb.ok("codebook", "add", "cost")
    wb.ok("undo")
    wb.ok("study", "merge", "ben.study")
    said = wb.ok("export", "history", "-o", "log.jsonl")
    lines = [json.loads(line) for line in (wb.folder / "log.jsonl").read_text("utf-8").splitlines()]
    assert [one["hash"] for one in lines if "came_with" not in one][-1] in said.err
    return lines


def test_it_is_complete_and_verifies_without_the_program(wb: CommandLine, log: list[dict[str, Any]]) -> None:
    history = wb.ok("history", "--json").json
    own = [one for one in log if "came_with" not in one]
    assert [one["sequence"] for one in own] == list(range(1, len(own) + 1))
    assert {one["id"] for one in log} == {one["id"] for one in history}
    assert any("Ärger" in json.dumps(one["effects"], ensure_ascii=False) for one in log if "came_with" in one)
    said = verified(wb.folder)
    assert said.returncode == 0, said.stderr
    assert str(own[-1]["hash"]) in said.stdout


def rehash(entry: dict[str, Any]) -> None:
    """Give a forged entry the hash that its content has."""
    facts = [entry[name] for name in FACTS]
    entry["hash"] = chain_hash(entry["previous_hash"], facts, entry["effects"])


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        ("words", "line 2: "),
        ("effect", "line 1: "),
        ("left out", "line 3: "),
        ("order", "line 2: "),
        ("copy", "is not what was written"),
        ("copy forged", "is not what came with the merge"),
        ("copy put in", "is not what came with the merge"),
        ("copy doubled", "is not what came with the merge"),
        ("one of a copy left out", "is missing"),
        ("all of a copy left out", "is missing"),
    ],
)
def test_what_was_tampered_with_is_found(
    wb: CommandLine, log: list[dict[str, Any]], how: str, fault: str
) -> None:
    mine = [one for one in log if "came_with" not in one]
    came = [one for one in log if "came_with" in one]
    assert came
    if how == "words":
        mine[1]["summary"] = "did something else"
    elif how in ("effect", "copy"):
        next(one for one in (came if how == "copy" else mine) if one["effects"])["effects"][0][6] += " "
    elif how == "left out":
        del mine[2]
    elif how == "order":
        mine[1], mine[2] = mine[2], mine[1]
    elif how == "copy forged":
        came[0]["summary"] = "did something else"
        rehash(came[0])
    elif how == "copy put in":
        came.append({**came[0], "id": "another", "summary": "never done"})
        rehash(came[-1])
    elif how == "copy doubled":
        came.append(came[0])
    elif how == "one of a copy left out":
        del came[0]
    else:
        came.clear()
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in (*mine, *came)]
    (wb.folder / "log.jsonl").write_text("".join(lines), "utf-8")
    said = verified(wb.folder)
    assert said.returncode == 1
    assert "is not what was written" in said.stderr or "are missing" in said.stderr
    assert fault in wb.refused(3, "study", "check", "--history", "log.jsonl")


def test_the_program_verifies_an_exported_log_without_a_study(
    wb: CommandLine, log: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_STUDY")
    for study in wb.folder.glob("*.study"):
        study.unlink()
    mine = [one for one in log if "came_with" not in one]
    assert wb.ok("study", "check", "--history", "log.jsonl", "--json").json == {
        "file": "log.jsonl",
        "sound": True,
        "entries": len(mine),
        "from_copies": len(log) - len(mine),
        "last_hash": mine[-1]["hash"],
    }
    assert mine[-1]["hash"] in wb.ok("study", "check", "--history", "log.jsonl").out


def test_a_study_and_a_log_are_not_verified_at_once(wb: CommandLine, log: list[dict[str, Any]]) -> None:
    words = ("study", "check", "--history", "log.jsonl", "--study", "s.study")
    assert "a study or an exported log" in wb.refused(2, *words)


def test_a_merge_that_was_undone_and_made_again_verifies(wb: CommandLine, log: list[dict[str, Any]]) -> None:
    wb.ok("undo")
    wb.ok("study", "merge", "ben.study")
    wb.ok("export", "history", "-o", "again.jsonl")
    wb.ok("study", "check", "--history", "again.jsonl")
    (wb.folder / "again.jsonl").replace(wb.folder / "log.jsonl")
    assert verified(wb.folder).returncode == 0


@pytest.mark.parametrize("content", ["no log\n", "[1]\n", "3\n", '{"sequence": 1}\n', '{"hash": {}}\n'])
def test_what_is_no_log_is_refused(wb: CommandLine, content: str) -> None:
    wb.write("log.jsonl", content)
    assert "log.jsonl, line 1, is no entry of a log" in wb.refused(
        3, "study", "check", "--history", "log.jsonl"
    )


def test_the_history_in_json_has_the_hashes(wb: CommandLine, log: list[dict[str, Any]]) -> None:
    said = {one["id"]: (one["previous_hash"], one["hash"]) for one in wb.ok("history", "--json").json}
    assert said == {one["id"]: (one["previous_hash"], one["hash"]) for one in log}
