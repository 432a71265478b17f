"""Changes to evidence that is there: how it stands to the statement, its ratings and note, and taking it away."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.errors import Conflict
from workbench.model.theory import Evidence
from workbench.model.views import Configuration, EvidenceView
from workbench.model.vocabulary import Stance
from workbench.store.reading import theory as reading
from workbench.store.reading.theory import find_evidence
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import configuration, in_use
from workbench.theory.evidence import Ratings, placed_evidence


@dataclass(frozen=True, slots=True)
class EditEvidence:
    """Change stance, ratings or note of a piece of evidence; None leaves a part as it is.

    `unrated` names ratings (`relevance`, `richness`, `rigour`) to take away.
    """

    evidence_id: str
    stance: Stance | None = None
    ratings: Ratings = field(default_factory=Ratings)
    unrated: tuple[str, ...] = ()
    note: str | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone, the same passage stands there with that stance already, or the configuration is
                retired.
        """
        cmo, name, piece = _held(work, self.evidence_id)
        in_use(work, cmo.id)
        if self.stance is not None and self.stance is not piece.stance:
            _require_new(cmo, name, piece, self.stance)
        rated = {part: getattr(self.ratings, part) for part in Ratings.__slots__}
        values: dict[str, object] = {part: str(value) for part, value in rated.items() if value is not None}
        values |= dict.fromkeys(self.unrated)
        if self.stance is not None:
            values["stance"] = str(self.stance)
        if self.note is not None:
            values["note"] = self.note.strip()
        if not (values and work.update(Evidence, piece.id, **values)):
            return Outcome(f"left evidence {name} of CMO {cmo.number} as it is", None)
        return Outcome(f"edited evidence {name} of CMO {cmo.number}: {', '.join(sorted(values))}", None)


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Take a piece of evidence away; the passage, its codings and the memo stay."""

    evidence_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone.
        """
        cmo, name, piece = _held(work, self.evidence_id)
        work.delete(Evidence, [(piece.id,)])
        return Outcome(f"removed evidence {name} ({piece.stance}) of CMO {cmo.number}", None)


def _held(work: UnitOfWork, evidence_id: str) -> tuple[Configuration, str, EvidenceView]:
    """A piece of evidence, its name, and the configuration that it stands behind."""
    cmo_id = reading.owner_of(work.connection, "evidence", evidence_id)
    if cmo_id is None:
        raise Conflict("this evidence is no longer in the study")
    cmo = configuration(work, cmo_id)
    return cmo, *find_evidence(cmo, evidence_id)


def _require_new(cmo: Configuration, name: str, piece: EvidenceView, stance: Stance) -> None:
    placed = placed_evidence(cmo)
    slot_id, to_slot_id, origin, _ = next(key for key, other in placed if other.id == piece.id)
    if any(key == (slot_id, to_slot_id, origin, stance) for key, _ in placed):
        raise Conflict(
            f"the same passage {stance} CMO {cmo.number} there already",
            hint=f"Take this one away instead: workbench cmo remove-evidence {cmo.number} {name}",
        )
