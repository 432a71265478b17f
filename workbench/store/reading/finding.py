"""From what a person types to the one thing meant: an id, a name, a path or a number; near names on a miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from workbench.errors import Ambiguous, NotFound
from workbench.model.identity import derived_id
from workbench.model.likeness import did_you_mean, near_names
from workbench.store.schema import TABLES

MIN_ID_PREFIX = 8
"""As many characters of an id's beginning are enough to name a thing, if no other id begins so."""

MIN_ID_END = 6
"""As many characters of an id's end are enough to name a thing, if no other id ends so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be named, by its id and by any of `names`; the last is its full name, such as a path."""

    id: str
    names: tuple[str, ...]


def pick(reference: str, candidates: Sequence[Candidate], *, what: str, keys: Iterable[str] = ()) -> str:
    """The id of the candidate that `reference` names: by id, full name, name, name in any case, part of an id.

    `keys` are further ids that the reference may stand for (the derived ids of imported keys).

    Raises:
        NotFound: none; the hint offers near names.
        Ambiguous: several; all are listed.
    """
    wanted = " ".join(reference.split())
    if not wanted:
        raise NotFound(f"no {what} is named", hint=_offered("", candidates, what))
    known = {c.id for c in candidates}
    for identity in (wanted.lower(), *keys):
        if identity in known:
            return identity
    folded = wanted.casefold()
    tests = (
        [c for c in candidates if wanted == c.names[-1]],
        [c for c in candidates if wanted in c.names],
        [c for c in candidates if any(folded == name.casefold() for name in c.names)],
        [c for c in candidates if _is_part(wanted.lower(), c.id)],
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
    raise NotFound(f"there is no {what} {reference!r}", hint=_offered(wanted, candidates, what))


MAX_LISTED = 8
"""So few names are simply listed where none is near."""


def _offered(wanted: str, candidates: Sequence[Candidate], what: str) -> str:
    """Near names; else the names that there are, where they are few; else how many there are."""
    named = {name: c for c in candidates for name in c.names}
    near = near_names(wanted, named, limit=6)
    once = [name for place, name in enumerate(near) if named[name] not in [named[n] for n in near[:place]]]
    if once:
        return did_you_mean(once[:3])
    if not candidates:
        return f"The study has no {what}s yet."
    if len(candidates) <= MAX_LISTED:
        return f"The study has: {', '.join(c.names[0] for c in candidates)}."
    return f"The study has {len(candidates):,} {what}s; list them to see their names."


def _is_part(wanted: str, identity: str) -> bool:
    """Whether this is enough of the id's beginning or of its end."""
    return (len(wanted) >= MIN_ID_PREFIX and identity.startswith(wanted)) or (
        len(wanted) >= MIN_ID_END and identity.endswith(wanted)
    )


def find_by_id(reader: Connection, what: str, reference: str, *, hint: str = "") -> str:
    """The id of something that has no name, such as a coding, by its id or part of it; `what` names its table.

    Raises:
        NotFound: none; `hint` says where ids are listed.
        Ambiguous: several ids end or begin so; all are listed.
    """
    table, noun = TABLES[what], what.replace("_", " ")
    wanted = reference.strip().lower()
    parts = [table.c.id == wanted]
    if len(wanted) >= MIN_ID_END:
        parts.append(table.c.id.endswith(wanted, autoescape=True))
    if len(wanted) >= MIN_ID_PREFIX:
        parts.append(table.c.id.startswith(wanted, autoescape=True))
    found = reader.scalars(select(table.c.id).where(or_(*parts)).order_by(table.c.id)).all()
    if wanted in found or len(found) == 1:
        return wanted if wanted in found else found[0]
    if found:
        raise Ambiguous(
            f"{reference!r} names {len(found)} {noun}s", hint="Use the whole id.", candidates=tuple(found)
        )
    raise NotFound(f"there is no {noun} {reference!r}", hint=hint)


def _named(reader: Connection, table_name: str, column: str = "name") -> list[Candidate]:
    table = TABLES[table_name]
    rows = reader.execute(select(table.c.id, table.c[column]).order_by(table.c[column]))
    return [Candidate(identity, (name,)) for identity, name in rows]


def find(reader: Connection, what: str, reference: str) -> str:
    """The id of a site, tracer, wave, source or coder by name or id; raises as `pick` does."""
    return pick(reference, _named(reader, what), what=what)


def names(reader: Connection, what: str) -> list[str]:
    """The names of all sites, tracers, waves, sources or coders, as they are written."""
    return [candidate.names[0] for candidate in _named(reader, what)]


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


def find_section(reference: str, sections: Sequence[tuple[str, str]]) -> str:
    """The id of a report section (id and title each) by id, title or the beginning of it; raises as `pick` does."""
    opening = reference.strip().casefold()
    begun = [identity for identity, title in sections if opening and title.casefold().startswith(opening)]
    if len(begun) == 1:
        return begun[0]
    return pick(
        reference, [Candidate(identity, (title,)) for identity, title in sections], what="report section"
    )


def find_memo(reader: Connection, reference: str, *, study_id: str) -> str:
    """The id of a memo by id, key or title; raises as `pick` does."""
    keys = (derived_id(study_id, f"memo:{reference}"),)
    return pick(reference, _named(reader, "memo", "title"), what="memo", keys=keys)
