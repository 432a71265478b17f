"""What may be asked for in this study's queries: the names of codes, and the values of each field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.model.views import CodeView
    from workbench.store.study import Reader


def query_names(reader: Reader) -> Mapping[str, Sequence[str]]:
    """By field, each value as it is written in a query; codes under `code`, attributes as `name=value` under `=`.

    A code goes by its name, or by its path where another has that name.
    """
    from workbench.coding.query import quoted
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.sources import source_views
    from workbench.store.reading.study import coders, sites, tracers, waves

    sources = source_views(reader, counted=False)
    people = [participant for source in sources for participant in source.participants]
    values: dict[str, Iterable[str]] = {
        "code": _code_names(code_views(reader, counted=False)),
        "source": (source.name for source in sources),
        "site": (site.name for site in sites(reader)),
        "tracer": (tracer.name for tracer in tracers(reader)),
        "wave": (wave.name for wave in waves(reader)),
        "coder": sorted(coders(reader).values()),
        "organisation": sorted({name for source in sources for name in source.organisations}),
        "role": sorted({participant.role for participant in people if participant.role}),
    }
    names = {field: tuple(map(quoted, some)) for field, some in values.items()}
    pairs = sorted({pair for source in sources for pair in source.attributes.items()})
    return names | {"=": tuple(f"{quoted(key)}={quoted(value)}" for key, value in pairs)}


def _code_names(codes: Sequence[CodeView]) -> Iterable[str]:
    bearers = Counter(code.name.casefold() for code in codes)
    for code in codes:
        yield code.name if bearers[code.name.casefold()] == 1 else code.path
