"""What is said of passages: tags with their reasons in a person's words, and proposals for what nobody has read yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.model.coding import Span
from workbench.model.identity import excerpt_id
from workbench.model.suggestion_views import PassageAnswer, PrecedentView, Reason, TagView
from workbench.model.suggestions import Proposal
from workbench.suggester.material import KnownPassage, SourceText, to_read

if TYPE_CHECKING:
    from workbench.suggest.explanation import Explanation
    from workbench.suggest.suggesting import Answer, Tag
    from workbench.suggester.learning import Learnt

HELD_BACK = 10
"""One passage in so many is held back from lists until it is coded, so that precision can be measured on it."""

WORDS_SHOWN = 5
"""Heaviest words that a person is shown."""


def answer(
    learnt: Learnt,
    text: SourceText,
    span: Span,
    *,
    given: frozenset[str] = frozenset(),
    rejected: Mapping[str, str] | None = None,
    selected: bool = True,
) -> PassageAnswer:
    """What is said of a passage. A person `selected` it, or only came by: then it needs what was read and left uncoded.

    `given` are the codes that it has, `rejected` those turned down for it with the hash of their entry then: neither is
    suggested, unless the entry of a rejected code has changed since.
    """
    from workbench.suggest.suggesting import suggest

    (words,) = learnt.pipeline.analyse([text.body[span.start_char : span.end_char]])
    entries = learnt.found.entries
    down = frozenset(code for code, entry in (rejected or {}).items() if entries.get(code) == entry)
    calibration = learnt.asked if selected else learnt.proposed
    if not selected and calibration.threshold is None:
        why = f"it speaks of a passage that nobody selected only when it can claim a precision; {calibration.line}"
        told, silence = None, why
    else:
        told = suggest(learnt.model, calibration, words, already=given | down)
        silence = told.silence
    paths = learnt.found.paths
    notes = (*learnt.model.notes, *filter(None, (learnt.pipeline.note, learnt.note)))
    return PassageAnswer(
        text.source.revision_id,
        span.start_char,
        span.end_char,
        _tags(learnt, text, span, told) if told else (),
        silence,
        calibration.line,
        notes,
        tuple(sorted(paths[code] for code in given if code in paths)),
        tuple(sorted(paths[code] for code in down if code in paths)),
    )


def proposals(learnt: Learnt, text: SourceText, *, code_ids: frozenset[str] = frozenset()) -> list[Proposal]:
    """What is proposed for the passages of a text that nobody has coded or read, of some codes where these are given.

    Nothing where no precision is claimed of such passages.
    """
    from workbench.suggest.suggesting import suggest_all

    if learnt.proposed.threshold is None:
        return []
    spans = to_read(text, length=learnt.found.length)
    words = list(learnt.pipeline.analyse(text.body[one.start_char : one.end_char] for one in spans))
    return [
        tag.proposal
        for span, told in zip(spans, suggest_all(learnt.model, learnt.proposed, words), strict=True)
        for tag in _tags(learnt, text, span, told, may_hold_back=True)
        if not code_ids or tag.code_id in code_ids
    ]


def is_held_back(revision_id: str, span: Span) -> bool:
    """Whether a passage is of the random tenth: told by its excerpt's id, so that it is the same in every copy."""
    return int(excerpt_id(revision_id, span.start_char, span.end_char)[:8], 16) % HELD_BACK == 0


def _tags(
    learnt: Learnt, text: SourceText, span: Span, told: Answer, *, may_hold_back: bool = False
) -> tuple[TagView, ...]:
    by_id = {one.id: one for one in learnt.found.known} if told.tags else {}
    revision_id = text.source.revision_id
    held_back = may_hold_back and is_held_back(revision_id, span)
    return tuple(
        _tag(learnt, tag, rank, by_id, revision_id, span, held_back=held_back)
        for rank, tag in enumerate(told.tags, 1)
    )


def _tag(
    learnt: Learnt,
    tag: Tag,
    rank: int,
    by_id: Mapping[str, KnownPassage],
    revision_id: str,
    span: Span,
    *,
    held_back: bool,
) -> TagView:
    reason = _reason(tag.explanation, by_id, learnt.pipeline.language)
    probability = None if tag.probability is None else round(tag.probability, 4)
    band = None if tag.band is None else (round(tag.band[0], 4), round(tag.band[1], 4))
    proposal = Proposal(
        revision_id,
        span.start_char,
        span.end_char,
        tag.code,
        rank,
        probability,
        band,
        learnt.found.entries[tag.code],
        reason.kept(),
        held_back,
    )
    return TagView(tag.code, learnt.found.paths[tag.code], probability, band, reason, proposal, learnt.maker)


def _reason(why: Explanation, by_id: Mapping[str, KnownPassage], language: str) -> Reason:
    precedents = tuple(
        PrecedentView(
            by_id[one.excerpt_id].source_id,
            by_id[one.excerpt_id].source_name,
            by_id[one.excerpt_id].start_char,
            by_id[one.excerpt_id].end_char,
            round(one.share, 3),
            one.carries_code,
            by_id[one.excerpt_id].text,
            by_id[one.excerpt_id].attribution,
        )
        for one in why.precedents
    )
    entry_words = telling(why.entry_words, language)
    words = telling([word for word, _ in why.lemmas], language)
    return Reason(why.speaks, round(why.codebook_share, 3), words, entry_words, precedents)


def telling(terms: Sequence[str], language: str) -> tuple[str, ...]:
    """The first of some lemmas and pairs of lemmas that say something: without those of stop words alone, if others do.

    All of them weigh; these are shown.
    """
    from workbench.suggest.language import stop_words

    stops = stop_words(language)
    saying = [term for term in terms if not stops.issuperset(term.split())]
    return tuple(saying or terms)[:WORDS_SHOWN]
