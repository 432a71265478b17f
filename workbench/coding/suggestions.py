"""What people make of suggestions: proposals are kept, accepted or rejected. Accepting is a coding by that person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding.commands import CODING_COLUMNS, require_within
from workbench.errors import Conflict
from workbench.model.coding import Coding, Span
from workbench.model.identity import derived_id
from workbench.model.study import StudySetting
from workbench.model.suggestion_views import SuggestionView
from workbench.model.suggestions import (
    OFF,
    SWITCH,
    Maker,
    Proposal,
    ProposalsKept,
    Suggestion,
    SuggestionState,
    entry_sha256,
)
from workbench.model.vocabulary import plural
from workbench.store.change_log import Row
from workbench.store.reading import suggestions as reading
from workbench.store.reading.codebook import code_views
from workbench.store.reading.codings import existing
from workbench.store.reading.rounds import hidden_sources
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.reading.study import settings
from workbench.store.reading.suggestions import SuggestionFilter
from workbench.store.unit_of_work import Outcome, UnitOfWork

COLUMNS = (
    "id", "excerpt_id", "code_id", "rank", "probability", "low", "high", "model_version", "inputs_sha256",
    "entry_sha256", "explanation", "held_back", "state", "proposed_at",
)  # fmt: skip
RENEWED = (
    "rank",
    "probability",
    "low",
    "high",
    "model_version",
    "inputs_sha256",
    "entry_sha256",
    "explanation",
)
"""What a later run says anew of an open suggestion."""


@dataclass(frozen=True, slots=True)
class ProposeSuggestions:
    """Keep what a run of the suggester proposes for the texts that it went over.

    A rejection is remembered: that code is proposed again for that excerpt only when its entry in the codebook has
    changed since. Open proposals in `revision_ids` (of `code_ids`, where some are given) that this run does not make
    are withdrawn; those held back stay.
    """

    proposals: tuple[Proposal, ...]
    maker: Maker
    revision_ids: tuple[str, ...]
    code_ids: tuple[str, ...] = ()

    def perform(self, work: UnitOfWork) -> Outcome[ProposalsKept]:
        """Carry it out.

        Raises:
            BadInput: a span lies outside its text.
            Conflict: suggestions are switched off, or a source is gone or has a newer text.
        """
        require_on(work)
        known = reading.known_suggestions(work.connection, revision_ids=self.revision_ids)
        rows = _rows(work, self.proposals, self.maker)
        new = [row for row in rows if row[0] not in known]
        open_ones, again, remembered = [], [], 0
        for row in rows:
            before = known.get(row[0])
            if before is None or before.held_back:
                continue
            if before.state is SuggestionState.PROPOSED:
                open_ones.append(row)
            elif before.state is SuggestionState.REJECTED:
                changed = before.entry_sha256 != row[COLUMNS.index("entry_sha256")]
                again += [row] * changed
                remembered += not changed
        made = {row[0] for row in rows}
        stale = [
            one.id
            for one in known.values()
            if one.state is SuggestionState.PROPOSED
            and not one.held_back
            and one.id not in made
            and (not self.code_ids or one.code_id in self.code_ids)
        ]
        work.insert_rows(Suggestion, COLUMNS, new)
        changed_count = self._renew(work, open_ones)
        self._reopen(work, again)
        if stale:
            work.delete(Suggestion, [(one,) for one in stale])
        kept = ProposalsKept(len(new), changed_count, len(stale), remembered, len(again))
        return Outcome(_words(kept, len(self.revision_ids)), kept)

    @staticmethod
    def _renew(work: UnitOfWork, rows: Sequence[Row]) -> int:
        places = [COLUMNS.index(name) for name in RENEWED]
        return work.update_rows(
            Suggestion, RENEWED, {(row[0],): tuple(row[place] for place in places) for row in rows}
        )

    @classmethod
    def _reopen(cls, work: UnitOfWork, rows: Sequence[Row]) -> None:
        cls._renew(work, rows)
        work.update_rows(
            Suggestion,
            ("state", "decided_at", "decided_by", "proposed_at"),
            {(row[0],): (str(SuggestionState.PROPOSED), None, None, work.at) for row in rows},
        )


def _words(kept: ProposalsKept, texts: int) -> str:
    if not kept.new + kept.changed + kept.withdrawn + kept.remembered + kept.again:
        return f"nothing is proposed in {plural(texts, 'source')}"
    parts = [f"{kept.new:,} new"]
    parts += [f"{kept.changed:,} changed"] * bool(kept.changed)
    parts += [f"{kept.withdrawn:,} withdrawn"] * bool(kept.withdrawn)
    parts += [f"{kept.remembered:,} rejected before and not proposed again"] * bool(kept.remembered)
    parts += [f"{kept.again:,} rejected before, whose codebook entry has changed"] * bool(kept.again)
    return f"proposed codes in {plural(texts, 'source')}: {', '.join(parts)}"


def require_on(work: UnitOfWork) -> None:
    """Refuse to go on in a study that has its suggestions switched off.

    Raises:
        Conflict: they are off.
    """
    if not reading.suggestions_are_on(work.connection):
        raise Conflict(
            "suggestions are switched off in this study",
            hint="Switch them on again: workbench suggest switch on",
        )


def _rows(work: UnitOfWork, proposals: Sequence[Proposal], maker: Maker) -> list[Row]:
    """The rows of proposals, their excerpts interned."""
    by_revision: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        by_revision.setdefault(proposal.revision_id, []).append(proposal)
    rows: list[Row] = []
    for revision_id, batch in by_revision.items():
        source = name_of_revision(work.connection, revision_id)
        if source is None:
            raise Conflict(
                "a source is no longer in the study, or has a newer text", hint="Run the suggester again."
            )
        body = revision_text(work.connection, revision_id)
        spans = dict.fromkeys((one.start_char, one.end_char) for one in batch)
        for span in spans:
            require_within(Span(*span), body, source)
        excerpts = work.intern_excerpts(revision_id, spans, body)
        for one in batch:
            excerpt = excerpts[one.start_char, one.end_char]
            low, high = one.band or (None, None)
            rows.append(
                (suggestion_id(work.study_id, excerpt, one.code_id), excerpt, one.code_id, one.rank,
                 one.probability, low, high, maker.model_version, maker.inputs_sha256, one.entry_sha256,
                 one.explanation, int(one.held_back), str(SuggestionState.PROPOSED), work.at)
            )  # fmt: skip
    return rows


def suggestion_id(study_id: str, excerpt_id: str, code_id: str) -> str:
    """The id of the suggestion of a code for an excerpt: the same in every copy of a study."""
    return derived_id(study_id, f"suggestion:{excerpt_id}:{code_id}")


@dataclass(frozen=True, slots=True)
class AcceptSuggestions:
    """Code passages as suggested. Each is a coding by who accepts it, and the suggestion says which."""

    suggestion_ids: tuple[str, ...]
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[tuple[str, ...]]:
        """Carry it out; the value is the ids of the codings. One that was rejected may be accepted after all.

        Raises:
            Conflict: switched off; a suggestion is gone or accepted already; its code is gone or retired; this
                coder has coded the passage so already. Then none is accepted.
        """
        require_on(work)
        views = _wanted(work, self.suggestion_ids)
        for view in views:
            _require_acceptable(view)
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


def _require_acceptable(view: SuggestionView) -> None:
    if view.state is SuggestionState.ACCEPTED:
        raise Conflict(f"{view.decided_by} has accepted the suggestion {_in_words(view)} already")
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
        """Carry it out; the value is how many were open.

        Raises:
            Conflict: a suggestion is gone, or was accepted. Then none is rejected.
        """
        require_on(work)
        views = _wanted(work, self.suggestion_ids)
        for view in views:
            if view.state is SuggestionState.ACCEPTED:
                raise Conflict(
                    f"{view.decided_by} has accepted the suggestion {_in_words(view)}",
                    hint="Take the coding away, if it is yours: workbench coding remove",
                )
        entries = {code.id: entry_sha256(code) for code in code_views(work.connection, counted=False)}
        state = str(SuggestionState.REJECTED)
        open_ones = [view for view in views if view.state is SuggestionState.PROPOSED]
        work.update_rows(
            Suggestion,
            ("state", "decided_at", "decided_by", "entry_sha256"),
            {
                (view.id,): (state, work.at, work.coder_id, entries.get(view.code_id, view.entry_sha256))
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
    (row,) = _rows(work, [proposal], maker)
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
    return f"{view.code_path!r} in {view.source_name} at {view.start_char}:{view.end_char}"


def _summary(verb: str, views: Sequence[SuggestionView]) -> str:
    if len(views) == 1:
        return f"{verb} the suggestion {_in_words(views[0])}"
    return f"{verb} {plural(len(views), 'suggestion')}"


@dataclass(frozen=True, slots=True)
class SwitchSuggestions:
    """Switch the suggestions of a study on or off, for all its coders."""

    on: bool

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out."""
        words = "on" if self.on else OFF
        if reading.suggestions_are_on(work.connection) is self.on:
            return Outcome(f"nothing changed: suggestions are {words} in this study", None)
        if SWITCH in settings(work.connection):
            work.update(StudySetting, SWITCH, value=words)
        else:
            work.insert(StudySetting(key=SWITCH, value=words))
        return Outcome(f"switched suggestions {words} in this study", None)
