"""Changes to the codebook: one code, or a whole codebook file at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.coding.hierarchy import MAX_DEPTH, CodeEntry, Placed, clean_code_name, place, positions
from workbench.errors import BadInput, Conflict
from workbench.model.codebook import CODE_FIELDS, Code
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
        parent = next((c for c in codes if c.id == self.parent_id), None)
        if self.parent_id is not None and parent is None:
            raise Conflict("the parent code is no longer in the codebook")
        if parent is not None and parent.depth >= MAX_DEPTH:
            raise BadInput(f"a code lies at most {MAX_DEPTH} levels deep; {parent.name!r} does already")
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
        return Outcome(words, CodebookResult(tuple(added), tuple(updated), unchanged, absent))


def _values(one: Placed) -> dict[str, Any]:
    """The columns that an entry speaks of."""
    values: dict[str, Any] = {
        name: getattr(one.entry, name) for name in CODE_FIELDS if name in one.entry.given
    }
    if "retired" in one.entry.given:
        values["retired"] = int(one.entry.retired)
    return values | {"name": one.entry.name, "parent_id": one.parent_id}


def _changed(old: CodeView, values: Mapping[str, object]) -> list[str]:
    before = {name: getattr(old, name) for name in (*CODE_FIELDS, "name", "parent_id")}
    before |= {"examples": "\n".join(old.examples), "retired": int(old.retired)}
    return [
        name.removesuffix("_id").replace("_", " ")
        for name in values
        if name != "position" and before[name] != values[name]
    ]
