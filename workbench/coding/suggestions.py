"""Suggestions as a study keeps them: what a run of the suggester proposes, and whether anything is suggested at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding.commands import require_within
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.identity import derived_id
from workbench.model.study import StudySetting
from workbench.model.suggestions import (
    OFF,
    SWITCH,
    Maker,
    Proposal,
    ProposalsKept,
    Suggestion,
    SuggestionState,
)
from workbench.model.vocabulary import plural
from workbench.store.change_log import Row
from workbench.store.reading import suggestions as reading
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.reading.study import settings
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
        rows = suggestion_rows(work, self.proposals, self.maker)
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
        return f"nothing new is proposed in {plural(texts, 'source')}"
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


def suggestion_rows(work: UnitOfWork, proposals: Sequence[Proposal], maker: Maker) -> list[Row]:
    """The rows of proposals in the order of `COLUMNS`, their excerpts interned.

    Raises:
        BadInput: a span lies outside its text.
        Conflict: a source is gone or has a newer text.
    """
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
