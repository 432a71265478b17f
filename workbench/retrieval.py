"""Wiring of retrieval: from what a person asks of the excerpts, by names, to a filter of codings by ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import BadInput, NotFound
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.coding.query import ExcerptQuery
    from workbench.model.searching import SearchMode
    from workbench.model.views import CodeView, SourceView
    from workbench.store.reading.coding_filter import Beside, CodingFilter
    from workbench.store.reading.searching import Search
    from workbench.store.study import Reader


def asked(
    line: str = "", *, code: str | None = None, sub_codes: bool = True, **limits: str | None
) -> ExcerptQuery:
    """The question in a line, limited further by fields where these are given (`site="Nordmoor"`).

    The excerpts of `code` are shown, if it is given; what the line says of codes is then asked besides.

    Raises:
        BadInput: the line cannot be read, or has a field that is limited besides.
    """
    from workbench.coding.query import CodeGroup, parse_query

    query = parse_query(line)
    given = tuple((name, (value,)) for name, value in limits.items() if value is not None)
    for name, _ in given:
        if query.values(name):
            raise BadInput(f"{name} is asked for in the query and by an option", hint="Give it once.")
    groups = (CodeGroup((code,)), *query.groups) if code is not None else query.groups
    return replace(
        query,
        groups=groups,
        fields=(*query.fields, *given),
        sub_codes=query.sub_codes and sub_codes,
    )


def coding_filter(reader: Reader, study_id: str, query: ExcerptQuery) -> CodingFilter:
    """The filter that a question means in this study.

    Raises:
        NotFound, Ambiguous: a code, coder or source that is not there, or a fact that no source has.
    """
    from workbench.store.reading import finding
    from workbench.store.reading.coding_filter import Beside, CodingFilter

    def code_ids(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(finding.find_code(reader, name, study_id=study_id, retired=True) for name in names)

    shown: tuple[str, ...] = ()
    beside: list[Beside] = []
    for group in query.groups:
        if group.wanted and not shown:
            shown = code_ids(group.names)
        else:
            beside.append(Beside(code_ids(group.names), group.wanted, query.near))
    coders = tuple(finding.find(reader, "coder", name) for name in query.values("coder"))
    return CodingFilter(
        shown,
        query.sub_codes,
        tuple(beside),
        _source_ids(reader, query),
        coders,
        words=query.values("text"),
        memo=query.values("memo"),
    )


def query_names(reader: Reader) -> Mapping[str, Sequence[str]]:
    """What may be asked for in this study: by field, each value as it is written in a query.

    Codes stand under `code`, each by its name, or by its path where another has that name; attributes under `=`.
    """
    from workbench.coding.query import quoted
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.sources import source_views
    from workbench.store.reading.study import coders, sites, tracers, waves

    sources = source_views(reader, counted=False)
    values: dict[str, Iterable[str]] = {
        "code": _code_names(code_views(reader, counted=False)),
        "source": (source.name for source in sources),
        "site": (site.name for site in sites(reader)),
        "tracer": (tracer.name for tracer in tracers(reader)),
        "wave": (wave.name for wave in waves(reader)),
        "coder": sorted(coders(reader).values()),
        "organisation": sorted(_all_values(sources, "organisation")),
        "role": sorted(_all_values(sources, "role")),
    }
    pairs = sorted({pair for source in sources for pair in source.attributes.items()})
    names = {field: tuple(map(quoted, some)) for field, some in values.items()}
    return names | {"=": tuple(f"{quoted(key)}={quoted(value)}" for key, value in pairs)}


def _code_names(codes: Sequence[CodeView]) -> Iterator[str]:
    bearers = Counter(code.name.casefold() for code in codes)
    for code in codes:
        yield code.name if bearers[code.name.casefold()] == 1 else code.path


def line_asked(reader: Reader, line: str, saved: str | None) -> str:
    """The line that is given, or that of the saved query of this name, in any case.

    Raises:
        BadInput: both are given, or what is saved there is no line.
        NotFound: no query is saved by that name; near ones are offered.
    """
    from workbench.coding.saving import line_of
    from workbench.model.likeness import did_you_mean, near_names
    from workbench.store.reading.saved_queries import saved_queries

    if saved is None:
        return line
    if line:
        raise BadInput("a query is given and a saved one named", hint="Give one of them.")
    queries = saved_queries(reader)
    for query in queries:
        if query.name.casefold() == " ".join(saved.split()).casefold():
            return line_of(query.definition)
    names = [query.name for query in queries]
    hint = did_you_mean(near_names(saved, names)) or f"Saved: {', '.join(names) or 'none yet'}."
    raise NotFound(f"no query is saved as {saved!r}", hint=hint)


def search_for(reader: Reader, mode: SearchMode, words: str, limits: str) -> Search:
    """A search within limits, which are written as in a query: `site:Nordmoor speaker:Maria`.

    Raises:
        BadInput: the limits cannot be read.
        NotFound, Ambiguous: a site, speaker or the like that is not there.
    """
    from workbench.coding.query import parse_limits
    from workbench.store.reading.searching import Search, speakers

    asked = parse_limits(limits)
    wanted = asked.values("speaker")
    known = set(speakers(reader)) if wanted else set()
    spoken = tuple(_known("speaker", name, known) for name in wanted)
    others = replace(asked, fields=tuple(field for field in asked.fields if field[0] != "speaker"))
    limited = bool(others.fields or others.attributes)
    return Search(mode, words, _source_ids(reader, others) if limited else None, spoken)


def limit_names(reader: Reader) -> Mapping[str, Sequence[str]]:
    """What may stand in the limits of a search: by field, each value as it is written there."""
    from workbench.coding.query import LIMITS, quoted
    from workbench.store.reading.searching import speakers

    names = {**query_names(reader), "speaker": tuple(map(quoted, speakers(reader)))}
    return {field: names[field] for field in (*LIMITS, "=")}


ABOUT_SOURCES = ("source", "site", "tracer", "wave", "organisation", "role")
"""The fields that limit to some sources, besides attributes."""


def _source_ids(reader: Reader, query: ExcerptQuery) -> frozenset[str] | None:
    """The sources that all fields let through; None if no field is about sources."""
    from workbench.bootstrap import named
    from workbench.store.reading import finding
    from workbench.store.reading.sources import source_views

    if not query.attributes and all(field not in ABOUT_SOURCES for field, _ in query.fields):
        return None
    sources = source_views(reader, counted=False)
    tests: list[Callable[[SourceView], bool]] = []
    if names := query.values("source"):
        ids = {finding.find(reader, "source", name) for name in names}
        tests.append(lambda source: source.id in ids)
    for field, names in query.fields:
        if field in ("site", "tracer", "wave"):
            tests.append(_one_of(field, {str(named(reader, field, name)) for name in names}))
        elif field in ("organisation", "role"):
            tests.append(_one_of(field, {_known(field, name, _all_values(sources, field)) for name in names}))
    for attribute, names in query.attributes:
        key = _known("attribute", attribute, {name for source in sources for name in source.attributes})
        values = {
            _known(key, name, {s.attributes[key] for s in sources if key in s.attributes}) for name in names
        }
        tests.append(_with_attribute(key, values))
    return frozenset(s.id for s in sources if all(test(s) for test in tests))


def _one_of(field: str, wanted: set[str]) -> Callable[[SourceView], bool]:
    return lambda source: not wanted.isdisjoint(_values(source, field))


def _with_attribute(key: str, wanted: set[str]) -> Callable[[SourceView], bool]:
    return lambda source: source.attributes.get(key) in wanted


def _values(source: SourceView, field: str) -> tuple[str, ...]:
    """What a source has under a field, by full names."""
    if field == "role":
        return tuple(participant.role for participant in source.participants if participant.role)
    values = {
        "site": source.sites,
        "tracer": source.tracers,
        "wave": (source.wave,) if source.wave else (),
        "organisation": source.organisations,
    }
    return values[field]


def _all_values(sources: Iterable[SourceView], field: str) -> set[str]:
    return {value for source in sources for value in _values(source, field)}


def _known(what: str, name: str, values: set[str]) -> str:
    """The value of this name in any case.

    Raises:
        NotFound: none; near ones are offered.
    """
    from workbench.model.likeness import near_names

    found = sorted(value for value in values if value.casefold() == name.casefold())
    if found:
        return name if name in found else found[0]
    near = near_names(name, sorted(values))
    hint = (
        f"Did you mean {', '.join(near)}?"
        if near
        else f"The study's sources have {plural(len(values), 'value')} of it."
    )
    raise NotFound(f"no source has the {what} {name!r}", hint=hint)
