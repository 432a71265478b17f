"""The exported change log, verified as docs/file-format.md tells a third party to: by the script that stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CommandLine

import workbench

DOCS = Path(workbench.__file__).parents[1] / "docs" / "file-format.md"


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the documented script says of `log.jsonl`, with nothing of the workbench to import."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    return subprocess.run(
        [sys.executable, "-I", "-c", found[1]], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def log(wb: CommandLine, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The log of a study with an undone change, words beyond ASCII and a merged copy, in `log.jsonl` too."""
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    wb.write("A.txt", "We trusted each other – “and that saved work”.\n")
    wb.ok("source", "import", "A.txt")
    wb.ok("codebook", "add", "trust")
    wb.ok("study", "copy", "--for", "Ben", "ben.study")
    wb.ok("codebook", "add", "Ärger", "--study", "ben.study", "--coder", "Ben")
    wb.ok("codebook", "add", "cost")
    wb.ok("undo")
    wb.ok("study", "merge", "ben.study")
    said = wb.ok("export", "history", "-o", "log.jsonl")
    lines = [json.loads(line) for line in (wb.folder / "log.jsonl").read_text("utf-8").splitlines()]
    assert [one["hash"] for one in lines if "came_with" not in one][-1] in said.err
    return lines


def test_it_is_complete_and_verifies_without_the_program(
    wb: CommandLine, log: list[dict[str, object]]
) -> None:
    history = wb.ok("history", "--json").json
    own = [one for one in log if "came_with" not in one]
    assert [one["sequence"] for one in own] == list(range(1, len(own) + 1))
    assert {one["id"] for one in log} == {one["id"] for one in history}
    assert any("Ärger" in json.dumps(one["effects"], ensure_ascii=False) for one in log if "came_with" in one)
    said = verified(wb.folder)
    assert said.returncode == 0, said.stderr
    assert str(own[-1]["hash"]) in said.stdout


@pytest.mark.parametrize("how", ["words", "effect", "copy", "left out", "order"])
def test_what_was_tampered_with_is_found(wb: CommandLine, log: list[dict[str, object]], how: str) -> None:
    if how == "words":
        log[1]["summary"] = "did something else"
    elif how in ("effect", "copy"):
        entry = next(one for one in log if one["effects"] and ("came_with" in one) is (how == "copy"))
        effects = entry["effects"]
        assert isinstance(effects, list)
        effects[0][6] += " "
    elif how == "left out":
        del log[2]
    else:
        log[1], log[2] = log[2], log[1]
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in log]
    (wb.folder / "log.jsonl").write_text("".join(lines), "utf-8")
    said = verified(wb.folder)
    assert said.returncode == 1
    assert "is not what was written" in said.stderr
