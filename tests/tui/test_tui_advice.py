"""On screen: splitting, merging, the hunt for disconfirming cases, checks, links, paths, history."""

from __future__ import annotations

from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot
from textual.widgets import Input

from workbench.model.views import Configuration
from workbench.model.vocabulary import Stance
from workbench.store.reading.cmo_checks import dismissals
from workbench.store.reading.theory import configurations
from workbench.store.study import Study
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.theory.checks_screen import ChecksScreen
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.hunt_screen import HuntScreen
from workbench.tui.theory.links_screen import LinksScreen
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.sections import SectionList


def stored(path: Path) -> dict[int, Configuration]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {cmo.number: cmo for cmo in configurations(reader)}


def aside(path: Path) -> list[str]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return [f"{one.check.partition(':')[0]}: {one.reason}" for one in dismissals(reader)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def write(pilot: Pilot[None], words: str) -> None:
    await press(pilot, *("space" if character == " " else character for character in words))


async def opened(pilot: Pilot[None], path: Path, number: int) -> CMOScreen:
    screen(pilot, TheoryScreen).show_cmo(stored(path)[number].id)
    await pilot.pause()
    return screen(pilot, CMOScreen)


def lines(there: SectionList) -> list[str]:
    return ["".join(part.text for part in choice.parts) for choice in there.choices]


def test_slots_are_split_off_after_a_preview_and_undone(demonstration: Path) -> None:
    before = stored(demonstration)
    number = next(n for n, cmo in before.items() if len(cmo.slots) > 3 and not cmo.dyad_evidence)

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, demonstration, number)
        there.main.show(key=f"slot:{before[number].slots[0].id}")
        await press(pilot, "b", "down", "enter", "enter")  # the marked one moves, the next is shared
        await press(pilot, "up", "up", "enter")
        await write(pilot, "Apart")
        await press(pilot, "enter")
        assert there.query_one(AskPanel).is_open
        assert stored(demonstration) == before, "a preview changes nothing"
        await press(pilot, "enter")
        now = stored(demonstration)
        new = now[max(now)]
        assert (new.title, [slot.element_id for slot in new.slots]) == (
            "Apart",
            [slot.element_id for slot in before[number].slots[:2]],
        )
        assert len(now[number].slots) == len(before[number].slots) - 1
        assert there.cmo is not None
        assert there.cmo.id == new.id
        await press(pilot, "u")
        assert stored(demonstration) == before

    play_study(demonstration, script, place="theory")


def test_one_is_merged_into_another_for_a_reason_and_its_history_says_so(demonstration: Path) -> None:
    before = stored(demonstration)
    pair = next(
        (a, b) for a, one in before.items() for b, two in before.items()
        if a != b and one.kind == two.kind == "observed" and one.tracer == two.tracer
    )  # fmt: skip

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, demonstration, pair[0])
        await press(pilot, "i")
        await write(pilot, f"CMO {pair[1]} ")
        await press(pilot, "enter")
        await write(pilot, "one story")
        await press(pilot, "enter", "enter")
        now = stored(demonstration)
        assert now[pair[0]].stage == "retired"
        assert there.cmo is not None
        assert there.cmo.number == pair[1]
        await press(pilot, "h")
        said = lines(there.query_one(Chooser).query_one("#entries"))  # type: ignore[arg-type]
        assert said[0].endswith(f"merged CMO {pair[0]} into CMO {pair[1]}: one story")
        await press(pilot, "escape", "u")
        assert stored(demonstration) == before

    play_study(demonstration, script, place="theory")


def test_a_disconfirming_case_is_read_in_its_place_attached_or_passed_over(demonstration: Path) -> None:
    before = stored(demonstration)[8]

    async def script(pilot: Pilot[None]) -> None:
        await opened(pilot, demonstration, 8)
        await press(pilot, "d")
        there = screen(pilot, HuntScreen)
        assert there.offer is not None
        first, count = there.offer.passage, len(there.main.choices)
        await press(pilot, "enter")
        assert screen(pilot, CodingScreen).view.cursor.selection == (first.start_char, first.end_char)
        await press(pilot, "q", "c", "down", "enter")
        pieces = stored(demonstration)[8].slots[1].evidence
        assert len(pieces) == len(before.slots[1].evidence) + 1
        assert (pieces[-1].text, pieces[-1].stance) == (first.text, Stance.CONTRADICTS)
        assert len(there.main.choices) < count
        await press(pilot, "x")
        assert aside(demonstration) == ["hunt: "]
        await press(pilot, "p")
        assert there.passed is not None
        await press(pilot, "x")
        assert aside(demonstration) == []
        await press(pilot, "p", "u")
        assert aside(demonstration) == ["hunt: "]
        await press(pilot, "u", "u")
        assert aside(demonstration) == []
        assert stored(demonstration)[8] == before
        assert there.offer.passage.excerpt_id in [choice.key for choice in there.main.choices]
        await press(pilot, "q")
        screen(pilot, CMOScreen)

    play_study(demonstration, script, place="theory")


