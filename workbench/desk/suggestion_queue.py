"""The queue of suggestions for the screen (`tui.desk.suggestion_queue`), decided in one coder's name."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.coding.suggestion_decisions import AcceptSuggestions, RejectSuggestions
from workbench.coding.suggestions import ProposeSuggestions
from workbench.desk.sitting import Sitting
from workbench.model.suggestion_views import PassageProposals, Reason, SuggestionView, reason_kept
from workbench.model.suggestions import SuggestionState
from workbench.store.reading import suggestions as reading
from workbench.store.reading.rounds import hidden_sources
from workbench.store.reading.sources import source_views
from workbench.store.reading.suggestions import SuggestionFilter

MOST_KEPT = 1_000
"""So many proposals are kept at most, the likeliest: nobody goes through more."""


class StudySuggestionQueue:
    """The suggestions that the study keeps."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def revisions(self) -> Sequence[str]:
        """The texts in which something may be suggested to this coder; none while suggestions are off."""
        with self._sitting.reading() as reader:
            if not reading.suggestions_are_on(reader):
                return ()
            hidden = hidden_sources(reader, self._sitting.coder_id)
            return [one.revision_id for one in source_views(reader, counted=False) if one.id not in hidden]

    def keep(self, proposed: Sequence[PassageProposals]) -> str:
        """Keep the likeliest of what is proposed for whole texts; nothing where no precision is claimed."""
        if not any(one.claims_precision for one in proposed):
            return "Nothing is proposed" + (f": {proposed[0].standing}" if proposed else ".")
        made = [proposal for one in proposed for proposal in one.proposals]
        best = sorted(range(len(made)), key=lambda n: (-(made[n].probability or 0.0), n))[:MOST_KEPT]
        kept = tuple(made[n] for n in sorted(best))
        revisions = tuple(one.revision_id for one in proposed)
        done = self._sitting.execute(ProposeSuggestions(kept, proposed[0].maker, revisions)).summary
        return done if len(kept) == len(made) else f"{done}; the {len(kept):,} likeliest of {len(made):,}"

    def queue(self, state: SuggestionState) -> Sequence[SuggestionView]:
        """The suggestions in a state that this coder may see; none while they are switched off."""
        with self._sitting.reading() as reader:
            if not reading.suggestions_are_on(reader):
                return ()
            hidden = hidden_sources(reader, self._sitting.coder_id)
            return reading.suggestion_views(reader, SuggestionFilter(states=(state,)), hidden=hidden)

    def precedents(self, view: SuggestionView) -> Reason:
        """Why a suggestion of the queue was made, with the words of its precedents."""
        with self._sitting.reading() as reader:
            hidden = hidden_sources(reader, self._sitting.coder_id)
            return reading.with_precedents(reader, reason_kept(view.explanation), hidden=hidden)

    def held_back(self) -> tuple[int, int]:
        """Of the suggestions that nobody is shown before: how many are judged by now, and how many were right."""
        with self._sitting.reading() as reader:
            return reading.held_back_so_far(reader)

    def accept_all(self, suggestion_ids: Sequence[str]) -> str:
        """Code as suggestions of the queue say."""
        return self._sitting.execute(AcceptSuggestions(tuple(suggestion_ids))).summary

    def reject_all(self, suggestion_ids: Sequence[str]) -> str:
        """Turn suggestions of the queue down."""
        return self._sitting.execute(RejectSuggestions(tuple(suggestion_ids))).summary
