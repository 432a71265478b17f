"""Codes added: one by hand, or a whole codebook file at once, which also updates by identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.coding.hierarchy import CodeEntry, Placed, clean_code_name, place, positions
from workbench.coding.placing import clean_colour, elsewhere, require_free_name, require_place
from workbench.model.codebook import CODE_FIELDS, Code, join_examples
from workbench.model.identity import is_uuid
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.store.reading.codebook import code_views, next_position
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class AddCode:
    """Add one code by name, under a parent or at the top, after the codes that are there."""

    name: str
    parent_id: str | None = None
    short_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: tuple[str, ...] = ()
    colour: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the code's id.

        Raises:
            BadInput: name or colour is none, or the code would lie too deep.
            Conflict: there is such a code already, or the parent is gone.
        """
        name = clean_code_name(self.name)
        codes = code_views(work.connection, counted=False)
        require_place(codes, self.parent_id)
        require_free_name(codes, name, self.parent_id)
        identity = work.new_id()
        work.insert(
            Code(
                id=identity,
                name=name,
                parent_id=self.parent_id,
                position=next_position(work.connection, self.parent_id),
                short_definition=self.short_definition,
                full_definition=self.full_definition,
                when_to_use=self.when_to_use,
                when_not_to_use=self.when_not_to_use,
                examples=join_examples(self.examples),
                colour=clean_colour(self.colour),
            )
        )
        return Outcome(f"added code {name!r}{elsewhere(codes, name, self.parent_id)}", identity)


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
        placed = place(self.entries, known, study_id=work.study_id, new_id=work.new_id)
        where = positions(placed, known, partial(next_position, work.connection))
        added, updated, unchanged = [], [], 0
        for one in placed:
            values = _values(one)
            old = known.get(one.id)
            if old is None:
                work.insert(Code(id=one.id, position=where.pop(one.id, 0), **values))
                added.append(one.path)
                continue
            if one.id in where:
                values["position"] = where.pop(one.id)
            if work.update(Code, one.id, **values):
                updated.append(f"{old.path}: {', '.join(_changed(old, values)) or 'order'}")
            else:
                unchanged += 1
        for identity, position in where.items():
            work.update(Code, identity, position=position)
        mentioned = {one.id for one in placed}
        absent = tuple(code.path for code in known.values() if code.id not in mentioned)
        origin = f" from {self.origin}" if self.origin else ""
        words = f"imported the codebook{origin}: {plural(len(added), 'code')} added, {len(updated)} updated"
        words += _names_elsewhere(placed, known)
        return Outcome(words, CodebookResult(tuple(added), tuple(updated), unchanged, absent))


def _names_elsewhere(placed: Sequence[Placed], known: Mapping[str, CodeView]) -> str:
    """A note, where codes that were added bear the name of one under another parent; else empty."""
    now = {one.id: one.entry.name for one in placed}
    borne = Counter(name.casefold() for name in ({i: c.name for i, c in known.items()} | now).values())
    same = [one.path for one in placed if one.id not in known and borne[one.entry.name.casefold()] > 1]
    listed = ", ".join(map(repr, same[:3])) + (" ..." if len(same) > 3 else "")
    return f"; codes whose name also stands elsewhere: {listed}" if same else ""


def _values(one: Placed) -> dict[str, Any]:
    """The columns that an entry speaks of."""
    values: dict[str, Any] = {
        name: getattr(one.entry, name) for name in CODE_FIELDS if name in one.entry.given
    }
    if "retired" in one.entry.given:
        values["retired"] = int(one.entry.retired)
    if one.entry.key and not is_uuid(one.entry.key):
        values["key"] = one.entry.key
    return values | {"name": one.entry.name, "parent_id": one.parent_id}


def _changed(old: CodeView, values: Mapping[str, object]) -> list[str]:
    before = {name: getattr(old, name) for name in (*CODE_FIELDS, "name", "parent_id")}
    before |= {"examples": join_examples(old.examples), "retired": int(old.retired), "key": old.key or None}
    return [
        name.removesuffix("_id").replace("_", " ")
        for name in values
        if name != "position" and before[name] != values[name]
    ]
