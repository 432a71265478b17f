"""The screen as a researcher uses it: keys and mouse in, calls of the desk and what is said out."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from fake_desk import FakeDesk, codes, demonstration, source
from playing import notices, play, put_caret, said, screen, view
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from workbench.errors import Conflict, NotFound, StudyLocked
from workbench.tui.app import WorkbenchApp, find_source
from workbench.tui.codebook.finder import CodeFinder
from workbench.tui.keys.catalogue import CATALOGUE, bindings, listed
from workbench.tui.reading.code_picker import CodePicker, is_meant
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Chooser, HelpPanel
from workbench.tui.widgets.strips import DetailStrip


def test_sentence_and_digit_code_in_two_keys() -> None:
    desk = demonstration()
    turn = desk.turns("revision:18967")[9]
    text = desk.text("revision:18967")

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, turn.speech_char + 3)
        await pilot.press("s", "2")
        _, start, end, code = desk.log[-1]
        assert code == "code:Personal trust"
        assert start == turn.speech_char
        assert text[end - 1] in ".!?"
        assert said(pilot) == "Coded with Personal trust"
        assert desk.mark_list[-1] in view(pilot).codings.marks

    play(desk, script)


def test_sentence_picker_enter_code_in_three_keys() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        await pilot.press("s", "c", "enter")
        await pilot.pause()
        assert desk.log[-1][0] == "apply"
        assert desk.log[-1][3] == "code:Workarounds"
        assert pilot.app.focused is view(pilot)

    play(desk, script)


def test_without_a_selection_the_sentence_is_taken_and_it_is_said() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char + 3)
        await pilot.press("1")
        assert "sentence under the caret" in said(pilot)
        assert desk.log[-1][1] == desk.turns("revision:18967")[9].speech_char

    play(desk, script)


def test_one_selection_takes_several_codes_and_the_next_sentence_starts_afresh() -> None:
    desk = demonstration()
    turn = max(desk.turns("revision:18967"), key=lambda t: t.end_char - t.speech_char)

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, turn.speech_char)
        await pilot.press("s", "1", "2", "s", "full_stop")
        (_, *first), (_, *second), (_, *third) = desk.log
        assert first[:2] == second[:2]
        assert third[0] > first[1]
        assert third[2] == second[2]

    play(desk, script)


def test_blanks_at_the_ends_of_a_selection_are_not_coded() -> None:
    desk = demonstration()
    text = desk.text("revision:18967")

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        await pilot.press("v", "n", "v", "1")
        _, start, end, _ = desk.log[-1]
        assert text[start:end] == text[start:end].strip()

    play(desk, script)


def test_undo_and_redo_are_named_and_shown() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        before = len(view(pilot).codings.marks)
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        await pilot.press("s", "1", "u")
        assert said(pilot) == "Undone: add Workarounds"
        assert len(view(pilot).codings.marks) == before
        await pilot.press("r")
        assert said(pilot) == "Redone: add Workarounds"
        assert len(view(pilot).codings.marks) == before + 1
        await pilot.press("r")
        assert await notices(pilot) == ["There is nothing to redo."]

    play(desk, script)


def test_removing_asks_which_of_several_and_spares_those_of_others() -> None:
    desk = demonstration()
    turn = desk.turns("revision:18967")[1]

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, turn.speech_char + 25)
        await pilot.press("x")
        chooser = pilot.app.screen.query_one(Chooser)
        assert chooser.is_open
        assert len(chooser.query_one(ChoiceList).choices) == 2
        await pilot.press("down", "enter")
        assert desk.log[-1][0] == "remove"
        assert "Personal trust" in str(desk.log[-1][1])
        await pilot.press("x")
        assert "Relationships" in str(desk.log[-1][1])
        await pilot.press("x")
        assert await notices(pilot) == ["Coded by Ben: you can change only your own."]
        assert len(desk.log) == 2

    play(desk, script)


def test_the_picker_filters_shows_the_definition_and_gives_the_keys_back() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s", "c", *"trus")
        await pilot.pause()
        picker = pilot.app.screen.query_one(CodePicker)
        entries = picker.query_one(ChoiceList)
        assert entries.key == "code:Personal trust"
        await pilot.press("escape")
        await pilot.pause()
        assert not picker.is_open
        assert pilot.app.focused is view(pilot)
        assert desk.log == []
        assert view(pilot).cursor.selection is not None

    play(desk, script)


def test_a_new_name_is_not_taken_for_a_code_that_is_merely_like_it() -> None:
    goodwill = next(code for code in codes() if code.name == "Goodwill")
    assert is_meant("godwill", goodwill)
    assert is_meant("good", goodwill)
    assert is_meant("workarounds/good", goodwill)
    assert is_meant("say about goodwill", goodwill)
    assert not is_meant("bus station", goodwill)


def test_a_large_selection_says_how_many_codings_there_are_of_each_code() -> None:
    desk = demonstration(200)
    for start in range(0, 20_000, 1_000):
        desk.add_mark("18967", start, start + 50, "Goodwill")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("g", "v", "G")
        await pilot.pause()
        detail = pilot.app.screen.query_one(DetailStrip).detail
        (entry,) = detail.here
        words = "".join(part.text for part in entry.long)
        assert "codings" in words
        assert "Goodwill 2" in words
        assert any("characters selected" in part.text for part in detail.below)

    play(desk, script)


def test_a_code_is_created_on_the_spot_also_under_a_parent() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        await pilot.press("s", "c", *"Blame", "enter")
        await pilot.pause()
        assert desk.log[0] == ("create", "Blame", None)
        assert desk.log[1][3] == "code:Blame"
        await pilot.press("c", *"Workarounds/Favours", "enter")
        await pilot.pause()
        assert desk.log[2] == ("create", "Favours", "code:Workarounds")
        await pilot.press("c", *"Nowhere/Thing", "enter")
        await pilot.pause()
        assert len(desk.log) == 4
        assert "no code “Nowhere”" in (await notices(pilot))[0]

    play(desk, script)


def test_the_detail_strip_names_the_codings_under_the_caret() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[1].speech_char + 25)
        await pilot.pause()
        entries = pilot.app.screen.query_one(DetailStrip).detail.here
        here = "".join(part.text for entry in entries for part in entry.long)
        for words in (
            "R Relationships · Amira",
            "P Relationships/Personal trust · Amira",
            "continuity · Ben",
        ):
            assert words in here

    play(desk, script)


def sent_by(app: App[None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal from now on, one entry a painting."""
    sent: list[str] = []

    def display(screen: Screen[object], update: CompositorUpdate | None) -> None:
        if isinstance(update, CompositorUpdate):
            sent.append(update.render_segments(app.console))

    monkeypatch.setattr(app, "_display", display)
    return sent


