"""The evidence behind configurations as one flat sequence: slots, links between slots, and wholes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.export.cmo_columns import (
    cmo_anchor,
    cmo_label,
    is_observed,
    outcome_status,
    role_word,
    slot_anchor,
    standing,
)
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.model.vocabulary import Stance

STANCE_ORDER = (Stance.SUPPORTS, Stance.QUALIFIES, Stance.CONTRADICTS)
"""How a reader meets the evidence: what speaks for a statement, what bounds it, what speaks against it."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A part of a configuration and what stands behind it.

    `part` is `slot`, `link` (then `to_slot` is set) or `whole` (then `slot` is None).
    """

    part: str
    configuration: Configuration
    slot: SlotView | None
    to_slot: SlotView | None
    evidence: tuple[EvidenceView, ...]

    @property
    def heading(self) -> str:
        """`Context: budgets are constrained`, a link with an arrow, or the whole configuration."""
        if self.slot is None:
            return "The configuration as a whole"
        here = f"{role_word(self.slot.role)}: {self.slot.wording}"
        if self.to_slot is None:
            return here
        return f"Link: {here} → {role_word(self.to_slot.role)}: {self.to_slot.wording}"

    @property
    def anchor(self) -> str:
        """The name by which links find this evidence in a document: `cmo-5-slot-2`."""
        start = cmo_anchor(self.configuration.number)
        if self.slot is None:
            return f"{start}-whole"
        if self.to_slot is None:
            return slot_anchor(self.configuration, self.slot)
        return f"{start}-link-{self.slot.position}-{self.to_slot.position}"

    @property
    def place(self) -> str:
        """Where this evidence belongs, in a few words: `CMO 5, context`."""
        label = cmo_label(self.configuration.number)
        if self.slot is None:
            return f"{label} as a whole"
        here = role_word(self.slot.role).lower()
        if self.to_slot is None:
            return f"{label}, {here}"
        return f"{label}, {here} to {role_word(self.to_slot.role).lower()}"

    @property
    def standing(self) -> str:
        """How its evidence stands: `supported`, `qualified`, `contradicted by 2 of 5`, `no evidence yet`."""
        return standing(self.evidence)

    @property
    def status(self) -> str:
        """The outcome status of the slot, empty where there is none."""
        if self.slot is None:
            return ""
        return outcome_status(self.slot, observed=is_observed(self.configuration))


def parts_of(configuration: Configuration) -> Iterator[Behind]:
    """Every slot (with evidence or not), then links between slots and the whole where there is evidence."""
    for slot in configuration.slots:
        yield Behind("slot", configuration, slot, None, _ordered(slot.evidence))
    yield from _dyads(configuration)
    if configuration.evidence:
        yield Behind("whole", configuration, None, None, _ordered(configuration.evidence))


def _dyads(configuration: Configuration) -> Iterator[Behind]:
    slots = {slot.position: slot for slot in configuration.slots}
    grouped: dict[tuple[int, int], list[EvidenceView]] = {}
    for dyad in configuration.dyad_evidence:
        grouped.setdefault((dyad.from_position, dyad.to_position), []).append(dyad.evidence)
    for (start, end), evidence in sorted(grouped.items()):
        yield Behind("link", configuration, slots[start], slots[end], _ordered(evidence))


def _ordered(evidence: tuple[EvidenceView, ...] | list[EvidenceView]) -> tuple[EvidenceView, ...]:
    return tuple(sorted(evidence, key=lambda piece: STANCE_ORDER.index(piece.stance)))


def ratings(piece: EvidenceView) -> tuple[str, ...]:
    """The ratings that were given, in words: `high relevance`, `low rigour`."""
    given = (("relevance", piece.relevance), ("richness", piece.richness), ("rigour", piece.rigour))
    return tuple(f"{rating} {name}" for name, rating in given if rating)


def link_sentence(kind: str, *, outgoing: bool) -> str:
    """How a link reads from one end, before the other's number: `ripples into`, `is refined by`."""
    forward, backward = _LINK_WORDS.get(kind, (kind, f"{kind} (from)"))
    return forward if outgoing else backward


_LINK_WORDS = {
    "ripple": ("ripples into", "follows on from"),
    "nests": ("nests", "is nested in"),
    "refines": ("refines", "is refined by"),
    "rival of": ("is a rival of", "is a rival of"),
    "generalises": ("generalises", "is generalised by"),
}
"""Kind of link: as read from where it starts, and from where it ends."""
