"""Suggestions and what people made of them. They are no codings: nothing else reads this table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, exists, select

from workbench.model.suggestion_views import Reason, SuggestionView, reason_kept
from workbench.model.suggestions import OFF, PROMISE, SWITCH, USUAL_PROMISE, SuggestionState
from workbench.model.views import SourceView, Turn
from workbench.store.reading.code_use import MANY
from workbench.store.reading.codebook import code_views
from workbench.store.reading.rounds import hidden_sources
from workbench.store.reading.sources import revision_text, source_views, verified_quote
from workbench.store.reading.study import coders, settings
from workbench.store.schema import TABLES

_SUGGESTION = TABLES["suggestion"]
_EXCERPT = TABLES["excerpt"]
_CODING = TABLES["coding"]
_TURN = TABLES["speaker_turn"]
_VERDICT = TABLES["causal_verdict"]


@dataclass(frozen=True, slots=True)
class SuggestionFilter:
    """Which suggestions to list; None and empty leave all."""

    source_ids: Collection[str] | None = None
    code_ids: Collection[str] | None = None
    states: Collection[SuggestionState] = ()
    least_probability: float = 0.0
    ids: Collection[str] | None = None
    held_back: bool = False
    unfit: bool = False
    """Also open ones whose excerpt was coded so meanwhile, or whose code is no longer in use."""


def suggestions_are_on(reader: Connection) -> bool:
    """Whether suggestions are made in this study."""
    return settings(reader).get(SWITCH) != OFF


def promised(reader: Connection) -> float:
    """The share of what is shown that should be right in this study, 0 to 1."""
    try:
        share = float(settings(reader).get(PROMISE, USUAL_PROMISE))
    except ValueError:
        return USUAL_PROMISE
    return share if 0 < share < 1 else USUAL_PROMISE


def suggestions_hidden(reader: Connection, coder_id: str, source_id: str) -> bool:
    """Whether nothing may be suggested to a coder in a source."""
    return source_id in hidden_sources(reader, coder_id)


def suggestion_views(
    reader: Connection,
    wanted: SuggestionFilter = SuggestionFilter(),
    *,
    hidden: frozenset[str] = frozenset(),
) -> tuple[SuggestionView, ...]:
    """The suggestions for current texts, by source, place and rank; one text in memory at a time.

    Those in `hidden` sources, which the reader codes in a blind round, are left out, and so is what was coded there
    from the explanations of others.

    Raises:
        StudyDamaged: an excerpt is not the text that it was.
    """
    paths = {code.id: code.path for code in code_views(reader, counted=False) if not code.retired}
    names = coders(reader)
    rows: dict[str, list[Any]] = {}
    for row in reader.execute(_query(wanted)):
        fits = row.code_id in paths and not row.is_coded
        if fits or wanted.unfit or row.state != SuggestionState.PROPOSED:
            rows.setdefault(row.revision_id, []).append(row)
    found: list[SuggestionView] = []
    for source in source_views(reader, counted=False):
        if source.revision_id not in rows or not _among(source.id, wanted.source_ids) or source.id in hidden:
            continue
        body = revision_text(reader, source.revision_id)
        found += [_view(row, source, body, paths, names) for row in rows[source.revision_id]]
    if hidden:
        found = [replace(view, explanation=_unhidden(view.explanation, hidden)) for view in found]
    return tuple(found)


def _unhidden(explanation: str, hidden: frozenset[str]) -> str:
    reason = reason_kept(explanation)
    seen = tuple(one for one in reason.precedents if one.source_id not in hidden)
    return explanation if seen == reason.precedents else replace(reason, precedents=seen).kept()


def _view(
    row: Any, source: SourceView, body: str, paths: dict[str, str], names: dict[str, str]
) -> SuggestionView:
    return SuggestionView(
        id=row.id,
        source_id=source.id,
        source_name=source.name,
        revision_id=source.revision_id,
        start_char=row.start_char,
        end_char=row.end_char,
        text=verified_quote(body, row, what=f"suggestion {row.id}"),
        code_id=row.code_id,
        code_path=paths.get(row.code_id, ""),
        rank=row.rank,
        probability=row.probability,
        band=None if row.low is None or row.high is None else (row.low, row.high),
        state=SuggestionState(row.state),
        model_version=row.model_version,
        inputs_sha256=row.inputs_sha256,
        entry_sha256=row.entry_sha256,
        explanation=row.explanation,
        held_back=bool(row.held_back),
        proposed_at=row.proposed_at,
        decided_at=row.decided_at or "",
        decided_by=names.get(row.decided_by, ""),
        coding_id=row.coding_id or "",
        attribution=source.attribution,
    )


def _among(value: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or value in wanted


def _query(wanted: SuggestionFilter) -> Any:
    coded = exists().where(
        _CODING.c.excerpt_id == _SUGGESTION.c.excerpt_id, _CODING.c.code_id == _SUGGESTION.c.code_id
    )
    places = (_EXCERPT.c.revision_id, _EXCERPT.c.start_char, _EXCERPT.c.end_char, _EXCERPT.c.quote_sha256)
    query = (
        select(*_SUGGESTION.c, *places, coded.label("is_coded"))
        .join(_EXCERPT, _EXCERPT.c.id == _SUGGESTION.c.excerpt_id)
        .order_by(_EXCERPT.c.start_char, _EXCERPT.c.end_char, _SUGGESTION.c.rank, _SUGGESTION.c.id)
    )
    if not wanted.held_back:
        query = query.where(_SUGGESTION.c.held_back == 0)
    if wanted.states:
        query = query.where(_SUGGESTION.c.state.in_([str(state) for state in wanted.states]))
    if wanted.code_ids is not None:
        query = query.where(_SUGGESTION.c.code_id.in_(wanted.code_ids))
    if wanted.least_probability > 0:
        query = query.where(_SUGGESTION.c.probability >= wanted.least_probability)
    if wanted.ids is not None:
        query = query.where(_SUGGESTION.c.id.in_(wanted.ids))
    return query


def with_precedents(reader: Connection, reason: Reason, *, hidden: frozenset[str] = frozenset()) -> Reason:
    """A reason that was kept, with the words and attributions of its precedents; those that are gone have none.

    Those in `hidden` sources, which the reader codes in a blind round, are left out.
    """
    reason = replace(
        reason, precedents=tuple(one for one in reason.precedents if one.source_id not in hidden)
    )
    sources = {
        source.id: source
        for source in source_views(reader, counted=False)
        if any(one.source_id == source.id for one in reason.precedents)
    }
    bodies = {one.id: revision_text(reader, one.revision_id) for one in sources.values()}
    precedents = tuple(
        replace(
            one,
            source_name=sources[one.source_id].name,
            text=bodies[one.source_id][one.start_char : one.end_char],
            attribution=sources[one.source_id].attribution,
        )
        if one.source_id in sources
        else one
        for one in reason.precedents
    )
    return replace(reason, precedents=precedents)


@dataclass(frozen=True, slots=True)
class KnownSuggestion:
    """A suggestion without its place."""

    id: str
    excerpt_id: str
    code_id: str
    state: SuggestionState
    entry_sha256: str
    held_back: bool
    revision_id: str


def known_suggestions(
    reader: Connection, *, revision_ids: Iterable[str] = (), ids: Iterable[str] = ()
) -> dict[str, KnownSuggestion]:
    """The suggestions in these revisions, or with these ids, by id."""
    columns = [
        _SUGGESTION.c[name] for name in ("id", "excerpt_id", "code_id", "state", "entry_sha256", "held_back")
    ]
    query = select(*columns, _EXCERPT.c.revision_id).join(_EXCERPT, _EXCERPT.c.id == _SUGGESTION.c.excerpt_id)
    found: dict[str, KnownSuggestion] = {}
    for column, values in ((_EXCERPT.c.revision_id, revision_ids), (_SUGGESTION.c.id, ids)):
        listed = list(dict.fromkeys(values))
        for start in range(0, len(listed), MANY):
            for row in reader.execute(query.where(column.in_(listed[start : start + MANY]))):
                found[row.id] = KnownSuggestion(
                    row.id,
                    row.excerpt_id,
                    row.code_id,
                    SuggestionState(row.state),
                    row.entry_sha256,
                    bool(row.held_back),
                    row.revision_id,
                )
    return found


def rejected_codes(reader: Connection, excerpt_id: str) -> dict[str, str]:
    """The codes that were rejected for an excerpt, with the hash of their entries at that time."""
    query = select(_SUGGESTION.c.code_id, _SUGGESTION.c.entry_sha256).where(
        _SUGGESTION.c.excerpt_id == excerpt_id, _SUGGESTION.c.state == str(SuggestionState.REJECTED)
    )
    return dict(reader.execute(query).all())


def origins(reader: Connection, coding_ids: Collection[str]) -> dict[str, str]:
    """Which of these codings came of accepted suggestions: coding id to suggestion id."""
    listed = list(coding_ids)
    found: dict[str, str] = {}
    for start in range(0, len(listed), MANY):
        query = select(_SUGGESTION.c.coding_id, _SUGGESTION.c.id).where(
            _SUGGESTION.c.coding_id.in_(listed[start : start + MANY])
        )
        found.update(reader.execute(query).all())
    return found


def held_back_so_far(reader: Connection) -> tuple[int, int]:
    """Of the suggestions held back: how many of their passages were coded or marked as read since, and how many
    of these suggestions were right: the passage, or one that overlaps it, has that code.

    A passage of which a suggestion was accepted or rejected does not count: who decided was shown it.
    """
    place, mark = _EXCERPT.alias("place"), TABLES["read_mark"]
    decided = _SUGGESTION.alias("decided")
    was_shown = exists().where(
        decided.c.excerpt_id == _SUGGESTION.c.excerpt_id, decided.c.state != str(SuggestionState.PROPOSED)
    )

    def overlapping(table: Any, *tests: Any) -> Any:
        return exists().where(
            table.c.excerpt_id == place.c.id,
            place.c.revision_id == _EXCERPT.c.revision_id,
            place.c.start_char < _EXCERPT.c.end_char,
            place.c.end_char > _EXCERPT.c.start_char,
            *tests,
        )

    right = overlapping(_CODING, _CODING.c.code_id == _SUGGESTION.c.code_id)
    query = (
        select(right)
        .select_from(_SUGGESTION)
        .join(_EXCERPT, _EXCERPT.c.id == _SUGGESTION.c.excerpt_id)
        .where(_SUGGESTION.c.held_back == 1, ~was_shown, overlapping(_CODING) | overlapping(mark))
    )
    told = [bool(one) for one in reader.execute(query).scalars()]
    return len(told), sum(told)


def causal_verdicts(reader: Connection) -> list[tuple[str, bool]]:
    """Every judgement of a causal cue: the cue's name, and whether its sentence made a causal claim."""
    rows = reader.execute(select(_VERDICT.c.cue, _VERDICT.c.is_causal).order_by(_VERDICT.c.id))
    return [(cue, bool(is_causal)) for cue, is_causal in rows]


