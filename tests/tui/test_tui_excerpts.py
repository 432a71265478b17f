"""Retrieval on screen: asking, completing, reading in place, recoding, removing, copying, files, saved queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.coding.commands import RemoveCoding
from workbench.coding.query import parse_query
from workbench.model.views import Quote
from workbench.retrieval import asked, coding_filter
from workbench.store.reading.codings import quotes
from workbench.store.reading.saved_queries import saved_queries
from workbench.store.study import Study
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.excerpts.around import Around
from workbench.tui.excerpts.excerpts_screen import ExcerptsScreen
from workbench.tui.excerpts.query_completion import completions
from workbench.tui.excerpts.query_field import HintLine, QueryField
from workbench.tui.excerpts.quote_pane import QuotePane
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Prose

CODE = "Relationships"


def stored(study: Path, line: str = "") -> list[Quote]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return list(quotes(reader, coding_filter(reader, opened.id, asked(line))))


def saved(study: Path) -> list[tuple[str, str]]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return [(one.name, one.definition) for one in saved_queries(reader)]


async def settled(pilot: Pilot[None]) -> ExcerptsScreen:
    """The screen, once all of the answer is there."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen(pilot, ExcerptsScreen)


async def ask(pilot: Pilot[None], line: str) -> ExcerptsScreen:
    shown = await settled(pilot)
    await pilot.press("slash")
    shown.query_one(QueryField).value = line
    await pilot.press("enter")
    return await settled(pilot)


@pytest.mark.parametrize(
    "line", ["", CODE, f"{CODE} site:Brackenford", f"not {CODE}", "coder:Mared text:hub memo:nothing-like-it"]
)
def test_the_list_is_what_the_same_query_gives_elsewhere(demonstration: Path, line: str) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, line)
        assert shown.main.quotes == stored(demonstration, line)

    play_study(demonstration, script, place="excerpts")


def test_a_name_that_is_not_there_is_said_with_near_ones_where_it_can_be_mended(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, "Relationshps")
        hint = shown.query_one(HintLine)
        assert hint.fault
        below = shown.pane.query_one(Prose)._text.plain
        assert "Relationshps" in hint.words
        assert "Relationshps" not in below  # it is said once, and what the line has no room for is below it
        assert CODE in (below if CODE not in hint.words else hint.words)
        field = shown.query_one(QueryField)
        assert shown.focused is field
        await pilot.press("end", "tab")
        assert field.value.strip() == CODE
        await pilot.press("enter")
        await settled(pilot)
        assert not hint.fault
        assert shown.main.quotes == stored(demonstration, CODE)

    play_study(demonstration, script, place="excerpts")


