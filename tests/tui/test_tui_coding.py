"""Coding in all ways over a real study: what is on the screen is in the file, and undo takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, put_caret, said, screen, view
from textual.pilot import Pilot
from textual.widgets import TextArea

from workbench.coding.changing import AdjustCoding
from workbench.model.coding import Span
from workbench.model.views import CodingMark
from workbench.store.reading import codings, memo_subjects, memos, progress, sources
from workbench.store.reading.codebook import code_views
from workbench.store.study import Study
from workbench.tui.memos.memos_screen import MemosScreen
from workbench.tui.reading.code_picker import CodePicker
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.strips import DetailStrip


def in_file(path: Path, coder: str = "Dilys") -> list[CodingMark]:
    """The coder's codings of BF-01."""
    with Study(path, read_only=True) as study, study.reading() as reader:
        source = next(s for s in sources.source_views(reader) if s.name == "BF-01")
        return [m for m in codings.marks(reader, source.revision_id) if m.coder == coder]


def read_in_file(path: Path) -> list[tuple[int, int]]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        source = next(s for s in sources.source_views(reader) if s.name == "BF-01")
        return [(m.start_char, m.end_char) for m in progress.read_marks(reader, source.revision_id)]


def code_a_sentence(pilot: Pilot[None], at: str = "Head of adult") -> int:
    """Put the caret into a sentence; where it begins."""
    start = view(pilot).shown.text.index(at)
    put_caret(pilot, start + 3)
    return start


