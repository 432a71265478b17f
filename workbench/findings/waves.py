"""Repeat interviews, read from one state of the study: who was there in which wave, and what they said on a matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.errors import NotFound
from workbench.model.likeness import did_you_mean, near_names
from workbench.model.views import SourceView
from workbench.model.wave_views import NO_WAVE, Case, SaidInWave, WaveCell, WaveComparison
from workbench.store.reading import study
from workbench.store.reading.codebook import code_views
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes
from workbench.store.reading.element_quotes import element_quotes
from workbench.store.reading.sources import source_views
from workbench.store.reading.theory import elements
from workbench.store.study import Reader


def cases(reader: Reader) -> tuple[Case, ...]:
    """All participants and organisations of whom there is a source; those of several waves come first."""
    order = _order(reader)
    found: dict[tuple[str, str], list[SourceView]] = {}
    for source in source_views(reader, counted=False):
        for kind, name in _names(source):
            found.setdefault((kind, name), []).append(source)
    made = [Case(kind, name, _waves(sources, order), len(sources)) for (kind, name), sources in found.items()]
    return tuple(sorted(made, key=lambda case: (case.kind != "participant", not case.is_repeated, case.name)))


def find_case(reader: Reader, kind: str, name: str) -> Case:
    """The case of that kind (`participant`, `organisation`) and name, in any case of its letters.

    Raises:
        NotFound: none; near names are offered.
    """
    known = {case.name: case for case in cases(reader) if case.kind == kind}
    for one in known.values():
        if one.name.casefold() == " ".join(name.split()).casefold():
            return one
    near = did_you_mean(near_names(name, known, limit=3))
    raise NotFound(f"there is no {kind} {name!r}", hint=near or "See who there is: workbench theory waves")


def on_code(reader: Reader, case: Case, code_id: str, *, seen_by: str = "") -> WaveComparison:
    """What was coded with a code, or with one below it, in the sources of a case; as far as a coder may see it."""
    code = next(code for code in code_views(reader, counted=False) if code.id == code_id)
    sources = _sources(reader, case)
    wanted = CodingFilter((code_id,), source_ids=frozenset(s.id for s in sources), seen_by=seen_by)
    said: dict[tuple[str, int, int], list[SaidInWave]] = {}
    for quote in quotes(reader, wanted):
        one = SaidInWave(
            quote.text,
            quote.attribution,
            quote.source_id,
            quote.source_name,
            quote.start_char,
            quote.end_char,
            quote.code_path,
        )
        alike = said.setdefault((one.source_id, one.start_char, one.end_char), [])
        if one not in alike:
            alike.append(one)
    flat = [one for alike in said.values() for one in alike]
    return _compared(reader, case, f"code {code.path}", sources, flat)


def on_element(reader: Reader, case: Case, element_id: str) -> WaveComparison:
    """What stands as evidence behind an element, or a variant of it, out of the sources of a case."""
    element = next(one for one in elements(reader) if one.id == element_id)
    sources = _sources(reader, case)
    said = element_quotes(reader, element_id, {source.id for source in sources})
    return _compared(reader, case, f"element E{element.number}: {element.wording}", sources, said)


def _compared(
    reader: Reader, case: Case, matter: str, sources: Sequence[SourceView], said: Iterable[SaidInWave]
) -> WaveComparison:
    wave_of = {source.id: source.wave or NO_WAVE for source in sources}
    by_wave: dict[str, list[SaidInWave]] = {}
    for one in said:
        by_wave.setdefault(wave_of[one.source_id], []).append(one)
    order = _order(reader)
    if NO_WAVE in wave_of.values():
        order = (*order, NO_WAVE)
    return WaveComparison(
        case,
        matter,
        tuple(
            WaveCell(
                wave,
                tuple(source.name for source in sources if wave_of[source.id] == wave),
                tuple(by_wave.get(wave, ())),
            )
            for wave in order
        ),
    )


def _order(reader: Reader) -> tuple[str, ...]:
    return tuple(wave.name for wave in study.waves(reader))


def _names(source: SourceView) -> list[tuple[str, str]]:
    people = [("participant", participant.label) for participant in source.participants]
    return [*people, *(("organisation", name) for name in source.organisations)]


def _sources(reader: Reader, case: Case) -> list[SourceView]:
    return [s for s in source_views(reader, counted=False) if (case.kind, case.name) in _names(s)]


def _waves(sources: Iterable[SourceView], order: Sequence[str]) -> tuple[str, ...]:
    held = {source.wave for source in sources}
    return tuple(wave for wave in order if wave in held)
