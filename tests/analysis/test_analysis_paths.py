"""Paths of linked configurations: feedback, chains, broken chains, rivals, and who tells a path as a whole."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

from workbench.analysis.cmo_paths import LONGEST_PATH, MOST_PATHS, path_between, review
from workbench.model.path_views import Linked, LinkedCMO, Path, PathLink
from workbench.model.theory_views import Statement
from workbench.model.vocabulary import LinkKind, Role


def cmo(
    number: int, contexts: str = "", outcomes: str = "", sources: str = "", *, retired: bool = False
) -> LinkedCMO:
    statements = [Statement(Role.CONTEXT, one, one) for one in contexts.split()]
    statements += [Statement(Role.OUTCOME, one, one) for one in outcomes.split()]
    names = tuple(sources.replace("*", "").split())
    tellers = tuple(name.strip("*") for name in sources.split() if name.endswith("*"))
    return LinkedCMO(f"c{number}", number, "", retired, "observed", tuple(statements), names, tellers)


def web(*cmos: LinkedCMO, ripples: str = "", rivals: str = "", nests: str = "") -> Linked:
    """Links as `1>2:x`, where x is the element."""
    links = []
    for kind, words in ((LinkKind.RIPPLE, ripples), (LinkKind.RIVAL_OF, rivals), (LinkKind.NESTS, nests)):
        for word in words.split():
            ends, _, element = word.partition(":")
            first, _, second = ends.partition(">")
            links.append(PathLink(kind, f"c{first}", f"c{second}", element, element))
    return Linked({one.id: one for one in cmos}, tuple(links))


def test_a_path_says_whether_any_one_source_tells_the_whole_of_it() -> None:
    """A source marked with a star tells all of a configuration, another something of it."""
    linked = web(
        cmo(1, "a", "b", "S1 S2*"), cmo(2, "b", "c", "S2* S3"), cmo(3, "c", "d", "S2*"), ripples="1>2:b 2>3:c"
    )
    (chain,) = review(linked).chains
    assert chain.said == "CMO 1 -ripple-> CMO 2 -ripple-> CMO 3"
    assert chain.teller == "told whole by S2"
    assert dict(chain.told) == {"S1": 1, "S2": 3, "S3": 1}
    partly = web(cmo(1, "a", "b", "S1 S2*"), cmo(2, "b", "c", "S1* S2"), ripples="1>2:b")
    assert (
        review(partly).chains[0].teller == "no single source tells all of it; something of each CMO: S1, S2"
    )
    without = web(cmo(1, "a", "b", "S1*"), cmo(2, "b", "c", "S3*"), ripples="1>2:b")
    assert review(without).chains[0].teller == "no single source tells all of it"


def test_feedback_is_found_once_and_begins_with_its_smallest_number() -> None:
    linked = web(
        cmo(1, "c", "a", "S*"), cmo(2, "a", "b", "S*"), cmo(3, "b", "c", "S* T"), ripples="3>1:c 1>2:a 2>3:b"
    )
    found = review(linked)
    assert [path.said for path in found.cycles] == ["CMO 1 -ripple-> CMO 2 -ripple-> CMO 3 -ripple-> CMO 1"]
    assert found.cycles[0].told_whole_by == ("S",)
    assert found.chains == ()


def test_a_knot_of_links_ends() -> None:
    cmos = [cmo(n, "x", "x") for n in range(1, 21)]
    every = " ".join(f"{a}>{b}:x" for a in range(1, 21) for b in range(1, 21) if a != b)
    assert MOST_PATHS <= len(review(web(*cmos, ripples=every)).cycles) < MOST_PATHS + 20


def test_many_ripples_without_feedback_are_soon_looked_through() -> None:
    """Thirteen steps of four configurations, each rippling into the four next: millions of ways, none comes back."""
    steps = [range(at, at + 4) for at in range(1, 53, 4)]
    every = " ".join(f"{a}>{b}:x" for here, there in pairwise(steps) for a in here for b in there)
    began = process_time()
    assert review(web(*(cmo(n, "x", "x") for n in range(1, 53)), ripples=every)).cycles == ()
    assert process_time() - began < 5


def test_a_knot_behind_a_single_way_is_soon_looked_through() -> None:
    """Sixteen that all ripple into each other, reached from the first by one way that leads back to it, too."""
    knot = range(3, 19)
    ways = [(1, 2), (2, 1), *((2, n) for n in knot), *((n, 2) for n in knot)]
    every = " ".join(f"{a}>{b}:x" for a, b in (*ways, *((a, b) for a in knot for b in knot if a != b)))
    began = process_time()
    found = review(web(*(cmo(n, "x", "x") for n in range(1, 19)), ripples=every)).cycles
    assert len(found) >= MOST_PATHS
    assert all(len({one.number for one in path.cmos}) == len(path.cmos) - 1 for path in found)
    assert process_time() - began < 5


def test_feedback_is_found_up_to_the_longest_path_that_is_listed() -> None:
    for length, listed in ((LONGEST_PATH, 1), (LONGEST_PATH + 1, 0)):
        ring = " ".join(f"{n}>{n % length + 1}:x" for n in range(1, length + 1))
        found = review(web(*(cmo(n, "x", "x") for n in range(1, length + 1)), ripples=ring)).cycles
        assert [len(one.cmos) for one in found] == [LONGEST_PATH + 1] * listed


def test_a_ripple_that_no_longer_carries_is_named_with_the_reason_and_is_no_part_of_a_chain() -> None:
    linked = web(
        cmo(1, "", "a"), cmo(2, "", "b"), cmo(3, "b", "", retired=True), cmo(4, "z", ""),
        ripples="1>2:a 2>3:b 4>1:q",
    )  # fmt: skip
    found = review(linked)
    assert [(b.from_cmo.number, b.to_cmo.number, b.why) for b in found.broken] == [
        (1, 2, "“a” is no context of CMO 2 any more"),
        (2, 3, "CMO 3 is retired"),
        (4, 1, "“q” is no outcome or mechanism of CMO 4 any more"),
    ]
    assert found.chains == ()


def test_rivals_stand_side_by_side_on_their_outcome_linked_or_not() -> None:
    linked = web(
        cmo(1, "", "o"), cmo(2, "", "o p"), cmo(3, "", "p"), cmo(4, "", "o", retired=True), cmo(5, "", "q"),
        rivals="1>2 3>5",
    )  # fmt: skip
    found = [(one.outcome, [cmo.number for cmo in one.cmos], one.linked) for one in review(linked).rivals]
    assert found == [("o", [1, 2], True), ("p", [2, 3], False), ("", [3, 5], True)]


def test_a_path_between_takes_the_fewest_links_and_ripples_only_as_they_point() -> None:
    linked = web(*(cmo(n, "x", "x") for n in range(1, 6)), ripples="1>2:x 2>3:x 1>4:x", nests="4>3")
    found = path_between(linked, ["c1", "c3"])
    assert isinstance(found, Path)
    assert len(found.cmos) == 3
    through = path_between(linked, ["c1", "c4", "c3"])
    assert isinstance(through, Path)
    assert [one.number for one in through.cmos] == [1, 4, 3]
    assert path_between(linked, ["c1", "c2", "c1"]) == 1
    assert path_between(linked, ["c5", "c1"]) == 0


def test_a_path_names_its_links_as_they_point() -> None:
    linked = web(
        *(cmo(n, "x", "x") for n in range(1, 6)), ripples="2>1:x 2>3:x", rivals="4>3", nests="1>2 3>2 4>5"
    )

    def said(*numbers: int) -> str:
        found = path_between(linked, [f"c{n}" for n in numbers])
        assert isinstance(found, Path)
        return found.said

    assert said(2, 1) == "CMO 2 -ripple-> CMO 1"
    assert said(1, 2) == "CMO 1 -nests-> CMO 2", "not by the ripple, which points the other way"
    assert said(5, 4) == "CMO 5 <-nests- CMO 4"
    assert said(4, 3) == "CMO 4 -rival of- CMO 3"
    assert said(3, 4) == "CMO 3 -rival of- CMO 4"


def test_a_path_passes_through_what_carries_and_is_in_use() -> None:
    lost = web(cmo(1, "", "a"), cmo(2, "b", "c"), ripples="1>2:a")
    assert path_between(lost, ["c1", "c2"]) == 0
    linked = web(cmo(1), cmo(2, retired=True), cmo(3), nests="1>2 2>3")
    assert path_between(linked, ["c1", "c3"]) == 0
    named = path_between(linked, ["c1", "c2", "c3"])
    assert isinstance(named, Path)
    assert named.said == "CMO 1 -nests-> CMO 2 -nests-> CMO 3"
