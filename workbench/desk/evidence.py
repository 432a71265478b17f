"""Evidence for the screen (`tui.desk.evidence`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.model.coding import Span
from workbench.model.theory_views import Assembled, Said
from workbench.model.vocabulary import Rating, Stance
from workbench.theory.assembling import Assemble
from workbench.theory.evidence import AddEvidence, Excerpted, Ratings
from workbench.theory.evidence_edits import EditEvidence, RemoveEvidence


class StudyEvidence:
    """Evidence, put and changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def attach(
        self,
        cmo_id: str,
        revision_id: str,
        span: tuple[int, int],
        stance: Stance,
        *,
        slot: int | None,
        to_slot: int | None = None,
    ) -> str:
        """Put a passage behind a slot, the link of two, or the whole."""
        excerpt = Excerpted(revision_id, Span(*span))
        command = AddEvidence(cmo_id, excerpt, slot=slot, to_slot=to_slot, stance=stance)
        return self._sitting.execute(command).summary

    def rest_on_memo(
        self, cmo_id: str, position: int | None, memo_id: str, *, to_position: int | None = None
    ) -> str:
        """Put a memo behind a slot, behind the link of two, or behind the whole."""
        command = AddEvidence(cmo_id, memo_id=memo_id, slot=position, to_slot=to_position)
        return self._sitting.execute(command).summary

    def edit_evidence(
        self,
        evidence_id: str,
        *,
        stance: Stance | None = None,
        rating: tuple[str, Rating | None] | None = None,
        note: str | None = None,
    ) -> str:
        """Change a piece of evidence."""
        part, value = rating or ("", None)
        ratings = Ratings(**{part: value}) if value is not None else Ratings()
        unrated = (part,) if part and value is None else ()
        return self._sitting.execute(EditEvidence(evidence_id, stance, ratings, unrated, note)).summary

    def remove_evidence(self, evidence_id: str) -> str:
        """Take a piece of evidence away."""
        return self._sitting.execute(RemoveEvidence(evidence_id)).summary

    def assemble(
        self,
        revision_id: str,
        span: tuple[int, int],
        said: Sequence[Said],
        *,
        cmo_id: str | None,
        title: str,
        stance: Stance,
    ) -> tuple[str, Assembled]:
        """Put what a passage says into a configuration or a new fragment."""
        excerpt = Excerpted(revision_id, Span(*span))
        done = self._sitting.execute(Assemble(excerpt, tuple(said), cmo_id, title, stance))
        return done.summary, done.value
