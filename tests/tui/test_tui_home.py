"""The home of a study: what it counts, what it says is open, and where its entries lead."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from playing import notices, play_study, screen
from textual.pilot import Pilot

from workbench.coding.reading_marks import MarkRead
from workbench.model.coding import Span
from workbench.model.overview import DoubtfulAnchor, Open, Overview
from workbench.model.vocabulary import CMOKind, Role
from workbench.sources.commands import ImportSources
from workbench.sources.preparing import gather, prepare
from workbench.store.creating import create_study
from workbench.store.reading.anchors import doubtful_anchors
from workbench.store.reading.overview import overview
from workbench.store.reading.sources import source_views
from workbench.store.study import Study
from workbench.theory.commands import AddSlot, NewCMO
from workbench.tui.home_screen import HomeScreen
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.sections import SectionList, heading


def at_a_glance(study: Study) -> Overview:
    with study.reading() as reader:
        return overview(reader)


async def at_home(pilot: Pilot[None]) -> HomeScreen:
    """The home, once it has counted."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen(pilot, HomeScreen)


def lines(home: HomeScreen) -> list[str]:
    return ["".join(part.text for part in choice.parts) for choice in home.main.choices]


def test_each_source_counts_once_in_the_whole_and_at_each_of_its_places(demonstration: Path) -> None:
    with Study(demonstration) as study:
        found = at_a_glance(study)
        with study.reading() as reader:
            sources = source_views(reader)
    assert found.whole.sources == len(sources)
    assert found.whole.char_count == sum(source.char_count for source in sources)
    for part in found.parts:
        there = [s for s in sources if (part.tracer in s.tracers or not (part.tracer or s.tracers))]
        there = [s for s in there if (part.site in s.sites or not (part.site or s.sites))]
        assert (part.sources, part.char_count) == (len(there), sum(s.char_count for s in there))


def test_reading_a_source_through_counts_where_it_belongs_and_names_who_read(demonstration: Path) -> None:
    with Study(demonstration) as study:
        before = at_a_glance(study)
        with study.reading() as reader:
            source = next(s for s in source_views(reader) if s.sites and s.tracers)
        study.execute(MarkRead(source.revision_id, Span(0, source.char_count)), coder="Newcomer")
        after = at_a_glance(study)
        study.undo(coder="Newcomer")
        assert at_a_glance(study) == before
    assert after.whole.covered_chars > before.whole.covered_chars
    for now, was in zip(after.parts, before.parts, strict=True):
        mine = now.tracer in source.tracers and now.site in source.sites
        assert ("Newcomer" in now.coders) is mine
        assert (now.covered_chars > was.covered_chars) is mine


