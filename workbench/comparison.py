"""From a study to the values that a comparison of coders takes: the wiring of `store.reading` and `agreement`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.agreement.categories import categories as categories_of
from workbench.agreement.categories import categories_by_path
from workbench.agreement.passages import cut, end_to_end
from workbench.agreement.units import units_of
from workbench.agreement.values import Categories, ComparedSource, UnitKind
from workbench.errors import Conflict, NotFound, UsageError
from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.round_views import RoundView
from workbench.model.views import CodeView, CodingMark, SourceView
from workbench.model.vocabulary import plural
from workbench.store.reading import agreement, finding, rounds, study
from workbench.store.reading.codebook import code_views, with_sub_codes
from workbench.store.reading.codings import marks
from workbench.store.reading.finding import Candidate, pick
from workbench.store.reading.sources import revision_text, source_views, turns

if TYPE_CHECKING:
    from workbench.agreement.disagreements import Difference
    from workbench.store.study import Reader

NOT_BLIND = (
    "these codings are no blind, frozen round: the coders may have seen one another's work or not have finished, "
    "so they are not independent judgements"
)

NOT_BLIND_ROUND = (
    "this round was not blind: the coders may have seen one another's work, so these are no independent "
    "judgements"
)

MAX_NAMED = 5
"""Sources named in a note; more would not be read."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is compared: coders (id to name), the sources with their records, the categories, and what to know of it."""

    coders: Mapping[str, str]
    sources: tuple[tuple[SourceView, ComparedSource], ...]
    categories: Categories
    notes: tuple[str, ...]
    round: RoundView | None = None
    """The frozen round that is compared, None for codings by choice."""


def gather(
    reader: Reader,
    study_id: str,
    *,
    coders: Sequence[str],
    codes: Sequence[str] = (),
    sources: Sequence[str] = (),
    roll_up: bool = False,
    unit: UnitKind = UnitKind.CHARACTER,
) -> Gathered:
    """What a person wants to compare, from names. Without `sources`, those that all of the coders have coded.

    Raises:
        UsageError: fewer than two coders, or no source has units of this kind.
        NotFound, Ambiguous: a coder, code or source; no source that all have coded; no codings to compare.
    """
    who = _coders(reader, coders)
    code_ids = [finding.find_code(reader, code, study_id=study_id) for code in codes]
    views = _sources(reader, sources) or agreement.sources_coded_by_all(reader, who)
    notes = [NOT_BLIND, *_silence(reader, views, who)]
    found_marks = agreement.marks_by_coders(reader, who)
    compared = [
        (view, _compared(reader, view, found_marks.get(view.revision_id, ()), unit)) for view in views
    ]
    kept = tuple((view, source) for view, source in compared if _has_units(source))
    if len(kept) < len(compared):
        left_out = [view.name for view, source in compared if not _has_units(source)]
        notes.append(f"left out, since there is no {unit} in it: {_some(left_out)}")
    if not kept:
        raise UsageError(
            f"there is no {unit} to judge in {_some([view.name for view in views])}",
            hint="Take another --unit; a text in which no speakers are marked has no turns.",
        )
    used = {mark.code_id for _, source in kept for mark in source.marks}
    every = code_views(reader, counted=False)
    found = categories_of(every, used=used, chosen=code_ids, roll_up=roll_up)
    if used.isdisjoint(found.of_code):
        _refuse_unused(who, found, used, every, code_ids)
    return Gathered(who, kept, found, tuple(notes))


def gather_round(
    reader: Reader,
    round_id: str,
    *,
    codes: Sequence[str] = (),
    roll_up: bool = False,
    unit: UnitKind = UnitKind.CHARACTER,
) -> Gathered:
    """What was taken down when a round was frozen. Nothing that happened since to codings or codebook changes it.

    Raises:
        Conflict: the round is gone, or still open.
        UsageError: there are no such units in its passages.
        NotFound, Ambiguous: a code; nobody has coded anything in the round.
    """
    found = rounds.round_view(reader, round_id)
    if found is None:
        raise Conflict("this round is no longer in the study", hint="List them: workbench round list")
    if not found.is_frozen:
        raise Conflict(
            f"{found.label} is open: its coders may not have finished",
            hint="When they have: workbench round freeze",
        )
    taken, paths = rounds.taken_down(reader, round_id)
    if not paths:
        raise NotFound(f"nobody has coded anything in {found.label}")
    lines = {code: _named_above(path) if roll_up else (path,) for code, path in paths.items()}
    every = dict.fromkeys(path for line in lines.values() for path in line)
    candidates = [Candidate(path, (path.rpartition(PATH_SEPARATOR)[2], path)) for path in every]
    chosen = [pick(code, candidates, what="code of this round") for code in codes]
    where = _places_in(found)
    views = {view.id: view for view in source_views(reader, counted=False)}
    compared = []
    for revision_id, (source_id, spans) in where.items():
        view = replace(views[source_id], revision_id=revision_id, char_count=spans[-1][1])
        laid = end_to_end(_compared(reader, view, taken.get(revision_id, ()), unit), spans)
        if _has_units(laid):
            compared.append((view, laid))
    if not compared:
        raise UsageError(f"there is no {unit} to judge in {found.label}", hint="Take another --unit.")
    notes = [] if found.is_blind else [NOT_BLIND_ROUND]
    if found.codebook_changed:
        notes.append("the codebook was changed while the round was open: not all was coded with the same one")
    if len(compared) < len(where):
        notes.append(
            f"left out, since there is no {unit} in it: {plural(len(where) - len(compared), 'source')}"
        )
    categories = categories_by_path(lines, chosen=chosen)
    return Gathered(found.coders, tuple(compared), categories, tuple(notes), found)


