"""From a study to the values that a comparison of coders takes: the wiring of `store.reading` and `agreement`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.agreement.categories import categories as categories_of
from workbench.agreement.units import units_of
from workbench.agreement.values import Categories, ComparedSource, UnitKind
from workbench.errors import NotFound, UsageError
from workbench.model.views import CodeView, CodingMark, SourceView
from workbench.model.vocabulary import plural
from workbench.store.reading import agreement, finding, study
from workbench.store.reading.codebook import code_views, with_sub_codes
from workbench.store.reading.codings import marks
from workbench.store.reading.sources import revision_text, source_views, turns

if TYPE_CHECKING:
    from workbench.agreement.disagreements import Difference
    from workbench.store.study import Reader

NOT_BLIND = (
    "these codings are no blind, frozen round: the coders may have seen one another's work or not have finished, "
    "so they are not independent judgements"
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
            hint="Take another --unit; documents have no speaker turns.",
        )
    used = {mark.code_id for _, source in kept for mark in source.marks}
    every = code_views(reader, counted=False)
    found = categories_of(every, used=used, chosen=code_ids, roll_up=roll_up)
    if used.isdisjoint(found.of_code):
        _refuse_unused(who, found, used, every, code_ids)
    return Gathered(who, kept, found, tuple(notes))


def disagreements(reader: Reader, gathered: Gathered) -> Iterator[tuple[SourceView, Difference]]:
    """The passages on which the coders differ, source by source; one text is in memory at a time.

    Raises:
        StudyDamaged: an excerpt is not the text that was coded.
    """
    from workbench.agreement.disagreements import differences

    coders = tuple(gathered.coders)
    for view, gathered_source in gathered.sources:
        source = replace(gathered_source, marks=marks(reader, view.revision_id))
        text = revision_text(reader, view.revision_id)
        for found in differences(source, text, coders=coders, categories=gathered.categories):
            yield view, found


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
