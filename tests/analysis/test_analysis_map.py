"""The theory map: what is drawn, what is a feedback loop, and that every layout is one."""

from __future__ import annotations

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.analysis.loops import loops_of
from workbench.analysis.map_layout import map_layout
from workbench.analysis.theory_map import theory_map
from workbench.model.theory_map_views import SHARES, CMOLinkRow, MapEdge, MapNode, TheoryMap
from workbench.model.theory_views import CMOLine, Statement
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stage

NUMBERS = {name: n for n, name in enumerate("abcdefgh", 1)}


def line(number: int, statements: str, *, tracer: str = "Falls", stage: Stage = Stage.DRAFT) -> CMOLine:
    """`Ca Mb Oc`: a configuration of these elements."""
    roles = {"C": Role.CONTEXT, "M": Role.MECHANISM, "O": Role.OUTCOME}
    held = tuple(Statement(roles[one[0]], one[1], f"words of {one[1]}") for one in statements.split())
    kind = CMOKind.OBSERVED
    return CMOLine(
        f"cmo{number}", number, f"Title {number}", kind, tracer, ("North",), stage, "draft", "Ann", held
    )


def link(start: int, end: int, kind: LinkKind, element: str = "") -> CMOLinkRow:
    return CMOLinkRow(f"cmo{start}", f"cmo{end}", kind, element, "")


def joins(drawn: TheoryMap) -> set[tuple[str, str, str]]:
    return {(edge.from_id, edge.to_id, edge.kind) for edge in drawn.edges}


def test_an_element_is_drawn_once_between_what_brings_it_about_and_what_it_is_a_context_of() -> None:
    drawn = theory_map([line(1, "Ca Mb Oc"), line(2, "Cc Md Oe")], [], NUMBERS)
    assert [node.name for node in drawn.nodes] == ["CMO 1", "CMO 2", "E3"]
    assert joins(drawn) == {("cmo1", "c", SHARES), ("c", "cmo2", SHARES)}
    assert [edge.roles for edge in drawn.edges] == [("outcome",), ("context",)]


def test_a_shared_mechanism_leads_on_only_where_it_is_the_context_of_another() -> None:
    both = theory_map([line(1, "Ca Mb"), line(2, "Cd Mb")], [], NUMBERS)
    assert joins(both) == {("b", "cmo1", SHARES), ("b", "cmo2", SHARES)}
    onward = theory_map([line(1, "Ca Mb"), line(2, "Cb Me")], [], NUMBERS)
    assert joins(onward) == {("cmo1", "b", SHARES), ("b", "cmo2", SHARES)}


def test_a_ripple_marks_the_ways_through_its_element_and_counts_once() -> None:
    ripple = link(1, 2, LinkKind.RIPPLE, "c")
    drawn = theory_map([line(1, "Ca Oc"), line(2, "Cc Oe"), line(3, "Cc Of")], [ripple], NUMBERS)
    assert {(edge.from_id, edge.to_id) for edge in drawn.edges if edge.ripple} == {
        ("cmo1", "c"),
        ("c", "cmo2"),
    }
    assert dict(drawn.link_counts)["ripple"] == 1
    assert "1 ripple" in drawn.summary


def test_rivals_are_drawn_once_though_each_names_the_other() -> None:
    rivals = [link(1, 2, LinkKind.RIVAL_OF), link(2, 1, LinkKind.RIVAL_OF)]
    drawn = theory_map([line(1, "Ca"), line(2, "Cb")], rivals, NUMBERS)
    [edge] = drawn.edges
    assert edge.mutual
    assert drawn.summary == "2 CMOs, 0 shared elements, 1 rivalry"


def test_what_is_retired_or_of_another_tracer_is_not_drawn_nor_what_leads_there() -> None:
    lines = [line(1, "Ca Oc"), line(2, "Cc Oe", tracer="Other"), line(3, "Cc", stage=Stage.RETIRED)]
    drawn = theory_map(lines, [link(1, 2, LinkKind.REFINES)], NUMBERS, tracer="Falls")
    assert [node.name for node in drawn.nodes] == ["CMO 1"]
    assert not drawn.edges
    assert drawn.title == "Theory map: Falls"