def _named_above(path: str) -> tuple[str, ...]:
    """The paths of a code and of those above it, its own first."""
    parts = path.split(PATH_SEPARATOR)
    return tuple(PATH_SEPARATOR.join(parts[:depth]) for depth in range(len(parts), 0, -1))


def _places_in(found: RoundView) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Revision id to its source and the passages of a round in it, in order."""
    where: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    for one in found.passages:
        where.setdefault(one.revision_id, (one.source_id, []))[1].append((one.start_char, one.end_char))
    return where


def taken_in(reader: Reader, found: RoundView) -> dict[str, tuple[CodingMark, ...]]:
    """The codings of a frozen round by revision, at their place, cut to its passages."""
    taken, _ = rounds.taken_down(reader, found.id)
    return {
        revision_id: cut(taken.get(revision_id, ()), spans)
        for revision_id, (_, spans) in _places_in(found).items()
    }


def disagreements(reader: Reader, gathered: Gathered) -> Iterator[tuple[SourceView, Difference]]:
    """The passages on which the coders differ, source by source; one text is in memory at a time.

    Raises:
        StudyDamaged: an excerpt is not the text that was coded.
    """
    from workbench.agreement.disagreements import differences

    coders = tuple(gathered.coders)
    taken = taken_in(reader, gathered.round) if gathered.round else None
    for view, compared in gathered.sources:
        if taken is None:
            meant = {mark.coding_id for mark in compared.marks}
            found = tuple(one for one in marks(reader, view.revision_id) if one.coding_id in meant)
        else:
            found = taken[view.revision_id]
        source = replace(compared, marks=found)
        text = revision_text(reader, view.revision_id)
        for difference in differences(source, text, coders=coders, categories=gathered.categories):
            yield view, difference


def _coders(reader: Reader, names: Sequence[str]) -> dict[str, str]:
    known = study.coders(reader)
    ids = [finding.find(reader, "coder", name) for name in names]
    if len(set(ids)) < 2:
        raise UsageError(
            "agreement takes two coders or more" + (f", not {known[ids[0]]} alone" if ids else ""),
            hint=f"The study's coders: {', '.join(known.values()) or 'none yet'}.",
        )
    return {one: known[one] for one in ids}


def _sources(reader: Reader, names: Sequence[str]) -> tuple[SourceView, ...]:
    chosen = {finding.find(reader, "source", name) for name in names}
    return tuple(view for view in source_views(reader, counted=False) if view.id in chosen) if chosen else ()


def _silence(reader: Reader, views: Sequence[SourceView], coders: Mapping[str, str]) -> Iterator[str]:
    """Notes on coders who have no coding in some of the sources.

    Raises:
        NotFound: a coder has none in any.
    """
    for coder, names in agreement.without_codings(reader, views, coders).items():
        if len(names) == len(views):
            raise NotFound(
                f"{coders[coder]} has no codings in {_some(names)}",
                hint="Without --source, the sources that all of the coders have coded are compared.",
            )
        yield f"{coders[coder]} has no coding in {_some(names)}, which counts as having found nothing there"


def _compared(
    reader: Reader, view: SourceView, found: Sequence[CodingMark], unit: UnitKind
) -> ComparedSource:
    units = None
    if unit is not UnitKind.CHARACTER:
        spoken = turns(reader, view.revision_id) if unit is UnitKind.TURN else ()
        units = units_of(revision_text(reader, view.revision_id), spoken, unit)
    return ComparedSource(view.name, view.char_count, tuple(found), units)


def _has_units(source: ComparedSource) -> bool:
    return bool(source.char_count if source.units is None else source.units)


def _refuse_unused(
    coders: Mapping[str, str],
    found: Categories,
    used: set[str],
    every: tuple[CodeView, ...],
    chosen: Sequence[str],
) -> None:
    what = " or ".join(repr(path) for path in found.paths.values())
    below = {one for code in chosen for one in with_sub_codes(every, code)}
    raise NotFound(
        f"neither {' nor '.join(coders.values())} has used {what or 'any code'} in these sources",
        hint="" if used.isdisjoint(below) else "Codings of the codes below it count with --roll-up.",
    )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MAX_NAMED])
    return (
        shown if len(names) <= MAX_NAMED else f"{shown} and {plural(len(names) - MAX_NAMED, 'other source')}"
    )
