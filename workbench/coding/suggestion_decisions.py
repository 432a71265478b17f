"""What people make of suggestions: each is accepted or rejected. Accepting is a coding by that person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding.commands import CODING_COLUMNS
from workbench.coding.suggestions import COLUMNS, require_on, suggestion_rows
from workbench.errors import Conflict
from workbench.model.coding import Coding
from workbench.model.suggestion_views import SuggestionView
from workbench.model.suggestions import Maker, Proposal, Suggestion, SuggestionState, entry_sha256
from workbench.model.vocabulary import plural
from workbench.store.reading import suggestions as reading
from workbench.store.reading.code_use import codings_by_id
from workbench.store.reading.codebook import code_views
from workbench.store.reading.codings import existing
from workbench.store.reading.rounds import hidden_sources
from workbench.store.reading.suggestions import SuggestionFilter
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class AcceptSuggestions:
    """Code passages as suggested. Each is a coding by who accepts it, and the suggestion says which."""

    suggestion_ids: tuple[str, ...]
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[tuple[str, ...]]:
        """Carry it out; the value is the ids of the codings. One that was rejected, or whose coding was taken away
        again, may be accepted after all.

        Raises:
            Conflict: switched off; a suggestion is gone or accepted already; its code is gone or retired; this
                coder has coded the passage so already. Then none is accepted.
        """
        require_on(work)
        views = _wanted(work, self.suggestion_ids)
        _require_not_coded(work, views)
        for view in views:
            _require_in_use(view)
        excerpts = {
            one.id: one.excerpt_id
            for one in reading.known_suggestions(work.connection, ids=self.suggestion_ids).values()
        }
        there = existing(work.connection, {work.coder_id})
        for view in views:
            if (excerpts[view.id], view.code_id, work.coder_id) in there:
                raise Conflict(
                    f"you have coded {view.source_name} at {view.start_char}:{view.end_char} {view.code_path!r} already"
                )
        codings = {view.id: work.new_id() for view in views}
        rows = [
            (codings[view.id], excerpts[view.id], view.code_id, work.coder_id, work.at, self.memo)
            for view in views
        ]
        work.insert_rows(Coding, CODING_COLUMNS, rows)
        state = str(SuggestionState.ACCEPTED)
        work.update_rows(
            Suggestion,
            ("state", "decided_at", "decided_by", "coding_id"),
            {(one,): (state, work.at, work.coder_id, coding) for one, coding in codings.items()},
        )
        return Outcome(_summary("accepted", views), tuple(codings.values()))


def _require_not_coded(work: UnitOfWork, views: Sequence[SuggestionView]) -> None:
    """Refuse where a suggestion was accepted and the coding that came of it is still there; raises Conflict."""
    there = {row.id for row in codings_by_id(work.connection, [view.coding_id for view in views])}
    for view in views:
        if view.coding_id in there:
            raise Conflict(
                f"{view.decided_by} has accepted the suggestion {_in_words(view)} already",
                hint="Take the coding away, if it is yours: workbench coding remove",
            )


def _require_in_use(view: SuggestionView) -> None:
    if not view.code_path:
        raise Conflict(
            f"the code suggested in {view.source_name} at {view.start_char}:{view.end_char} is no longer in use",
            hint="Reject the suggestion, or code the passage with another code.",
        )


@dataclass(frozen=True, slots=True)
class RejectSuggestions:
    """Turn suggestions down. They are remembered, and not made again while the codes' entries stay as they are."""

    suggestion_ids: tuple[str, ...]

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out; the value is how many were not rejected yet.

        Raises:
            Conflict: a suggestion is gone, or was accepted and its coding is there. Then none is rejected.
        """
        require_on(work)
        views = _wanted(work, self.suggestion_ids)
        _require_not_coded(work, views)
        entries = {code.id: entry_sha256(code) for code in code_views(work.connection, counted=False)}
        state = str(SuggestionState.REJECTED)
        open_ones = [view for view in views if view.state is not SuggestionState.REJECTED]
        work.update_rows(
            Suggestion,
            ("state", "decided_at", "decided_by", "coding_id", "entry_sha256"),
            {
                (view.id,): (
                    state,
                    work.at,
                    work.coder_id,
                    None,
                    entries.get(view.code_id, view.entry_sha256),
                )
                for view in open_ones
            },
        )
        if not open_ones:
            return Outcome("nothing changed: rejected already", 0)
        return Outcome(_summary("rejected", open_ones), len(open_ones))


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """Code a passage as the suggester has just proposed: it is kept as a suggestion and accepted, as one change."""

    proposal: Proposal
    maker: Maker
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the coding's id. Raises as `AcceptSuggestions` does."""
        kept = _kept(work, self.proposal, self.maker)
        done = AcceptSuggestions((kept,), self.memo).perform(work)
        return Outcome(done.summary, done.value[0])


@dataclass(frozen=True, slots=True)
class RejectProposal:
    """Turn down what the suggester has just proposed: it is kept as a suggestion and rejected, as one change."""

    proposal: Proposal
    maker: Maker

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out. Raises as `RejectSuggestions` does."""
        return RejectSuggestions((_kept(work, self.proposal, self.maker),)).perform(work)


def _kept(work: UnitOfWork, proposal: Proposal, maker: Maker) -> str:
    """The id of the suggestion that a proposal is, written where it is new."""
    require_on(work)
    (row,) = suggestion_rows(work, [proposal], maker)
    identity = str(row[0])
    if not reading.known_suggestions(work.connection, ids=[identity]):
        work.insert_rows(Suggestion, COLUMNS, [row])
    return identity


def _wanted(work: UnitOfWork, ids: Sequence[str]) -> list[SuggestionView]:
    """The suggestions with these ids, in the order of the ids, decided or open, shown or not.

    Raises:
        Conflict: one is gone, or lies in a source that the coder codes in a blind round.
    """
    wanted = list(dict.fromkeys(ids))
    found = {
        view.id: view
        for view in reading.suggestion_views(
            work.connection, SuggestionFilter(ids=wanted, held_back=True, unfit=True)
        )
    }
    missing = [one for one in wanted if one not in found]
    if missing:
        raise Conflict(
            "this suggestion is no longer in the study"
            if len(wanted) == 1
            else f"of these {len(wanted):,} suggestions {len(missing):,} are no longer in the study",
            hint="See those that are open: workbench suggest list",
        )
    views = [found[one] for one in wanted]
    hidden = hidden_sources(work.connection, work.coder_id)
    blind = next((view for view in views if view.source_id in hidden), None)
    if blind is not None:
        raise Conflict(
            f"you code {blind.source_name} in a blind round: nothing is suggested in it until the round is frozen"
        )
    return views


def _in_words(view: SuggestionView) -> str:
    code = repr(view.code_path) if view.code_path else "of a code that is no longer in use"
    return f"{code} in {view.source_name} at {view.start_char}:{view.end_char}"


def _summary(verb: str, views: Sequence[SuggestionView]) -> str:
    if len(views) == 1:
        return f"{verb} the suggestion {_in_words(views[0])}"
    return f"{verb} {plural(len(views), 'suggestion')}"