async def pick(pilot: Pilot[None], *words: str, tick: bool = False) -> None:
    await pilot.press("c")
    await pilot.pause()
    for word in words:
        await pilot.press(*word)
        await pilot.pause()
        if tick:
            await pilot.press("tab")
            await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def test_several_codes_are_ticked_and_applied_as_one_change(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        start = code_a_sentence(pilot)
        await pick(pilot, "named contact", "workarounds", tick=True)
        mine = in_file(demonstration)
        assert len(mine) == 2
        assert {m.start_char for m in mine} == {start}
        assert "'Named contact' and 'Workarounds'" in said(pilot)
        await pilot.press("u")
        assert in_file(demonstration) == []
        assert said(pilot).startswith("undid: coded")
        await pilot.press("c", "space", "down", "down", "space", "enter")
        await pilot.pause()
        assert len(in_file(demonstration)) == 2

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_selected_words_become_a_code(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("i")
        assert "Select the words" in (await notices(pilot))[-1]
        code_a_sentence(pilot)
        await pilot.press("w", "w", "i")
        await pilot.pause()
        (mark,) = in_file(demonstration)
        session = screen(pilot, CodingScreen).session
        words = view(pilot).shown.text[mark.start_char : mark.end_char]
        assert session.label(mark.code_id) == words == "Head of"
        await pilot.press("u", "u")
        await pilot.pause()
        assert in_file(demonstration) == []
        assert "Head of" not in {code.name for code in session.codes.values()}
        await pilot.press("t", "i")
        assert "too long" in (await notices(pilot))[-1]

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_the_bounds_of_a_coding_are_adjusted_by_keys(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        await pick(pilot, "named contact")
        (before,) = in_file(demonstration)
        await pilot.press("a", "right_square_bracket", "right_square_bracket", "right_curly_bracket", "enter")
        await pilot.pause()
        (after,) = in_file(demonstration)
        text = view(pilot).shown.text
        assert after.coding_id == before.coding_id
        assert after.start_char > before.start_char
        assert after.end_char > before.end_char
        assert text[after.start_char : after.end_char].startswith("of adult social care")
        assert said(pilot).startswith("adjusted 'Named contact'")
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == [before]
        put_caret(pilot, before.start_char)
        await pilot.press("a", "right_square_bracket", "escape")
        await pilot.pause()
        assert said(pilot) == "Left as it was."
        assert in_file(demonstration) == [before]
        await pilot.press("a")  # the caret stayed in the coding
        await pilot.pause()
        assert said(pilot).startswith("Adjusting Named contact")
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert said(pilot).startswith("Adjusting Named contact")
        await pilot.press("1")
        await pilot.pause()
        assert "Enter keeps them" in (await notices(pilot))[-1]
        assert in_file(demonstration) == [before]
        await pilot.press("escape", "c")
        assert pilot.app.screen.query_one(CodePicker).is_open

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_code_made_while_coding_is_undone_with_its_coding(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        with Study(demonstration) as study, study.reading() as reader:
            before = [code.path for code in code_views(reader)]
        await pick(pilot, "a draughty hall")
        assert len(in_file(demonstration)) == 1
        assert "a draughty hall" in said(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert in_file(demonstration) == []
        with Study(demonstration) as study, study.reading() as reader:
            assert [code.path for code in code_views(reader)] == before

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_an_end_of_a_coding_is_dragged_in_the_margin_and_others_are_left_alone(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = view(pilot)
        code_a_sentence(pilot, "So I've got the social")
        await pick(pilot, "named contact")
        (before,) = in_file(demonstration)
        page, layer = shown.page, shown.codings
        assert page is not None
        index = next(i for i, m in enumerate(layer.marks) if m.coding_id == before.coding_id)
        line, lane = layer.last_lines[index], page.frame.number_width + layer.lanes[index]
        y = line - shown.scroll_offset.y
        await pilot.mouse_down(shown, offset=(lane, y))
        await pilot.hover(shown, offset=(page.frame.text_left + 14, y + 1))
        await pilot.mouse_up(shown, offset=(page.frame.text_left + 14, y + 1))
        await pilot.pause()
        (after,) = in_file(demonstration)
        assert after.end_char > before.end_char
        assert after.start_char == before.start_char
        assert shown.shown.text[after.end_char - 1].isalnum()

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_turn_is_marked_as_read_shown_so_and_passed_over(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        start = code_a_sentence(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert len(read_in_file(demonstration)) == 1
        line = view(pilot).reading.layout.line_at(start)
        assert "·" in view(pilot).render_line(line - view(pilot).scroll_offset.y).text[:16]
        assert "marked as read" in said(pilot)
        put_caret(pilot, 0)
        await pilot.press("tab")
        assert view(pilot).cursor.caret > start
        code_a_sentence(pilot)
        await pilot.press("D")
        await pilot.pause()
        assert read_in_file(demonstration) == []
        await pilot.press("u")
        await pilot.pause()
        assert len(read_in_file(demonstration)) == 1

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_coding_that_was_adjusted_elsewhere_meanwhile_is_not_moved_unseen(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        await pick(pilot, "named contact")
        (mine,) = in_file(demonstration)
        await pilot.press("a", "[")
        there = Span(mine.start_char, mine.end_char - 8)
        with Study(demonstration) as study:
            study.execute(AdjustCoding(mine.coding_id, there), coder="Dilys")
        await pilot.press("enter")
        await pilot.pause()
        (now,) = in_file(demonstration)
        assert (now.start_char, now.end_char) == (there.start_char, there.end_char)
        assert any("adjusted elsewhere" in notice for notice in await notices(pilot))

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_note_on_a_coding_and_a_memo_on_its_code(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        await pick(pilot, "named contact")
        await pilot.press("M", "enter", *"why", "ctrl+s")
        await pilot.pause()
        assert in_file(demonstration)[0].memo == "why"
        assert "wrote the memo" in said(pilot)
        assert pilot.app.focused is view(pilot)
        await pilot.press("u")
        assert in_file(demonstration)[0].memo == ""
        await pilot.press("M", "down", "enter", *"idea", "ctrl+t", "ctrl+s")
        await pilot.pause()
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            written = memos.memos(reader)[-1]
        assert (written.kind, written.body, written.subject_type) == ("decision", "idea", "code")

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_memo_on_the_selected_words_leads_back_to_them(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, view(pilot).shown.turns[1].speech_char + 3)
        await pilot.press("s", "M", "enter", *"odd", "ctrl+s")
        await pilot.pause()
        assert "wrote analytic memo" in said(pilot)
        start, end = view(pilot).cursor.selection or (0, 0)
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            written = memos.memos(reader)[-1]
            place = memo_subjects.passage(reader, written.subject_type, written.subject_id)
        assert written.body == "odd"
        assert (place.start_char, place.end_char) == view(pilot).reading.trimmed(start, end)
        await pilot.press("ctrl+z")
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            assert written.id not in {memo.id for memo in memos.memos(reader)}

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_memo_on_a_passage_is_seen_in_the_text_and_gone_to_from_there(demonstration: Path) -> None:
    def signs(pilot: Pilot[None]) -> list[int]:
        shown = view(pilot)
        return [
            y
            for y in range(shown.size.height)
            if shown.render_line(y).text[shown.page.frame.text_left - 1] == "*"
        ]

    async def script(pilot: Pilot[None]) -> None:
        start = view(pilot).shown.turns[1].speech_char + 3
        put_caret(pilot, start)
        assert signs(pilot) == []
        await pilot.press("s", "M", "enter", *"odd words", "ctrl+s")
        await pilot.pause()
        line = view(pilot).reading.layout.line_at((view(pilot).cursor.selection or (0, 0))[0])
        assert signs(pilot) == [line - view(pilot).scroll_offset.y]
        put_caret(pilot, start)
        await pilot.press("right")
        assert "odd words" in pilot.app.screen.query_one(DetailStrip).render_line(0).text
        await pilot.press("M")
        await pilot.pause()
        chooser = pilot.app.screen.query_one(Chooser).query_one(ChoiceList)
        chooser.mark(len(chooser.choices) - 1)
        await pilot.press("enter")
        await pilot.pause()
        assert screen(pilot, MemosScreen).memo.body == "odd words"  # type: ignore[union-attr]
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert signs(pilot) == []

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_memo_that_was_not_saved_is_there_again_after_a_restart(demonstration: Path) -> None:
    async def first(pilot: Pilot[None]) -> None:
        put_caret(pilot, 0)
        await pilot.press("M", "enter", *"half a tho")
        await pilot.pause(0.5)  # the terminal is lost here

    async def second(pilot: Pilot[None]) -> None:
        put_caret(pilot, 0)
        await pilot.press("M", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(TextArea).text == "half a tho"
        assert "(draft)" in str(pilot.app.screen.query_one(MemoPanel).border_title)
        await pilot.press(*"ught", "escape")
        assert "draft" in (await notices(pilot))[-1]
        await pilot.press("M", "enter", "ctrl+s")
        await pilot.pause()
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            assert memos.memos(reader)[-1].body == "half a thought"
        await pilot.press("M", "enter")
        assert pilot.app.screen.query_one(TextArea).text == ""

    play_study(demonstration, first, coder="Dilys", opened="BF-01")
    play_study(demonstration, second, coder="Dilys", opened="BF-01")


def test_an_empty_memo_is_refused_and_stays_open(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, 0)
        await pilot.press("M", "enter", "ctrl+s")
        assert "needs some text" in (await notices(pilot))[-1]
        assert pilot.app.screen.query_one(MemoPanel).is_open
        await pilot.press("escape")
        assert not pilot.app.screen.query_one(MemoPanel).is_open

    play_study(demonstration, script, coder="Dilys", opened="BF-01")


def test_a_study_that_goes_away_under_the_screen_is_a_notice_for_every_key(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        demonstration.rename(demonstration.with_name("moved.study"))
        for key in ("d", "D", "s", "1", "full_stop", "i", "u", "r", "x", "a", "ctrl+z"):
            await pilot.press(key)
        screen(pilot, CodingScreen).poll()
        await pick(pilot, "workarounds")
        assert any("removed, moved or replaced" in words for words in await notices(pilot))
        assert view(pilot).shown.text

    play_study(demonstration, script, coder="Dilys", opened="BF-01")
    assert in_file(demonstration.with_name("moved.study")) == []


def test_a_study_that_becomes_read_only_under_the_screen_is_a_notice(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(screen(pilot, CodingScreen).session.desk._study, "read_only", True)
        code_a_sentence(pilot)
        await pilot.press("s", "d", "i")
        await pick(pilot, "workarounds")
        assert any("reading only" in words for words in await notices(pilot))

    play_study(demonstration, script, coder="Dilys", opened="BF-01")
    assert in_file(demonstration) == []


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (200, 60)])
def test_every_panel_opens_and_closes_at_every_size(demonstration: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        code_a_sentence(pilot)
        await pick(pilot, "workarounds")
        for key in ("M", "F", "slash", "c", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.focused is view(pilot), key
        await pilot.press("M", "enter", *"on it", "ctrl+s")
        await pilot.pause()
        assert in_file(demonstration)[0].memo == "on it"
        assert not pilot.app.screen.query_one(Chooser).is_open
        assert pilot.app.screen.query_one("#codes", ChoiceList) is not None

    play_study(demonstration, script, coder="Dilys", opened="BF-01", size=size)