def test_a_quote_is_read_where_it_stands_and_q_comes_back_to_it(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("down", "down")
        quote = shown.main.quote
        await pilot.press("enter")
        await pilot.pause()
        read = screen(pilot, CodingScreen)
        assert read.source.id == quote.source_id
        assert read.view.cursor.selection == (quote.start_char, quote.end_char)
        await pilot.press("q")
        assert (await settled(pilot)).main.quote == quote

    play_study(demonstration, script, place="excerpts")


def test_the_lines_around_a_quote_are_shown_and_follow_the_mark(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("v")
        around = shown.query_one(Around)
        for _ in range(2):
            await pilot.pause(0.2)
            quote = shown.main.quote
            assert around.shown.hits == ((quote.start_char, quote.end_char),)
            assert around.shown.text[quote.start_char : quote.end_char] == quote.text
            line = around.reading.layout.line_at(quote.start_char)
            assert around.scroll_offset.y <= line < around.scroll_offset.y + around.size.height
            await pilot.press("down")
        await pilot.press("v")
        assert not shown.query_one(QuotePane).in_context

    play_study(demonstration, script, place="excerpts")


def test_ticked_quotes_are_recoded_as_one_change_that_undo_takes_back(demonstration: Path) -> None:
    before = stored(demonstration)
    mine = stored(demonstration, f"{CODE} coder:Mared")[:3]

    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, f"{CODE} coder:Mared")
        await pilot.press("space", "space", "space", "c")
        shown.query_one(CodeChooser).query_one("#target-query").value = "Workarounds"
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert not shown.main.ticked
        assert not {q.coding_id for q in mine} & {q.coding_id for q in shown.main.quotes}
        now = {q.coding_id: q.code_path for q in stored(demonstration)}
        assert all("Workarounds" in now.get(q.coding_id, "Workarounds") for q in mine)
        assert any("recoded" in message for message in await notices(pilot))
        await pilot.press("u")
        await settled(pilot)
        assert stored(demonstration) == before
        assert shown.main.quotes == stored(demonstration, f"{CODE} coder:Mared")

    play_study(demonstration, script, place="excerpts")


def test_others_codings_are_recoded_only_after_a_question(demonstration: Path) -> None:
    before = stored(demonstration)
    assert {q.coder for q in stored(demonstration, CODE)} != {"Newcomer"}

    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("c")
        shown.query_one(CodeChooser).query_one("#target-query").value = "Workarounds"
        await pilot.pause()
        await pilot.press("enter")
        assert shown.query_one(AskPanel).is_open
        await pilot.press("escape")
        assert stored(demonstration) == before
        await pilot.press("x")
        assert "only your own" in (await notices(pilot))[-1]
        assert stored(demonstration) == before

    play_study(demonstration, script, coder="Newcomer", place="excerpts")


def test_own_codings_are_removed_in_bulk_and_others_left(demonstration: Path) -> None:
    before = stored(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await ask(pilot, CODE)
        await pilot.press("a", "x")
        shown = await settled(pilot)
        left = stored(demonstration, CODE)
        assert {q.coder for q in left} == {q.coder for q in before if q.code_path.find(CODE) >= 0} - {"Mared"}
        assert shown.main.quotes == left
        await pilot.press("u")
        await settled(pilot)
        assert stored(demonstration) == before

    play_study(demonstration, script, place="excerpts")


def test_quotes_are_copied_with_their_attributions(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("space", "space", "y")
        await pilot.pause()
        first, second = shown.main.quotes[:2]
        copied = pilot.app.clipboard
        assert copied == f"“{first.text}”\n{first.attribution}\n\n“{second.text}”\n{second.attribution}"

    play_study(demonstration, script, place="excerpts")


@pytest.mark.parametrize(("name", "holds"), [("a.csv", b"start_char"), ("a.docx", b"PK"), ("plain", b"# ")])
def test_the_list_is_written_to_a_new_file_and_never_over_one(
    demonstration: Path, tmp_path: Path, name: str, holds: bytes
) -> None:
    async def write(pilot: Pilot[None]) -> list[str]:
        await pilot.press("w")
        screen(pilot, ExcerptsScreen).query_one(LinePanel).query_one("#line").value = str(tmp_path / name)
        await pilot.press("enter")
        await settled(pilot)
        return await notices(pilot)

    async def script(pilot: Pilot[None]) -> None:
        await ask(pilot, CODE)
        assert any("Saved" in message for message in await write(pilot))
        written = next(path for path in tmp_path.iterdir() if path.name.startswith(name.partition(".")[0]))
        data = written.read_bytes()
        assert holds in data
        assert any("exists already" in message for message in await write(pilot))
        assert written.read_bytes() == data
        assert screen(pilot, ExcerptsScreen).query_one(LinePanel).is_open, "another name can be typed at once"

    play_study(demonstration, script, place="excerpts")


def test_a_query_is_saved_asked_renamed_and_removed(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("S", *"Mine", "enter")
        await settled(pilot)
        assert saved(demonstration) == [("Mine", f'{{"query": "{CODE}"}}')]
        await ask(pilot, "")
        await pilot.press("s", "enter")
        await settled(pilot)
        assert shown.line == CODE
        assert shown.main.quotes == stored(demonstration, CODE)
        await pilot.press("s", "r", "2", "enter")
        await settled(pilot)
        assert [name for name, _ in saved(demonstration)] == ["Mine2"]
        await pilot.press("s", "x")
        await settled(pilot)
        assert saved(demonstration) == []
        assert shown.focused is shown.main
        await pilot.press("u")
        await settled(pilot)
        assert [name for name, _ in saved(demonstration)] == ["Mine2"]

    play_study(demonstration, script, place="excerpts")


def test_what_others_remove_disappears_and_the_mark_and_ticks_stay(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, CODE)
        await pilot.press("down", "down", "space")
        marked, ticked = shown.main.quote, set(shown.main.ticked)
        gone = shown.main.quotes[0]
        with Study(demonstration) as study:
            study.execute(RemoveCoding(gone.coding_id), coder=gone.coder)
        shown.poll()
        await settled(pilot)
        assert gone not in shown.main.quotes
        assert (shown.main.quote, shown.main.ticked) == (marked, ticked)

    play_study(demonstration, script, place="excerpts")


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (200, 60)])
def test_any_size_will_do_and_an_answer_of_nothing_says_what_to_do(
    demonstration: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        shown = await ask(pilot, "text:nobody-says-this")
        assert shown.main.quotes == []
        for key in ("enter", "v", "space", "a", "c", "x", "y", "w", "s", "down", "end"):
            await pilot.press(key)
        assert screen(pilot, ExcerptsScreen).query_one(ChoiceList).key is None

    play_study(demonstration, script, place="excerpts", size=size)


NAMES = {
    "code": ("Trust", '"Lack of trust"', "Trusted assessment", "Cost"),
    "site": ('"North moor"',),
    "=": ("setting=rural",),
}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tru", ("Trust", "Trusted assessment", '"Lack of trust"')),
        ("Cost and tru", ("Trust", "Trusted assessment", '"Lack of trust"')),
        ("site:no", ('site:"North moor"',)),
        ("Trust si", ("site:",)),
        ('"Lack o', ('"Lack of trust"',)),
        ("sett", ("setting=rural",)),
        ("Trsut", ("Trust", '"Lack of trust"')),
        ("", ()),
        ("Trust ", ()),
        ("Trust or", ()),
    ],
)
def test_completion_goes_on_from_what_is_typed(line: str, words: tuple[str, ...]) -> None:
    assert completions(line, NAMES).words == words


def test_what_completion_writes_is_read_back_as_that_name() -> None:
    assert parse_query('"Lack of trust" setting=rural').groups[0].names == ("Lack of trust",)
