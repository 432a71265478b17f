"""Searching on screen: as one types, in four ways, within limits; hits read in place, and coded once shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual import events
from textual.pilot import Pilot

from workbench.model.searching import SearchMode
from workbench.model.views import Quote
from workbench.retrieval import search_for
from workbench.store.reading.codings import quotes
from workbench.store.reading.searching import find
from workbench.store.study import Study
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.excerpts.query_field import HintLine, QueryField
from workbench.tui.excerpts.search_form import WordsField
from workbench.tui.excerpts.search_screen import SearchScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.widgets.ask_panel import AskPanel


def hits_of(
    study: Path, words: str, limits: str = "", mode: SearchMode = SearchMode.PHRASE
) -> list[tuple[str, int]]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        found = find(reader, search_for(reader, mode, words, limits))
        return [(hit.source_id, hit.start_char) for one in found for hit in one.hits]


def stored(study: Path) -> list[Quote]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return list(quotes(reader))


def shown_hits(shown: SearchScreen) -> list[tuple[str, int]]:
    return [(hit.source_id, hit.start_char) for hit in shown.entries.hits.values()]


async def settled(pilot: Pilot[None]) -> SearchScreen:
    """The screen, once all hits are there."""
    await pilot.pause(0.08)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen(pilot, SearchScreen)


def test_hits_appear_as_one_types_and_go_with_the_words(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"hub")
        shown = await settled(pilot)
        assert shown_hits(shown) == hits_of(demonstration, "hub") != []
        await pilot.press(*"ris")
        assert shown_hits(await settled(pilot)) == []
        await pilot.press("backspace", "backspace", "backspace")
        assert shown_hits(await settled(pilot)) == hits_of(demonstration, "hub")

    play_study(demonstration, script, place="search")


def test_the_other_ways_are_a_key_away_and_a_broken_pattern_is_said_while_typing(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+t", *"list trust")
        shown = await settled(pilot)
        assert shown.form.mode is SearchMode.WORDS
        assert shown_hits(shown) == hits_of(demonstration, "list trust", mode=SearchMode.WORDS) != []
        shown.query_one(WordsField).value = "(trust"
        await pilot.press("ctrl+t")
        hint = (await settled(pilot)).query_one(HintLine)
        assert hint.fault
        assert "pattern" in hint.words
        await pilot.press("end", "right_parenthesis")
        await settled(pilot)
        assert not hint.fault
        assert shown_hits(shown) == hits_of(demonstration, "(trust)", mode=SearchMode.REGEX)

    play_study(demonstration, script, place="search")


def test_limits_are_completed_applied_and_said_when_wrong(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"hub", "tab", *"site:Brack", "tab", "enter")
        shown = await settled(pilot)
        assert shown.query_one(QueryField).value.strip() == "site:Brackenford"
        limited = hits_of(demonstration, "hub", "site:Brackenford")
        assert shown_hits(shown) == limited
        assert 0 < len(limited) < len(hits_of(demonstration, "hub"))
        shown.query_one(QueryField).value = "site:Nowhere"
        await pilot.press("l", "enter")
        assert (await settled(pilot)).query_one(HintLine).fault

    play_study(demonstration, script, place="search")


def test_a_hit_is_read_in_its_place_and_q_comes_back(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"hub", "enter")
        shown = await settled(pilot)
        await pilot.press("down", "down")
        hit = shown.entries.hit
        await pilot.press("enter")
        await pilot.pause()
        read = screen(pilot, CodingScreen)
        assert read.source.id == hit.source_id
        assert read.view.cursor.selection == (hit.start_char, hit.end_char)
        await pilot.press("q")
        assert (await settled(pilot)).entries.hit == hit

    play_study(demonstration, script, place="search")


def test_ticked_hits_are_coded_by_sentence_after_they_were_shown_as_one_change(demonstration: Path) -> None:
    before = stored(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"hub", "enter")
        shown = await settled(pilot)
        await pilot.press("space", "space", "c")
        wanted = [hit for key, hit in shown.entries.hits.items() if key in shown.entries.ticked]
        shown.query_one(CodeChooser).query_one("#target-query").value = "Workarounds"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert shown.query_one(AskPanel).is_open
        assert stored(demonstration) == before
        await pilot.press("enter")
        await settled(pilot)
        new = [quote for quote in stored(demonstration) if quote not in before]
        assert len(new) == len(wanted) == 2
        assert all("hub" in quote.text and quote.code_path.endswith("Workarounds") for quote in new)
        assert any("coded 2 passages" in message for message in await notices(pilot))
        await pilot.press("u")
        await settled(pilot)
        assert stored(demonstration) == before

    play_study(demonstration, script, place="search")


def test_what_is_coded_so_already_is_said_and_nothing_changed(demonstration: Path) -> None:
    async def code(pilot: Pilot[None]) -> SearchScreen:
        await pilot.press("C")
        shown = screen(pilot, SearchScreen)
        shown.query_one(CodeChooser).query_one("#target-query").value = "Workarounds"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        return shown

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"hub", "enter")
        await settled(pilot)
        await code(pilot)
        await pilot.press("enter")
        await settled(pilot)
        after = stored(demonstration)
        shown = await code(pilot)
        assert not shown.query_one(AskPanel).is_open
        assert "already" in (await notices(pilot))[-1]
        assert stored(demonstration) == after

    play_study(demonstration, script, place="search")


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (200, 60)])
def test_any_size_will_do_and_no_key_stumbles_over_nothing(
    demonstration: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(*"zzz", "enter")
        await settled(pilot)
        shown = screen(pilot, SearchScreen)
        shown.entries.focus()
        for key in ("enter", "v", "space", "a", "c", "C", "y", "m", "down", "end", "v"):
            await pilot.press(key)
        assert (await settled(pilot)).entries.hits == {}

    play_study(demonstration, script, place="search", size=size)


def test_no_key_typed_ahead_is_lost_while_the_screen_opens(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        for key in ("f7", *"hub"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        shown = await settled(pilot)
        assert shown.form.words == "hub"
        assert shown_hits(shown) == hits_of(demonstration, "hub")

    play_study(demonstration, script, place="sources")