def test_an_outcome_that_comes_back_as_context_is_a_labelled_feedback_loop() -> None:
    lines = [line(1, "Ca Ob"), line(2, "Cb Oc"), line(3, "Cc Oa"), line(4, "Ca Od")]
    drawn = theory_map(lines, [], NUMBERS)
    assert drawn.loops == (("cmo1", "cmo2", "cmo3"),)
    assert {node.name for node in drawn.nodes if node.loop} == {"CMO 1", "CMO 2", "CMO 3", "E1", "E2", "E3"}
    assert {(e.from_id, e.to_id) for e in drawn.edges if not e.loop} == {("a", "cmo4")}
    assert "1 feedback loop" in drawn.summary


EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@given(EDGES)
def test_loops_are_what_leads_back_to_itself(edges: list[tuple[int, int]]) -> None:
    ways = [(str(a), str(b)) for a, b in edges if a != b]
    reached = {node: _reached(node, ways) for pair in ways for node in pair}
    looping = {node for node, found in reached.items() if node in found}
    found = loops_of(list(map(str, range(12))), ways)
    assert {one for members in found for one in members} == looping
    for members in found:
        assert all(other in reached[one] for one in members for other in members)


def _reached(start: str, ways: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        node = todo.pop()
        fresh = {end for begin, end in ways if begin == node} - found
        found |= fresh
        todo += fresh
    return found


@settings(max_examples=60, deadline=None)
@example([(0, 1), (2, 4), (2, 6), (3, 4), (6, 3)], ["shares"] * 40)
@given(EDGES, st.lists(st.sampled_from(["shares", "refines", "rival of"]), min_size=40, max_size=40))
def test_every_node_has_a_spot_of_its_own_and_every_edge_a_way_between_its_ends(
    edges: list[tuple[int, int]], kinds: list[str]
) -> None:
    nodes = tuple(MapNode(f"n{n}", True, n, "") for n in range(12))
    joined = tuple(
        MapEdge(f"n{a}", f"n{b}", kind) for (a, b), kind in zip(edges, kinds, strict=False) if a != b
    )
    drawn = TheoryMap(nodes, joined)
    laid = map_layout(drawn)
    assert set(laid.spots) == {node.id for node in nodes}
    by_column: dict[int, list[float]] = {}
    for column, row in laid.spots.values():
        by_column.setdefault(column, []).append(row)
    for rows in by_column.values():
        assert all(b - a >= 0.99 for a, b in zip(sorted(rows), sorted(rows)[1:], strict=False))
    for edge in joined:
        way = laid.ways[edge.from_id, edge.to_id]
        assert (way[0], way[-1]) == (laid.spots[edge.from_id], laid.spots[edge.to_id])
        assert all(abs(b[0] - a[0]) == 1 for a, b in itertools.pairwise(way))
    assert map_layout(drawn) == laid


def test_a_link_leads_to_the_right_unless_what_leads_on_says_otherwise() -> None:
    nodes = tuple(MapNode(f"n{n}", True, n, "") for n in range(3))
    alone = map_layout(TheoryMap(nodes[:2], (MapEdge("n1", "n0", LinkKind.REFINES),)))
    assert alone.spots["n1"][0] < alone.spots["n0"][0]
    ripples = tuple(MapEdge(f"n{n}", f"n{n + 1}", LinkKind.RIPPLE) for n in range(2))
    against = map_layout(TheoryMap(nodes, (MapEdge("n2", "n0", LinkKind.REFINES), *ripples)))
    assert [against.spots[node.id][0] for node in nodes] == [0, 1, 2]


def test_an_empty_map_has_a_layout() -> None:
    assert map_layout(TheoryMap((), ())).rows == 0
