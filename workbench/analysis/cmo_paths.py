"""Paths of linked configurations: feedback, chains, rivals, and whether one source tells a whole path. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from workbench.model.path_views import Broken, Linked, LinkedCMO, LinkReview, Path, PathLink, Rivals
from workbench.model.vocabulary import LinkKind, Role

MOST_PATHS = 200
"""Chains and cycles that are listed at most: a knot of links has more of them than anybody reads."""

LONGEST_PATH = 12
"""Configurations in a chain or cycle that is listed."""


def review(linked: Linked) -> LinkReview:
    """Everything that the links amount to, each list by the numbers of its configurations."""
    carrying, broken = _ripples(linked)
    ahead: dict[str, list[str]] = defaultdict(list)
    for link in carrying:
        ahead[link.from_id].append(link.to_id)
    order = {cmo.id: cmo.number for cmo in linked.cmos.values()}
    for ends in ahead.values():
        ends.sort(key=lambda one: order[one])
    starts = sorted(ahead, key=lambda one: order[one])
    ways = _ways(carrying)
    return LinkReview(
        tuple(path_of(linked, row, ways) for row in cycles(ahead, starts, order)),
        tuple(path_of(linked, row, ways) for row in chains(ahead, starts)),
        tuple(sorted(broken, key=lambda b: (b.from_cmo.number, b.to_cmo.number))),
        tuple(rivals(linked)),
    )


def _ripples(linked: Linked) -> tuple[list[PathLink], list[Broken]]:
    """The ripples that carry, and those that do not any more."""
    carrying, broken = [], []
    for link in linked.links:
        if link.kind == LinkKind.RIPPLE:
            why = broken_ripple(linked, link)
            if why is None:
                carrying.append(link)
            else:
                broken.append(why)
    return carrying, broken


def broken_ripple(linked: Linked, link: PathLink) -> Broken | None:
    """Why a ripple no longer carries, None if it does."""
    first, second = linked.cmos[link.from_id], linked.cmos[link.to_id]
    for cmo in (first, second):
        if cmo.retired:
            return Broken(first, second, f"CMO {cmo.number} is retired")
    here = [one.role for one in first.statements if one.element_id == link.element_id]
    there = [one.role for one in second.statements if one.element_id == link.element_id]
    if not any(role is Role.OUTCOME or role.is_mechanism for role in here):
        return Broken(
            first, second, f"“{link.wording}” is no outcome or mechanism of CMO {first.number} any more"
        )
    if Role.CONTEXT not in there:
        return Broken(first, second, f"“{link.wording}” is no context of CMO {second.number} any more")
    return None


def cycles(
    ahead: Mapping[str, Sequence[str]], starts: Sequence[str], order: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    """Feedback: rows of ids that come back to the first, which is named again at the end; each cycle once.

    A cycle begins with its configuration of the smallest number.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for one, ends in ahead.items():
        for to in ends:
            behind[to].append(one)
    count = 0
    for start in starts:
        stack: list[tuple[str, ...]] = [(start,)]
        while stack and count < MOST_PATHS:
            row = stack.pop()
            onward = ahead.get(row[-1], ())
            leading_back = _leading_back(behind, row, onward, order)
            for to in reversed(onward):
                if to == start:
                    count += 1
                    yield (*row, start)
                elif to in leading_back:
                    stack.append((*row, to))


def _leading_back(
    behind: Mapping[str, Sequence[str]], row: Sequence[str], onward: Sequence[str], order: Mapping[str, int]
) -> set[str]:
    """Those from which a row comes back to its start, by larger numbers and none of its own, and is not too long.

    Each row that goes on so ends in a cycle: none is followed in vain, however knotted the links are.
    """
    found: set[str] = set()
    lacking = set(onward).difference(row)
    queue = deque([(row[0], len(row))])
    while queue and lacking:
        here, length = queue.popleft()
        if length >= LONGEST_PATH:
            break
        for one in behind.get(here, ()):
            if one not in found and one not in row and order[one] > order[row[0]]:
                found.add(one)
                lacking.discard(one)
                queue.append((one, length + 1))
    return found


