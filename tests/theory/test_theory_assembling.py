"""From a passage to a configuration in one change, and configurations in short."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from command_line import CommandLine, Prepare, substance
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from theory_work import TEXT, design

from workbench.errors import BadInput, Conflict, WorkbenchError
from workbench.model.coding import Span
from workbench.model.theory_views import Said
from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stance
from workbench.store.reading.cmo_lines import cmo_lines
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import configurations, elements
from workbench.store.study import Study
from workbench.theory.assembling import Assemble
from workbench.theory.elements import GeneraliseElement
from workbench.theory.evidence import Excerpted
from workbench.theory.links import LinkCMOs


def steps(wb: CommandLine) -> None:
    design(wb)
    wb.ok("cmo", "new", "Known people", "--tracer", "Screening", "--site", "Area 2", "--site", "Area 1")
    wb.ok("cmo", "add-slot", "1", "People know each other", "--role", "context")
    wb.ok("cmo", "add-slot", "1", "Their word is taken", "--role", "mechanism")


@pytest.fixture
def study(prepared: Prepare) -> Path:
    return prepared(steps).folder / "s.study"


def passage(opened: Study, words: str) -> Excerpted:
    with opened.reading() as reader:
        revision_id = source_views(reader)[0].revision_id
    start = TEXT.index(words)
    return Excerpted(revision_id, Span(start, start + len(words)))


def cmos(opened: Study) -> tuple[Configuration, ...]:
    with opened.reading() as reader:
        return configurations(reader)


def test_a_statement_and_its_evidence_are_one_change(study: Path) -> None:
    before = substance(study)
    with Study(study) as opened:
        there = cmos(opened)[0]
        said = (Said(Role.OUTCOME, "Nobody waits"),)
        command = Assemble(passage(opened, "so nobody waited"), said, there.id)
        done = opened.execute(command, coder="Ann")
        slot = cmos(opened)[0].slots[2]
        assert done.value.slot_ids == (slot.id,)
        assert (slot.wording, slot.expectation, slot.evidence[0].text) == (
            "Nobody waits",
            "observed",
            "so nobody waited",
        )
        assert done.summary == "CMO 1: the passage supports outcome 'Nobody waits'"
        opened.undo(coder="Ann")
        assert substance(study) == before
        opened.redo(coder="Ann")
        assert cmos(opened)[0].slots[2] == slot


def test_a_dyad_is_saved_as_spoken_and_begins_a_fragment(study: Path) -> None:
    with Study(study) as opened:
        said = (Said(Role.CONTEXT, "People know each other"), Said(Role.MECHANISM_REASONING, "They trust"))
        command = Assemble(passage(opened, "We knew each other"), said, title="We knew each other")
        done = opened.execute(command, coder="Ann")
        old, new = cmos(opened)
        assert new.id == done.value.cmo_id
        assert new.stage_explained == "fragment: no outcome yet"
        assert [len(slot.evidence) for slot in new.slots] == [1, 1]
        assert [(d.from_position, d.to_position) for d in new.dyad_evidence] == [(1, 2)]
        assert new.slots[0].element_id == old.slots[0].element_id, "equal wording is the same element"
        assert new.source_names == ("A",)


def placed(wb: CommandLine) -> None:
    """B speaks about one tracer at one site; C about two of each."""
    steps(wb)
    wb.write("B.txt", f"{TEXT} So did we.")
    wb.write("C.txt", f"{TEXT} So did they.")
    wb.write(
        "m.csv",
        "file,interview,sites,tracers\nB.txt,B,Area 2,Dementia\nC.txt,C,Area 1; Area 2,Dementia; Screening\n",
    )
    wb.ok("source", "import", "--manifest", "m.csv")


@pytest.mark.parametrize(
    ("source", "place"), [("A", ("", ())), ("B", ("Dementia", ("Area 2",))), ("C", ("", ()))]
)
def test_a_fragment_belongs_where_its_source_does_if_that_is_one_place(
    prepared: Prepare, source: str, place: tuple[str, tuple[str, ...]]
) -> None:
    study = prepared(placed).folder / "s.study"
    before = substance(study)
    with Study(study) as opened:
        with opened.reading() as reader:
            revision_id = next(one.revision_id for one in source_views(reader) if one.name == source)
        said = (Said(Role.CONTEXT, "Familiar faces"),)
        done = opened.execute(Assemble(Excerpted(revision_id, Span(0, 20)), said, title="T"), coder="Ann")
        new = cmos(opened)[1]
        assert (new.tracer, new.sites) == place
        assert ("(Dementia, Area 2)" in done.summary) == (source == "B"), "what it was given is said"
        opened.undo(coder="Ann")
    assert substance(study) == before


def test_a_passage_behind_a_slot_or_the_whole_is_put_there_once(study: Path) -> None:
    with Study(study) as opened:
        there = cmos(opened)[0]
        here = passage(opened, "The form was refused")
        behind = Assemble(here, (Said(slot_id=there.slots[0].id),), there.id, stance=Stance.CONTRADICTS)
        opened.execute(behind, coder="Ann")
        opened.execute(Assemble(here, (), there.id), coder="Ann")
        found = cmos(opened)[0]
        assert found.slots[0].evidence[0].stance is Stance.CONTRADICTS
        assert len(found.evidence) == 1
        before = substance(study)
        with pytest.raises(Conflict, match="already"):
            opened.execute(behind, coder="Ann")
        assert substance(study) == before


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ((Said(Role.CONTEXT, "  "),), "wording"),
        ((Said(None, "Words"),), "which role"),
        ((Said(Role.CONTEXT, element_id="gone"),), "no longer"),
        ((Said(slot_id="gone"),), "no longer"),
        ((Said(Role.CONTEXT, "New"), Said(Role.CONTEXT, "New")), "different"),
        ((), "begins with a statement"),
    ],
)
def test_what_cannot_be_leaves_nothing_half_done(study: Path, said: tuple[Said, ...], fault: str) -> None:
    before = substance(study)
    with Study(study) as opened, pytest.raises((BadInput, Conflict), match=fault):
        opened.execute(Assemble(passage(opened, "refused"), said, title="T"), coder="Ann")
    assert substance(study) == before


def test_an_element_is_made_a_variant_of_a_general_one_that_is_worded_on_the_way(study: Path) -> None:
    before = substance(study)
    with Study(study) as opened:
        element = cmos(opened)[0].slots[0].element_id
        opened.execute(GeneraliseElement(element, "Familiarity"), coder="Ann")
        done = opened.execute(GeneraliseElement(element, "Familiarity"), coder="Ann")
        assert "as it is" in done.summary
        with pytest.raises(BadInput, match="itself"):
            opened.execute(GeneraliseElement(element, "People know each other"), coder="Ann")
        opened.undo(coder="Ann")
        assert substance(study) == before


@settings(max_examples=25, deadline=None)
@given(
    parts=st.lists(
        st.tuples(st.sampled_from(list(Role)), st.sampled_from(["Words", "People know each other", "More"])),
        min_size=1,
        max_size=3,
    ),
    new=st.booleans(),
)
def test_undo_takes_back_whatever_was_assembled(
    tmp_path_factory: pytest.TempPathFactory,
    built_demonstration: Path,
    parts: list[tuple[Role, str]],
    new: bool,
) -> None:
    import shutil

    file = Path(shutil.copy(built_demonstration, tmp_path_factory.mktemp("undo") / "d.study"))
    before = substance(file)
    with Study(file) as opened:
        with opened.reading() as reader:
            excerpt = Excerpted(source_views(reader)[0].revision_id, Span(3, 30))
        cmo_id = None if new else cmos(opened)[0].id
        try:
            opened.execute(Assemble(excerpt, tuple(Said(*part) for part in parts), cmo_id), coder="Ann")
        except WorkbenchError:
            assert substance(file) == before
            return
        assert substance(file) != before
        opened.undo(coder="Ann")
        assert substance(file) == before


def test_the_short_form_says_what_the_whole_one_says(demonstration: Path) -> None:
    with Study(demonstration) as opened:
        first, *_, last = [c for c in cmos(opened) if c.kind == CMOKind.OBSERVED]
        opened.execute(LinkCMOs(first.id, last.id, LinkKind.REFINES), coder="Ann")
        with opened.reading() as reader:
            whole, short = configurations(reader), cmo_lines(reader)
            assert whole == tuple(configurations(reader, only={cmo.id})[0] for cmo in whole)
            assert configurations(reader, only={"gone"}) == ()
    for one, line in zip(whole, short, strict=True):
        pieces = list(one.evidence_by_name.values())
        assert (line.number, line.stage, line.stage_explained, line.sites, line.tracer, line.coder) == (
            one.number,
            one.stage,
            one.stage_explained,
            one.sites,
            one.tracer,
            one.coder,
        )
        assert line.bare == len(one.without_evidence)
        assert line.source_count == len(one.source_names)
        for stance in Stance:
            assert getattr(line, stance) == sum(piece.stance is stance for piece in pieces)
        assert [s.wording for s in line.statements] == [s.wording for s in one.slots]


def test_statements_do_not_grow_with_the_number_of_configurations(demonstration: Path) -> None:
    with Study(demonstration) as opened:

        def statements() -> list[int]:
            counts = []
            with opened.reading() as reader:
                one = configurations(reader)[4].id
                for read in (cmo_lines, partial(configurations, only={one}), elements):
                    run: list[str] = []

                    def note(*given: object, run: list[str] = run) -> None:
                        run.append(str(given[2]))

                    event.listen(Engine, "before_cursor_execute", note)
                    try:
                        read(reader)
                    finally:
                        event.remove(Engine, "before_cursor_execute", note)
                    counts.append(len(run))
            return counts

        before = statements()
        for i in range(12):
            said = (Said(Role.CONTEXT, f"Context {i}"), Said(Role.OUTCOME, f"Outcome {i}"))
            with opened.reading() as reader:
                revision_id = source_views(reader)[i % 3].revision_id
            excerpt = Excerpted(revision_id, Span(i * 10, i * 10 + 25))
            opened.execute(Assemble(excerpt, said, title=f"Fragment {i}"), coder="Ann")
        assert statements() == before
    assert max(before) <= 25