CARET, CHANGE, SCROLL = (2, 3_000), (3, 2_000), (8, 10_000)
"""Lines painted anew and bytes sent at most, on 80x24; the rest of what is scrolled is remembered by the painter."""


def test_a_key_paints_what_has_changed_and_sends_no_more_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = demonstration(2_000)

    async def script(pilot: Pilot[None]) -> None:
        shown = view(pilot)
        put_caret(pilot, shown.reading.layout.starts[400])
        await pilot.pause()
        sent = sent_by(pilot.app, monkeypatch)
        for keys, (lines, most) in (
            (("right", "left", "down", "up", "shift+right", "shift+down", "w"), CARET),
            (("1", "u", "r", "x", "u"), CHANGE),
            (("escape", *["n"] * 9, *["down"] * 20, *["N"] * 5, "s", "s"), SCROLL),
            (("pagedown", "pageup"), (20, SCROLL[1])),
        ):
            for key in keys:
                sent.clear()
                painted = shown.painter.painted
                await pilot.press(key)
                for _ in range(100):
                    await pilot.pause(0.01)
                    if sent:
                        break
                assert shown.painter.painted - painted <= lines, key
                assert 0 < sum(map(len, sent)) <= most, key

    play(desk, script)


def test_dragging_selects_and_clicks_select_word_and_sentence() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        shown = view(pilot)
        left = shown.page.frame.text_left if shown.page else 0
        text = desk.text("revision:18967")
        await pilot.mouse_down(shown, offset=(left, 0))
        await pilot.hover(shown, offset=(left + 8, 0))
        await pilot.mouse_up(shown, offset=(left + 8, 0))
        assert shown.cursor.selection == (0, 8)
        await pilot.click(shown, offset=(left + 9, 0), times=2)
        assert text[slice(*(shown.cursor.selection or (0, 0)))] == "TRANSCRIPT"
        await pilot.click(shown, offset=(left + 9, 0), times=3)
        assert text[slice(*(shown.cursor.selection or (0, 0)))].startswith("INVENTED TRANSCRIPT")
        await pilot.click(shown, offset=(left + 3, 2))
        assert shown.cursor.selection is None
        assert shown.reading.layout.line_at(shown.cursor.caret) == 2

    play(desk, script)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (40, 12), (20, 5), (5, 2)])
