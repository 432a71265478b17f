"""Changes to evidence: passages and memos behind slots, links of slots, and whole configurations."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.theory import Evidence
from workbench.model.views import Configuration, EvidenceView
from workbench.model.vocabulary import Rating, Stance, plural
from workbench.store.reading.memos import memos
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import in_use


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A passage as evidence: code points `[start_char, end_char)` of a revision."""

    revision_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ratings:
    """How relevant, rich and rigorous a piece of evidence is, where it was rated."""

    relevance: Rating | None = None
    richness: Rating | None = None
    rigour: Rating | None = None


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Put an excerpt or a memo behind a slot, the link of two slots, or the whole; the value is its id.

    Slots are given by position (1-based); none means the whole configuration.
    """

    cmo_id: str
    excerpt: Excerpted | None = None
    memo_id: str | None = None
    slot: int | None = None
    to_slot: int | None = None
    stance: Stance = Stance.SUPPORTS
    ratings: Ratings = field(default_factory=Ratings)
    note: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: neither or both of excerpt and memo, a position that does not exist, a span outside the text.
        """
        cmo = in_use(work, self.cmo_id)
        slot_id = slot_at(cmo, self.slot)
        to_slot_id = slot_at(cmo, self.to_slot)
        place = "the whole of it" if self.slot is None else f"slot {self.slot}"
        place += f" -> slot {self.to_slot}" if self.to_slot else ""
        if self._is_there(work, cmo, slot_id, to_slot_id):
            raise Conflict(f"this evidence {self.stance} CMO {cmo.number} ({place}) already")
        identity = add_evidence(work, self, slot_id=slot_id, to_slot_id=to_slot_id)
        return Outcome(f"added evidence that {self.stance} CMO {cmo.number} ({place})", identity)

    def _is_there(
        self, work: UnitOfWork, cmo: Configuration, slot_id: str | None, to_slot_id: str | None
    ) -> bool:
        origin: Origin = self.memo_id or ""
        if self.excerpt is not None:
            name = name_of_revision(work.connection, self.excerpt.revision_id) or ""
            origin = (name, self.excerpt.span.start_char, self.excerpt.span.end_char)
        return evidence_key(slot_id, to_slot_id, origin, self.stance) in evidence_of(cmo)


Origin = str | tuple[str, int, int]
"""Where evidence comes from: a memo's id, or a source's name with a span."""

EvidenceKey = tuple[str | None, str | None, Origin, Stance]
"""What makes a piece of evidence the same one: its slot, its second slot, where it comes from, and its stance.

The link of two slots is one link from either end, so of two slots the one of the smaller id comes first.
"""


def evidence_key(slot_id: str | None, to_slot_id: str | None, origin: Origin, stance: Stance) -> EvidenceKey:
    """The key of evidence for a slot, for the link of two slots, or for the whole."""
    if slot_id and to_slot_id and to_slot_id < slot_id:
        slot_id, to_slot_id = to_slot_id, slot_id
    return slot_id, to_slot_id, origin, stance


def evidence_by_ends(cmo: Configuration) -> list[tuple[str | None, str | None, EvidenceView]]:
    """All evidence of a configuration after the ids of its slot and second slot, in the order in which it is shown."""
    ids: dict[int, str | None] = {slot.position: slot.id for slot in cmo.slots}
    pieces: list[tuple[str | None, str | None, EvidenceView]] = []
    pieces += [(slot.id, None, piece) for slot in cmo.slots for piece in slot.evidence]
    pieces += [(ids.get(d.from_position), ids.get(d.to_position), d.evidence) for d in cmo.dyad_evidence]
    pieces += [(None, None, piece) for piece in cmo.evidence]
    return pieces


def placed_evidence(cmo: Configuration) -> list[tuple[EvidenceKey, EvidenceView]]:
    """All evidence of a configuration with its keys, in the order in which it is shown."""
    return [
        (evidence_key(slot, to, origin_of(piece), piece.stance), piece)
        for slot, to, piece in evidence_by_ends(cmo)
    ]


def evidence_of(cmo: Configuration) -> dict[EvidenceKey, EvidenceView]:
    """The evidence that a configuration has, by key."""
    return dict(placed_evidence(cmo))


def origin_of(piece: EvidenceView) -> Origin:
    """Where a piece of evidence comes from."""
    if piece.source_name and piece.start_char is not None and piece.end_char is not None:
        return piece.source_name, piece.start_char, piece.end_char
    return piece.memo_id


def slot_at(cmo: Configuration, position: int | None) -> str | None:
    """The id of the slot at a position, None for None.

    Raises:
        BadInput: there is no such slot.
    """
    if position is None:
        return None
    for slot in cmo.slots:
        if slot.position == position:
            return slot.id
    raise BadInput(
        f"CMO {cmo.number} has no slot {position}; it has {plural(len(cmo.slots), 'slot')}",
        hint=f"See them: workbench cmo show {cmo.number}",
    )


def add_evidence(
    work: UnitOfWork, evidence: AddEvidence, *, slot_id: str | None, to_slot_id: str | None
) -> str:
    """Write a piece of evidence whose slots are known by id; its id."""
    if (evidence.excerpt is None) == (evidence.memo_id is None):
        raise BadInput("evidence is an excerpt or a memo: give one of the two")
    if to_slot_id is not None and (slot_id is None or slot_id == to_slot_id):
        raise BadInput("evidence for a link needs two different slots")
    excerpt_id = None
    if evidence.excerpt is not None:
        excerpt_id = _excerpt(work, evidence.excerpt)
    elif all(m.id != evidence.memo_id for m in memos(work.connection)):
        raise Conflict("this memo is no longer in the study")
    row = evidence_row(work, evidence, slot_id=slot_id, to_slot_id=to_slot_id, excerpt_id=excerpt_id)
    work.insert(row)
    return row.id


def evidence_row(
    work: UnitOfWork,
    evidence: AddEvidence,
    *,
    slot_id: str | None,
    to_slot_id: str | None,
    excerpt_id: str | None,
) -> Evidence:
    """A piece of evidence as it is stored, its slots and excerpt known by id."""
    ratings = evidence.ratings
    return Evidence(
        id=work.new_id(),
        cmo_id=evidence.cmo_id,
        slot_id=slot_id,
        to_slot_id=to_slot_id,
        excerpt_id=excerpt_id,
        memo_id=evidence.memo_id,
        stance=str(evidence.stance),
        relevance=ratings.relevance and str(ratings.relevance),
        richness=ratings.richness and str(ratings.richness),
        rigour=ratings.rigour and str(ratings.rigour),
        note=evidence.note.strip(),
        coder_id=work.coder_id,
        created_at=work.at,
    )


def _excerpt(work: UnitOfWork, excerpt: Excerpted) -> str:
    body = revision_text(work.connection, excerpt.revision_id)
    key = (excerpt.span.start_char, excerpt.span.end_char)
    if key[1] > len(body):
        raise BadInput(
            f"the span {key[0]}:{key[1]} lies outside the source, which has {len(body)} characters"
        )
    return work.intern_excerpts(excerpt.revision_id, [key], body)[key]
