"""Changes to the codebook: one code, or a whole codebook file at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.codebook import CODE_FIELDS, PATH_SEPARATOR, Code
from workbench.model.identity import clean_name, derived_id, is_uuid
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.store.reading.codebook import code_views, next_position
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class AddCode:
    """Add one code by name, under a parent or at the top."""

    name: str
    parent_id: str | None = None
    short_definition: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the code's id.

        Raises:
            BadInput: the name is not one.
            Conflict: there is such a code already, or the parent is gone.
        """
        name = clean_code_name(self.name)
        codes = code_views(work.connection, counted=False)
        if self.parent_id is not None and all(c.id != self.parent_id for c in codes):
            raise Conflict("the parent code is no longer in the codebook")
        for code in codes:
            if code.parent_id == self.parent_id and code.name.casefold() == name.casefold():
                raise Conflict(
                    f"there is a code {code.path!r} already", hint="Use it, or choose another name."
                )
        identity = work.new_id()
        position = next_position(work.connection, self.parent_id)
        work.insert(
            Code(
                id=identity,
                name=name,
                parent_id=self.parent_id,
                position=position,
                short_definition=self.short_definition,
            )
        )
        return Outcome(f"added code {name!r}", identity)


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


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as a codebook file has it. `key` is its id there (a UUID or a short word), `parent` a key or path."""

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


@dataclass(frozen=True, slots=True)
class CodebookResult:
    """What an import did, in words: codes added, updated (with the fields that changed), unchanged."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    absent: tuple[str, ...]
    """Codes of the study that the file does not have; they stay."""


@dataclass(frozen=True, slots=True)
class ImportCodebook:
    """Add and update codes by identity: the file's id if it has one, else the path of names. Nothing is removed."""

    entries: tuple[CodeEntry, ...]
    origin: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[CodebookResult]:
        """Carry it out.

        Raises:
            BadInput: cycles, duplicate names among siblings, duplicate ids, unknown parents; all are listed.
        """
        known = {code.id: code for code in code_views(work.connection, counted=False)}
        placed = place(self.entries, known, study_id=work.study_id)
        added, updated, unchanged = [], [], 0
        for position, (entry, identity, parent_id, path) in enumerate(placed):
            values = {name: getattr(entry, name) for name in CODE_FIELDS}
            values |= {"name": entry.name, "parent_id": parent_id, "retired": int(entry.retired)}
            old = known.get(identity)
            if old is None:
                work.insert(Code(id=identity, position=position, **values))
                added.append(path)
            elif work.update(Code, identity, **values):
                updated.append(f"{old.path}: {', '.join(_changed(old, values))}")
            else:
                unchanged += 1
        mentioned = {identity for _, identity, _, _ in placed}
        absent = tuple(code.path for code in known.values() if code.id not in mentioned)
        origin = f" from {self.origin}" if self.origin else ""
        words = f"imported the codebook{origin}: {plural(len(added), 'code')} added, {len(updated)} updated"
        return Outcome(words, CodebookResult(tuple(added), tuple(updated), unchanged, absent))


def _changed(old: CodeView, values: Mapping[str, object]) -> list[str]:
    before = {name: getattr(old, name) for name in (*CODE_FIELDS, "name", "parent_id", "retired")}
    before["examples"] = "\n".join(old.examples)
    before["retired"] = int(old.retired)
    return [name.removesuffix("_id").replace("_", " ") for name in values if before[name] != values[name]]


Placed = tuple[CodeEntry, str, str | None, str]
"""An entry with its id, its parent's id, and its path of names."""


def place(entries: Sequence[CodeEntry], known: Mapping[str, CodeView], *, study_id: str) -> list[Placed]:
    """Give every entry its identity and parent, parents first.

    Raises:
        BadInput: listing everything wrong with the hierarchy.
    """
    problems: list[str] = []
    names = [_tidy_name(entry, problems) for entry in entries]
    parents = _parents(entries, names, known, study_id, problems)
    paths = [_path(index, names, parents, known) for index in range(len(entries))]
    problems += [
        f"{entry.where}: {name!r} is its own ancestor"
        for entry, name, path in zip(entries, names, paths, strict=True)
        if path is None
    ]
    _refuse(problems)
    solid = [path or "" for path in paths]
    ids = [_identity(entry, path, known, study_id) for entry, path in zip(entries, solid, strict=True)]
    _require_distinct(entries, solid, ids, known)
    parent_ids = [ids[p] if isinstance(p, int) else p for p in parents]
    order = sorted(range(len(entries)), key=lambda index: solid[index].count(PATH_SEPARATOR))
    return [(_named(entries[i], names[i]), ids[i], parent_ids[i], solid[i]) for i in order]


