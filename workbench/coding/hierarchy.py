"""Where the codes of a codebook file belong: which code of the study each one is, under which parent, in which order.

Pure: entries and the codes of the study in, places out. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.errors import BadInput
from workbench.model.codebook import CODE_FIELDS, PATH_SEPARATOR
from workbench.model.identity import clean_name, derived_id, is_uuid
from workbench.model.ordering import merged_order
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural

MAX_DEPTH = 50
"""A code lies under no more than so many others: deeper is a mistake, and nobody could read its path."""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as a codebook file has it. `key` is its id there (a UUID or a short word), `parent` a key or path.

    `given` names the fields that the file speaks of; the others stay as the study has them.
    """

    where: str
    name: str
    key: str = ""
    parent: str = ""
    short_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: str = ""
    colour: str = ""
    retired: bool = False
    given: frozenset[str] = frozenset((*CODE_FIELDS, "retired", "parent"))


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its id, its parent's id, and its path of names."""

    entry: CodeEntry
    id: str
    parent_id: str | None
    path: str


def clean_code_name(name: str) -> str:
    """A code's name, tidied.

    Raises:
        BadInput: empty, too long, or with the sign that separates a path.
    """
    tidy = clean_name(name, "code")
    if PATH_SEPARATOR in tidy:
        raise BadInput(
            f"the code name {tidy!r} holds {PATH_SEPARATOR!r}, which separates the names in a path",
            hint="Use another sign, such as a comma.",
        )
    return tidy


def place(
    entries: Sequence[CodeEntry],
    known: Mapping[str, CodeView],
    *,
    study_id: str,
    new_id: Callable[[], str],
) -> list[Placed]:
    """Give every entry its identity and parent; parents come first, else the order of the file is kept.

    Raises:
        BadInput: listing everything wrong with names and hierarchy.
    """
    problems: list[str] = []
    tidy = [_tidied(entry, problems) for entry in entries]
    try:
        tree = _Tree(tidy, known, study_id, problems)
        paths = [tree.path(index) for index in range(len(tidy))]
    except RecursionError:
        raise BadInput(
            "the codes are nested too deeply", hint=f"At most {MAX_DEPTH} levels make sense."
        ) from None
    refuse(problems)
    ids = tree.identities(paths, new_id)
    parent_ids = [ids[p] if isinstance(p, int) else p for p in tree.parents]
    placed = [Placed(*row) for row in zip(tidy, ids, parent_ids, paths, strict=True)]
    refuse([*_loops(placed, known), *_duplicates(placed, known)])
    return sorted(placed, key=lambda one: one.path.count(PATH_SEPARATOR))


def refuse(problems: Sequence[str]) -> None:
    """Refuse a codebook with problems.

    Raises:
        BadInput: listing them.
    """
    if problems:
        raise BadInput(
            f"the codebook cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend the file and import it again; the study is unchanged.",
            problems=tuple(problems),
        )


def _tidied(entry: CodeEntry, problems: list[str]) -> CodeEntry:
    try:
        return replace(entry, name=clean_code_name(entry.name))
    except BadInput as error:
        problems.append(f"{entry.where}: {error.message}")
        return entry