def verdict_of(reader: Connection, excerpt_id: str, coder_id: str) -> tuple[str, bool] | None:
    """The id of a coder's judgement of a sentence with what it says; None where there is none."""
    query = select(_VERDICT.c.id, _VERDICT.c.is_causal).where(
        _VERDICT.c.excerpt_id == excerpt_id, _VERDICT.c.coder_id == coder_id
    )
    row = reader.execute(query).first()
    return None if row is None else (row.id, bool(row.is_causal))


def judged_sentences(reader: Connection, revision_id: str, coder_id: str) -> dict[tuple[int, int], bool]:
    """The sentences of a text that a coder has judged, by span: whether each makes a causal claim."""
    query = (
        select(_EXCERPT.c.start_char, _EXCERPT.c.end_char, _VERDICT.c.is_causal)
        .join(_EXCERPT, _EXCERPT.c.id == _VERDICT.c.excerpt_id)
        .where(_EXCERPT.c.revision_id == revision_id, _VERDICT.c.coder_id == coder_id)
    )
    return {(start, end): bool(is_causal) for start, end, is_causal in reader.execute(query)}


def all_turns(reader: Connection) -> dict[str, list[Turn]]:
    """The speaker turns of all texts, by revision and in order: one statement for a whole study."""
    columns = [
        _TURN.c[name]
        for name in (
            "revision_id",
            "start_char",
            "end_char",
            "speech_char",
            "speaker",
            "is_interviewer",
            "seconds",
        )
    ]
    found: dict[str, list[Turn]] = {}
    for revision, start, end, speech, speaker, interviewer, seconds in reader.execute(
        select(*columns).order_by(_TURN.c.revision_id, _TURN.c.position)
    ):
        found.setdefault(revision, []).append(Turn(start, end, speech, speaker, bool(interviewer), seconds))
    return found


def all_read_spans(reader: Connection) -> dict[str, list[tuple[int, int]]]:
    """What anybody has marked as read with nothing to code, by revision."""
    mark = TABLES["read_mark"]
    query = select(_EXCERPT.c.revision_id, _EXCERPT.c.start_char, _EXCERPT.c.end_char).join(
        mark, mark.c.excerpt_id == _EXCERPT.c.id
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for revision, start, end in reader.execute(query.order_by(_EXCERPT.c.start_char)):
        found.setdefault(revision, []).append((start, end))
    return found
