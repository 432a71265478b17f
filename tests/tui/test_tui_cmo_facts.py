"""On screen: tracer and sites of a configuration, and whether the team agrees on it; and what it can be linked to."""

from __future__ import annotations

from pathlib import Path

from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stage
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.study import sites, tracers
from workbench.store.reading.theory import configurations
from workbench.store.reading.theory_verdicts import verdicts
from workbench.store.study import Study
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.tui.theory.cmo_acts import linkable
from workbench.tui.theory.cmo_screen import CMOScreen
from workbench.tui.theory.theory_screen import TheoryScreen


def stored(path: Path) -> dict[int, Configuration]:
    with Study(path, read_only=True) as study, study.reading() as reader:
        return {cmo.number: cmo for cmo in configurations(reader)}


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def fact(pilot: Pilot[None], name: str) -> None:
    """Choose to edit a fact."""
    place = ("narrative", "title", "tracer", "sites", "agreed", "kind").index(name)
    await press(pilot, "e", *["down"] * place, "enter")


def test_tracer_and_sites_are_given_and_taken_away(demonstration: Path) -> None:
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        judged = {ref.id for one in verdicts(reader) for ref in (one.cmo, *one.basis)}
        every, names = [one.name for one in sites(reader)], [one.name for one in tracers(reader)]
    number = next(
        n
        for n, cmo in stored(demonstration).items()
        if cmo.tracer and len(cmo.sites) == 1 and cmo.id not in judged and cmo.stage is not Stage.RETIRED
    )

    async def script(pilot: Pilot[None]) -> None:
        was = stored(demonstration)[number]
        screen(pilot, TheoryScreen).show_cmo(was.id)
        await pilot.pause()
        await fact(pilot, "tracer")
        await press(pilot, *["down"] * len(names), "enter")
        assert stored(demonstration)[number].tracer == ""
        await fact(pilot, "tracer")
        await press(pilot, *["down"] * names.index(was.tracer), "enter")
        assert stored(demonstration)[number].tracer == was.tracer
        other = next(place for place, name in enumerate(every) if name not in was.sites)
        await fact(pilot, "sites")
        await press(pilot, *["down"] * other, "enter")
        both = [name for place, name in enumerate(every) if name in was.sites or place == other]
        assert list(stored(demonstration)[number].sites) == both
        await press(pilot, "enter")
        assert stored(demonstration)[number].sites == was.sites, "the mark stays on the site that was ticked"

    play_study(demonstration, script, place="theory")


def test_the_kind_is_turned_and_turned_back(demonstration: Path) -> None:
    with Study(demonstration) as study:
        study.execute(NewCMO("Begun as the wrong kind", CMOKind.OBSERVED), coder="Mared")
    number = max(stored(demonstration))

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen).show_cmo(stored(demonstration)[number].id)
        await pilot.pause()
        for kind in (CMOKind.PROGRAMME_THEORY, CMOKind.OBSERVED):
            await fact(pilot, "kind")
            assert stored(demonstration)[number].kind == kind

    play_study(demonstration, script, place="theory")


def test_a_note_is_written_on_the_marked_link(demonstration: Path) -> None:
    number = next(n for n, cmo in stored(demonstration).items() if cmo.links)

    async def script(pilot: Pilot[None]) -> None:
        there = stored(demonstration)[number]
        screen(pilot, TheoryScreen).show_cmo(there.id)
        await pilot.pause()
        link = there.links[0]
        screen(pilot, CMOScreen).main.show(key=f"link:{link.id}")
        await press(pilot, "w", *"So it is.", "ctrl+s")
        assert stored(demonstration)[number].links[0].note == f"{link.note}So it is."
        assert any("noted on the link of CMO" in words for words in await notices(pilot))

    play_study(demonstration, script, place="theory")


def test_agreeing_on_what_lacks_evidence_is_warned_of(demonstration: Path) -> None:
    number, cmo = next(
        (n, one)
        for n, one in stored(demonstration).items()
        if one.stage is Stage.COMPLETE and one.kind == "observed"
    )
    with Study(demonstration) as study:
        study.execute(EditCMO(cmo.id, agreed=False), coder="Mared")
        study.execute(AddSlot(cmo.id, Role.CONTEXT, "What nobody has said"), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        screen(pilot, TheoryScreen).show_cmo(stored(demonstration)[number].id)
        await pilot.pause()
        await fact(pilot, "agreed")
        assert stored(demonstration)[number].agreed
        assert any("no evidence behind" in words for words in await notices(pilot))
        pilot.app.clear_notifications()
        await fact(pilot, "agreed")
        assert not stored(demonstration)[number].agreed
        assert not any("no evidence behind" in words for words in await notices(pilot))

    play_study(demonstration, script, place="theory")


def test_what_is_linked_so_already_is_not_offered_again_and_a_ripple_only_where_it_can_go(
    demonstration: Path,
) -> None:
    with Study(demonstration, read_only=True) as study, study.reading() as reader:
        lines = cmo_lines(reader)
    linked = 0
    for cmo in stored(demonstration).values():
        for kind in LinkKind:
            comes_back = kind is LinkKind.RIPPLE
            links = [link for link in cmo.links if link.kind == kind]
            there = {link.other_id for link in links if link.outgoing or not comes_back}
            offered = {line.id for line in linkable(cmo, lines, kind)}
            linked += len(there)
            assert not offered & (there | {cmo.id})
            if kind is not LinkKind.RIPPLE:
                assert offered == {line.id for line in lines} - there - {cmo.id} - {
                    line.id for line in lines if line.stage is Stage.RETIRED
                }
    assert linked, "the demonstration has links"
