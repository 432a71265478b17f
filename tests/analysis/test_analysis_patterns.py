"""Demi-regularities among invented configurations: what recurs, how generally, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

from workbench.analysis.patterns import patterns
from workbench.model.pattern_text import described
from workbench.model.pattern_views import ElementRef, PatternCMO, PatternSlot
from workbench.model.vocabulary import CMOKind, Role

ELEMENTS = {
    name: ElementRef(name, n, f"the {name}")
    for n, name in enumerate(("c", "c1", "c2", "m", "m1", "m2", "o", "o1", "o2", "x"), 1)
}


def slot(role: Role, name: str, valence: str = "") -> PatternSlot:
    """Elements such as `c1` are variants of `c`."""
    return PatternSlot(role, name, (name[0],) if len(name) > 1 else (), valence)


def cmo(
    number: int, c: str, m: str, o: str, *, kind: str = "observed", valence: str = "", **more: object
) -> PatternCMO:
    slots = [slot(Role.CONTEXT, c)] if c else []
    slots += [slot(Role.MECHANISM_REASONING, m)] if m else []
    slots += [slot(Role.OUTCOME, o, valence)] if o else []
    given = {
        "title": f"T{number}",
        "tracer": "Falls",
        "sites": ("Area 1",),
        "sources": (f"S{number}",),
        **more,
    }
    return PatternCMO(f"id{number}", number, kind=kind, slots=tuple(slots), **given)  # type: ignore[arg-type]


def found(*cmos: PatternCMO) -> tuple[list[str], tuple[str, ...]]:
    made = patterns(cmos, ELEMENTS, tracers=["Falls", "Discharge"])
    return [
        f"{one.context.id}>{one.outcome.id}:{[c.number for c in one.cmos]}" for one in made.items
    ], made.notes


def test_the_same_and_variants_of_one_element_recur() -> None:
    assert found(cmo(1, "c", "m", "o"), cmo(2, "c", "m", "o"))[0] == ["c>o:[1, 2]"]
    assert found(cmo(1, "c1", "m1", "o1"), cmo(2, "c2", "m2", "o2"))[0] == ["c>o:[1, 2]"]


def test_a_pattern_is_told_in_the_most_particular_words_that_hold() -> None:
    assert found(cmo(1, "c1", "m", "o1"), cmo(2, "c1", "m", "o2"))[0] == ["c1>o:[1, 2]"]
    assert found(cmo(1, "c1", "m", "o"), cmo(2, "c1", "m", "o"), cmo(3, "c2", "m", "o"))[0] == [
        "c>o:[1, 2, 3]",
        "c1>o:[1, 2]",
    ]


def test_what_joins_context_and_outcome_is_shown_shared_first() -> None:
    made = patterns(
        [cmo(1, "c", "m1", "o"), cmo(2, "c", "m2", "o"), cmo(3, "c", "x", "o")], ELEMENTS, tracers=[]
    )
    [one] = made.items
    assert [(via.mechanism.id, [c.number for c in via.cmos]) for via in one.through] == [
        ("m", [1, 2]),
        ("x", [3]),
    ]
    assert [via.mechanism.id for via in one.shared] == ["m"]
    apart = patterns([cmo(1, "c", "m", "o"), cmo(2, "c", "x", "o")], ELEMENTS, tracers=[]).items[0]
    own = "; ".join(f"CMO {n} has E{ELEMENTS[key].number}" for n, key in ((1, "m"), (2, "x")))
    assert f"They share no mechanism: {own}. So something else may join the two." in described(apart)


def test_two_mechanisms_of_one_configuration_are_shared_by_nobody() -> None:
    twice = cmo(1, "c", "m1", "o")
    twice = replace(twice, slots=(*twice.slots, slot(Role.MECHANISM_RESOURCE, "m2")))
    [one] = patterns([twice, cmo(2, "c", "x", "o")], ELEMENTS, tracers=[]).items
    assert one.shared == ()
    assert [(via.mechanism.id, [c.number for c in via.cmos]) for via in one.through] == [
        ("m1", [1]),
        ("m2", [1]),
        ("x", [2]),
    ]


def test_one_configuration_with_two_variants_of_a_context_or_outcome_is_no_pattern() -> None:
    one = cmo(1, "c1", "m", "o1")
    for more in (slot(Role.CONTEXT, "c2"), slot(Role.OUTCOME, "o2")):
        twice = replace(one, slots=(*one.slots, more))
        assert found(twice, cmo(2, "x", "m", "x"))[0] == []
        assert found(twice, cmo(2, "c", "m", "o"))[0] == ["c>o:[1, 2]"]


def test_sources_are_distinct_and_programme_theory_stands_apart() -> None:
    first, second = (
        cmo(1, "c", "m", "o", sources=("A", "B")),
        cmo(2, "c", "m", "o", sources=("B",), sites=("Area 2",)),
    )
    theory = cmo(3, "c", "m", "o", kind=CMOKind.PROGRAMME_THEORY, sources=())
    [one] = patterns([first, second, theory], ELEMENTS, tracers=[]).items
    assert (one.sources, one.sites) == (("A", "B"), ("Area 1", "Area 2"))
    assert [c.number for c in one.anticipated] == [3]
    assert found(first, theory)[0] == []


def test_what_speaks_against_a_pattern_stands_beside_it() -> None:
    made = patterns(
        [
            cmo(1, "c", "m", "o", valence="positive"),
            cmo(2, "c1", "m", "o", valence="positive", contradicting=("S9",)),
            cmo(3, "c", "m", "o", valence="negative"),
            cmo(4, "c2", "m", "x"),
            cmo(5, "c", "m", "x", valence="negative"),
            cmo(6, "c", "m", ""),
        ],
        ELEMENTS,
        tracers=[],
    )
    one = next(one for one in made.items if one.key == "c>o")
    assert [(case.cmo.number, case.why) for case in one.counter_cases if case.cmo.number > 3] == [
        (4, "the context is there, with another outcome"),
        (5, "the context is there, with a contrary outcome"),
        (6, "the context is there, and no outcome is recorded"),
    ]
    assert (2, "contradicted by S9") in [(case.cmo.number, case.why) for case in one.counter_cases]
    assert (3, "the outcome is negative here") in [(case.cmo.number, case.why) for case in one.counter_cases]


def test_the_order_is_of_tracers_and_first_configurations_not_of_how_often() -> None:
    late = [cmo(n, "c", "m", "o", tracer="Discharge") for n in (1, 2, 3, 4)]
    early = [cmo(n, "x", "m", "o1") for n in (5, 6)]
    assert found(*late, *early)[0] == ["x>o1:[5, 6]", "c>o:[1, 2, 3, 4]"]


def test_gaps_are_said_honestly() -> None:
    assert found() == ([], ("The study has no CMOs yet.",))
    assert found(cmo(1, "c", "m", "o"))[1] == ("Fewer than two CMOs are observed, so nothing can recur.",)
    assert found(cmo(1, "c", "m", "o"), cmo(2, "x", "m", "o"))[1] == (
        "No context stands with the same outcome in two or more observed CMOs.",
    )
    made = patterns([cmo(1, "c", "m", "o"), cmo(2, "c", "m", "o")], ELEMENTS, tracers=[], generalised=False)
    assert "only the same elements are seen to recur" in made.notes[0]
    assert "No counter-case is recorded. Has one been looked for?" in described(made.items[0])
