"""From what a person types to the one thing meant: an id, a name, a path or a number; near names on a miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils
from sqlalchemy import Connection, select

from workbench.errors import Ambiguous, NotFound
from workbench.model.identity import derived_id
from workbench.store.schema import TABLES

MIN_ID_PREFIX = 8
"""As many characters of an id are enough to name a thing, if no other id begins so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be named, by its id and by any of `names`; the last is its full name, such as a path."""

    id: str
    names: tuple[str, ...]


def pick(reference: str, candidates: Sequence[Candidate], *, what: str, keys: Iterable[str] = ()) -> str:
    """The id of the candidate that `reference` names: by id, full name, name, name in any case, id prefix.

    `keys` are further ids that the reference may stand for (the derived ids of imported keys).

    Raises:
        NotFound: none; the hint offers near names.
        Ambiguous: several; all are listed.
    """
    wanted = " ".join(reference.split())
    known = {c.id for c in candidates}
    for identity in (wanted.lower(), *keys):
        if identity in known:
            return identity
    folded = wanted.casefold()
    tests = (
        [c for c in candidates if wanted == c.names[-1]],
        [c for c in candidates if wanted in c.names],
        [c for c in candidates if any(folded == name.casefold() for name in c.names)],
        [c for c in candidates if len(wanted) >= MIN_ID_PREFIX and c.id.startswith(wanted.lower())],
    )
    for found in tests:
        if len(found) == 1:
            return found[0].id
        if found:
            raise Ambiguous(
                f"{reference!r} names {len(found)} {what}s",
                hint="Use the id or the full path.",
                candidates=tuple(f"{c.names[-1]}  ({c.id})" for c in found),
            )
    near = near_names(wanted, [c.names[0] for c in candidates])
    hint = f"Did you mean {', '.join(near)}?" if near else f"The study has no {what}s yet."
    if candidates and not near:
        hint = f"The study has {len(candidates)} {what}s; list them to see their names."
    raise NotFound(f"there is no {what} {reference!r}", hint=hint)


def near_names(wanted: str, names: Iterable[str], *, limit: int = 3) -> list[str]:
    """The names most like what was typed, best first."""
    found = process.extract(
        wanted,
        list(dict.fromkeys(names)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=60,
    )
    return [name for name, _, _ in found]


def _named(reader: Connection, table_name: str, column: str = "name") -> list[Candidate]:
    table = TABLES[table_name]
    rows = reader.execute(select(table.c.id, table.c[column]).order_by(table.c[column]))
    return [Candidate(identity, (name,)) for identity, name in rows]


def find(reader: Connection, what: str, reference: str) -> str:
    """The id of a site, tracer, wave, source or coder by name or id; raises as `pick` does."""
    return pick(reference, _named(reader, what), what=what)


def ids_by_name(reader: Connection, what: str, column: str = "name") -> dict[str, str]:
    """Case-folded name to id, for sites, tracers, waves, organisations, participants (`label`), sources."""
    return {c.names[0].casefold(): c.id for c in reversed(_named(reader, what, column))}


def find_code(reader: Connection, reference: str, *, study_id: str, retired: bool = False) -> str:
    """The id of a code by id, the key of its codebook file, path or name; `retired` ones too if asked for.

    Raises as `pick` does.
    """
    keys = (derived_id(study_id, f"code:{reference}"),)
    return pick(reference, code_candidates(reader, retired=retired), what="code", keys=keys)


def code_candidates(reader: Connection, *, retired: bool = False) -> list[Candidate]:
    """The codes by name and path, without those that are retired unless asked for."""
    from workbench.store.reading.codebook import code_views

    codes = code_views(reader, counted=False)
    return [Candidate(c.id, (c.name, c.path)) for c in codes if retired or not c.retired]


def find_cmo(reader: Connection, reference: str, *, study_id: str) -> str:
    """The id of a configuration by number (`3`, `CMO 3`), id, key or title; raises as `pick` does."""
    table = TABLES["cmo"]
    rows = reader.execute(select(table.c.id, table.c.number, table.c.title).order_by(table.c.number))
    candidates = [
        Candidate(identity, tuple(filter(None, (title, str(number), f"CMO {number}"))))
        for identity, number, title in rows
    ]
    return pick(reference, candidates, what="CMO", keys=(derived_id(study_id, f"cmo:{reference}"),))


def find_element(reader: Connection, reference: str, *, study_id: str) -> str:
    """The id of an element by number (`E12`), id, key or exact wording; raises as `pick` does."""
    table = TABLES["element"]
    rows = reader.execute(select(table.c.id, table.c.number, table.c.wording).order_by(table.c.number))
    candidates = [Candidate(identity, (wording, f"E{number}")) for identity, number, wording in rows]
    return pick(reference, candidates, what="element", keys=(derived_id(study_id, f"element:{reference}"),))


def find_memo(reader: Connection, reference: str, *, study_id: str) -> str:
    """The id of a memo by id, key or title; raises as `pick` does."""
    keys = (derived_id(study_id, f"memo:{reference}"),)
    return pick(reference, _named(reader, "memo", "title"), what="memo", keys=keys)