def _tidy_name(entry: CodeEntry, problems: list[str]) -> str:
    try:
        return clean_code_name(entry.name)
    except BadInput as error:
        problems.append(f"{entry.where}: {error.message}")
        return entry.name


def _named(entry: CodeEntry, name: str) -> CodeEntry:
    from dataclasses import replace

    return replace(entry, name=name)


def _parents(
    entries: Sequence[CodeEntry],
    names: Sequence[str],
    known: Mapping[str, CodeView],
    study_id: str,
    problems: list[str],
) -> list[int | str | None]:
    """For each entry the index of its parent in the file, or the id of a code of the study, or None."""
    by_key = {entry.key: index for index, entry in enumerate(entries) if entry.key}
    by_name: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        by_name.setdefault(name, []).append(index)
    paths = {code.path: code.id for code in known.values()}
    found: list[int | str | None] = []
    for entry in entries:
        parent: int | str | None = None
        wanted = entry.parent.strip()
        if wanted:
            last = by_name.get(wanted.rsplit(PATH_SEPARATOR, 1)[-1], [])
            if wanted in by_key:
                parent = by_key[wanted]
            elif len(last) == 1:
                parent = last[0]
            elif len(last) > 1:
                parent = _by_path(wanted, last, entries)
            elif wanted in known or wanted in paths:
                parent = wanted if wanted in known else paths[wanted]
            elif derived_id(study_id, f"code:{wanted}") in known:
                parent = derived_id(study_id, f"code:{wanted}")
            if parent is None:
                problems.append(
                    f"{entry.where}: the parent {wanted!r} of {entry.name!r} is unknown or ambiguous"
                )
        found.append(parent)
    return found


def _by_path(wanted: str, candidates: Sequence[int], entries: Sequence[CodeEntry]) -> int | None:
    parts = wanted.split(PATH_SEPARATOR)
    fitting = [
        index
        for index in candidates
        if len(parts) > 1 and entries[index].parent.rsplit(PATH_SEPARATOR, 1)[-1] == parts[-2]
    ]
    return fitting[0] if len(fitting) == 1 else None


def _path(
    index: int,
    names: Sequence[str],
    parents: Sequence[int | str | None],
    known: Mapping[str, CodeView],
) -> str | None:
    """The path of names, None if the chain of parents returns to itself."""
    path, seen, at = [names[index]], {index}, parents[index]
    while isinstance(at, int):
        if at in seen:
            return None
        seen.add(at)
        path.append(names[at])
        at = parents[at]
    if at is not None:
        path.append(known[at].path)
    return PATH_SEPARATOR.join(reversed(path))


def _identity(entry: CodeEntry, path: str, known: Mapping[str, CodeView], study_id: str) -> str:
    if is_uuid(entry.key):
        return entry.key.lower()
    if entry.key:
        return derived_id(study_id, f"code:{entry.key}")
    for code in known.values():
        if code.path.casefold() == path.casefold():
            return code.id
    return derived_id(study_id, f"code-path:{path}")


def _require_distinct(
    entries: Sequence[CodeEntry], paths: Sequence[str], ids: Sequence[str], known: Mapping[str, CodeView]
) -> None:
    problems = []
    seen: dict[str, str] = {}
    for entry, path, identity in zip(entries, paths, ids, strict=True):
        for key, words in (
            (f"id:{identity}", f"the id of {entry.name!r}"),
            (f"path:{path.casefold()}", f"{path!r}"),
        ):
            if key in seen:
                problems.append(f"{entry.where}: {words} stands twice (also at {seen[key]})")
            seen.setdefault(key, entry.where)
    in_file = set(ids)
    for entry, path in zip(entries, paths, strict=True):
        for code in known.values():
            if code.path.casefold() == path.casefold() and code.id not in in_file:
                problems.append(f"{entry.where}: the study has another code {code.path!r} with id {code.id}")
    _refuse(problems)


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise BadInput(
            f"the codebook cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend the file and import it again; the study is unchanged.",
            problems=tuple(problems),
        )
