"""CMO configurations put together from their rows, all at once: no query per configuration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workbench.errors import NotFound
from workbench.model.theory import Parts, explain_stage, stage_of
from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, DyadEvidence, EvidenceView, LinkView, SlotView
from workbench.model.vocabulary import CMOKind, Expectation, Role, Stage, Stance, plural
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.sources import (
    revision_text,
    source_views,
    sources_of_revisions,
    verified_quote,
)
from workbench.store.reading.study import coders, sites, tracers
from workbench.store.schema import TABLES

_CMO = TABLES["cmo"]
_SLOT = TABLES["slot"]
_ELEMENT = TABLES["element"]
_EVIDENCE = TABLES["evidence"]
_LINK = TABLES["cmo_link"]


def configurations(reader: Connection, *, only: Collection[str] | None = None) -> tuple[Configuration, ...]:
    """All configurations by number, with slots, evidence and links; with `only`, those of these ids."""
    near = None if only is None else _with_neighbours(reader, only)
    rows = reader.execute(_among(select(_CMO), _CMO.c.id, near).order_by(_CMO.c.number, _CMO.c.id)).all()
    places = _sites_of(reader)
    tracer_names = {t.id: t.name for t in tracers(reader)}
    coder_names = coders(reader)
    evidence = _evidence(reader, coder_names, only)
    slots = _slots(reader, evidence, near)
    stages = {
        row.id: stage_of(_parts(row.kind, slots[row.id]), agreed=bool(row.agreed), retired=bool(row.retired))
        for row in rows
    }
    links = _links(reader, {row.id: row for row in rows}, stages, tracer_names)
    out = []
    for row in rows:
        if only is not None and row.id not in only:
            continue
        mine = tuple(slots[row.id])
        parts = _parts(row.kind, mine)
        agreed, retired = bool(row.agreed), bool(row.retired)
        out.append(
            Configuration(
                id=row.id,
                number=row.number,
                title=row.title,
                kind=row.kind,
                tracer=tracer_names.get(row.tracer_id, ""),
                sites=tuple(places[row.id]),
                narrative=row.narrative,
                stage=stages[row.id],
                stage_explained=explain_stage(parts, agreed=agreed, retired=retired),
                slots=mine,
                evidence=tuple(view for _, view in evidence[(row.id, None)] if _ is None),
                dyad_evidence=_dyads(mine, evidence),
                links=tuple(links[row.id]),
                coder=coder_names.get(row.coder_id, ""),
                created_at=row.created_at,
                agreed=agreed,
            )
        )
    return tuple(out)


def _among(query: Any, column: Any, ids: Collection[str] | None) -> Any:
    """The query for these ids alone, if any are given."""
    return query if ids is None else query.where(column.in_(sorted(ids)))


def _with_neighbours(reader: Connection, ids: Collection[str]) -> set[str]:
    """The ids with those of the configurations that are linked to them."""
    ends = (_LINK.c.from_cmo_id, _LINK.c.to_cmo_id)
    linked = select(*ends).where(ends[0].in_(sorted(ids)) | ends[1].in_(sorted(ids)))
    return set(ids) | {end for row in reader.execute(linked) for end in row}


def _parts(kind: str, slots: Sequence[SlotView]) -> Parts:
    """What the stage is worked out from: only an observed configuration wants evidence and a seen outcome."""
    roles = tuple(slot.role for slot in slots)
    if kind != CMOKind.OBSERVED:
        return Parts(roles)
    outcomes = [slot.expectation for slot in slots if slot.role is Role.OUTCOME]
    unseen = bool(outcomes) and all(one == Expectation.ANTICIPATED for one in outcomes)
    return Parts(roles, unseen, sum(not slot.evidence for slot in slots))


_Behind = Mapping[tuple[str, str | None], Sequence[tuple[str | None, EvidenceView]]]
"""`(CMO, slot or None)` to `(second slot or None, evidence)`."""


def _evidence(reader: Connection, coder_names: Mapping[str, str], only: Collection[str] | None) -> _Behind:
    excerpt, memo = TABLES["excerpt"], TABLES["memo"]
    query = (
        select(
            _EVIDENCE,
            excerpt.c.revision_id,
            excerpt.c.start_char,
            excerpt.c.end_char,
            excerpt.c.quote_sha256,
            memo.c.kind.label("memo_kind"),
            memo.c.title.label("memo_title"),
            memo.c.body.label("memo_body"),
        )
        .outerjoin(excerpt, excerpt.c.id == _EVIDENCE.c.excerpt_id)
        .outerjoin(memo, memo.c.id == _EVIDENCE.c.memo_id)
        .order_by(_EVIDENCE.c.created_at, _EVIDENCE.c.id)
    )
    rows = reader.execute(_among(query, _EVIDENCE.c.cmo_id, only)).all()
    owners = sources_of_revisions(reader) if rows else {}
    sources = {s.id: s for s in source_views(reader, counted=False)} if rows else {}
    texts: dict[str, str] = {}
    found: dict[tuple[str, str | None], list[tuple[str | None, EvidenceView]]] = defaultdict(list)
    for row in rows:
        text, attribution, source_name = row.memo_body or "", "", ""
        if row.revision_id is not None:
            if row.revision_id not in texts:
                texts[row.revision_id] = revision_text(reader, row.revision_id)
            text = verified_quote(texts[row.revision_id], row, what=f"evidence {row.id}")
            source = sources[owners[row.revision_id]]
            attribution, source_name = source.attribution, source.name
        view = EvidenceView(
            id=row.id,
            stance=Stance(row.stance),
            relevance=row.relevance or "",
            richness=row.richness or "",
            rigour=row.rigour or "",
            note=row.note,
            coder=coder_names.get(row.coder_id, ""),
            text=text,
            attribution=attribution,
            source_name=source_name,
            start_char=row.start_char,
            end_char=row.end_char,
            memo_kind=row.memo_kind or "",
            memo_title=row.memo_title or "",
            memo_id=row.memo_id or "",
        )
        found[(row.cmo_id, row.slot_id)].append((row.to_slot_id, view))
    return found


def _slots(reader: Connection, evidence: _Behind, near: Collection[str] | None) -> dict[str, list[SlotView]]:
    general = _ELEMENT.alias()
    query = (
        select(
            *(_SLOT, _ELEMENT.c.number, _ELEMENT.c.wording),
            *(general.c.number.label("parent_number"), general.c.wording.label("parent_wording")),
        )
        .join(_ELEMENT, _ELEMENT.c.id == _SLOT.c.element_id)
        .outerjoin(general, general.c.id == _ELEMENT.c.parent_id)
        .order_by(_SLOT.c.cmo_id, _SLOT.c.position, _SLOT.c.id)
    )
    found: dict[str, list[SlotView]] = defaultdict(list)
    for row in reader.execute(_among(query, _SLOT.c.cmo_id, near)):
        behind = tuple(view for to_slot, view in evidence[(row.cmo_id, row.id)] if to_slot is None)
        found[row.cmo_id].append(
            SlotView(
                id=row.id,
                position=len(found[row.cmo_id]) + 1,
                role=Role(row.role),
                element_id=row.element_id,
                element_number=row.number,
                wording=row.wording,
                expectation=row.expectation or "",
                intention=row.intention or "",
                valence=row.valence or "",
                evidence=behind,
                parent_number=row.parent_number,
                parent_wording=row.parent_wording or "",
            )
        )
    return found


def _dyads(slots: Sequence[SlotView], evidence: _Behind) -> tuple[DyadEvidence, ...]:
    position = {slot.id: slot.position for slot in slots}
    found = []
    for key, pieces in evidence.items():
        if key[1] in position:
            found += [
                DyadEvidence(position[key[1] or ""], position.get(to_slot, 0), view)
                for to_slot, view in pieces
                if to_slot is not None
            ]
    return tuple(found)


def _links(
    reader: Connection,
    rows: Mapping[str, Any],
    stages: Mapping[str, Stage],
    tracer_names: Mapping[str, str],
) -> dict[str, list[LinkView]]:
    query = (
        select(_LINK, _ELEMENT.c.wording)
        .outerjoin(_ELEMENT, _ELEMENT.c.id == _LINK.c.element_id)
        .order_by(_LINK.c.kind, _LINK.c.id)
    )
    found: dict[str, list[LinkView]] = defaultdict(list)
    for row in reader.execute(query):
        ends = ((row.from_cmo_id, row.to_cmo_id, True), (row.to_cmo_id, row.from_cmo_id, False))
        for mine, other, outgoing in ends:
            if mine not in rows or other not in rows:
                continue
            there = rows[other]
            found[mine].append(
                LinkView(
                    row.id,
                    row.kind,
                    outgoing,
                    other,
                    there.number,
                    there.title,
                    row.wording or "",
                    row.note,
                    row.element_id or "",
                    stages[other],
                    tracer_names.get(there.tracer_id, ""),
                )
            )
    return found


def _sites_of(reader: Connection) -> dict[str, list[str]]:
    table = TABLES["cmo_site"]
    held: dict[str, set[str]] = defaultdict(set)
    for cmo_id, site_id in reader.execute(select(table.c.cmo_id, table.c.site_id)):
        held[cmo_id].add(site_id)
    found: dict[str, list[str]] = defaultdict(list)
    for site in sites(reader):
        for cmo_id, ids in held.items():
            if site.id in ids:
                found[cmo_id].append(site.name)
    return found


def find_slot(cmo: Configuration, reference: str) -> SlotView:
    """The slot of a configuration by number, exact wording or id.

    Raises:
        NotFound: none. Ambiguous: one wording in two roles.
    """
    candidates = [Candidate(slot.id, (slot.wording, str(slot.position))) for slot in cmo.slots]
    try:
        identity = pick(reference, candidates, what="slot")
    except NotFound:
        raise NotFound(
            f"CMO {cmo.number} has no slot {reference!r}; it has {plural(len(cmo.slots), 'slot')}",
            hint=f"See their numbers: workbench cmo show {cmo.number}",
        ) from None
    return next(slot for slot in cmo.slots if slot.id == identity)


def find_evidence(cmo: Configuration, reference: str) -> tuple[str, EvidenceView]:
    """A piece of evidence of a configuration by name (`2.1`, `2>3.1`, `w1`) or id; its name and itself.

    Raises:
        NotFound: none. Ambiguous: a part of several ids.
    """
    named = cmo.evidence_by_name
    wanted = "".join(reference.split()).replace("->", ">")
    try:
        identity = pick(wanted, [Candidate(e.id, (name,)) for name, e in named.items()], what="evidence")
    except NotFound:
        raise NotFound(
            f"CMO {cmo.number} has no evidence {reference!r}",
            hint=f"See the names of its evidence, such as 2.1, 2>3.1 or w1: workbench cmo show {cmo.number}",
        ) from None
    return next((name, e) for name, e in named.items() if e.id == identity)


def owner_of(reader: Connection, noun: str, identity: str) -> str | None:
    """The id of the configuration that holds this slot or piece of evidence (`slot`, `evidence`), None if gone."""
    table = TABLES[noun]
    return reader.execute(select(table.c.cmo_id).where(table.c.id == identity)).scalar_one_or_none()


def holders_of(reader: Connection, element_id: str) -> tuple[tuple[str, int], ...]:
    """The slots that hold an element, with the numbers of their configurations, in the order of these."""
    query = select(_SLOT.c.id, _CMO.c.number).join(_CMO, _CMO.c.id == _SLOT.c.cmo_id)
    rows = reader.execute(query.where(_SLOT.c.element_id == element_id).order_by(_CMO.c.number, _SLOT.c.id))
    return tuple((row.id, row.number) for row in rows)


def elements(reader: Connection) -> tuple[ElementView, ...]:
    """All elements by number, with where they stand."""
    held: dict[str, set[int]] = defaultdict(set)
    retired: set[int] = set()
    query = select(_SLOT.c.element_id, _CMO.c.number, _CMO.c.retired)
    for element_id, number, out_of_use in reader.execute(query.join(_CMO, _CMO.c.id == _SLOT.c.cmo_id)):
        held[element_id].add(number)
        if out_of_use:
            retired.add(number)
    rows = reader.execute(select(_ELEMENT).order_by(_ELEMENT.c.number, _ELEMENT.c.id)).all()
    numbers = {row.id: row.number for row in rows}
    return tuple(
        ElementView(
            row.id,
            row.number,
            row.wording,
            numbers.get(row.parent_id),
            tuple(sorted(held[row.id])),
            tuple(sorted(held[row.id] & retired)),
        )
        for row in rows
    )


def element_by_wording(reader: Connection) -> dict[str, str]:
    """Wording, white space folded, to element id; the oldest of equal ones."""
    rows = reader.execute(select(_ELEMENT.c.wording, _ELEMENT.c.id).order_by(_ELEMENT.c.number.desc()))
    return {" ".join(wording.split()): identity for wording, identity in rows}


def next_number(reader: Connection, noun: str) -> int:
    """The next free number of an element or a configuration (`element`, `cmo`)."""
    number = TABLES[noun].c.number
    return int(reader.execute(select(func.coalesce(func.max(number), 0))).scalar_one()) + 1


def exists(reader: Connection, noun: str, identity: str) -> bool:
    """Whether the study has an entity of this id in this table."""
    table = TABLES[noun]
    return reader.execute(select(table.c.id).where(table.c.id == identity)).first() is not None


def site_ids_of(reader: Connection, cmo_id: str) -> set[str]:
    """The ids of the sites of one configuration."""
    table = TABLES["cmo_site"]
    return set(reader.execute(select(table.c.site_id).where(table.c.cmo_id == cmo_id)).scalars())
