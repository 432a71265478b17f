"""The memos: found, read, written, changed and left for what they are on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen, view
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.model.coding import Span
from workbench.model.memo_views import MemoView
from workbench.model.vocabulary import MemoKind
from workbench.store.creating import create_study
from workbench.store.reading import memo_subjects, memos
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.study import Study
from workbench.study.commands import WriteMemo
from workbench.study.memo_commands import EditMemo
from workbench.study.subjects import OnPassage
from workbench.tui.codebook.codebook_screen import CodebookScreen
from workbench.tui.home_screen import HomeScreen
from workbench.tui.keys.catalogue import CATALOGUE
from workbench.tui.meanwhile import MeanwhilePanel
from workbench.tui.memos.memo_form import MemoForm
from workbench.tui.memos.memos_list import MemoBook, Narrowing
from workbench.tui.memos.memos_screen import MemosScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.widgets.panels import Chooser, Prose
from workbench.tui.widgets.pick_panel import PickPanel


def in_file(path: Path) -> dict[str, MemoView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {memo.id: memo for memo in memos.memos(reader)}


def write(path: Path, *commands: object, coder: str = "Ben") -> list[str]:
    with Study(path) as study:
        return [study.execute(command, coder=coder).value for command in commands]


def on(path: Path, subject_type: str, name: str = "") -> tuple[str, str]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        if subject_type == "code":
            from workbench.store.reading.codebook import code_views

            return "code", code_views(reader)[0].id
        found = [s for s in memo_subjects.subjects(reader) if s.type == subject_type and name in s.name]
    return found[0].type, found[0].id


def mark(memo_screen: MemosScreen, key: str) -> None:
    memo_screen.main.mark([choice.key for choice in memo_screen.main.choices].index(key))


def shown(memo_screen: MemosScreen) -> list[str]:
    return ["".join(part.text for part in choice.parts) for choice in memo_screen.main.choices]


def a_memo(number: int, **given: str) -> MemoView:
    values = {
        "kind": "analytic",
        "title": "",
        "body": f"Body {number}",
        "subject_type": "study",
        "subject_id": "",
        "coder": "Amira",
        "created_at": f"2026-11-{number:02}T10:00:00",
        "subject": "study",
    }
    return MemoView(f"m{number}", **(values | given))


def test_memos_are_found_by_kind_coder_subject_date_and_words() -> None:
    book = MemoBook(
        [
            a_memo(1, kind="decision"),
            a_memo(2, coder="Ben", subject_type="code", subject="code Trust"),
            a_memo(3, body="They TRUST one another"),
        ]
    )

    def ids(narrowing: Narrowing = Narrowing(), words: str = "", order: str = "newest") -> list[str]:
        return [memo.id for memo in book.listed(narrowing, words, order)]

    assert ids() == ["m3", "m2", "m1"]
    assert ids(order="oldest") == ["m1", "m2", "m3"]
    assert ids(order="kind") == ["m3", "m2", "m1"]
    assert ids(order="coder") == ["m3", "m1", "m2"]
    assert ids(words="trust") == ["m3", "m2"]
    assert ids(words="trust ben") == ["m2"]
    assert ids(words="2026-11-01") == ["m1"]
    assert ids(Narrowing(kind="decision")) == ["m1"]
    assert ids(Narrowing(coder="Amira", about="study"), "one another") == ["m3"]
    assert book.values("coder") == [("Amira", 2), ("Ben", 1)]
    assert Narrowing("decision", "Ben", "code").words == "decision, by Ben, on codes"


def test_a_memo_is_read_whole_and_typing_lists_only_those_that_have_the_words(demonstration: Path) -> None:
    (memo_id,) = write(
        demonstration, WriteMemo(MemoKind.REFLEXIVE, "line one\n\nline zebra", "My own place in it")
    )

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        total = len(here.main.choices)
        assert here.main.choices[0].key == memo_id  # the newest is first
        await pilot.press("slash", *"zebra")
        await pilot.pause()
        assert [choice.key for choice in here.main.choices] == [memo_id]
        assert "line zebra" in here.query_one("#memo-read", Prose)._text.plain
        await pilot.press("escape")
        await pilot.pause()
        assert len(here.main.choices) == total
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("up", "enter")  # up from the first leads to the last: retroduction
        await pilot.pause()
        kinds = {here.main.book.by_id[choice.key].kind for choice in here.main.choices}
        assert len(kinds) == 1
        assert len(here.main.choices) < total

    play_study(demonstration, script, place="memos")


def test_a_memo_is_written_on_a_code_undone_and_done_again(demonstration: Path) -> None:
    before = in_file(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"code trust")
        await pilot.pause()
        assert here.query_one(PickPanel).is_open
        await pilot.press("enter")
        await pilot.pause()
        assert here.query_one(MemoForm).is_open
        await pilot.press("ctrl+t", "tab", *"Split it", "tab", *"Two things", "ctrl+s")
        await pilot.pause()
        (new,) = set(in_file(demonstration)) - set(before)
        memo = in_file(demonstration)[new]
        assert (memo.kind, memo.title, memo.body) == ("decision", "Split it", "Two things")
        assert memo.subject_type == "code"
        assert memo.coder == "Mared"
        assert here.main.key is not None
        assert new in {choice.key for choice in here.main.choices}
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == before
        await pilot.press("r")
        await pilot.pause()
        assert in_file(demonstration)[new] == memo
        assert here.session.memory.drafts() == ()

    play_study(demonstration, script, place="memos")


def test_text_title_and_kind_are_changed_and_the_rest_stays(demonstration: Path) -> None:
    (memo_id,) = write(demonstration, WriteMemo(MemoKind.ANALYTIC, "As it was", "Old"))
    before = in_file(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        mark(here, memo_id)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("ctrl+t", *", and more", "ctrl+s")
        await pilot.pause()
        after = in_file(demonstration)
        assert (after[memo_id].kind, after[memo_id].body) == ("decision", "As it was, and more")
        assert (after[memo_id].title, after[memo_id].coder) == ("Old", "Ben")
        assert {i: m for i, m in after.items() if i != memo_id} == {
            i: m for i, m in before.items() if i != memo_id
        }
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="memos")


def test_drafts_on_passages_and_on_what_is_gone_are_listed_and_gone_on_with(demonstration: Path) -> None:
    with Study(demonstration) as study, study.reading() as reader:
        source = next(one for one in source_views(reader) if one.name == "HM-01")
        start = revision_text(reader, source.revision_id).index("Interviewer")
    place = f"passage:{source.revision_id}:{start}:{start + 11}"
    before = in_file(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        memory = here.session.memory
        memory.keep_draft(place, "On some words.")
        memory.keep_draft("passage:no-such-text:5:9", "On words that are gone.")
        memory.keep_draft("section:some:body", "No memo.")
        here.on_screen_resume()
        await pilot.pause()
        listed = [line for line in shown(here) if "draft" in line]
        assert len(listed) == 2
        assert any("passage in HM-01" in line for line in listed)
        assert any("no longer in the study" in memo.subject for memo in here.main.book.drafts)
        here.main.mark([choice.key for choice in here.main.choices].index("passage:no-such-text:5:9"))
        await pilot.press("e")
        await pilot.pause()
        assert here.query_one(TextArea).text == "On words that are gone."
        await pilot.press("ctrl+s")
        await pilot.pause()
        (new,) = set(in_file(demonstration)) - set(before)
        assert in_file(demonstration)[new].body == "On words that are gone."
        here.main.mark([choice.key for choice in here.main.choices].index(place))
        await pilot.press("e")
        await pilot.pause()
        there = screen(pilot, CodingScreen)
        assert there.view.cursor.selection == (start, start + 11)
        await pilot.press("M", "enter")
        await pilot.pause()
        assert there.query_one(TextArea).text == "On some words."

    play_study(demonstration, script, place="memos")

    async def at_home(pilot: Pilot[None]) -> None:
        pilot.app.session.memory.keep_draft("study:", "A thought.")
        home = screen(pilot, HomeScreen)
        home.look()
        await pilot.pause(0.5)
        home.main.mark([choice.key for choice in home.main.choices].index("draft:study:"))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MemosScreen)

    play_study(demonstration, at_home)


def test_an_empty_memo_is_refused_and_what_is_typed_survives_as_a_draft(demonstration: Path) -> None:
    before = in_file(demonstration)

    async def begin(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"the study", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert any("needs some text" in words for words in await notices(pilot))
        assert here.query_one(MemoForm).is_open
        await pilot.press(*"half a th", "tab", *"Head", "escape")
        await pilot.pause()
        assert in_file(demonstration) == before
        assert here.main.choices[0].key == "study:"
        assert "draft" in shown(here)[0]

    async def go_on(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        await pilot.press("e")
        await pilot.pause()
        assert here.query_one(TextArea).text == "half a th"
        assert here.query_one("#memo-title", Input).value == "Head"
        await pilot.press(*"ought", "ctrl+s")
        await pilot.pause()
        (new,) = set(in_file(demonstration)) - set(before)
        assert (in_file(demonstration)[new].title, in_file(demonstration)[new].body) == (
            "Head",
            "half a thought",
        )
        assert all("draft" not in line for line in shown(here))

    play_study(demonstration, begin, place="memos")
    play_study(demonstration, go_on, place="memos")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "As it was mine"),
        (("down", "enter"), "theirs"),
        (("down", "down", "enter", "ctrl+s"), "theirs\n\nAs it was mine"),
        (("escape", *" yet", "ctrl+s", "enter"), "As it was mine yet"),
    ],
    ids=["mine", "theirs", "both", "go on writing"],
)
def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unasked(
    demonstration: Path, keys: tuple[str, ...], kept: str
) -> None:
    (memo_id,) = write(demonstration, WriteMemo(MemoKind.ANALYTIC, "As it was"))

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        mark(here, memo_id)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*" mine")
        write(demonstration, EditMemo(memo_id, body="theirs"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        asked = here.query_one(MeanwhilePanel)
        assert asked.is_open
        assert "changed body of this memo while you wrote" in str(asked.border_title)
        assert in_file(demonstration)[memo_id].body == "theirs"
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert in_file(demonstration)[memo_id].body == kept
        assert not asked.is_open
        assert not here.query_one("#memo").has_class("-open")
        assert all("draft" not in line for line in shown(here))

    play_study(demonstration, script, place="memos")


def test_a_memo_is_removed_and_undone_but_not_one_that_is_evidence(demonstration: Path) -> None:
    (memo_id,) = write(demonstration, WriteMemo(MemoKind.ANALYTIC, "Not needed"))
    before = in_file(demonstration)
    evidence = next(i for i, memo in before.items() if memo.kind == "retroduction")

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        mark(here, memo_id)
        await pilot.press("x")
        await pilot.pause()
        assert memo_id not in in_file(demonstration)
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == before
        mark(here, evidence)
        await pilot.press("x")
        assert any("evidence for CMO" in words for words in await notices(pilot))
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="memos")


def test_enter_goes_to_the_passage_the_source_the_code_and_the_site(demonstration: Path) -> None:
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        source = source_views(reader)[2]
    passage = OnPassage(source.revision_id, Span(100, 140))
    site = on(demonstration, "site")
    ids = write(
        demonstration,
        WriteMemo(MemoKind.ANALYTIC, "on a passage", passage=passage),
        WriteMemo(MemoKind.ANALYTIC, "on a source", "", "source", source.id),
        WriteMemo(MemoKind.ANALYTIC, "on a code", "", *on(demonstration, "code")),
        WriteMemo(MemoKind.ANALYTIC, "on a site", "", *site),
    )

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        for memo_id, span in zip(ids[:2], ((100, 140), None), strict=True):
            mark(here, memo_id)
            await pilot.press("enter")
            await pilot.pause()
            assert screen(pilot, CodingScreen).source.id == source.id
            assert span is None or view(pilot).cursor.selection == span
            await pilot.press("q")
            await pilot.pause()
        mark(here, ids[2])
        await pilot.press("enter")
        await pilot.pause()
        assert screen(pilot, CodebookScreen).main.key == on(demonstration, "code")[1]
        await pilot.press("f8")
        await pilot.pause()
        mark(here, ids[3])
        await pilot.press("enter")
        await pilot.pause()
        assert screen(pilot, SourcesScreen).main.choices

    play_study(demonstration, script, place="memos")


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (20, 5)])
def test_an_empty_study_says_what_to_do_and_no_key_hurts(tmp_path: Path, size: tuple[int, int]) -> None:
    create_study(tmp_path / "empty.study", title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        assert "n writes the first" in here.query_one("#memo-read", Prose)._text.plain
        await pilot.press(
            "enter", "e", "x", "y", "k", "escape", "a", "enter", "o", "escape", "down", "ctrl+down"
        )
        await pilot.press("n", "enter", "escape")
        await pilot.pause()
        screen(pilot, MemosScreen)

    play_study(tmp_path / "empty.study", script, place="memos", size=size)


def test_others_memos_appear_and_the_mark_stays(demonstration: Path) -> None:
    first = next(iter(in_file(demonstration)))

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, MemosScreen)
        mark(here, first)
        (new,) = write(
            demonstration, WriteMemo(MemoKind.ANALYTIC, "from \x1b[31melsewhere\u202e " + "w" * 500)
        )
        here.poll()
        await pilot.pause()
        assert new in {choice.key for choice in here.main.choices}
        assert here.main.key == first
        mark(here, new)
        await pilot.pause()
        assert "\x1b" not in here.query_one("#memo-read", Prose)._text.plain
        assert not here.query_one(Chooser).is_open

    play_study(demonstration, script, place="memos")


@pytest.mark.parametrize(
    "places",
    [("memos", "list", "app"), ("record", "list", "app"), ("memo-form", "memo", "panel", "app")],
    ids=["memos", "facts", "form"],
)
def test_no_key_means_two_things(places: tuple[str, ...]) -> None:
    keys = [key for action in CATALOGUE if action.place in places for key in action.keys.split(",")]
    assert not {key for key in keys if keys.count(key) > 1}
