"""Splitting a code on screen: excerpts go to other codes or a new one, one by one or many at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import Script, notices, play_study, screen
from textual.pilot import Pilot

from workbench.coding.codebook import AddCode
from workbench.coding.merging import MergeCodes
from workbench.model.views import CodeView, Quote
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.study import Study
from workbench.tui.codebook.codebook_screen import CodebookScreen
from workbench.tui.codebook.split_screen import SplitScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.widgets.ask_panel import AskPanel


def codes(study: Path) -> dict[str, CodeView]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return {code.name: code for code in code_views(reader)}


def excerpts(study: Path, name: str) -> list[Quote]:
    code_id = codes(study)[name].id
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return list(quotes(reader, CodingFilter((code_id,), sub_codes=False)))


def play_split(study: Path, name: str, script: Script, **how: object) -> None:
    """Play a script on the excerpts of a code."""

    async def whole(pilot: Pilot[None]) -> None:
        book = screen(pilot, CodebookScreen)
        book.mark_code(codes(study)[name].id)
        await pilot.press("s")
        await pilot.pause()
        screen(pilot, SplitScreen)
        await script(pilot)

    play_study(study, whole, place="codebook", **how)


def mark(pilot: Pilot[None], quote: Quote) -> None:
    entries = screen(pilot, SplitScreen).main
    entries.mark([choice.key for choice in entries.choices].index(quote.coding_id))


async def choose(pilot: Pilot[None], words: str) -> None:
    await pilot.press("c", *("space" if letter == " " else letter for letter in words), "enter")
    await pilot.pause()


def test_an_excerpt_goes_to_another_code_and_the_next_by_one_key(demonstration: Path) -> None:
    mine = [quote for quote in excerpts(demonstration, "Named contact") if quote.coder == "Mared"]
    there = codes(demonstration)["Huddle"].coding_count

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, mine[0])
        await choose(pilot, "huddle")
        mark(pilot, mine[1])
        await pilot.press("1")
        mark(pilot, mine[2])
        await pilot.press("full_stop")
        assert codes(demonstration)["Huddle"].coding_count == there + 3
        left = {quote.coding_id for quote in excerpts(demonstration, "Named contact")}
        assert {choice.key for choice in screen(pilot, SplitScreen).main.choices} == left
        await pilot.press("u", "u", "u")
        assert codes(demonstration)["Huddle"].coding_count == there
        assert len(screen(pilot, SplitScreen).main.choices) == len(left) + 3
        await pilot.press("q")
        await pilot.pause()
        screen(pilot, CodebookScreen)

    play_split(demonstration, "Named contact", script)


def test_what_is_ticked_goes_to_a_new_code_under_the_old_one(demonstration: Path) -> None:
    mine = [quote for quote in excerpts(demonstration, "Named contact") if quote.coder == "Mared"]

    async def script(pilot: Pilot[None]) -> None:
        for quote in mine[:3]:
            mark(pilot, quote)
            await pilot.press("space")
        await choose(pilot, "first names")
        new = codes(demonstration)["first names"]
        assert (new.coding_count, new.parent_id) == (3, codes(demonstration)["Named contact"].id)
        assert {quote.coding_id for quote in excerpts(demonstration, "first names")} == {
            quote.coding_id for quote in mine[:3]
        }
        await pilot.press("u")
        assert "first names" not in codes(demonstration)
        assert len(excerpts(demonstration, "Named contact")) == len(screen(pilot, SplitScreen).main.choices)

    play_split(demonstration, "Named contact", script)


def test_others_codings_are_recoded_only_after_a_question(demonstration: Path) -> None:
    whole = excerpts(demonstration, "Named contact")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await choose(pilot, "huddle")
        asked = screen(pilot, SplitScreen).query_one(AskPanel)
        assert asked.is_open
        await pilot.press("escape")
        assert excerpts(demonstration, "Named contact") == whole
        await choose(pilot, "huddle")
        await pilot.press("enter")
        await pilot.pause()
        assert not excerpts(demonstration, "Named contact")
        assert screen(pilot, SplitScreen).main.key is None
        await pilot.press("space", "1", "o", "c", "a")
        await pilot.press("u")
        assert excerpts(demonstration, "Named contact") == whole

    play_split(demonstration, "Named contact", script)


def test_the_filter_and_all_of_what_it_leaves(demonstration: Path) -> None:
    whole = excerpts(demonstration, "Named contact")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("slash", "c", "a", "r", "d", "enter", "a")
        shown = screen(pilot, SplitScreen)
        assert shown.ticked == {q.coding_id for q in whole if "card" in q.text.casefold()}
        await pilot.press("escape")
        assert not shown.ticked
        assert len(shown.main.choices) == len(whole)

    play_split(demonstration, "Named contact", script)


def test_an_excerpt_is_read_where_it_stands_and_q_comes_back(demonstration: Path) -> None:
    quote = excerpts(demonstration, "Named contact")[2]

    async def script(pilot: Pilot[None]) -> None:
        mark(pilot, quote)
        await pilot.press("o")
        await pilot.pause()
        there = screen(pilot, CodingScreen)
        assert (there.source.id, there.view.cursor.selection) == (
            quote.source_id,
            (quote.start_char, quote.end_char),
        )
        await pilot.press("q")
        await pilot.pause()
        assert screen(pilot, SplitScreen).main.key == quote.coding_id

    play_split(demonstration, "Named contact", script)


@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
def test_a_code_that_somebody_merges_away_meanwhile_is_a_notice(
    demonstration: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        book = codes(demonstration)
        with Study(demonstration) as study:
            study.execute(MergeCodes((book["Named contact"].id,), book["Huddle"].id), coder="Tobias")
        shown = screen(pilot, SplitScreen)
        shown.poll()
        assert "no longer" in " ".join(await notices(pilot))
        assert not shown.main.choices
        await pilot.press("space", "c", "1", "a", "o", "escape", "q")
        await pilot.pause()
        screen(pilot, CodebookScreen)

    play_split(demonstration, "Named contact", script, size=size)


def test_a_code_without_excerpts_says_so(demonstration: Path) -> None:
    with Study(demonstration) as study:
        study.execute(AddCode("Bare"), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        words = screen(pilot, SplitScreen).query_one("#excerpt")._text.plain
        assert "No excerpt" in words
        await pilot.press("c")
        assert "no excerpt" in " ".join(await notices(pilot))

    play_split(demonstration, "Bare", script)