class _Tree:
    """The entries with their parents: another entry (its index), a code of the study (its id), or none."""

    def __init__(
        self, entries: Sequence[CodeEntry], known: Mapping[str, CodeView], study_id: str, problems: list[str]
    ) -> None:
        self.entries = entries
        self.known = known
        self.study_id = study_id
        self.by_key = {entry.key: index for index, entry in enumerate(entries) if entry.key}
        self.by_id = {self.id_of(key): index for key, index in self.by_key.items()}
        self.by_name: dict[str, list[int]] = {}
        for index, entry in enumerate(entries):
            self.by_name.setdefault(entry.name.casefold(), []).append(index)
        self.study_paths = {code.path.casefold(): code.id for code in known.values()}
        self.study_names: dict[str, list[str]] = {}
        for code in known.values():
            self.study_names.setdefault(code.name.casefold(), []).append(code.id)
        self._found: dict[int, int | str | None] = {}
        self._busy: set[int] = set()
        self._problems = problems
        self.parents = [self.parent(index) for index in range(len(entries))]

    def id_of(self, key: str) -> str:
        """The id that a key of the file stands for."""
        return key.lower() if is_uuid(key) else derived_id(self.study_id, f"code:{key}")

    def parent(self, index: int) -> int | str | None:
        """The parent of an entry; a problem is noted where it is unknown."""
        if index not in self._found:
            if index in self._busy:
                return None
            self._busy.add(index)
            self._found[index] = self._parent(index)
        return self._found[index]

    def _parent(self, index: int) -> int | str | None:
        entry = self.entries[index]
        if "parent" not in entry.given:
            old = self._same(entry)
            return self._in_file(old.parent_id) if old is not None and old.parent_id else None
        if not entry.parent:
            return None
        if entry.parent in self.by_key:
            return self.by_key[entry.parent]
        identity = self.id_of(entry.parent)
        if identity in self.by_id or identity in self.known:
            return self._in_file(identity)
        parts = [part.strip().casefold() for part in entry.parent.split(PATH_SEPARATOR)]
        found = self._named(index, parts)
        if found is None:
            self._problems.append(
                f"{entry.where}: the parent {entry.parent!r} of {entry.name!r} is unknown or ambiguous"
            )
        return found

    def _same(self, entry: CodeEntry) -> CodeView | None:
        """The code of the study that an entry is, for a file that says nothing of the hierarchy."""
        if entry.key:
            return self.known.get(self.id_of(entry.key))
        same = self.study_names.get(entry.name.casefold(), [])
        return self.known[same[0]] if len(same) == 1 else None

    def _in_file(self, identity: str) -> int | str:
        return self.by_id.get(identity, identity)

    def _named(self, index: int, parts: list[str]) -> int | str | None:
        """What a path or the end of one names: an entry of the file before a code of the study."""
        chains = {
            other: self._names_above(other, len(parts) + 1)
            for other in self.by_name.get(parts[-1], [])
            if other != index
        }
        wanted = parts[::-1]
        whole = [other for other, names in chains.items() if names == wanted]
        ends = [other for other, names in chains.items() if names[: len(wanted)] == wanted]
        for found in (whole, ends):
            if len(found) == 1:
                return found[0]
        path = PATH_SEPARATOR.join(parts)
        if path in self.study_paths:
            return self._in_file(self.study_paths[path])
        named = self.study_names.get(path, [])
        return self._in_file(named[0]) if len(named) == 1 and not ends else None

    def _names_above(self, index: int, most: int) -> list[str]:
        """The names from an entry upwards, folded, at most so many."""
        names: list[str] = []
        at: int | str | None = index
        while isinstance(at, int) and len(names) < most:
            names.append(self.entries[at].name.casefold())
            at = self.parent(at)
        if isinstance(at, str):
            names += self.known[at].path.casefold().split(PATH_SEPARATOR)[::-1]
        return names[:most]

    def path(self, index: int) -> str:
        """The path of names; a chain of parents that returns to itself is noted as a problem."""
        names, seen, at = [self.entries[index].name], {index}, self.parents[index]
        while isinstance(at, int):
            if at in seen:
                entry = self.entries[index]
                self._problems.append(f"{entry.where}: {entry.name!r} is its own ancestor")
                return entry.name
            seen.add(at)
            names.append(self.entries[at].name)
            at = self.parents[at]
        if at is not None:
            names.append(self.known[at].path)
        return PATH_SEPARATOR.join(reversed(names))

    def identities(self, paths: Sequence[str], new_id: Callable[[], str]) -> list[str]:
        """The ids of the entries: by key, by the path of a code of the study, else derived from the path."""
        ids = []
        for entry, path in zip(self.entries, paths, strict=True):
            if entry.key:
                ids.append(self.id_of(entry.key))
                continue
            same = self.study_paths.get(path.casefold())
            if same is None and "parent" not in entry.given and (old := self._same(entry)) is not None:
                same = old.id
            derived = derived_id(self.study_id, f"code-path:{path}")
            taken = derived in self.known  # by a code that was renamed or moved since
            ids.append(same or (new_id() if taken else derived))
        return ids


def _loops(placed: Sequence[Placed], known: Mapping[str, CodeView]) -> list[str]:
    """Codes that would lie under themselves, also by way of codes that the file does not have, or too deep."""
    parents = {code.id: code.parent_id for code in known.values()} | {p.id: p.parent_id for p in placed}
    problems = []
    for one in placed:
        above, depth = one.parent_id, 0
        while above is not None and above != one.id and depth <= MAX_DEPTH:
            above, depth = parents.get(above), depth + 1
        if above == one.id:
            problems.append(f"{one.entry.where}: {one.entry.name!r} is its own ancestor")
        elif depth > MAX_DEPTH:
            problems.append(f"{one.entry.where}: {one.entry.name!r} lies more than {MAX_DEPTH} levels deep")
    return problems


def _duplicates(placed: Sequence[Placed], known: Mapping[str, CodeView]) -> list[str]:
    """Ids that stand twice, and siblings of one name, in the file or in the study as it would be."""
    problems = []
    ids: dict[str, Placed] = {}
    for one in placed:
        if one.id in ids:
            problems.append(
                f"{one.entry.where}: the id of {one.path!r} stands twice (also at {ids[one.id].entry.where})"
            )
        ids.setdefault(one.id, one)
    others = {(code.parent_id, code.name.casefold()): code for code in known.values() if code.id not in ids}
    siblings: dict[tuple[str | None, str], Placed] = {}
    for one in placed:
        place_ = (one.parent_id, one.entry.name.casefold())
        if place_ in siblings and siblings[place_].id != one.id:
            also = siblings[place_].entry.where
            problems.append(f"{one.entry.where}: {one.path!r} stands twice (also at {also})")
        siblings.setdefault(place_, one)
        if place_ in others:
            other = others[place_]
            problems.append(
                f"{one.entry.where}: the study has another code {other.path!r}; to update it give its id, {other.id}"
            )
    return problems


def positions(
    placed: Sequence[Placed], known: Mapping[str, CodeView], next_position: Callable[[str | None], int]
) -> dict[str, int]:
    """The positions that must be written so that siblings stand in the order of the file, by id.

    Codes that the file does not have keep their place among the others; where nothing moves, nothing is given.
    """
    now = {p.id: p.parent_id for p in placed}
    before: dict[str | None, list[str]] = {}
    for code in known.values():
        if now.get(code.id, code.parent_id) == code.parent_id:
            before.setdefault(code.parent_id, []).append(code.id)
    groups: dict[str | None, list[str]] = {}
    for one in placed:
        groups.setdefault(one.parent_id, []).append(one.id)
    found: dict[str, int] = {}
    for parent_id, wanted in groups.items():
        present = before.get(parent_id, [])
        order = merged_order(present, wanted)
        if order[: len(present)] == present:
            first = next_position(parent_id)
            found |= {code: first + n for n, code in enumerate(order[len(present) :])}
        else:
            found |= {code: n for n, code in enumerate(order)}
    return found
