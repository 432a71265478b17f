"""The sources in columns, and the facts of one: everything that is known is changed where it stands, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.coding.reading_marks import MarkRead
from workbench.model.coding import Span
from workbench.model.views import SourceView
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.sources.preparing import gather, prepare
from workbench.store.creating import create_study
from workbench.store.reading import memos
from workbench.store.reading.names import known_names
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.sources.record_screen import RecordScreen
from workbench.tui.sources.source_list import COLUMNS, cells_of, ordered
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Prose
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.table import widths_of


def in_file(path: Path) -> dict[str, SourceView]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {source.name: source for source in source_views(reader)}


def known(path: Path, noun: str) -> tuple[str, ...]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return known_names(reader)[noun]


def mark(shown: SourcesScreen | RecordScreen, key: str) -> None:
    shown.main.mark([choice.key for choice in shown.main.choices].index(key))


def texts(shown: SourcesScreen | RecordScreen) -> list[str]:
    return ["".join(part.text for part in choice.parts) for choice in shown.main.choices]


async def open_facts(pilot: Pilot[None], source: SourceView) -> RecordScreen:
    mark(screen(pilot, SourcesScreen), source.id)
    await pilot.press("space")
    await pilot.pause()
    return screen(pilot, RecordScreen)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_columns_fit_whatever_the_width(demonstration: Path, width: int) -> None:
    rows = [cells_of(source, 0.5) for source in in_file(demonstration).values()]
    widths = widths_of(COLUMNS, rows, width)
    assert widths[0] > 0
    assert width < 40 or sum(widths) + 2 * (sum(map(bool, widths)) - 1) <= width - 3
    assert width < 80 or widths[-1]
    assert width < 200 or all(widths)


def test_any_column_orders_and_what_says_nothing_comes_last(demonstration: Path) -> None:
    sources = list(in_file(demonstration).values())
    done = {source.id: number / 100 for number, source in enumerate(sources)}
    for backwards in (False, True):
        by_codings = [s.coding_count for s in ordered(sources, done, "codings", backwards=backwards)]
        assert by_codings == sorted(by_codings, reverse=backwards)
        dates = [s.date for s in ordered(sources, done, "date", backwards=backwards)]
        told = [date for date in dates if date]
        assert dates[: len(told)] == sorted(told, reverse=backwards)
    assert [s.id for s in ordered(sources, done, "done", backwards=True)] == [s.id for s in sources][::-1]


def test_the_list_is_ordered_by_keys_and_says_how_much_is_done(demonstration: Path) -> None:
    last = list(in_file(demonstration).values())[-1]
    with Study(demonstration) as study:
        study.execute(MarkRead(last.revision_id, Span(0, last.char_count)), coder="Ben")

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, SourcesScreen)
        line = next(text for text in texts(here) if last.name in text)
        assert "100%" in line or " 99%" in line
        for _ in range(6):
            await pilot.press("greater_than_sign")
        await pilot.pause()
        assert here.main.choices[0].key == last.id
        assert "done▼" in here.query_one(HeadLine).shown.plain
        await press(pilot, "equals_sign")
        assert here.main.choices[0].key != last.id

    play_study(demonstration, script, place="sources")


def test_fields_are_changed_emptied_and_undone(demonstration: Path) -> None:
    before = in_file(demonstration)
    source = next(iter(before.values()))

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        mark(here, "field:title")
        await press(pilot, "enter", *"!!", "enter")
        assert in_file(demonstration)[source.name].title == source.title + "!!"
        assert not here.query_one(LinePanel).is_open
        await press(pilot, "u")
        assert in_file(demonstration) == before
        mark(here, "field:date")
        await press(pilot, "x")
        assert in_file(demonstration)[source.name].date is None
        await press(pilot, "enter", *"no day", "enter")
        assert any("date" in words for words in await notices(pilot))
        assert here.query_one(LinePanel).is_open
        assert in_file(demonstration)[source.name].date is None
        await press(pilot, "escape", "u")
        mark(here, "field:kind")
        await press(pilot, "x", "enter", "down", "enter")
        assert in_file(demonstration)[source.name].kind != source.kind
        await press(pilot, "u")
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="sources")


def test_a_misspelt_site_is_asked_about_and_a_new_one_joins_the_study(demonstration: Path) -> None:
    before, sites = in_file(demonstration), known(demonstration, "site")
    source = next(s for s in before.values() if len(s.sites) == 1)
    other = next(site for site in sites if site not in source.sites and site != "National")

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        mark(here, "field:sites")
        await press(pilot, "enter", *(other[:-1] + "x"), "enter")
        assert here.query_one(Chooser).is_open
        assert in_file(demonstration) == before
        await press(pilot, "enter")
        assert set(in_file(demonstration)[source.name].sites) == {*source.sites, other}
        assert known(demonstration, "site") == sites
        await press(pilot, "u")
        assert in_file(demonstration) == before
        await press(pilot, "enter", *"Zwolle", "enter")
        assert "Zwolle" in in_file(demonstration)[source.name].sites
        assert "Zwolle" in known(demonstration, "site")
        await press(pilot, "enter", *"zwolle", "enter")  # on it already: taken off
        assert in_file(demonstration)[source.name].sites == source.sites
        await press(pilot, "u", "u")
        assert in_file(demonstration) == before
        assert known(demonstration, "site") == sites

    play_study(demonstration, script, place="sources")


def test_attributes_are_added_changed_renamed_and_removed(demonstration: Path) -> None:
    before = in_file(demonstration)
    source = next(iter(before.values()))

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        await press(pilot, "a", *"shoe size", "enter")
        await press(pilot, *"38", "enter")
        assert in_file(demonstration)[source.name].attributes["shoe size"] == "38"
        assert here.main.key == "attribute:shoe size"
        await press(pilot, "enter", "backspace", "9", "enter")
        assert in_file(demonstration)[source.name].attributes["shoe size"] == "39"
        await press(pilot, "n", *" EU", "enter")
        attributes = in_file(demonstration)[source.name].attributes
        assert attributes == {**source.attributes, "shoe size EU": "39"}
        assert here.main.key == "attribute:shoe size EU"
        await press(pilot, "x")
        assert in_file(demonstration) == before
        await press(pilot, "u", "u", "u", "u")
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="sources")


def test_participants_are_added_with_a_role_relabelled_and_removed(demonstration: Path) -> None:
    before = in_file(demonstration)
    source = next(s for s in before.values() if s.participants)
    people = len(source.participants)

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        await press(pilot, "p", *"Visitor 7", "enter")
        assert here.query_one(PickPanel).is_open  # asks for the role
        await press(pilot, *"passer-by", "enter")
        now = in_file(demonstration)[source.name].participants
        assert now[:people] == source.participants
        assert (now[people].label, now[people].role) == ("Visitor 7", "passer-by")
        assert here.main.key == f"person:{people}"
        await press(pilot, "n", "backspace", "8", "enter")
        assert in_file(demonstration)[source.name].participants[people].label == "Visitor 8"
        await press(pilot, "x")
        assert in_file(demonstration)[source.name].participants == source.participants
        await press(pilot, "u", "u", "u", "u")
        assert in_file(demonstration) == before

    play_study(demonstration, script, place="sources")


def test_a_note_is_written_changed_and_removed(demonstration: Path) -> None:
    source = next(iter(in_file(demonstration).values()))

    def notes() -> list[str]:
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            return [memo.body for memo in memos.memos(reader, subject_id=source.id)]

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        await press(pilot, "M", *"Quiet room", "ctrl+s")
        assert notes() == ["Quiet room"]
        key = next(choice.key for choice in here.main.choices if choice.key.startswith("note:"))
        mark(here, key)
        await press(pilot, "enter", *"!", "ctrl+s")
        assert here.query_one(TextArea).text == "Quiet room!"
        assert notes() == ["Quiet room!"]
        await press(pilot, "x")
        assert notes() == []
        await press(pilot, "u")
        assert notes() == ["Quiet room!"]

    play_study(demonstration, script, place="sources")


def test_the_facts_lead_to_the_text_to_the_next_source_and_back(demonstration: Path) -> None:
    first, second, *_ = in_file(demonstration).values()

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, first)
        assert any("Quoted as" in line for line in texts(here))
        await press(pilot, "right_square_bracket")
        assert here.source.name == second.name
        await press(pilot, "o")
        assert screen(pilot, CodingScreen).source.id == second.id
        await press(pilot, "q")
        assert screen(pilot, RecordScreen) is here
        await press(pilot, "left_square_bracket", "left_square_bracket", "q")
        screen(pilot, SourcesScreen)

    play_study(demonstration, script, place="sources")


def test_others_changes_appear_and_a_source_that_goes_is_named(demonstration: Path) -> None:
    path = demonstration.parent / "NEW-1.txt"
    path.write_text("Q: Well?\n\nA: Nobody has read this.\n", "utf-8")
    with Study(demonstration) as study:
        prepared = [one.prepared for one in prepare(gather([str(path)])[0]) if one.prepared]
        study.execute(ImportSources(prepared), coder="Ben")
    source = in_file(demonstration)["NEW-1"]

    async def script(pilot: Pilot[None]) -> None:
        here = await open_facts(pilot, source)
        with Study(demonstration) as study:
            study.execute(RemoveSource(source.id), coder="Ben")
        here.poll()
        assert any("removed by someone else" in words for words in await notices(pilot))
        await press(pilot, "e", "x", "a", "escape", "o", "q")
        assert source.id not in {c.key for c in screen(pilot, SourcesScreen).main.choices}

    play_study(demonstration, script, place="sources")


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (20, 5)])
def test_any_size_and_an_empty_study_survive(
    demonstration: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    create_study(tmp_path / "empty.study", title="Empty")
    keys = ("greater_than_sign", "equals_sign", "down", "ctrl+down", "slash", "h", "escape", "space")

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, *keys, "p", "escape", "a", "escape", "enter", "escape", "M", "escape", "q")
        here = screen(pilot, SourcesScreen)
        pane = here.query_one("#source-facts", Prose)
        assert (pane.size.width > 0) is (size[0] >= 160)
        assert "Record" in pane._text.plain or size[0] < 160

    async def nothing(pilot: Pilot[None]) -> None:
        await press(pilot, *keys, "enter")
        assert not screen(pilot, SourcesScreen).main.choices

    play_study(demonstration, script, place="sources", size=size)
    play_study(tmp_path / "empty.study", nothing, place="sources", size=size)


def test_the_filter_finds_participants_roles_and_attributes(demonstration: Path) -> None:
    source = next(s for s in in_file(demonstration).values() if s.participants)

    async def script(pilot: Pilot[None]) -> None:
        here = screen(pilot, SourcesScreen)
        here.filter_by(source.participants[0].label)
        await pilot.pause()
        assert source.id in {choice.key for choice in here.main.choices}
        assert here.query_one("#filter", Input).value

    play_study(demonstration, script, place="sources")
