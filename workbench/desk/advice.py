"""What the study says of its configurations, for the screen (`tui.desk.advice`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.cmo_paths import path_between, review
from workbench.desk.sitting import Sitting
from workbench.findings.checks import advised
from workbench.findings.hunting import hunt
from workbench.model.advice_views import Advice, Advised
from workbench.model.hunting_views import Hunted
from workbench.model.path_views import LinkReview, Path
from workbench.store.reading.cmo_paths import linked_cmos
from workbench.theory.dismissing import DismissCheck, HeedCheck, PassOver


class StudyAdvice:
    """Advice, set aside in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def checks(self, cmo_id: str | None = None) -> Advised:
        """What the checks say of all configurations, or of one."""
        with self._sitting.reading() as reader:
            return advised(reader, only=None if cmo_id is None else {cmo_id})

    def dismiss(self, advice: Advice, reason: str) -> str:
        """Set advice aside."""
        command = DismissCheck(advice.check, advice.cmo_id, advice.slot_id or None, reason)
        return self._sitting.execute(command).summary

    def heed(self, dismissal_id: str) -> str:
        """Heed advice again."""
        return self._sitting.execute(HeedCheck(dismissal_id)).summary

    def hunt(self, cmo_id: str) -> Hunted:
        """Passages that may speak against a configuration, as far as the coder may see codings."""
        with self._sitting.reading_aside() as reader:
            return hunt(reader, cmo_id, seen_by=self._sitting.coder_id)

    def pass_over(self, cmo_id: str, excerpt_id: str) -> str:
        """Say that a passage is no case against a configuration."""
        return self._sitting.execute(PassOver(cmo_id, excerpt_id)).summary

    def links(self) -> LinkReview:
        """Feedback, chains, broken chains and rivals."""
        with self._sitting.reading_aside() as reader:
            return review(linked_cmos(reader))

    def path(self, ids: Sequence[str]) -> Path | None:
        """The path of links through configurations."""
        with self._sitting.reading() as reader:
            found = path_between(linked_cmos(reader), ids)
        return None if isinstance(found, int) else found