def test_every_size_shows_the_text_and_codes(size: tuple[int, int]) -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n", "n", "s", "1")
        assert desk.log[-1][0] == "apply"
        for key in ("question_mark", "escape", "c", "t", "escape", "x", "escape", "pagedown", "G", "g"):
            await pilot.press(key)
        await pilot.pause()
        assert view(pilot).size.height >= 1

    play(desk, script, size=size)


def test_resizing_keeps_the_line_that_is_read_at_the_top() -> None:
    desk = demonstration(400)

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[200].speech_char)
        await pilot.pause()
        top, caret = view(pilot).top_char, view(pilot).cursor.caret
        await pilot.resize_terminal(57, 24)
        await pilot.pause()
        layout = view(pilot).reading.layout
        assert layout.line_at(view(pilot).top_char) == layout.line_at(top)
        assert view(pilot).cursor.caret == caret

    play(desk, script)


def test_what_others_change_appears_without_moving_what_is_read() -> None:
    desk = demonstration(400)

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[200].speech_char)
        top, cursor = view(pilot).top_char, view(pilot).cursor
        desk.add_mark("18967", 60, 90, "Goodwill", coder="Ben")
        desk.elsewhere = True
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.poll()
        await pilot.pause()
        assert desk.mark_list[-1] in view(pilot).codings.marks
        assert (view(pilot).top_char, view(pilot).cursor) == (top, cursor)
        desk.records[0] = replace(desk.records[0], revision_id="revision:20114")
        desk.elsewhere = True
        screen.poll()
        desk.records.pop(0)
        desk.elsewhere = True
        screen.poll()
        assert (await notices(pilot))[0].startswith("18967 has a newer text.")
        assert (await notices(pilot))[1].startswith("18967 was removed by someone else.")

    play(desk, script)


def test_a_fault_of_the_study_is_a_notice_said_once_and_never_a_crash() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        desk.fault = StudyLocked("The study is locked by someone else.", hint="Try again.")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        for _ in range(3):
            screen.poll()
        assert await notices(pilot) == ["The study is locked by someone else.\nTry again."]
        await pilot.press("s", "1", "u", "x", "c", "escape", "q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SourcesScreen)
        desk.fault = None
        await pilot.press("q")

    play(desk, script)


def test_a_source_that_cannot_be_read_leads_back_to_the_sources() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        desk.fault = Conflict("That source is gone.")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SourcesScreen)
        assert "That source is gone." in await notices(pilot)

    play(desk, script, opened=None)


def test_sources_are_filtered_by_typing_opened_and_left_where_they_were() -> None:
    desk = demonstration(200)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"ortho")
        await pilot.pause()
        assert pilot.app.screen.query_one("#filter", Input).value == "ortho"
        entries = screen(pilot, SourcesScreen).main
        assert [choice.key for choice in entries.choices] == ["source:20114"]
        await pilot.press("escape")
        assert len(entries.choices) == 3
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("N", "N", "N", "N", "pagedown", "pagedown")
        place = (view(pilot).cursor.caret, view(pilot).top_char)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert (view(pilot).cursor.caret, view(pilot).top_char) == place

    play(desk, script, opened=None)


def test_help_lists_every_key_of_the_screen() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        assert pilot.app.screen.query_one(HelpPanel).is_open
        await pilot.press("question_mark")
        assert not pilot.app.screen.query_one(HelpPanel).is_open
        commands = list(pilot.app.get_system_commands(pilot.app.screen))
        assert len(commands) > 40

    play(desk, script)
    shown = {words for _, rows in listed("transcript", "coding", keymap={}) for _, words in rows}
    assert {
        a.description for a in CATALOGUE if a.place in ("transcript", "coding") and a.description
    } == shown


