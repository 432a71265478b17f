"""What memos are about: passages, codings and whatever has a name; said in lists, kept through undo, and required."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, Prepare, Said, content, substance

from workbench.errors import BadInput, Conflict, StudyDamaged
from workbench.model.coding import Span
from workbench.model.vocabulary import MemoKind
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.commands import WriteMemo
from workbench.study.memo_commands import EditMemo, RemoveMemo
from workbench.study.subjects import OnPassage

TEXT = (
    "We trust each other here — größtenteils. It costs little, and nobody minds the wait at all any more.\n"
)
CMOS = "cmos: [{id: one, kind: observed, slots: [{role: context, wording: They knew each other}]}]"


def talk_steps(wb: CommandLine) -> None:
    wb.write("A.txt", TEXT)
    wb.write("B.txt", "Quite another talk.\n")
    wb.write("c.yaml", CMOS)
    wb.ok("source", "import", "A.txt", "B.txt")
    wb.ok("source", "edit", "B", "--name", "B:1")
    wb.ok("codebook", "add", "Trust")
    wb.ok("coding", "add", "A", "--code", "Trust", "--quote", "We trust each other")
    wb.ok("cmo", "import", "c.yaml")
    wb.write("s.yaml", "sites: [{name: North}]\ntracers: [{name: Falls}]\nwaves: [{name: Wave 1}]\n")
    wb.ok("study", "describe", "s.yaml")
    wb.ok("memo", "add", "They knew each other.", "--title", "Known")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(talk_steps)


def subject(wb: CommandLine, identity: str) -> str:
    found: str = wb.ok("memo", "show", identity, "--json").json["subject"]
    return found


def reversible(wb: CommandLine, *words: str) -> Said:
    """Try a verb without keeping it, carry it out, undo and redo it, and compare the whole study's state."""
    path = wb.folder / "s.study"
    before, states = substance(path), wb.states()
    wb.ok(*words, "--dry-run")
    assert wb.states() == states, "a dry run changed the study"
    said = wb.ok(*words)
    after = substance(path)
    assert after != before
    wb.ok("undo")
    assert substance(path) == before
    wb.ok("redo")
    assert substance(path) == after
    assert wb.ok("study", "check", "--json").json["sound"]
    return said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (("--on", "passage:A:0:19"), "A at 0:19 “We trust each other”"),
        (("--on", "source:A", "--quote", "größtenteils"), "A at 27:39 “größtenteils”"),
        (("--on", "passage:A:41:101"), "A at 41:100 “It costs little, and nobody minds the…”"),
        (("--on", "passage:B:1:6:13"), "B:1 at 6:13 “another”"),
        (("--on", "passage:A:26:41"), "A at 27:40 “größtenteils.”"),
        (("--on", "source:A"), "A"),
        (("--on", "code:Trust"), "code Trust"),
        (("--on", "cmo:1"), "CMO 1"),
        (("--on", "element:E1"), "E1"),
        (("--on", "site:North"), "site North"),
        (("--on", "tracer:Falls"), "tracer Falls"),
        (("--on", "wave:Wave 1"), "wave Wave 1"),
        ((), "study"),
    ],
)
def test_a_memo_says_what_it_is_on_and_undo_takes_it_away(
    study: CommandLine, on: tuple[str, ...], said: str
) -> None:
    identity = reversible(study, "memo", "add", "Look here.", *on).out.strip()
    last = study.ok("memo", "list").rows[-1]
    assert last["on"] == said
    assert last["text"] == "Look here."
    assert identity == last["memo"]


def test_a_memo_on_a_coding_names_code_and_source(study: CommandLine) -> None:
    (coding,) = study.ok("coding", "list", "--json").json
    identity = study.ok("memo", "add", "x", "--on", f"coding:{coding['coding_id'][-8:]}").out.strip()
    assert subject(study, identity) == "coding of Trust in A"
    found = study.ok("memo", "list", "--on", f"coding:{coding['coding_id']}", "--json").json
    assert [one["id"] for one in found] == [identity]


def test_the_export_of_memos_names_passages_and_codings(study: CommandLine) -> None:
    (coding,) = study.ok("coding", "list", "--json").json
    study.ok("memo", "add", "x", "--on", "passage:A:0:19")
    study.ok("memo", "add", "y", "--on", f"coding:{coding['coding_id']}")
    out = study.ok("export", "memos", "-f", "csv").out
    for said in ("the study", "A at 0:19 “We trust each other”", "coding of Trust in A"):
        assert said in out


def test_memos_on_one_passage_are_about_one_excerpt_the_coded_one_too(study: CommandLine) -> None:
    first = study.ok("memo", "add", "x", "--on", "passage:A:0:19").out.strip()
    second = study.ok("memo", "add", "y", "--on", "source:A", "--quote", "We trust each other").out.strip()
    study.ok("memo", "add", "z", "--on", "passage:A:0:18")
    found = study.ok("memo", "list", "--on", "passage:A:0:19", "--json").json
    assert [one["id"] for one in found] == [first, second]
    excerpts = [row for row in content(study.folder / "s.study") if row[0] == "excerpt"]
    assert len(excerpts) == 2