def test_advice_is_set_aside_on_its_list_or_where_it_stands_and_heeded_again(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "v", "h")
        there = screen(pilot, ChecksScreen)
        assert any("CMO 8" in line for line in lines(there.main))
        await press(pilot, "x")
        await write(pilot, "a rare case")
        await press(pilot, "enter")
        assert aside(demonstration) == ["one-source: a rare case"]
        assert not any("CMO 8" in line for line in lines(there.main))
        await press(pilot, "a")
        assert any("CMO 8" in line for line in lines(there.main))
        await press(pilot, "x", "a")
        assert aside(demonstration) == []
        await press(pilot, "enter")
        cmo = screen(pilot, CMOScreen)
        item = next(item for item in cmo.main.sheet.items if item.kind == "check")
        cmo.main.show(key=item.key)
        await press(pilot, "x")
        await write(pilot, "known")
        await press(pilot, "enter")
        assert aside(demonstration) == ["one-source: known"]
        assert all(item.kind != "check" for item in cmo.main.sheet.items)
        await press(pilot, "u", "q", "q")
        assert aside(demonstration) == []
        screen(pilot, TheoryScreen)

    play_study(demonstration, script, place="theory")


def test_links_are_told_in_words_and_lead_to_their_configurations(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "v", "k")
        there = screen(pilot, LinksScreen)
        shown = lines(there.main)
        assert any("no single source" in line for line in shown)
        assert any("no single source tells all of it" in line for line in shown)
        await press(pilot, "end")
        assert "Outcome:" in there.words().plain
        await press(pilot, "enter", "down", "enter")
        cmo = screen(pilot, CMOScreen).cmo
        assert cmo is not None
        assert cmo.number == 9
        await press(pilot, "f")
        await write(pilot, "CMO 1 ")
        await press(pilot, "enter")
        assert any("No path of links" in words for words in await notices(pilot))
        await press(pilot, "q", "q")
        screen(pilot, TheoryScreen).show_cmo(stored(demonstration)[1].id)
        await pilot.pause()
        await press(pilot, "f")
        await write(pilot, "CMO 6 ")
        await press(pilot, "enter")
        assert screen(pilot, CMOScreen).query_one(AskPanel).is_open
        await press(pilot, "enter")
        cmo = screen(pilot, CMOScreen).cmo
        assert cmo is not None
        assert cmo.number == 6

    play_study(demonstration, script, place="theory")


def test_a_link_of_slots_rests_on_a_memo_too(demonstration: Path) -> None:
    number = next(n for n, cmo in stored(demonstration).items() if cmo.dyad_evidence)
    dyad = stored(demonstration)[number].dyad_evidence[0]

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, demonstration, number)
        there.main.show(key=f"dyad:{dyad.from_position}>{dyad.to_position}")
        await press(pilot, "v", "enter")
        after = stored(demonstration)[number].dyad_evidence
        assert after[-1].evidence.memo_id
        assert len(after) == len(stored(demonstration)[number].dyad_evidence)
        await press(pilot, "u")
        assert not any(d.evidence.memo_id for d in stored(demonstration)[number].dyad_evidence)

    play_study(demonstration, script, place="theory")


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (200, 60)])
def test_keys_survive_every_size_also_where_there_is_nothing(
    demonstration: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        for letter in ("k", "h"):
            await press(pilot, "v", letter)
            for key in ("x", "enter", "a", "ctrl+down", "ctrl+up", "end", "u", "question_mark"):
                await press(pilot, key, "escape")
            await press(pilot, "f9", "f9")

    from workbench.store.creating import create_study

    create_study(tmp_path / "empty.study", title="Empty")
    play_study(tmp_path / "empty.study", script, place="theory", size=size)

    async def full(pilot: Pilot[None]) -> None:
        await script(pilot)
        await opened(pilot, demonstration, 14)
        for key in ("b", "i", "f", "h", "d"):
            await press(pilot, key, "down", "escape")
        there = screen(pilot, HuntScreen)
        for key in ("c", "y", "s", "v", "ctrl+down", "question_mark"):
            await press(pilot, key, "escape")
        assert there.query(Input)

    play_study(demonstration, full, place="theory", size=size)