def test_every_binding_has_an_id_of_its_own_and_no_key_is_taken_twice() -> None:
    assert len({action.id for action in CATALOGUE}) == len(CATALOGUE)
    assert all(binding.id and binding.action for binding in bindings("transcript", "coding", "app"))
    for places in (
        ("transcript", "coding", "app"),
        ("sources", "list", "app"),
        ("filter", "app"),
        ("picker", "panel", "app"),
    ):
        mine = [a for a in CATALOGUE if a.place in places and not a.id.startswith("hit.")]
        keys = [k for a in mine for k in a.keys.split(",") if k]
        doubled = {k for k in keys if keys.count(k) > 1}
        assert not doubled


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        " ",
        "\n\n\n",
        "\x00\x1b[31mred\x07\r\n\x85",
        "אבג ערבית مرحبا\u202e!",
        "👩‍👩‍👧 e\u0301 日本語 " * 50,
        "x" * 100_000,
    ],
    ids=["empty", "newline", "blank", "newlines", "controls", "right-to-left", "wide", "long"],
)
def test_no_text_brings_the_screen_down(text: str) -> None:
    desk = FakeDesk({"odd": (text, [])})
    desk.recents = ["code:Workarounds"]
    keys = (
        "right",
        "down",
        "n",
        "N",
        "end",
        "pagedown",
        "G",
        "left",
        "s",
        "1",
        "t",
        "v",
        "p",
        "c",
        "z",
        "escape",
    )

    async def script(pilot: Pilot[None]) -> None:
        for key in (*keys, "x", "u", "f2", "g"):
            await pilot.press(key)
        for _, start, end, _ in [entry for entry in desk.log if entry[0] == "apply"]:
            assert text[int(str(start)) : int(str(end))].strip()

    play(desk, script, opened="odd")


def test_codes_and_sources_with_odd_names_are_shown_harmlessly() -> None:
    book = [replace(code, name=f"[b]{code.name}\x1b[0m", path=f"[/b]{code.name}\n") for code in codes()]
    text = "One sentence. Another."
    odd = source("[red]odd\x1b", text, title="日本\n", sites=("[bold]", "\x00"))
    desk = FakeDesk({"[red]odd\x1b": (text, [])}, code_list=book, records=[odd])

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("s", "c", "down", "enter", "x", "u", "q")

    play(desk, script, opened=None)


def test_without_colour_coded_text_is_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        strips = [view(pilot).render_line(y) for y in range(10)]
        underlined = "".join(s.text for strip in strips for s in strip if s.style and s.style.underline)
        turn = desk.turns("revision:18967")[1]
        assert desk.text("revision:18967")[turn.speech_char : turn.speech_char + 20] in underlined

    play(desk, script)


def test_a_named_source_is_found_whatever_its_case_and_near_names_are_offered() -> None:
    desk = demonstration()
    assert find_source(desk, "board NOTES").name == "Board notes"
    assert find_source(desk, "source:20114").name == "20114"
    with pytest.raises(NotFound) as caught:
        find_source(desk, "Bord notes")
    assert "Board notes" in caught.value.hint


def test_codes_are_found_by_prefix_then_letters_then_likeness() -> None:
    finder = CodeFinder(codes(), ["code:Goodwill"])

    def names(query: str) -> list[str]:
        return [code.name for code in finder.find(query)]

    assert names("")[0] == "Goodwill"
    assert len(names("")) == len(codes())
    assert names("work")[0] == "Workarounds"
    assert names("trust")[0] == "Personal trust"
    assert names("lack arb")[0] == "Lack of an arbiter"
    assert names("relationships/pers")[0] == "Personal trust"
    assert "Workarounds" in names("formal rules")
    assert names("goodwil")[0] == names("godwill")[0] == "Goodwill"
    assert names("zzzzqq") == []
    assert finder.named("PERSONAL trust") is not None


def test_finding_among_a_thousand_codes_is_quick() -> None:
    finder = CodeFinder(codes(1_000), [])
    began = time.process_time()
    for query in ("t", "to", "top", "topic 5", "tpoic numbr", "reason why something works"):
        finder.find(query)
    assert time.process_time() - began < 1


def test_a_code_keeps_its_digit_until_a_tenth_is_used() -> None:
    desk = demonstration()
    app = WorkbenchApp(desk)
    session = app.session
    session.learn_codes()
    for code in desk.code_list[3:10]:
        desk.recents = [code.id, *(c for c in desk.recents if c != code.id)]
        session.used(code.id)
    assert session.digits[:3] == ["code:Workarounds", "code:Personal trust", "code:Lack of levers"]
    assert len(session.digits) <= 9
    for code in desk.code_list:
        desk.recents = [code.id, *(c for c in desk.recents if c != code.id)]
        session.used(code.id)
    assert len(session.digits) == 9
    assert session.last_code == desk.code_list[-1].id
