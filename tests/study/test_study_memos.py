"""Memos after they are written: found again, put right, and taken away only where nothing rests on them."""

from __future__ import annotations

import pytest
from command_line import CommandLine


def written(wb: CommandLine, *more: str) -> str:
    return wb.ok("memo", "add", "They knew each other.", "--title", "Known", *more).out.strip()


def state(wb: CommandLine) -> object:
    return wb.ok("memo", "list", "--json").json


def test_the_list_says_what_each_memo_is_on(demo: CommandLine) -> None:
    written(demo, "--on", "cmo:3")
    written(demo, "--on", "tracer:Falls prevention")
    assert [row["on"] for row in demo.ok("memo", "list").rows][-2:] == ["CMO 3", "tracer Falls prevention"]


def test_the_list_is_filtered_by_subject_writer_and_day(demo: CommandLine) -> None:
    identity = written(demo, "--on", "cmo:3")
    writer = demo.ok("memo", "show", identity, "--json").json["coder"]
    assert identity in [row["memo"] for row in demo.ok("memo", "list", "--on", "cmo:3", "--by", writer).rows]
    assert identity not in demo.ok("memo", "list", "--on", "cmo:2").out
    assert demo.ok("memo", "list", "--since", "9999-01-01").rows == []
    assert "not a date" in demo("memo", "list", "--since", "soon").err


@pytest.mark.parametrize("by", ["id", "end", "title"])
def test_a_memo_is_shown_by_id_end_of_id_or_title(demo: CommandLine, by: str) -> None:
    identity = written(demo)
    shown = demo.ok(
        "memo", "show", {"id": identity, "end": identity[-8:], "title": "known"}[by], "--json"
    ).json
    assert (shown["id"], shown["body"], shown["subject"]) == (identity, "They knew each other.", "study")


def test_editing_changes_what_is_named_and_undo_restores_it(demo: CommandLine) -> None:
    identity = written(demo)
    before = state(demo)
    demo.ok(
        "memo",
        "edit",
        identity,
        "--text",
        "-",
        "--kind",
        "decision",
        "--on",
        "cmo:3",
        stdin=b"They did not.\n",
    )
    shown = demo.ok("memo", "show", identity, "--json").json
    assert (shown["title"], shown["body"].strip(), shown["kind"]) == ("Known", "They did not.", "decision")
    assert shown["subject"] == "CMO 3"
    demo.ok("undo")
    assert state(demo) == before


@pytest.mark.parametrize("words", [(), ("--text", " "), ("--on", "cmo:999"), ("--kind", "odd")])
def test_an_edit_that_is_refused_changes_nothing(demo: CommandLine, words: tuple[str, ...]) -> None:
    identity = written(demo)
    before = state(demo)
    assert demo("memo", "edit", identity, *words).code != 0
    assert state(demo) == before


def test_a_memo_is_removed_and_comes_back_by_undo(demo: CommandLine) -> None:
    identity = written(demo)
    before = state(demo)
    demo.ok("memo", "remove", identity)
    assert identity not in demo.ok("memo", "list").out
    demo.ok("undo")
    assert state(demo) == before


def test_a_memo_that_is_evidence_stays_and_the_cmo_is_named(demo: CommandLine) -> None:
    before = state(demo)
    refused = [
        demo("memo", "remove", memo["id"])
        for memo in demo.ok("memo", "list", "--kind", "retroduction", "--json").json
    ]
    assert any("is evidence for CMO " in said.err and said.code != 0 for said in refused)
    for said in refused:
        if said.code == 0:
            demo.ok("undo")
    assert state(demo) == before
