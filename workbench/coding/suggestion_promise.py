"""What is promised of suggestions: the researcher chooses the share of what is shown that should be right."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import BadInput
from workbench.model.study import StudySetting
from workbench.model.suggestions import PROMISE
from workbench.store.reading.study import settings
from workbench.store.reading.suggestions import promised
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class PromiseSuggestions:
    """Choose what share of the suggestions shown in this study should be right, 0 to 1, for all its coders."""

    share: float

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises BadInput for what is no share."""
        if not 0 < self.share < 1:
            raise BadInput(f"{self.share} is no promise", hint="Give a share between 0 and 1, such as 0.6.")
        words = f"{self.share:.0%} of the suggestions shown in this study should be right"
        if promised(work.connection) == self.share:
            return Outcome(f"nothing changed: {words}", None)
        if PROMISE in settings(work.connection):
            work.update(StudySetting, PROMISE, value=str(self.share))
        else:
            work.insert(StudySetting(key=PROMISE, value=str(self.share)))
        return Outcome(f"from now on, {words}", None)
