"""What rows contradict each other in, though each may stand by itself and no constraint of a table sees it.

Commands see to it themselves. An undo brings rows back as they were, among others that have changed since, and asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, exists, func, or_, select

from workbench.model.vocabulary import CMOKind, Expectation, LinkKind, Role, Verdict
from workbench.store.schema import TABLES

_CMO, _SLOT, _LINK, _SITE = (TABLES[name] for name in ("cmo", "slot", "cmo_link", "site"))
_VERDICT, _BASIS, _CMO_SITE = (
    TABLES[name] for name in ("theory_verdict", "theory_verdict_basis", "cmo_site")
)

ONE_WAY = (LinkKind.NESTS, LinkKind.REFINES, LinkKind.GENERALISES)
"""Kinds of links by which nothing comes back to itself. Ripples may: that is feedback."""

Fault = tuple[tuple[Any, ...], str]
"""What tells a contradiction from others, and its words (`CMO 3 would ...`)."""

_Look = Callable[[Connection], Iterator[Fault]]


def contradictions(connection: Connection, touched: Collection[str]) -> dict[tuple[Any, ...], str]:
    """The contradictions that changes to the tables `touched` can bring about: what tells them apart to their words."""
    found: dict[tuple[Any, ...], str] = {}
    for look, tables in _LOOKS.items():
        if not tables.isdisjoint(touched):
            found.update(look(connection))
    return found


_NESTED = {"code": "name", "element": "wording", "research_question": "wording"}
"""Tables whose rows lie under others of them, to the column that names a row."""


def _loops(connection: Connection) -> Iterator[Fault]:
    for name, words in _NESTED.items():
        table = TABLES[name]
        rows = connection.execute(select(table.c.id, table.c.parent_id, table.c[words])).all()
        parents = {row[0]: row[1] for row in rows}
        for identity, at, said in rows:
            passed: set[str] = set()
            while at is not None and at != identity and at not in passed:
                passed.add(at)
                at = parents.get(at)
            if at == identity:
                yield (
                    ("under itself", name, identity),
                    f"the {name.replace('_', ' ')} {said!r} would lie under itself",
                )


def _slot_with(cmo_id: ColumnElement[str], *roles: Role) -> ColumnElement[bool]:
    return exists().where(
        _SLOT.c.cmo_id == cmo_id, _SLOT.c.element_id == _LINK.c.element_id, _SLOT.c.role.in_(map(str, roles))
    )


def _ripples(connection: Connection) -> Iterator[Fault]:
    first, second = _CMO.alias(), _CMO.alias()
    gives = _slot_with(_LINK.c.from_cmo_id, Role.OUTCOME, *(role for role in Role if role.is_mechanism))
    query = (
        select(_LINK.c.id, first.c.number, second.c.number)
        .join(first, first.c.id == _LINK.c.from_cmo_id)
        .join(second, second.c.id == _LINK.c.to_cmo_id)
        .where(_LINK.c.kind == str(LinkKind.RIPPLE), ~(gives & _slot_with(_LINK.c.to_cmo_id, Role.CONTEXT)))
    )
    for identity, one, other in connection.execute(query):
        yield (
            ("ripple", identity),
            f"CMO {one} would ripple into CMO {other} without an element that both have",
        )


def _foreseen(connection: Connection) -> Iterator[Fault]:
    query = (
        select(_SLOT.c.id, _CMO.c.number)
        .join(_CMO, _CMO.c.id == _SLOT.c.cmo_id)
        .where(
            _CMO.c.kind == str(CMOKind.PROGRAMME_THEORY),
            _SLOT.c.role == str(Role.OUTCOME),
            func.coalesce(_SLOT.c.expectation, "") != str(Expectation.ANTICIPATED),
        )
    )
    for identity, number in connection.execute(query):
        yield (
            ("foreseen", identity),
            f"CMO {number}, a programme theory, would have an outcome not anticipated",
        )


_ON_SLOTS = {
    "evidence": (("slot_id", "to_slot_id"), "the evidence of"),
    "dismissed_check": (("slot_id",), "advice set aside for"),
    "guide_question": (("slot_id",), "a question about"),
}
"""What names a slot beside its configuration: its columns, and what it is called."""


def _slots_elsewhere(connection: Connection) -> Iterator[Fault]:
    for name, (columns, said) in _ON_SLOTS.items():
        table = TABLES[name]
        query = (
            select(table.c.id, _CMO.c.number)
            .join(_CMO, _CMO.c.id == table.c.cmo_id)
            .join(_SLOT, or_(*(_SLOT.c.id == table.c[column] for column in columns)))
            .where(_SLOT.c.cmo_id != table.c.cmo_id)
        )
        for identity, number in connection.execute(query):
            yield ("elsewhere", name, identity), f"{said} CMO {number} would name a slot of another CMO"


def _columns(table: str, *names: str) -> tuple[ColumnElement[Any], ...]:
    return tuple(TABLES[table].c[name] for name in names)


def _folded(table: str, name: str) -> ColumnElement[str]:
    return func.lower(TABLES[table].c[name])


def _slots_of_evidence() -> tuple[ColumnElement[Any], ...]:
    """Its slot and second slot, the smaller id first: the link of two slots is one link from either end."""
    slot, second = _columns("evidence", "slot_id", "to_slot_id")
    return case((second < slot, second), else_=slot), case((second < slot, slot), else_=second)


_ONCE: dict[str, tuple[ColumnElement[Any], ...]] = {
    "slot": _columns("slot", "cmo_id", "element_id", "role"),
    "evidence": (
        *_columns("evidence", "cmo_id"),
        *_slots_of_evidence(),
        *_columns("evidence", "excerpt_id", "memo_id", "stance"),
    ),
    "dismissed_check": _columns("dismissed_check", "cmo_id", "slot_id", "rule"),
    "element": _columns("element", "wording"),
    "research_question": (
        *_columns("research_question", "parent_id"),
        _folded("research_question", "wording"),
    ),
    "question_answer": _columns(
        "question_answer", "question_id", "source_id", "cmo_id", "memo_id", "section_id"
    ),
    "guide_question": (
        *_columns("guide_question", "guide_id", "interviewee", "purpose"),
        _folded("guide_question", "wording"),
    ),
}
"""What a study has once: table to what makes two rows of it the same."""


def _doubled(connection: Connection) -> Iterator[Fault]:
    numbers = {row.id: row.number for row in connection.execute(select(_CMO.c.id, _CMO.c.number))}
    for name, same in _ONCE.items():
        for row in connection.execute(select(*same).group_by(*same).having(func.count() > 1)):
            where = f"CMO {numbers[row[0]]} would have" if row[0] in numbers else "the study would have"
            yield ("twice", name, *row), f"{where} the same {name.replace('_', ' ')} twice"


def rings(connection: Connection) -> Iterator[Fault]:
    """Configurations that lead back to themselves by one kind of links other than ripples and rivals, by number."""
    numbers = {row.id: row.number for row in connection.execute(select(_CMO.c.id, _CMO.c.number))}
    links = select(_LINK.c.kind, _LINK.c.from_cmo_id, _LINK.c.to_cmo_id)
    ahead: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, first, second in connection.execute(links.where(_LINK.c.kind.in_(map(str, ONE_WAY)))):
        ahead[kind, first].add(second)
    for kind, start in sorted(ahead, key=lambda one: (one[0], numbers[one[1]])):
        reached: set[str] = set()
        onward = set(ahead[kind, start])
        while onward:
            reached |= onward
            onward = {to for one in onward for to in ahead.get((kind, one), ())} - reached
        if start in reached:
            yield ("ring", kind, start), f"CMO {numbers[start]} would lead back to itself by {kind!r}"


def _linked_twice(connection: Connection) -> Iterator[Fault]:
    seen = set()
    for first, second, kind in connection.execute(
        select(_LINK.c.from_cmo_id, _LINK.c.to_cmo_id, _LINK.c.kind)
    ):
        ends = sorted((first, second)) if kind == LinkKind.RIVAL_OF else (first, second)
        key = ("linked", kind, *ends)
        if key in seen:
            yield key, f"two CMOs would be linked twice: {kind}"
        seen.add(key)


def _verdicts(connection: Connection) -> Iterator[Fault]:
    basis = _CMO.alias()
    national = select(_SITE.c.id).where(_SITE.c.national == 1)
    there = exists().where(
        _CMO_SITE.c.cmo_id == basis.c.id,
        or_(_CMO_SITE.c.site_id == _VERDICT.c.site_id, _CMO_SITE.c.site_id.in_(national)),
    )
    rests = (
        select(_VERDICT.c.id, _CMO.c.number, _SITE.c.name, basis.c.id, basis.c.number)
        .select_from(_BASIS)
        .join(_VERDICT, _VERDICT.c.id == _BASIS.c.verdict_id)
        .join(_CMO, _CMO.c.id == _VERDICT.c.cmo_id)
        .join(_SITE, _SITE.c.id == _VERDICT.c.site_id)
        .join(basis, basis.c.id == _BASIS.c.cmo_id)
        .where(
            or_(
                basis.c.kind != str(CMOKind.OBSERVED),
                func.coalesce(basis.c.tracer_id, "")
                != func.coalesce(_CMO.c.tracer_id, basis.c.tracer_id, ""),
                ~there,
            )
        )
    )
    for identity, number, site, basis_id, other in connection.execute(rests):
        why = f"would rest on CMO {other}, which is not one observed there"
        yield ("rests", identity, basis_id), f"the verdict on CMO {number} at {site} {why}"
    unforeseen = _VERDICT.c.verdict == str(Verdict.UNFORESEEN)
    its_own = exists().where(
        _CMO_SITE.c.cmo_id == _VERDICT.c.cmo_id, _CMO_SITE.c.site_id == _VERDICT.c.site_id
    )
    judged = (
        select(_VERDICT.c.id, _CMO.c.number, _SITE.c.name)
        .join(_CMO, _CMO.c.id == _VERDICT.c.cmo_id)
        .join(_SITE, _SITE.c.id == _VERDICT.c.site_id)
        .where(
            or_(
                unforeseen & ((_CMO.c.kind != str(CMOKind.OBSERVED)) | ~its_own),
                ~unforeseen & (_CMO.c.kind != str(CMOKind.PROGRAMME_THEORY)),
            )
        )
    )
    for identity, number, site in connection.execute(judged):
        yield ("judged", identity), f"the verdict on CMO {number} at {site} would not fit its kind or sites"


_LOOKS: dict[_Look, frozenset[str]] = {
    _loops: frozenset(_NESTED),
    _ripples: frozenset({"slot", "cmo_link"}),
    _foreseen: frozenset({"slot", "cmo"}),
    _slots_elsewhere: frozenset({"slot", *_ON_SLOTS}),
    _doubled: frozenset(_ONCE),
    _linked_twice: frozenset({"cmo_link"}),
    rings: frozenset({"cmo_link"}),
    _verdicts: frozenset({"cmo", "cmo_site", "site", "theory_verdict", "theory_verdict_basis"}),
}
"""What is looked at, and the tables that a change must touch to bring it about."""

LOOKED_AT = frozenset[str]().union(*_LOOKS.values())
"""All tables in which anything is looked for."""
