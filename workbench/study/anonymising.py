"""A copy of a study in which coders have no names: for archives, reviewers and other teams.

Names and ids of coders are replaced wherever the study refers to a coder; its change log stays behind, since every
entry of it has a name. What people wrote themselves (memos, notes, authors) is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from workbench.errors import NotFound
from workbench.model.identity import derived_id
from workbench.store.reading.bundle import content
from workbench.store.reading.study import coders
from workbench.store.schema import FORMAT_VERSION, referring_to
from workbench.store.study import Study
from workbench.study.bundle import unpack

NAME = "Coder {}"
"""What anonymised coders are called, by their number."""


def anonymous_copy(study: Study, path: Path, *, names: Collection[str] = ()) -> Mapping[str, str]:
    """Write a copy to `path` in which these coders, or all, are `Coder 1`, `Coder 2` ...; the new names by the old.

    They are numbered in the order of their first codings, so that the numbers do not follow the alphabet.

    Raises:
        NotFound: a name is no coder's. OutputRefused: the file exists or cannot be written.
    """
    with study.reading() as reader:
        known = coders(reader)
        tables = dict(content(reader))
    wanted = {name.casefold() for name in names}
    if unknown := wanted - {name.casefold() for name in known.values()}:
        raise NotFound(
            f"there is no coder {sorted(unknown)[0]!r}", hint=f"Coders: {', '.join(known.values())}"
        )
    first = {row["coder_id"]: place for place, row in reversed(list(enumerate(_by_time(tables))))}
    hidden = sorted(
        (identity for identity, name in known.items() if not wanted or name.casefold() in wanted),
        key=lambda identity: (first.get(identity, len(first)), identity),
    )
    taken = {name for identity, name in known.items() if identity not in hidden}
    fresh = (NAME.format(number) for number in range(1, len(known) + len(taken) + 1))
    new = dict(zip(hidden, (name for name in fresh if name not in taken), strict=False))
    ids = {identity: derived_id(study.id, f"coder:{name.casefold()}") for identity, name in new.items()}
    _rename(tables, new, ids)
    bundle = {"bundle": "realist workbench study", "format": FORMAT_VERSION, "tables": tables}
    data = json.dumps(bundle, ensure_ascii=False).encode("utf-8")
    actor = next(iter(new.values()), next(iter(known.values()), NAME.format(1)))
    unpack(data, name="the study", path=path, coder=actor)
    return {known[identity]: name for identity, name in new.items()}


def _by_time(tables: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return sorted(tables["coding"], key=lambda row: (row["created_at"], row["id"]))


def _rename(
    tables: Mapping[str, list[dict[str, Any]]], names: Mapping[str, str], ids: Mapping[str, str]
) -> None:
    """Replace ids and names in place."""
    for row in tables["coder"]:
        if row["id"] in names:
            row["name"], row["id"] = names[row["id"]], ids[row["id"]]
    for table, column in referring_to("coder"):
        for row in tables.get(table, ()):
            row[column] = ids.get(row[column], row[column])