@pytest.mark.parametrize(
    ("on", "code", "said"),
    [
        (("--on", "passage:A:5:3"), 2, "is not a span"),
        (("--on", "passage:A:3"), 2, "is not a passage"),
        (("--on", "passage:A:0:9999"), 3, "lies outside A"),
        (("--on", "passage:Z:0:3"), 4, "no source 'Z'"),
        (("--on", "source:A", "--quote", "never said at all"), 4, "not in the text"),
        (("--on", "code:Trust", "--quote", "We trust"), 2, "--on source:"),
        (("--quote", "We trust"), 2, "--on source:"),
        (("--on", "coding:12345678"), 4, "no coding"),
    ],
)
def test_a_subject_that_is_not_there_is_refused(
    study: CommandLine, on: tuple[str, ...], code: int, said: str
) -> None:
    assert said in study.refused(code, "memo", "add", "x", *on)


@pytest.mark.parametrize(
    "words",
    [
        ("--text", "They did not."),
        ("--title", "Unknown"),
        ("--kind", "decision"),
        ("--on", "passage:A:0:19"),
        ("--on", "code:Trust"),
        ("--text", "They did not.", "--title", "", "--kind", "reflexive", "--on", "cmo:1"),
    ],
)
def test_an_edit_can_be_tried_kept_undone_and_redone(study: CommandLine, words: tuple[str, ...]) -> None:
    reversible(study, "memo", "edit", "Known", *words)


def test_an_edit_to_what_is_so_already_changes_nothing(study: CommandLine) -> None:
    states = study.states()
    said = study.ok("memo", "edit", "Known", "--on", "study", "--kind", "analytic")
    assert "nothing to change" in said.err
    assert study.states() == states


def test_a_memo_is_removed_and_comes_back_whole(study: CommandLine) -> None:
    reversible(study, "memo", "remove", "Known")


def test_the_memo_that_is_evidence_stays_and_others_go(study: CommandLine) -> None:
    study.ok("memo", "add", "Another.", "--title", "Other")
    study.ok("cmo", "add-evidence", "1", "--memo", "Known")
    err = study.refused(5, "memo", "remove", "Known")
    assert "the memo is evidence for CMO 1, so it stays" in err
    study.ok("memo", "remove", "Other")
    study.ok("memo", "edit", "Known", "--title", "Known well")


def opened(wb: CommandLine) -> tuple[Study, str, str]:
    """The study, the revision of A and the id of the memo."""
    file = Study(Path(wb.folder / "s.study"))
    with file.reading() as reader:
        revision = next(v.revision_id for v in source_views(reader) if v.name == "A")
        return file, revision, memos(reader)[0].id


def refused(revision: str, memo: str) -> list[tuple[Command[Any], type[Exception], str]]:
    """Commands that cannot be carried out, with what is raised and said."""
    outside, blank = OnPassage(revision, Span(0, 9999)), OnPassage(revision, Span(8, 9))
    return [
        (note(subject_type="code", subject_id="gone"), Conflict, "the code that"),
        (note(subject_type="planet", subject_id=memo), Conflict, "the planet that"),
        (note(subject_type="study", subject_id=memo), Conflict, "the study that"),
        (note(subject_type="source_site", subject_id=memo), Conflict, "the source site that"),
        (note(passage=OnPassage("gone", Span(0, 3))), Conflict, "present text"),
        (note(passage=outside), BadInput, "lies outside A"),
        (note(passage=blank), BadInput, "no words at 8:9"),
        (note(body=" "), BadInput, "needs some text"),
        (EditMemo(memo, subject=("cmo", "gone")), Conflict, "the cmo that"),
        (EditMemo(memo, title="y", subject=outside), BadInput, "lies outside A"),
        (EditMemo(memo, title="y", body=" "), BadInput, "needs some text"),
        (EditMemo("gone", title="y"), Conflict, "no longer in the study"),
        (RemoveMemo("gone"), Conflict, "no longer in the study"),
    ]


def note(body: str = "x", **subject: Any) -> WriteMemo:
    return WriteMemo(MemoKind.ANALYTIC, body, **subject)


def test_a_refusal_leaves_the_whole_study_as_it_was(study: CommandLine) -> None:
    states = study.states()
    file, revision, memo = opened(study)
    with file:
        for command, refusal, said in refused(revision, memo):
            with pytest.raises(refusal, match=said):
                file.execute(command, coder="Ann")
    assert study.states() == states


def test_a_passage_that_is_not_what_it_was_is_never_shown(study: CommandLine) -> None:
    study.ok("memo", "add", "x", "--on", "passage:A:0:19")
    with closing(sqlite3.connect(study.folder / "s.study")) as file, file:
        file.execute("UPDATE excerpt SET start_char = 1 WHERE start_char = 0")
    reading = Study(Path(study.folder / "s.study"), read_only=True)
    with reading, reading.reading() as reader, pytest.raises(StudyDamaged):
        memos(reader)
