"""The list of configurations narrowed: by words, by facts of several kinds, and what is offered to narrow it by."""

from __future__ import annotations

from workbench.model.theory_views import CMOLine, Statement
from workbench.model.vocabulary import Role, Stage
from workbench.tui.theory.cmo_filter import CMOFilter

ROLES = {"C": Role.CONTEXT, "M": Role.MECHANISM, "O": Role.OUTCOME}


def line(
    number: int,
    statements: str = "",
    *,
    kind: str = "observed",
    tracer: str = "Falls",
    sites: str = "North",
    stage: Stage = Stage.DRAFT,
    **more: int,
) -> CMOLine:
    held = tuple(Statement(ROLES[one[0]], one[1], f"Words of {one[1]}") for one in statements.split())
    return CMOLine(
        f"cmo{number}", number, f"Title {number}", kind, tracer, tuple(sites.split()), stage, "draft", "Ann",
        held, **more,
    )  # fmt: skip


def four() -> CMOFilter:
    """Three live configurations, of two tracers and two sites or none, and a retired one."""
    return CMOFilter().over(
        [
            line(1, "Ca Ob", contradicts=1),
            line(2, "Ca", kind="programme theory", sites="North South", bare=1),
            line(3, "Ob Ob", tracer="", sites=""),
            line(4, "Ca", stage=Stage.RETIRED),
        ]
    )


def numbers(held: CMOFilter, typed: str = "") -> list[int]:
    return [one.number for one in held.shown(typed)]


def offered(held: CMOFilter, kind: str) -> dict[str, str]:
    """What can be picked of one kind, with how many have it."""
    facts = {fact.text: fact.about for fact in held.facts()}
    return {text: about for text, about in facts.items() if f"{kind}: " in text}


def test_all_words_are_wanted_in_any_case_and_place() -> None:
    held = four()
    assert numbers(held) == [1, 2, 3]
    assert numbers(held, "NORTH title") == [1, 2]
    assert numbers(held, "words OF b") == [1, 3]
    assert numbers(held, "cmo 2") == [2]
    assert numbers(held, "north nowhere") == []


def test_retired_ones_are_counted_until_they_are_wanted() -> None:
    held = four()
    assert held.about(3) == "3 CMOs, 1 retired (h shows)"
    assert held.about(1) == "1 of 3 CMOs, 1 retired (h shows)"
    wanted = CMOFilter(with_retired=True).over(held.lines)
    assert numbers(wanted) == [1, 2, 3, 4]
    assert wanted.about(4) == "4 CMOs"


def test_a_fact_joins_those_of_other_kinds_takes_the_place_of_its_own_and_goes_when_picked_again() -> None:
    held = four().turned("site", "North").turned("kind", "observed")
    assert numbers(held) == [1]
    assert held.about(1) == "1 of 3 CMOs, only site: North; kind: observed, 1 retired (h shows)"
    assert numbers(held.turned("kind", "programme theory")) == [2]
    assert numbers(held.turned("kind", "observed")) == [1, 2]
    none = four().turned("tracer", "")
    assert (numbers(none), none.picked) == ([3], "tracer: none")
    assert four().turned("element", "a").picked == "“Words of a”"
    assert four().turned("element", "gone").picked == "“an element that is gone”"


def test_facts_are_offered_with_how_many_have_them_none_last_and_an_element_once_a_configuration() -> None:
    held = four()
    assert list(offered(held, "site").items()) == [
        ("site: North", "2 CMOs"),
        ("site: South", "1 CMO"),
        ("site: none", "1 CMO"),
    ]
    assert offered(held, "evidence") == {
        "evidence: contradicted": "1 CMO",
        "evidence: slots without": "1 CMO",
    }
    assert offered(held, "element") == {"element: Words of a": "2 CMOs", "element: Words of b": "2 CMOs"}


def test_beside_a_fact_all_of_its_kind_are_offered_and_of_others_only_what_shows_something() -> None:
    held = four().turned("site", "South")
    assert list(offered(held, "site")) == ["site: North", "✓ site: South", "site: none"]
    assert offered(held, "kind") == {"kind: programme theory": "1 CMO"}
    assert offered(held, "element") == {"element: Words of a": "1 CMO"}
    by_element = four().turned("element", "b")
    assert numbers(by_element) == [1, 3]
    assert offered(by_element, "element") == {
        "element: Words of a": "2 CMOs",
        "✓ element: Words of b": "2 CMOs",
    }


def test_a_fact_that_nothing_has_any_more_can_still_be_lifted() -> None:
    held = four().turned("tracer", "Falls").turned("element", "a").turned("stage", "retired")
    assert offered(held, "stage")["✓ stage: retired"] == "0 CMOs"
    emptied = held.over([line(3, "Ob", tracer="", sites="")])
    assert offered(emptied, "tracer") == {"✓ tracer: Falls": "0 CMOs"}
    assert offered(emptied, "element") == {"✓ element: an element that is gone": "0 CMOs"}
