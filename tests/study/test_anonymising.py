"""A copy without the names of coders: same work, other names, and nothing of the old ones in the file."""

from __future__ import annotations

import json
from typing import Any

from command_line import CommandLine


def tables(wb: CommandLine, path: str) -> dict[str, list[dict[str, Any]]]:
    return json.loads(wb.ok("export", "study", "--study", path).out)["tables"]


def test_the_work_of_each_coder_stays_together_under_a_number(demo: CommandLine) -> None:
    [path] = (one.name for one in demo.folder.glob("*.study"))
    demo.ok("study", "anonymise", "out.study")
    demo.ok("study", "check", "--study", "out.study")
    before, after = tables(demo, path), tables(demo, "out.study")
    assert {row["name"] for row in after["coder"]} == {"Coder 1", "Coder 2", "Coder 3"}
    old = {row["id"]: row["coder_id"] for row in before["coding"]}
    new = {row["id"]: row["coder_id"] for row in after["coding"]}
    assert old.keys() == new.keys()
    pairs = {(old[identity], new[identity]) for identity in old}
    assert len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs}) == 3
    assert not {one for one, _ in pairs} & {other for _, other in pairs}
    for name, rows in before.items():
        assert len(after[name]) == len(rows), name


def test_no_coder_s_name_or_id_is_left_in_the_file(wb: CommandLine) -> None:
    wb.write("T1.txt", "A: Trust grew.\n")
    wb.ok("source", "import", "T1.txt", "--coder", "Zebedee")
    wb.ok("codebook", "add", "Trust", "--coder", "Zebedee")
    wb.ok("coding", "add", "T1", "--code", "Trust", "--quote", "Trust grew", "--coder", "Zebedee")
    old = {row["id"] for row in tables(wb, "s.study")["coder"]}
    wb.ok("study", "anonymise", "out.study")
    data = (wb.folder / "out.study").read_bytes()
    assert b"Zebedee" not in data
    assert not [identity for identity in old if identity.encode() in data]


def test_one_coder_alone_can_be_made_nameless(demo: CommandLine) -> None:
    said = demo.ok("study", "anonymise", "out.study", "--only", "tobias")
    assert "Tobias" in said.err
    assert {row["name"] for row in tables(demo, "out.study")["coder"]} == {"Coder 1", "Mared", "Anjali"}


def test_an_unknown_coder_or_a_file_that_exists_is_refused(demo: CommandLine) -> None:
    assert "Tobias" in demo.refused(4, "study", "anonymise", "out.study", "--only", "Tobiass")
    demo.write("taken.study", "mine")
    demo.refused(7, "study", "anonymise", "taken.study", "--study", "demonstration.study")
    assert (demo.folder / "taken.study").read_text() == "mine"