def chains(ahead: Mapping[str, Sequence[str]], starts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Rows of ids from a configuration into which nothing ripples to one that ripples into nothing new."""
    reached = {to for ends in ahead.values() for to in ends}
    count = 0
    for start in starts:
        if start in reached:
            continue
        stack: list[tuple[str, ...]] = [(start,)]
        while stack and count < MOST_PATHS:
            row = stack.pop()
            onward = [to for to in ahead.get(row[-1], ()) if to not in row]
            if onward and len(row) < LONGEST_PATH:
                stack += [(*row, to) for to in reversed(onward)]
            else:
                count += 1
                yield row


def rivals(linked: Linked) -> Iterator[Rivals]:
    """Configurations with the same outcome, and those linked as rivals, by the number of the first."""
    live = sorted((c for c in linked.cmos.values() if not c.retired), key=lambda cmo: cmo.number)
    pairs = {frozenset((link.from_id, link.to_id)) for link in linked.links if link.kind == LinkKind.RIVAL_OF}
    holders: dict[str, list[LinkedCMO]] = defaultdict(list)
    wordings: dict[str, str] = {}
    for cmo in live:
        for one in {s.element_id: s for s in cmo.statements if s.role is Role.OUTCOME}.values():
            holders[one.element_id].append(cmo)
            wordings[one.element_id] = one.wording
    found, covered = [], set()
    for element_id, cmos in holders.items():
        inside = {pair for pair in pairs if pair <= {cmo.id for cmo in cmos}}
        if len({cmo.kind for cmo in cmos}) < len(cmos) or inside:
            covered |= inside
            found.append(Rivals(wordings[element_id], tuple(cmos), bool(inside)))
    for pair in pairs - covered:
        both = tuple(cmo for cmo in live if cmo.id in pair)
        if len(both) == 2:
            found.append(Rivals("", both, True))
    yield from sorted(found, key=lambda one: [cmo.number for cmo in one.cmos])


def path_between(linked: Linked, ids: Sequence[str]) -> Path | int:
    """The path through these configurations in this order, by the fewest links between each two, of any kind.

    Where there is none, the index of the one that the path cannot leave. Links are followed both ways, ripples only as
    they point and while they carry. Retired configurations are on it only where they are named.
    """
    named = set(ids)
    carrying, _ = _ripples(linked)
    links = carrying + [
        link
        for link in linked.links
        if link.kind != LinkKind.RIPPLE
        and all(end in named or not linked.cmos[end].retired for end in (link.from_id, link.to_id))
    ]
    ways = _ways(links)
    ahead: dict[str, list[str]] = defaultdict(list)
    for start, end in ways:
        ahead[start].append(end)
    row = [ids[0]]
    for at, goal in enumerate(ids[1:]):
        leg = _shortest(ahead, row[-1], goal)
        if leg is None:
            return at
        row += leg[1:]
    return path_of(linked, row, ways)


_Way = tuple[str, bool]
"""The kind of a link from one configuration to another, and whether it points the other way."""


def _ways(links: Iterable[PathLink]) -> dict[tuple[str, str], _Way]:
    """From which configuration which can be reached, and by what: a ripple first, then what points there."""
    ripples: dict[tuple[str, str], _Way] = {}
    along: dict[tuple[str, str], _Way] = {}
    back: dict[tuple[str, str], _Way] = {}
    for link in links:
        if link.kind == LinkKind.RIPPLE:
            ripples[link.from_id, link.to_id] = (link.kind, False)
        else:
            along.setdefault((link.from_id, link.to_id), (link.kind, False))
            back.setdefault((link.to_id, link.from_id), (link.kind, True))
    return back | along | ripples


def _shortest(ahead: Mapping[str, Sequence[str]], start: str, goal: str) -> list[str] | None:
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for to in ahead.get(here, ()):
            if to == goal:
                row = [goal, here]
                while row[-1] != start:
                    row.append(before[row[-1]])
                return row[::-1]
            if to not in before and to != start:
                before[to] = here
                queue.append(to)
    return None


def path_of(linked: Linked, ids: Sequence[str], ways: Mapping[tuple[str, str], _Way]) -> Path:
    """Configurations in a row with the links between them, and the sources that support them."""
    cmos = tuple(linked.cmos[one] for one in ids)
    distinct = {cmo.id: cmo for cmo in cmos}.values()
    told = Counter(source for cmo in distinct for source in cmo.sources)
    whole = set.intersection(*(set(cmo.tellers) for cmo in distinct))
    steps = [ways[pair] for pair in pairwise(ids)]
    kinds, against = tuple(kind for kind, _ in steps), tuple(back for _, back in steps)
    return Path(cmos, kinds, against, tuple(sorted(whole)), tuple(sorted(told.items())))
