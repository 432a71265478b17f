"""The codebook on screen: every change reaches the file, undo takes it back, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playing import Script, notices, play_study, screen
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.coding.codebook import AddCode, ImportCodebook
from workbench.coding.codes import EditCode, RemoveCode
from workbench.coding.hierarchy import CodeEntry
from workbench.desk import StudyDesk
from workbench.model.views import CodeView
from workbench.store.creating import create_study
from workbench.store.reading.codebook import code_views
from workbench.store.reading.memos import memos
from workbench.store.study import Study
from workbench.tui.app import WorkbenchApp
from workbench.tui.codebook.codebook_screen import CodebookScreen
from workbench.tui.codebook.edit_panel import EditPanel
from workbench.tui.excerpts.excerpts_screen import ExcerptsScreen
from workbench.tui.meanwhile import MeanwhilePanel
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.entry_list import EntryList
from workbench.tui.widgets.said_line import SaidLine


def codes(study: Path) -> dict[str, CodeView]:
    """The codebook in the file, by name."""
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return {code.name: code for code in code_views(reader)}


def under(study: Path, parent: str) -> list[str]:
    """The names of the codes right under one, in order."""
    book = codes(study)
    return [name for name, code in book.items() if code.parent_id == book[parent].id]


async def typed(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


def mark(pilot: Pilot[None], name: str) -> None:
    shown = screen(pilot, CodebookScreen)
    shown.mark_code(next(code.id for code in shown.session.codes.values() if code.name == name))


def marked(pilot: Pilot[None]) -> str:
    shown = screen(pilot, CodebookScreen)
    return shown.session.label(shown.main.key or "")


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(SaidLine).words


def play_book(study: Path, script: Script, **how: object) -> None:
    play_study(study, script, place="codebook", **how)


def listed(pilot: Pilot[None]) -> list[str]:
    return ["".join(part.text for part in c.parts) for c in pilot.app.screen.query_one(EntryList).choices]


def test_the_tree_counts_codings_and_sources(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        lines = listed(pilot)
        for code, line in zip(codes(demonstration).values(), lines, strict=True):
            assert code.name in line
            counts = [str(n) for n in (code.coding_count, code.source_count) if n]
            assert line.split()[len(line.split()) - len(counts) :] == counts

    play_book(demonstration, script)


def test_fields_are_written_together_and_only_those_that_were_changed(demonstration: Path) -> None:
    before = codes(demonstration)["Named contact"]

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("enter", "end")
        await typed(pilot, " one")
        await pilot.press("tab", "X", "tab", "tab", "Y", "enter", "ctrl+s")
        await pilot.pause()
        assert not screen(pilot, CodebookScreen).query_one(EditPanel).is_open
        now = codes(demonstration)["Named contact one"]
        assert now.short_definition == "X" + before.short_definition
        assert now.when_to_use == "Y\n" + before.when_to_use
        assert (now.full_definition, now.examples) == (before.full_definition, before.examples)
        assert "name" in said(pilot)
        await pilot.press("u")
        assert codes(demonstration)["Named contact"] == before
        assert "undid" in said(pilot)

    play_book(demonstration, script)


def test_what_was_typed_outlives_escape_a_refusal_and_the_program(demonstration: Path) -> None:
    async def leave(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("e", "tab")
        await typed(pilot, "q and ")
        await pilot.press("escape")
        assert "draft" in " ".join(await notices(pilot))
        await pilot.press("e", "end", "slash", "ctrl+s")
        await pilot.pause()
        panel = screen(pilot, CodebookScreen).query_one(EditPanel)
        assert panel.is_open, "refused: a name holds no slash"
        assert panel.texts["short_definition"].startswith("q and ")

    async def go_on(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("enter", "end", "backspace", "ctrl+s")
        await pilot.pause()
        assert codes(demonstration)["Named contact"].short_definition.startswith("q and ")
        await pilot.press("enter")
        panel = screen(pilot, CodebookScreen).query_one(EditPanel)
        assert "draft" not in str(panel.border_title)

    play_book(demonstration, leave)
    assert not codes(demonstration)["Named contact"].short_definition.startswith("q and ")
    play_book(demonstration, go_on)


def test_others_changes_to_other_fields_stay_and_to_the_same_field_are_asked_about(
    demonstration: Path,
) -> None:
    code = codes(demonstration)["Named contact"]

    def meanwhile(**values: str) -> None:
        with Study(demonstration) as study:
            study.execute(EditCode(code.id, **values), coder="Tobias")

    async def script(pilot: Pilot[None]) -> None:
        shown = screen(pilot, CodebookScreen)
        mark(pilot, "Named contact")
        await pilot.press("enter", "tab", "X")
        meanwhile(full_definition="Theirs.")
        shown.poll()
        assert shown.query_one(EditPanel).texts["short_definition"] == "X" + code.short_definition
        await pilot.press("ctrl+s")
        await pilot.pause()
        now = codes(demonstration)["Named contact"]
        assert (now.short_definition, now.full_definition) == ("X" + code.short_definition, "Theirs.")
        await pilot.press("enter", "tab", "Y")
        meanwhile(short_definition="Theirs, too.")
        shown.poll()
        await pilot.press("ctrl+s")
        await pilot.pause()
        asked = shown.query_one(MeanwhilePanel)
        assert asked.is_open
        assert "Tobias changed short definition of this code while you wrote" in str(asked.border_title)
        assert codes(demonstration)["Named contact"].short_definition == "Theirs, too."
        await pilot.press("escape", "ctrl+r")
        assert shown.query_one(EditPanel).texts["short_definition"] == "Theirs, too."
        await pilot.press("ctrl+r", "ctrl+s")
        await pilot.pause()
        assert codes(demonstration)["Named contact"].short_definition == "YX" + code.short_definition

    play_book(demonstration, script)


@pytest.mark.parametrize(
    ("downs", "expected"),
    [(0, "Xmine"), (1, "Theirs."), (2, "Theirs.\n\nXmine")],
    ids=["mine", "theirs", "both"],
)
def test_of_two_wordings_of_a_code_one_keeps_mine_theirs_or_both(
    demonstration: Path, downs: int, expected: str
) -> None:
    code = codes(demonstration)["Named contact"]
    with Study(demonstration) as study:
        study.execute(EditCode(code.id, short_definition="mine"), coder="Tobias")

    async def script(pilot: Pilot[None]) -> None:
        shown = screen(pilot, CodebookScreen)
        mark(pilot, "Named contact")
        await pilot.press("enter", "tab", "X", "tab", "Z")
        with Study(demonstration) as study:  # not yet seen by the screen, which looks every 1.5 s
            study.execute(EditCode(code.id, short_definition="Theirs."), coder="Tobias")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert codes(demonstration)["Named contact"].short_definition == "Theirs."
        await pilot.press(*["down"] * downs, "enter")
        await pilot.pause()
        panel = shown.query_one(EditPanel)
        assert panel.is_open is (downs == 2)
        if panel.is_open:
            await pilot.press("ctrl+s")
            await pilot.pause()
        now = codes(demonstration)["Named contact"]
        assert (now.short_definition, now.full_definition[:1]) == (expected, "Z")

    play_book(demonstration, script)


def test_a_new_code_with_what_it_means_and_one_under_it(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("n")
        await typed(pilot, "Fresh")
        await pilot.press("tab", "D", "ctrl+s")
        await pilot.pause()
        assert marked(pilot) == "Fresh"
        await pilot.press("N")
        await typed(pilot, "Below")
        await pilot.press("ctrl+s")
        await pilot.pause()
        book = codes(demonstration)
        assert book["Fresh"].short_definition == "D"
        assert book["Fresh"].parent_id == book["Named contact"].parent_id
        assert book["Below"].parent_id == book["Fresh"].id
        await pilot.press("u", "u")
        assert not {"Fresh", "Below"} & codes(demonstration).keys()

    play_book(demonstration, script)


def test_codes_move_by_keys_and_back(demonstration: Path) -> None:
    before = list(codes(demonstration).values())

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Workarounds")
        names = under(demonstration, "Overarching themes")
        await pilot.press("J")
        assert under(demonstration, "Overarching themes")[2] == "Workarounds"
        await pilot.press("K")
        assert under(demonstration, "Overarching themes") == names
        await pilot.press("greater_than_sign")
        assert under(demonstration, "Relationships")[-1] == "Workarounds"
        assert marked(pilot) == "Workarounds"
        await pilot.press("less_than_sign")
        assert under(demonstration, "Overarching themes") == names
        await pilot.press("u", "u", "u", "u")
        assert list(codes(demonstration).values()) == before
        mark(pilot, "Overarching themes")
        await pilot.press("less_than_sign", "K")
        assert len(await notices(pilot)) == 2
        assert list(codes(demonstration).values()) == before

    play_book(demonstration, script)


def test_a_code_goes_under_any_other_but_never_under_its_own(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Relationships")
        await pilot.press("m")
        entries = screen(pilot, CodebookScreen).query_one("#targets", ChoiceList).choices
        book = codes(demonstration)
        assert not {book["Named contact"].id, book["Relationships"].id} & {entry.key for entry in entries}
        await typed(pilot, "local setting")
        await pilot.press("enter")
        await pilot.pause()
        assert "Relationships" in under(demonstration, "Local setting")
        await pilot.press("m", "enter")
        await pilot.pause()
        assert codes(demonstration)["Relationships"].parent_id is None

    play_book(demonstration, script)


def test_a_merge_says_first_what_moves_and_is_undone_at_once(demonstration: Path) -> None:
    before = codes(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("g")
        await typed(pilot, "people moving")
        await pilot.press("enter")
        await pilot.pause()
        panel = screen(pilot, CodebookScreen).query_one(AskPanel)
        words = panel.query_one("#asked")._text.plain
        assert "7 codings would move" in words
        assert "Ctrl-z undoes all of it" in words
        assert "1 double" in words
        assert codes(demonstration) == before
        await pilot.press("q", "escape")
        assert codes(demonstration) == before
        await pilot.press("g")
        await typed(pilot, "people moving")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        after = codes(demonstration)
        assert "Named contact" not in after
        assert after["People moving on"].coding_count == before["People moving on"].coding_count + 7
        assert marked(pilot) == "People moving on"
        await pilot.press("ctrl+z")
        assert codes(demonstration) == before

    play_book(demonstration, script)


def test_retired_codes_are_hidden_shown_and_taken_up_again(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("t")
        assert codes(demonstration)["Named contact"].retired
        assert not any("Named contact" in line for line in listed(pilot))
        await pilot.press("h")
        mark(pilot, "Named contact")
        assert any("Named contact (out of use)" in line for line in listed(pilot))
        await pilot.press("t")
        assert not codes(demonstration)["Named contact"].retired

    play_book(demonstration, script)


def test_colour_memo_and_removal(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("c", "down", "enter")
        await pilot.pause()
        assert codes(demonstration)["Named contact"].colour == "#ffaf5f"
        await pilot.press("M", "W", "h", "y", "ctrl+s")
        await pilot.pause()
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            (memo,) = [m for m in memos(reader) if m.body == "Why"]
        assert memo.subject_id == codes(demonstration)["Named contact"].id
        await pilot.press("x")
        assert "cannot be removed" in " ".join(await notices(pilot))
        await pilot.press("N", "Z", "ctrl+s")
        await pilot.pause()
        await pilot.press("x")
        assert "Z" not in codes(demonstration)

    play_book(demonstration, script)


def test_the_filter_looks_in_definitions_and_shows_what_is_above(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        everything = listed(pilot)
        await pilot.press("slash")
        await typed(pilot, "mailbox")
        assert marked(pilot) == "Named contact"
        lines = listed(pilot)
        assert [line.split("│")[1].split("  ")[0][2:] for line in lines] == [
            "Overarching themes",
            "Relationships",
            "Named contact",
        ]
        await typed(pilot, "zzz")
        assert listed(pilot) == []
        await pilot.press("enter", "enter", "g", "J", "s")
        await pilot.press("escape")
        assert listed(pilot) == everything

    play_book(demonstration, script)


def test_folding_hides_what_is_below_and_leads_upwards(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        everything = listed(pilot)
        mark(pilot, "Named contact")
        await pilot.press("left")
        assert marked(pilot) == "Relationships"
        await pilot.press("left")
        assert not any("Named contact" in line for line in listed(pilot))
        assert any("2 more" in line for line in listed(pilot))
        await pilot.press("right")
        assert listed(pilot) == everything
        await pilot.press("z")
        assert all("│" in line and not line.startswith("    ") for line in listed(pilot))
        await pilot.press("z")
        assert listed(pilot) == everything

    play_book(demonstration, script)


def test_others_changes_appear_and_the_mark_stays(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Workarounds")
        with Study(demonstration) as study:
            study.execute(AddCode("Theirs"), coder="Tobias")
        screen(pilot, CodebookScreen).poll()
        assert any("Theirs" in line for line in listed(pilot))
        assert marked(pilot) == "Workarounds"

    play_book(demonstration, script)


def test_a_code_removed_by_somebody_else_while_it_is_edited_is_a_notice_and_the_draft_stays(
    demonstration: Path,
) -> None:
    with Study(demonstration) as study:
        gone = study.execute(AddCode("Gone soon"), coder="Mared").value

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Gone soon")
        await pilot.press("enter", "tab", "X")
        with Study(demonstration) as study:
            study.execute(RemoveCode(gone), coder="Tobias")
        screen(pilot, CodebookScreen).poll()
        await pilot.press("ctrl+s")
        assert "no longer" in " ".join(await notices(pilot))
        assert screen(pilot, CodebookScreen).query_one(EditPanel).texts["short_definition"] == "X"

    play_book(demonstration, script)


def test_a_study_without_codes_says_how_to_begin(tmp_path: Path) -> None:
    create_study(tmp_path / "empty.study", title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        for key in ("enter", "g", "m", "s", "c", "M", "t", "x", "J", "left", "z", "h", "u", "home"):
            await pilot.press(key)
        assert any("n makes one" in words for words in await notices(pilot))
        await pilot.press("n", "A", "ctrl+s")
        await pilot.pause()
        assert marked(pilot) == "A"

    play_book(tmp_path / "empty.study", script)


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
def test_odd_texts_and_sizes(demonstration: Path, size: tuple[int, int]) -> None:
    odd = "שלום \x1b[31m é宽宽 " + "x" * 300
    with Study(demonstration) as study:
        code = study.execute(AddCode("Odd 宽"), coder="Mared").value
        study.execute(EditCode(code, full_definition=odd, when_to_use="\ttab\r\nline"), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Odd 宽")
        await pilot.press("enter", "tab", "tab")
        area = screen(pilot, CodebookScreen).query_one("#field-full_definition", TextArea)
        assert "\x1b" not in area.text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert codes(demonstration)["Odd 宽"].full_definition == odd, "what was not touched is not rewritten"
        await pilot.resize_terminal(80, 24)
        await pilot.press("g", "a", "escape", "m", "escape", "c", "escape", "s", "q")

    play_book(demonstration, script, size=size)


def test_the_excerpts_of_a_code_are_asked_for_on_their_screen(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, "Named contact")
        await pilot.press("o")
        await pilot.pause()
        there = screen(pilot, ExcerptsScreen)
        for _ in range(20):
            await pilot.pause(0.05)
            if there.main.whole:
                break
        found = codes(demonstration)["Named contact"].coding_count
        assert len(there.main.quotes) == found
        assert {quote.code_path.rpartition("/")[2] for quote in there.main.quotes} == {"Named contact"}
        await pilot.press("f5")
        await pilot.pause()
        assert marked(pilot) == "Named contact"

    play_book(demonstration, script)


def test_of_a_thousand_codes_only_those_in_sight_are_made_and_a_key_repaints_two_lines(
    tmp_path: Path,
) -> None:
    path = tmp_path / "large.study"
    create_study(path, title="Large")
    entries = tuple(CodeEntry(where=str(n), name=f"Topic {n}", key=f"k{n}") for n in range(1_000))
    with Study(path) as study:
        study.execute(ImportCodebook(entries), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        tree = screen(pilot, CodebookScreen).main
        assert len(tree.choices) == 1_000
        assert len(tree.choices._made) <= 2 * tree.size.height
        painted: list[int] = []
        render = tree.render_line
        tree.render_line = lambda y: painted.append(y) or render(y)
        await pilot.press("down")
        assert sorted(set(painted)) == [0, 1]
        painted.clear()
        await pilot.press("end")
        assert marked(pilot) == "Topic 999"
        assert len(tree.choices._made) <= 4 * tree.size.height

    play_book(path, script)


SNAPSHOTS = {
    "codebook_tree": (["down", "down"], (80, 24)),
    "codebook_edit_at_the_side": (["down", "down", "enter"], (170, 40)),
}
"""The keys pressed, and the terminal's columns and rows."""


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_codebook_looks_as_it_did(
    name: str, demonstration: Path, snap_compare: Callable[..., bool]
) -> None:
    keys, size = SNAPSHOTS[name]
    desk = StudyDesk(demonstration, coder="Mared")

    async def prepare(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.press(*keys)
        await pilot.pause()

    try:
        assert snap_compare(WorkbenchApp(desk, first="codebook"), terminal_size=size, run_before=prepare)
    finally:
        desk.close()
