"""The list of configurations, one of them with its evidence, and the way from a passage into one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playing import notices, play_study, said, screen
from textual.pilot import Pilot
from textual.widgets import Input

from workbench.desk import StudyDesk
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, Role, Stance
from workbench.store.creating import create_study
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Study
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.tui.app import WorkbenchApp
from workbench.tui.home_screen import HomeScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.theory.cmo_evidence import EvidenceList
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.passage_panel import PassagePanel
from workbench.tui.theory.theory_screen import TheoryScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import PickPanel


def stored(path: Path) -> dict[int, Configuration]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {cmo.number: cmo for cmo in configurations(reader)}


def shown(there: TheoryScreen) -> list[str]:
    return ["".join(part.text for part in choice.parts) for choice in there.main.choices]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, with waiting after those that open something."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def write(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in words))
    await pilot.pause()


async def opened(pilot: Pilot[None], number: int) -> CMOScreen:
    """The screen of the configuration of that number, opened from the list."""
    there = screen(pilot, TheoryScreen)
    line = next(line for line in there._filter.lines if line.number == number)
    there.show_cmo(line.id)
    await pilot.pause()
    return screen(pilot, CMOScreen)


def play_theory(study: Path, script: Callable[[Pilot[None]], Awaitable[None]], **how: object) -> None:
    play_study(study, script, place="theory", **how)  # type: ignore[arg-type]


def test_typing_and_facts_filter_the_list(demonstration: Path) -> None:
    cmos = stored(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, TheoryScreen)
        assert len(there.main.choices) == len(cmos)
        await press(pilot, "slash")
        await write(pilot, "programme theory")
        wanted = [n for n, cmo in cmos.items() if cmo.kind == CMOKind.PROGRAMME_THEORY]
        assert [int(line.split()[0]) for line in shown(there)] == wanted
        await press(pilot, "escape", "f")
        await write(pilot, "fragment")
        await press(pilot, "enter")
        assert len(there.main.choices) == sum(cmo.stage == "fragment" for cmo in cmos.values())
        await press(pilot, "escape")
        element = cmos[1].slots[1]
        await press(pilot, "f")
        await write(pilot, element.wording[:30].lower())
        await press(pilot, "enter")
        assert len(there.main.choices) == sum(
            element.element_id in {slot.element_id for slot in cmo.slots} for cmo in cmos.values()
        )

    play_theory(demonstration, script)


def test_facts_of_several_kinds_are_asked_together_and_lifted_one_by_one(demonstration: Path) -> None:
    live = [cmo for cmo in stored(demonstration).values() if cmo.stage != "retired"]
    observed = [cmo.number for cmo in live if cmo.kind == CMOKind.OBSERVED]
    both = [cmo.number for cmo in live if cmo.number in observed and cmo.tracer == "Falls prevention"]
    assert 0 < len(both) < len(observed)

    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, TheoryScreen)

        def numbers() -> list[int]:
            return [int(line.split()[0]) for line in shown(there)]

        await press(pilot, "f", *"kind", "space", *"observed", "enter")
        assert numbers() == observed
        await press(pilot, "f", *"tracer", "space", *"falls", "enter")
        assert numbers() == both
        assert there.query_one("#filter", Input).placeholder.startswith("only observed; Falls prevention ")
        await press(pilot, "f", *"kind", "space", *"observed", "enter")
        assert set(numbers()) > set(both), "picked again, a fact is lifted and the others stay"
        assert {cmo.tracer for cmo in live if cmo.number in numbers()} == {"Falls prevention"}
        await press(pilot, "f", *"tracer", "space", *"home", "enter")
        tracers = {cmo.tracer for cmo in live if cmo.number in numbers()}
        assert len(tracers) == 1
        assert "Falls prevention" not in tracers, "another tracer takes its place"
        await press(pilot, "escape")
        assert numbers() == [cmo.number for cmo in live]

    play_theory(demonstration, script)


def test_letters_narrow_a_list_that_is_asked_from_and_none_is_taken_that_has_not_them(
    demonstration: Path,
) -> None:
    cmo = next(one for one in stored(demonstration).values() if one.stage == "fragment")

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen).show_cmo(cmo.id)
        await press(pilot, "e")
        there = screen(pilot, CMOScreen)
        asked = there.query_one(Chooser)
        await press(pilot, *"tracer", "enter", *"nowhere", "enter")
        assert asked.is_open
        assert "“nowhere” is in none" in str(asked.border_title)
        assert stored(demonstration)[cmo.number].tracer == cmo.tracer != "Home-first discharge"
        await press(pilot, *["backspace"] * 7, *"home", "enter")
        assert stored(demonstration)[cmo.number].tracer == "Home-first discharge"

    play_theory(demonstration, script)


def test_no_statement_is_taken_before_anything_is_typed_and_a_sentence_is_ones_own(
    demonstration: Path,
) -> None:
    cmo = next(iter(stored(demonstration).values()))
    other = next(
        slot.wording for one in stored(demonstration).values() for slot in one.slots if one.id != cmo.id
    )
    part = " ".join(other.split()[:5])

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen).show_cmo(cmo.id)
        there = screen(pilot, CMOScreen)
        await press(pilot, "a", "enter", "enter")
        assert there.query_one(PickPanel).is_open
        assert len(stored(demonstration)[cmo.number].slots) == len(cmo.slots)
        await write(pilot, part)
        await press(pilot, "enter")
        assert part in {slot.wording for slot in stored(demonstration)[cmo.number].slots}

    play_theory(demonstration, script)


def test_a_new_configuration_is_built_edited_and_undone(demonstration: Path) -> None:
    before = len(stored(demonstration))

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "n", "enter")
        await write(pilot, "Mine")
        await press(pilot, "enter")
        there = screen(pilot, CMOScreen)
        assert there.cmo is not None
        assert there.cmo.stage_explained.startswith("fragment: no context")
        number = there.cmo.number
        await press(pilot, "a", "enter")
        await write(pilot, "people know")
        await press(pilot, "enter")
        await press(pilot, "a", "down", "down", "down", "enter")
        await write(pilot, "they trust")
        await press(pilot, "enter")
        roles = [slot.role for slot in stored(demonstration)[number].slots]
        assert roles == [Role.CONTEXT, Role.MECHANISM]
        await press(pilot, "m", "end")
        await press(pilot, "escape", "e", "enter")
        await write(pilot, "If so then")
        await press(pilot, "ctrl+s")
        assert stored(demonstration)[number].narrative == "If so then"
        await press(pilot, "t")
        assert stored(demonstration)[number].stage == "retired"
        await press(pilot, "u", "u")
        assert stored(demonstration)[number].narrative == ""
        await press(pilot, "u", "u", "u")
        assert len(stored(demonstration)) == before
        assert "no longer" in "".join(await notices(pilot)) or there.cmo is None
        await press(pilot, "a", "w", "x", "enter", "e", "down", "q")
        screen(pilot, TheoryScreen)

    play_theory(demonstration, script)


def test_a_shared_element_is_reworded_here_or_everywhere(demonstration: Path) -> None:
    def sharing() -> tuple[int, int, str]:
        for a in stored(demonstration).values():
            for b in stored(demonstration).values():
                if (
                    b.number > a.number
                    and (both := {s.element_id for s in a.slots} & {s.element_id for s in b.slots})
                    and b.number not in {link.other_number for link in a.links}
                ):
                    return a.number, b.number, sorted(both)[0]
        raise AssertionError

    first, second, element_id = sharing()

    def wording(number: int) -> list[str]:
        return [slot.wording for slot in stored(demonstration)[number].slots]

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, first)
        slot = next(slot for slot in there.cmo.slots if slot.element_id == element_id) if there.cmo else None
        assert slot is not None
        there.main.show(key=f"slot:{slot.id}")
        await press(pilot, "w", "down", "enter")
        await write(pilot, " here")
        await press(pilot, "ctrl+s")
        assert f"{slot.wording} here" in wording(first)
        assert f"{slot.wording} here" not in wording(second)
        await press(pilot, "u", "w", "enter")
        await write(pilot, " anywhere")
        await press(pilot, "ctrl+s")
        assert f"{slot.wording} anywhere" in wording(first)
        assert f"{slot.wording} anywhere" in wording(second)

    play_theory(demonstration, script)


def test_slots_move_and_are_removed_with_their_evidence_after_a_question(demonstration: Path) -> None:
    number = next(n for n, cmo in stored(demonstration).items() if len(cmo.slots_of(Role.OUTCOME)) > 1)
    outcomes = [slot.id for slot in stored(demonstration)[number].slots_of(Role.OUTCOME)]

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, number)
        there.main.show(key=f"slot:{outcomes[0]}")
        await press(pilot, "J")
        assert [s.id for s in stored(demonstration)[number].slots_of(Role.OUTCOME)][:2] == outcomes[1::-1]
        await press(pilot, "J", "J", "J")
        assert any("last outcome" in words for words in await notices(pilot))
        there.main.show(key=f"slot:{outcomes[0]}")
        await press(pilot, "x")
        assert outcomes[0] in {s.id for s in stored(demonstration)[number].slots}
        await press(pilot, "enter")
        assert outcomes[0] not in {s.id for s in stored(demonstration)[number].slots}
        await press(pilot, "u")
        assert outcomes[0] in {s.id for s in stored(demonstration)[number].slots}

    play_theory(demonstration, script)


def test_evidence_is_rated_turned_read_in_its_place_and_taken_away(demonstration: Path) -> None:
    number = next(n for n, cmo in stored(demonstration).items() if cmo.slots[0].evidence)
    piece = stored(demonstration)[number].slots[0].evidence[0]

    def now() -> dict[str, object]:
        found = {e.id: e for e in stored(demonstration)[number].evidence_by_name.values()}
        return {"gone": piece.id not in found, "stance": getattr(found.get(piece.id), "stance", None),
                "rigour": getattr(found.get(piece.id), "rigour", None)}  # fmt: skip

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, number)
        await press(pilot, "enter")
        assert isinstance(there.focused, EvidenceList)
        await press(pilot, "enter")
        text = screen(pilot, CodingScreen)
        assert text.view.cursor.selection == (piece.start_char, piece.end_char)
        await press(pilot, "q")
        assert screen(pilot, CMOScreen) is there
        await press(pilot, "s", "down", "enter")
        assert now()["stance"] is Stance.CONTRADICTS
        assert isinstance(there.focused, EvidenceList)
        await press(pilot, "r", "down", "down", "enter", "down", "down", "down", "enter")
        assert now()["rigour"] == ""
        assert isinstance(there.focused, EvidenceList)
        await press(pilot, "x")
        assert now()["gone"]
        await press(pilot, "u", "u", "u")
        assert now() == {"gone": False, "stance": piece.stance, "rigour": piece.rigour}

    play_theory(demonstration, script)


def test_a_ripple_is_offered_only_where_an_element_is_shared(demonstration: Path) -> None:
    with Study(demonstration) as study:
        first = study.execute(NewCMO("First", CMOKind.OBSERVED), coder="Mared").value
        second = study.execute(NewCMO("Second", CMOKind.OBSERVED), coder="Mared").value
        study.execute(AddSlot(first, Role.OUTCOME, "Nobody waits at all"), coder="Mared")
    number = max(stored(demonstration)) - 1

    async def script(pilot: Pilot[None]) -> None:
        await opened(pilot, number)
        await press(pilot, "l", "enter")
        assert any("no CMO to link" in words for words in await notices(pilot))
        with Study(demonstration) as study:
            study.execute(AddSlot(second, Role.CONTEXT, "Nobody waits at all"), coder="Ann")
        await press(pilot, "l", "enter")
        assert [entry.key for entry in screen(pilot, CMOScreen).query_one(PickPanel)._question.entries] == [
            second
        ]
        await press(pilot, "enter")
        link = stored(demonstration)[number].links[0]
        assert (link.kind, link.other_id, link.shared_wording) == ("ripple", second, "Nobody waits at all")
        there = screen(pilot, CMOScreen)
        there.main.show(key=f"link:{link.id}")
        await press(pilot, "enter")
        assert there.cmo is not None
        assert there.cmo.id == second
        await press(pilot, "u")
        assert not stored(demonstration)[number].links

    play_theory(demonstration, script)


def test_two_keys_put_a_passage_behind_a_slot_of_the_cmo_in_hand(demonstration: Path) -> None:
    cmo = stored(demonstration)[6]

    async def script(pilot: Pilot[None]) -> None:
        await opened(pilot, 6)
        await press(pilot, "f4", "enter")
        screen(pilot, CodingScreen)
        await press(pilot, "N", "s", "C", "2")
        assert "CMO 6" in said(pilot)
        now = stored(demonstration)[6].slots[1].evidence
        assert len(now) == len(cmo.slots[1].evidence) + 1
        await press(pilot, "C", "2")
        assert any("already" in words for words in await notices(pilot))
        await press(pilot, "C", "s", "2")
        assert stored(demonstration)[6].slots[1].evidence[-1].stance is Stance.CONTRADICTS
        await press(pilot, "u", "u")
        assert stored(demonstration)[6] == cmo

    play_theory(demonstration, script)


def test_a_dyad_begins_a_fragment_in_the_words_of_the_passage(demonstration: Path) -> None:
    before = stored(demonstration)

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "N", "s", "C")
        assert screen(pilot, CodingScreen).query_one(PassagePanel).is_open
        await press(pilot, "space", "o", "enter")
        await write(pilot, "it works")
        await press(pilot, "enter")
        made = stored(demonstration)[len(before) + 1]
        assert [slot.role for slot in made.slots] == [Role.CONTEXT, Role.OUTCOME]
        assert made.slots[1].wording == "it works"
        assert made.slots[0].wording == " ".join(made.slots[0].evidence[0].text.split())
        assert len(made.dyad_evidence) == 1
        assert made.stage_explained == "fragment: no mechanism yet"
        await press(pilot, "u")
        assert stored(demonstration) == before
        await press(pilot, "C", "h", "enter")
        assert screen(pilot, CodingScreen).query_one(PassagePanel).is_open
        await press(pilot, "escape", "C", "n", "escape")

    play_study(demonstration, script, opened="BF-01")


@pytest.mark.parametrize(
    ("keys", "size"), [(["down", "enter"], (80, 24)), (["end", "enter", "enter"], (120, 40))]
)
def test_a_configuration_looks_as_it_did(
    demonstration: Path, keys: list[str], size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    desk = StudyDesk(demonstration, coder="Mared")
    try:
        app = WorkbenchApp(desk, first="theory")
        assert snap_compare(app, terminal_size=size, run_before=lambda pilot: press(pilot, *keys, "left"))
    finally:
        desk.close()


def test_the_mark_comes_along_to_top_and_bottom_and_by_pages(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, 5)
        sheet = there.main
        height = sheet.size.height

        def in_sight() -> bool:
            return sheet.item is not None and sheet._top <= sheet.item.line < sheet._top + height

        await press(pilot, "end")
        assert sheet.at == len(sheet.sheet.items) - 1
        assert sheet._top == len(sheet.sheet.lines) - height > 0
        assert in_sight()
        await press(pilot, "home")
        assert (sheet.at, sheet._top) == (0, 0)
        seen = [sheet.at]
        while sheet._top < len(sheet.sheet.lines) - height:
            await press(pilot, "pagedown")
            assert in_sight()
            seen.append(sheet.at)
        assert seen == sorted(set(seen)), "each page brings it further"
        await press(pilot, "home", "b", "end")
        assert "split so" in there.query_one(Chooser).query_one(ChoiceList).choices[-1].words
        assert there.query_one(Chooser).query_one(ChoiceList).key == "ready"

    play_theory(demonstration, script, size=(80, 24))


def test_an_element_is_put_under_a_general_one_and_taken_from_under_it(demonstration: Path) -> None:
    element = stored(demonstration)[5].slots[0].element_id

    def parent(study: Path) -> int | None:
        with Study(study) as opened, opened.reading() as reader:
            return next(one.parent_number for one in elements(reader) if one.id == element)

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, 5)
        await press(pilot, "g")
        await write(pilot, "Money without an owner gets spent elsewhere")
        await press(pilot, "enter")
        general = parent(demonstration)
        assert general is not None
        await press(pilot, "g", "down", "enter")
        assert any(f"from under E{general}" in words for words in await notices(pilot))
        assert parent(demonstration) is None
        await press(pilot, "u")
        assert parent(demonstration) == general
        assert there.slot is not None

    play_theory(demonstration, script)


def test_another_element_is_put_here_only_or_everywhere(demonstration: Path) -> None:
    cmos = stored(demonstration)
    held = {slot.element_id: slot for cmo in cmos.values() for slot in cmo.slots}
    number, slot = next(
        (cmo.number, slot)
        for cmo in cmos.values()
        for slot in cmo.slots
        if sum(slot.element_id in {one.element_id for one in other.slots} for other in cmos.values()) > 1
        and not any(link.shared_wording for link in cmo.links)
    )
    spare = next(
        one
        for one in held.values()
        if one.element_id != slot.element_id
        and not any(
            {one.element_id, slot.element_id} <= {each.element_id for each in cmo.slots}
            for cmo in cmos.values()
        )
    )

    def holders(element_id: str) -> set[int]:
        found = stored(demonstration).values()
        return {cmo.number for cmo in found if element_id in {each.element_id for each in cmo.slots}}

    old, new = holders(slot.element_id), holders(spare.element_id)

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, number)
        for where, left, gained in (("here", old - {number}, {number}), ("everywhere", set(), old)):
            there.main.show(key=f"slot:{slot.id}")
            await press(pilot, "s")
            await write(pilot, spare.wording)
            await press(pilot, "enter", *where, "enter")
            assert holders(slot.element_id) == left
            assert holders(spare.element_id) == new | gained
            await press(pilot, "u")
            assert (holders(slot.element_id), holders(spare.element_id)) == (old, new)

    play_theory(demonstration, script)


def test_a_statement_in_two_slots_of_one_cmo_is_reworded_here_or_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "s.study"
    create_study(path, title="Invented study")
    with Study(path) as study:
        cmo = study.execute(NewCMO("", CMOKind.OBSERVED), coder="Ann").value
        for role, wording in (
            (Role.CONTEXT, "Trust"),
            (Role.MECHANISM, "They talk"),
            (Role.OUTCOME, "Trust"),
        ):
            study.execute(AddSlot(cmo, role, wording), coder="Ann")

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, 1)
        for key, rest in (("w", ()), ("s", ("enter",))):
            await press(pilot, key, *rest)
            asked = there.query_one(Chooser)
            assert asked.is_open
            [everywhere] = [one for one in asked.query_one(ChoiceList).choices if one.key == "everywhere"]
            assert "also in slot 3" in everywhere.parts[1].text
            await press(pilot, "escape")
        await press(pilot, "w", "down", "enter")
        await write(pilot, " grows")
        await press(pilot, "ctrl+s")
        assert [slot.wording for slot in stored(path)[1].slots] == ["Trust grows", "They talk", "Trust"]

    play_theory(path, script)


def test_an_element_is_found_by_where_it_stands_unless_words_of_ones_own_are_typed(
    demonstration: Path,
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, 1)
        slot = there.cmo.slots[0] if there.cmo else None
        assert slot is not None
        there.main.show(key=f"slot:{slot.id}")
        picks = there.query_one(PickPanel).query_one(ChoiceList)
        await press(pilot, "s")
        await write(pilot, "in cmo 14")
        held = {one.element_id for one in stored(demonstration)[14].slots}
        assert {one.key for one in picks.choices} & held
        await press(pilot, "escape", "a", "enter")
        await write(pilot, "in cmo 14")
        assert picks.choices[0].key == "+"
        await press(pilot, "escape")

    play_theory(demonstration, script)


def test_what_is_begun_belongs_where_what_is_shown_does(demonstration: Path) -> None:
    place = next(
        (cmo.tracer, cmo.sites[0]) for cmo in stored(demonstration).values() if cmo.tracer and cmo.sites
    )

    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, TheoryScreen)
        for kind, name in zip(("tracer", "site"), place, strict=True):
            await press(pilot, "f")
            await write(pilot, f"{kind} {name}")
            await press(pilot, "enter")
        await press(pilot, "n")
        assert f"({', '.join(place)})" in str(there.query_one(Chooser).border_title)
        await press(pilot, "enter")
        await write(pilot, "Mine")
        await press(pilot, "enter")
        begun = screen(pilot, CMOScreen).cmo
        assert begun is not None
        assert (begun.tracer, begun.sites) == (place[0], (place[1],))

    play_theory(demonstration, script)


def test_home_leads_to_a_fragment(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        home = screen(pilot, HomeScreen)
        keys = [choice.key for choice in home.main.choices]
        home.main.mark(next(i for i, key in enumerate(keys) if key.startswith("fragment:")))
        await press(pilot, "enter")
        there = screen(pilot, CMOScreen)
        assert there.cmo is not None
        assert there.cmo.stage == "fragment"
        await press(pilot, "q")
        screen(pilot, TheoryScreen)

    play_study(demonstration, script, place="home")


def test_what_others_change_appears(demonstration: Path) -> None:
    cmo = stored(demonstration)[2]

    async def script(pilot: Pilot[None]) -> None:
        there = await opened(pilot, 2)
        with Study(demonstration) as study:
            study.execute(EditCMO(cmo.id, title="Another title"), coder="Ann")
        there.poll()
        assert there.cmo is not None
        assert there.cmo.title == "Another title"

    play_theory(demonstration, script)


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (200, 60)])
def test_every_key_survives_every_size(demonstration: Path, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "h", "f", "escape", "n", "escape", "enter")
        for key in (
            "right",
            "down",
            "left",
            "up",
            "pagedown",
            "o",
            "g",
            "v",
            "s",
            "m",
            "l",
            "e",
            "M",
            "J",
            "K",
            "n",
            "p",
        ):
            await press(pilot, key, "escape")
        await press(pilot, "question_mark", "escape", "enter", "n", "escape", "ctrl+down", "escape")

    play_theory(demonstration, script, size=size)


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.study"
    create_study(path, title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        there = screen(pilot, TheoryScreen)
        assert "n begins one" in "".join(shown(there))
        await press(pilot, "enter", "f", "escape", "n", "enter", "enter", "escape", "n", "enter")
        await write(pilot, "\u202eTitle [bold]x[/]")
        await press(pilot, "enter")
        here = screen(pilot, CMOScreen)
        await press(
            pilot, "e", "down", "down", "down", "enter", "v", "s", "escape", "w", "o", "x", "J", "enter"
        )
        assert here.cmo is not None
        assert here.cmo.title.endswith("Title [bold]x[/]")

    play_theory(path, script)
