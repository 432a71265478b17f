"""Finding one's way in a text: hits, codings, what is not coded, marks, the way back; remembered across restarts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fake_desk import FakeDesk, demonstration
from playing import notices, play, play_study, put_caret, said, screen, view
from textual.pilot import Pilot

from workbench.model.views import Turn
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.sources.preparing import prepare
from workbench.store.study import Study
from workbench.tui.app import find_source
from workbench.tui.codebook.codebook_screen import CodebookScreen
from workbench.tui.memory import Memory
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.reading.filter_panel import FilterPanel
from workbench.tui.reading.find_panel import FindPanel
from workbench.tui.study_screen import StudyScreen
from workbench.tui.text.wayfinding import Place, TextSearch, Trail, next_start, uncoded_starts, within


def footer_of(pilot: Pilot[None]) -> set[str]:
    return {b.binding.description for b in pilot.app.screen.active_bindings.values() if b.binding.show}


def caret(pilot: Pilot[None]) -> int:
    return view(pilot).cursor.caret


def test_words_are_found_as_they_are_typed_and_n_goes_on() -> None:
    desk = demonstration()
    text = desk.text("revision:18967")

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 400)
        await pilot.press("slash", *"nobody could")
        await pilot.pause()
        hits = view(pilot).shown.hits
        assert len(hits) > 2
        first = next(start for start, _ in hits if start >= 400)
        assert caret(pilot) == first
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app.screen.query_one(FindPanel).is_open
        assert {"Next hit", "End"} <= footer_of(pilot)
        await pilot.press("n")
        assert text[caret(pilot) :].casefold().startswith("nobody could")
        assert caret(pilot) > first
        await pilot.press("N", "N")
        assert caret(pilot) in [start for start, _ in hits]
        await pilot.press("escape", "n")
        assert view(pilot).shown.hits == ()
        assert caret(pilot) not in [start for start, _ in hits]

    play(desk, script)


def test_a_search_that_is_given_up_leaves_everything_as_it_was() -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 400)
        before = view(pilot).cursor
        await pilot.press("slash", *"goodwill", "escape")
        await pilot.pause()
        assert view(pilot).cursor == before
        assert view(pilot).shown.hits == ()
        assert pilot.app.focused is view(pilot)

    play(demonstration(), script)


def test_jumps_by_coding_and_to_what_is_not_dealt_with_and_back_again() -> None:
    desk = demonstration()
    starts = sorted({mark.start_char for mark in desk.mark_list})

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert caret(pilot) == starts[1]
        await pilot.press("less_than_sign")
        assert caret(pilot) == starts[0]
        await pilot.press("backspace")
        assert caret(pilot) == starts[1]
        await pilot.press("equals_sign")
        assert caret(pilot) == starts[0]
        await pilot.press("tab")
        own = [(m.start_char, m.end_char) for m in desk.mark_list if m.coder == "Amira"]
        assert not any(a <= caret(pilot) < b for a, b in own)
        assert caret(pilot) > starts[0]
        await pilot.press("G", "greater_than_sign")
        assert (await notices(pilot))[-1] == "There is no coding further on: this is the first one."
        assert caret(pilot) == starts[0]

    play(desk, script)


def test_marks_take_a_letter_and_are_remembered_with_the_place(tmp_path: Path) -> None:
    async def first(pilot: Pilot[None]) -> None:
        put_caret(pilot, 700)
        await pilot.press("m")
        await pilot.pause()
        assert "letter" in said(pilot)
        await pilot.press("u")
        assert view(pilot).letters == {"u": 700}
        put_caret(pilot, 1200)
        await pilot.press("apostrophe", "x")
        assert "no mark x" in (await notices(pilot))[0]
        await pilot.press("m", "escape", "q")
        await pilot.pause()

    async def second(pilot: Pilot[None]) -> None:
        assert caret(pilot) == 1200
        await pilot.press("apostrophe", "u")
        assert caret(pilot) == 700

    play(demonstration(), first)
    play(demonstration(), second)
    (kept,) = (tmp_path / "state").glob("*.json")
    assert kept.stat().st_mode & 0o077 == 0


def test_a_lost_terminal_loses_no_place(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 900)
        screen(pilot, CodingScreen).poll()
        assert Memory(next((tmp_path / "state").glob("*.json"))).place("revision:18967")[0] == 900

    play(demonstration(), script)


def test_a_reading_behind_another_of_the_same_source_overwrites_neither_place_nor_marks() -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 700)
        await pilot.press("m", "a")
        behind = screen(pilot, CodingScreen)
        memory, source = behind.session.memory, behind.source
        await pilot.app.push_screen(CodingScreen(behind.session, source))
        await pilot.pause()
        put_caret(pilot, 1200)
        await pilot.press("m", "a")
        screen(pilot, CodingScreen).poll()
        behind.poll()
        assert memory.marks(source.revision_id) == {"a": 1200}
        assert memory.place(source.revision_id)[0] == 1200
        await pilot.press("q")
        await pilot.pause()
        assert screen(pilot, CodingScreen) is behind
        behind.poll()
        assert memory.marks(source.revision_id) == view(pilot).letters == {"a": 1200}

    play(demonstration(), script)


def test_coders_codes_and_read_marks_can_be_hidden() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        everything = len(view(pilot).codings.marks)
        await pilot.press("F", "space")  # the first coder, Amira
        await pilot.pause()
        shown = view(pilot).codings.marks
        assert {mark.coder for mark in shown} == {"Ben"}
        await pilot.press("a", "o")
        await pilot.pause()
        assert {mark.coder for mark in view(pilot).codings.marks} == {"Amira"}
        await pilot.press("o")
        await pilot.pause()
        assert len(view(pilot).codings.marks) == everything
        await pilot.press("end", "down", "down", "down", "space", "escape")
        await pilot.pause()
        assert len(view(pilot).codings.marks) == everything - 1
        assert not pilot.app.screen.query_one(FilterPanel).is_open
        screen(pilot, CodingScreen).look()
        assert len(view(pilot).codings.marks) == everything - 1

    play(desk, script)


def test_going_to_a_passage_selects_it(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        home = pilot.app.screen
        source = home.session.desk.sources.source_views()[0]
        home.read_source(source.id, start_char=300, end_char=340)
        await pilot.pause()
        await pilot.pause()
        assert view(pilot).cursor.selection == (300, 340)
        home.read_source("nothing")
        assert "no longer in the study" in (await notices(pilot))[-1]

    play_study(demonstration, script)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"places": {"a": "x"}, "marks": [1], "drafts": {"a": 1}}', '{"places": {"a": [-1, 2]}}'],
)
def test_what_was_remembered_may_be_nonsense(tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content)
    memory = Memory(path)
    assert memory.place("a") == (0, 0)
    assert memory.marks("a") == {}
    memory.keep_draft("s", "words")
    memory.save()
    assert Memory(path).draft("s") == "words"
    assert json.loads(path.read_text())["drafts"] == {"s": "words"}


def test_two_screens_of_one_coder_keep_each_others_drafts_places_and_marks(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    before = Memory(path)
    before.keep_draft("old", "begun last week")
    before.keep_draft("done", "saved soon")
    before.save()
    one, other = Memory(path), Memory(path)
    one.keep_draft("code:1", "long words")
    one.keep_draft("done", "")
    one.mark("b", "m", 7)
    one.save()
    other.keep_place("a", 5, 0)
    other.save()
    now = Memory(path)
    assert now.draft("code:1") == other.draft("code:1") == "long words"
    assert sorted(now.drafts()) == sorted(other.drafts()) == ["code:1", "old"]
    assert now.marks("b") == {"m": 7}
    assert now.place("a") == (5, 0)


def test_what_is_remembered_stays_though_its_file_was_spoilt_or_went_away(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    memory = Memory(path)
    memory.keep_draft("s", "words")
    memory.save()
    path.write_text("{")
    memory.keep_place("a", 5, 0)
    memory.save()
    assert Memory(path).draft("s") == "words"
    path.unlink()
    memory.keep_place("a", 6, 0)
    memory.save()
    assert Memory(path).draft("s") == "words"


def test_a_state_folder_that_cannot_be_written_is_no_fault_of_the_study(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, CodingScreen).poll()
        screen(pilot, CodingScreen).poll()
        assert [n for n in await notices(pilot) if "cannot be kept" in n] == [
            f"Places and drafts cannot be kept in {tmp_path / 'state'}: File exists"
        ]

    play(demonstration(), script)


def test_the_trail_goes_back_and_forward_like_a_reader() -> None:
    def at(offset: int) -> Place:
        return Place("a", offset)

    trail = Trail()
    assert trail.back(at(5)) is None
    trail.jump(at(5))
    trail.jump(Place("b", 50))
    back = [trail.back(at(500)), trail.back(Place("b", 50)), trail.back(at(5))]
    assert back == [Place("b", 50), at(5), None]
    on = [trail.forward(at(5)), trail.forward(Place("b", 50)), trail.forward(at(500))]
    assert on == [Place("b", 50), at(500), None]
    trail.back(at(500))
    trail.jump(at(60))
    assert trail.forward(at(70)) is None
    assert trail.back(at(70)) == at(60)


async def open_source(pilot: Pilot[None], name: str) -> None:
    pilot.app.screen.read_source(find_source(screen(pilot, StudyScreen).session.desk, name).id)
    await pilot.pause()


def title(pilot: Pilot[None]) -> str:
    return screen(pilot, CodingScreen).source.name


def test_back_and_forward_lead_through_sources_like_a_browser(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 700)
        await pilot.press("q")
        await open_source(pilot, "HM-01")
        put_caret(pilot, 900)
        await pilot.press("G", "f5")  # on to another screen, and from there into a third source
        await pilot.pause()
        end = Place(find_source(screen(pilot, StudyScreen).session.desk, "HM-01").id, 0)
        await open_source(pilot, "BF-02")
        assert title(pilot) == "BF-02"
        await pilot.press("backspace")
        await pilot.pause()
        assert title(pilot) == "HM-01"
        assert screen(pilot, CodingScreen).place_now.source_id == end.source_id
        assert caret(pilot) > 900  # at the end of it
        await pilot.press("backspace")
        assert caret(pilot) == 900
        await pilot.press("backspace")
        await pilot.pause()
        assert (title(pilot), caret(pilot)) == ("BF-01", 700)
        await pilot.press("backspace")
        assert "nowhere further" in (await notices(pilot))[-1]
        await pilot.press("equals_sign")
        await pilot.pause()
        assert (title(pilot), caret(pilot)) == ("HM-01", 900)
        await pilot.press("equals_sign", "equals_sign")
        await pilot.pause()
        assert title(pilot) == "BF-02"
        await pilot.press("q")  # not through all of them: back to where the last was opened from
        await pilot.pause()
        screen(pilot, CodebookScreen)

    play_study(demonstration, script, opened="BF-01")


def test_a_way_back_into_a_source_that_was_removed_says_so_and_goes_further(demonstration: Path) -> None:
    added = demonstration.with_name("Passing.txt")
    added.write_text("A: It was there one day and gone the next.")
    with Study(demonstration) as study:
        (found,) = prepare([added])
        assert found.prepared is not None
        study.execute(ImportSources((found.prepared,)), coder="Anjali")

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 700)
        for name in ("Passing", "HM-01"):
            await pilot.press("q")
            await open_source(pilot, name)
        passing = screen(pilot, CodingScreen).session.trail.places[1].source_id
        with Study(demonstration) as study:
            study.execute(RemoveSource(passing), coder="Anjali")
        await pilot.press("backspace")
        assert "no longer in the study" in (await notices(pilot))[-1]
        await pilot.press("backspace")
        await pilot.pause()
        assert (title(pilot), caret(pilot)) == ("BF-01", 700)

    play_study(demonstration, script, opened="BF-01")


def test_a_capital_marks_one_place_in_all_sources(demonstration: Path) -> None:
    async def first(pilot: Pilot[None]) -> None:
        put_caret(pilot, 700)
        await pilot.press("m", "A", "q")
        await open_source(pilot, "HM-01")
        await pilot.press("apostrophe", "A")
        await pilot.pause()
        assert (title(pilot), caret(pilot)) == ("BF-01", 700)
        await pilot.press("backspace")
        await pilot.pause()
        assert title(pilot) == "HM-01"
        put_caret(pilot, 300)
        await pilot.press("m", "A", "apostrophe", "B")
        assert "no mark B in any source" in (await notices(pilot))[-1]

    async def second(pilot: Pilot[None]) -> None:
        assert view(pilot).letters == {}
        await pilot.press("apostrophe", "A")
        await pilot.pause()
        assert (title(pilot), caret(pilot)) == ("HM-01", 300)

    play_study(demonstration, first, opened="BF-01")
    play_study(demonstration, second, opened="BF-01")


def test_uncoded_passages_leave_out_labels_questions_and_what_was_dealt_with() -> None:
    text = "Q: Why? A: Because we can. And so. Q: More? A: No."
    turns = [
        Turn(0, 8, 3, "Q", True, None),
        Turn(8, 35, 11, "A", False, None),
        Turn(35, 44, 38, "Q", True, None),
        Turn(44, 50, 47, "A", False, None),
    ]
    assert uncoded_starts(text, turns, []) == [11, 47]
    assert uncoded_starts(text, turns, [(11, 26)]) == [27, 47]
    assert uncoded_starts(text, turns, [(11, 34), (47, 49)]) == []
    assert uncoded_starts("", [], []) == []
    assert uncoded_starts("Notes.", [], []) == [0]


def test_searching_a_text() -> None:
    text = "The ward. the\n  Ward again; STRASSE, İstanbul"
    assert TextSearch(text).hits("the ward") == [(0, 8), (10, 20)]
    assert TextSearch(text).hits("  ") == []
    assert TextSearch(text).hits("a.b") == []
    assert len(TextSearch("aaa").hits("a")) == 3
    assert within([(0, 8), (10, 20)], 8, 11) == [(10, 20)]
    assert next_start([3, 9], 9, 1) is None
    assert next_start([3, 9], 9, -1) == 3


def test_at_thirty_thousand_lines_a_search_key_and_a_jump_stay_quick() -> None:
    import time

    desk = demonstration(15_000)
    text, turns = desk.texts["18967"]
    began = time.process_time()
    search = TextSearch(text)
    for wanted in ("g", "go", "goodwill", "nobody could tell"):
        search.hits(wanted)
    uncoded_starts(text, turns, [(i, i + 50) for i in range(0, len(text), 4_000)])
    assert time.process_time() - began < 0.6


def test_odd_texts_can_be_searched_and_walked() -> None:
    for text in ("", "\x00\x1b", "אבג مرحبا", "x" * 50_000):
        desk = FakeDesk({"odd": (text, [])})

        async def script(pilot: Pilot[None]) -> None:
            for key in (
                "slash",
                "x",
                "escape",
                "tab",
                "shift+tab",
                "greater_than_sign",
                "m",
                "a",
                "backspace",
                "F",
                "escape",
            ):
                await pilot.press(key)

        play(desk, script, opened="odd", size=(20, 5))
