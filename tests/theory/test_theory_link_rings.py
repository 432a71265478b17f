"""What nests, refines or generalises never leads back to itself; ripples may (feedback)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from command_line import CommandLine, Prepare
from theory_work import carried_out

ONE_WAY = ("nests", "refines", "generalises")


def three(wb: CommandLine) -> None:
    for number, title in enumerate(("One", "Two", "Three"), 1):
        wb.ok("cmo", "new", title)
        for role in ("context", "outcome"):
            wb.ok("cmo", "add-slot", str(number), "trust", "--role", role)


@pytest.fixture
def linked(prepared: Prepare) -> CommandLine:
    return prepared(three)


def link(wb: CommandLine, first: str, second: str, kind: str) -> None:
    wb.ok("cmo", "link", first, second, "--kind", kind)


@pytest.mark.parametrize("kind", ONE_WAY)
def test_a_link_back_is_refused_by_whatever_way(linked: CommandLine, kind: str) -> None:
    link(linked, "1", "2", kind)
    link(linked, "2", "3", kind)
    for last in ("2", "3"):
        said = linked.refused(5, "cmo", "link", last, "1", "--kind", kind)
        assert f"CMO 1 would lead back to itself by {kind!r}" in said
    other = next(one for one in ONE_WAY if one != kind)
    link(linked, "3", "1", other)
    linked.ok("cmo", "unlink", "1", "2", "--kind", kind)
    link(linked, "3", "1", kind)


def test_ripples_come_back_and_rivals_are_so_both_ways(linked: CommandLine) -> None:
    link(linked, "1", "2", "ripple")
    link(linked, "2", "1", "ripple")
    link(linked, "1", "2", "rival of")
    link(linked, "2", "3", "rival of")
    link(linked, "3", "1", "rival of")


def test_a_link_is_given_a_note_and_another_from_either_end_of_rivals(linked: CommandLine) -> None:
    link(linked, "1", "2", "rival of")
    for note in ("They explain the same.", ""):
        carried_out(linked, "cmo", "link", "2", "1", "--kind", "rival of", "--note", note)
        [found] = linked.ok("cmo", "show", "1", "--json").json["links"]
        assert found["note"] == note
    assert "linked so already" in linked.refused(5, "cmo", "link", "2", "1", "--kind", "rival of")


def test_a_file_cannot_bring_a_ring(linked: CommandLine) -> None:
    cmos = [
        {"id": name, "kind": "observed", "links": [{"to": other, "kind": "refines"}]}
        for name, other in ("ab", "ba")
    ]
    linked.write("c.json", json.dumps({"cmos": cmos}))
    assert "would lead back to itself by 'refines'" in linked.refused(5, "cmo", "import", "c.json")


def test_a_merge_of_configurations_cannot_make_one(linked: CommandLine) -> None:
    link(linked, "1", "2", "nests")
    link(linked, "2", "3", "nests")
    said = linked.refused(5, "cmo", "merge", "3", "--into", "1", "--reason", "They tell the same.")
    assert "CMO 1 would lead back to itself by 'nests'" in said


def test_an_older_ring_is_in_nobodys_way(linked: CommandLine) -> None:
    link(linked, "1", "2", "nests")
    link(linked, "2", "3", "nests")
    with closing(sqlite3.connect(linked.folder / "s.study")) as file, file:
        file.execute(
            "UPDATE cmo_link SET to_cmo_id = (SELECT id FROM cmo WHERE number = 1)"
            " WHERE to_cmo_id = (SELECT id FROM cmo WHERE number = 3)"
        )
    link(linked, "1", "3", "nests")
    link(linked, "2", "1", "generalises")
    assert "CMO 3 would" in linked.refused(5, "cmo", "link", "3", "2", "--kind", "nests")