def test_open_ends_are_sources_not_begun_fragments_and_bare_slots(demonstration: Path) -> None:
    with Study(demonstration) as study:
        fragment = study.execute(NewCMO("Only a context", CMOKind.OBSERVED), coder="Mared").value
        study.execute(AddSlot(fragment, Role.CONTEXT, "a shared building"), coder="Mared")
        theory = study.execute(NewCMO("As designed", CMOKind.PROGRAMME_THEORY), coder="Mared").value
        for role in (Role.CONTEXT, Role.MECHANISM, Role.OUTCOME):
            study.execute(AddSlot(theory, role, f"some {role}"), coder="Mared")
        ends = {(end.kind, end.id): end.why for end in at_a_glance(study).ends}
        with study.reading() as reader:
            untouched = {s.id for s in source_views(reader) if not s.coding_count}
    assert "no mechanism" in ends[Open.FRAGMENT, fragment]
    assert ends[Open.WITHOUT_EVIDENCE, theory] == "3 of 3 slots without evidence"
    assert {key for kind, key in ends if kind is Open.UNREAD} == untouched


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (20, 5)])
def test_the_home_leads_to_the_sources_of_a_place_and_back(
    demonstration: Path, size: tuple[int, int]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        assert "Progress" in lines(home)[0]
        await pilot.press("enter")
        await pilot.pause()
        there = screen(pilot, SourcesScreen)
        wanted = home.main.key.removeprefix("sources:").split()
        assert there.main.choices
        with Study(demonstration, read_only=True) as study, study.reading() as reader:
            named = {s.id: " ".join((*s.tracers, *s.sites)).split() for s in source_views(reader)}
        assert {choice.key for choice in there.main.choices} >= {i for i, n in named.items() if n == wanted}
        assert all(set(wanted) <= set(named[choice.key]) for choice in there.main.choices)
        await pilot.press("f3")
        await pilot.pause()
        screen(pilot, HomeScreen)

    play_study(demonstration, script, place="home", size=size)


def test_a_source_that_nobody_has_begun_opens_from_here(demonstration: Path, tmp_path: Path) -> None:
    (tmp_path / "NEW-1.txt").write_text("Q: Well?\n\nA: Nobody has read this.\n", "utf-8")
    files, _ = gather([str(tmp_path / "NEW-1.txt")])
    prepared = [one.prepared for one in prepare(files) if one.prepared]
    with Study(demonstration) as study:
        study.execute(ImportSources(prepared), coder="Mared")

    async def script(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        keys = [choice.key for choice in home.main.choices]
        home.main.mark(next(i for i, key in enumerate(keys) if key.startswith(Open.UNREAD)))
        await pilot.press("enter")
        await pilot.pause()
        opened = screen(pilot, CodingScreen)
        assert opened.source.name == "NEW-1"
        await pilot.press("q")
        await pilot.pause()
        screen(pilot, HomeScreen)

    play_study(demonstration, script, place="home")


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    create_study(tmp_path / "empty.study", title="Empty")

    async def script(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        assert any("source import" in line for line in lines(home))
        await pilot.press("down", "enter", "up", "pagedown", "enter")
        screen(pilot, HomeScreen)

    play_study(tmp_path / "empty.study", script, place="home")


def test_the_home_warns_of_a_folder_that_a_service_copies(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "a.study"
    path.parent.mkdir()
    create_study(path, title="A")

    async def play(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        said = " ".join(lines(home)[:4])
        assert "a folder that Dropbox copies" in said
        assert "study copy --for" in said
        assert "Progress" in " ".join(lines(home))

    play_study(path, play, place="home")


def test_headings_are_never_marked() -> None:
    entries = SectionList()
    entries.show(
        [heading(Part("A")), *(Choice(k, (Part(k),)) for k in "ab"), heading(Part("B")), Choice("c", ())]
    )
    seen = [entries.key]
    for step in (1, 1, 1, -1, -1, -1, -9, 9):
        entries.mark(entries.marked + step)
        seen.append(entries.key)
    assert seen == ["a", "b", "c", "c", "b", "a", "a", "a", "c"]


def tamper(study: Path, *statements: str) -> None:
    """Change a file as nothing in the program does."""
    raw = sqlite3.connect(study)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def anchors(study: Path) -> Sequence[DoubtfulAnchor]:
    with Study(study, read_only=True) as opened, opened.reading() as reader:
        return doubtful_anchors(reader)


def test_no_passage_of_the_demonstration_is_in_doubt(demonstration: Path) -> None:
    assert anchors(demonstration) == ()


def test_a_coding_whose_words_are_others_is_named_and_opening_it_says_what_to_do(demonstration: Path) -> None:
    raw = sqlite3.connect(demonstration)
    query = "SELECT excerpt.id FROM excerpt JOIN coding ON coding.excerpt_id = excerpt.id LIMIT 1"
    (excerpt,) = raw.execute(query).fetchone()
    raw.close()
    tamper(demonstration, f"UPDATE excerpt SET quote_sha256 = 'x' WHERE id = '{excerpt}'")
    (found,) = anchors(demonstration)
    assert "coding" in found.rests
    assert "not what was marked" in found.why

    async def script(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        assert any("Passages in doubt" in line for line in lines(home))
        keys = [choice.key for choice in home.main.choices]
        home.main.mark(keys.index("anchor:0"))
        await pilot.press("enter")
        await pilot.pause()
        said = await notices(pilot)
        assert any(
            f"{found.start_char}:{found.end_char} is not the text that was quoted" in one for one in said
        )

    play_study(demonstration, script, place="home")


def test_a_coding_on_an_older_text_is_named_and_leads_to_the_present_one(demonstration: Path) -> None:
    newer = (
        "INSERT INTO revision (id, source_id, number, sha256, char_count, created_at)"
        " SELECT 'newer', source_id, 2, sha256, char_count, created_at FROM revision"
        " WHERE source_id = (SELECT id FROM source WHERE name = 'HM-01')"
    )
    tamper(demonstration, newer)
    found = anchors(demonstration)
    assert found
    assert {(one.source, one.is_older) for one in found} == {("HM-01", True)}

    async def script(pilot: Pilot[None]) -> None:
        home = await at_home(pilot)
        home.main.mark([choice.key for choice in home.main.choices].index("anchor:0"))
        await pilot.press("enter")
        await pilot.pause()
        assert screen(pilot, CodingScreen).source.name == "HM-01"
        assert any("older text" in one for one in await notices(pilot))

    play_study(demonstration, script, place="home")
