"""Changes to one code: edit, move, retire, take up again, remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.coding.hierarchy import clean_code_name
from workbench.coding.placing import (
    clean_colour,
    code_of,
    elsewhere,
    require_free_name,
    require_place,
    siblings,
)
from workbench.errors import Conflict
from workbench.model.codebook import Code, join_examples
from workbench.model.vocabulary import plural
from workbench.store.reading.code_use import coders_of_rows, codings_by_coder, memos_about, resting_on
from workbench.store.reading.codebook import code_views
from workbench.store.seen import require_as_seen
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class EditCode:
    """Change what a code says of itself; None leaves a field as it is, an empty text empties it.

    `seen` is what its writer had read, by column: what was changed since is not overwritten.
    """

    code_id: str
    name: str | None = None
    short_definition: str | None = None
    full_definition: str | None = None
    when_to_use: str | None = None
    when_not_to_use: str | None = None
    examples: tuple[str, ...] | None = None
    colour: str | None = None
    seen: Mapping[str, str] | None = None

    def perform(self, work: UnitOfWork) -> Outcome[tuple[str, ...]]:
        """Carry it out; the value names the fields that changed, none if all was so already.

        Raises:
            BadInput: name or colour is none.
            Conflict: the code is gone, or another one under its parent has that name.
            ChangedMeanwhile: somebody has written one of these fields anew since it was read.
        """
        codes = code_views(work.connection, counted=False)
        code = code_of(codes, self.code_id)
        texts = ("short_definition", "full_definition", "when_to_use", "when_not_to_use")
        values: dict[str, Any] = {name: getattr(self, name) for name in texts}
        if self.name is not None:
            values["name"] = clean_code_name(self.name)
            require_free_name(codes, values["name"], code.parent_id, itself=code.id)
        if self.examples is not None:
            values["examples"] = join_examples(self.examples)
        if self.colour is not None:
            values["colour"] = clean_colour(self.colour)
        before = {name: getattr(code, name) for name in values} | {"examples": join_examples(code.examples)}
        changed = {k: new for k, new in values.items() if new is not None and new != before[k]}
        if not changed:
            return Outcome(f"nothing changed in {code.path!r}", ())
        require_as_seen(work, Code, code.id, changed, self.seen)
        work.update(Code, code.id, **changed)
        fields = tuple(name.replace("_", " ") for name in changed)
        words = ", ".join(fields)
        if "name" in changed:
            words = words.replace("name", f"name, now {changed['name']!r}", 1)
            words += elsewhere(codes, changed["name"], code.parent_id, itself=code.id)
        return Outcome(f"edited {code.path!r}: {words}", fields)


@dataclass(frozen=True, slots=True)
class MoveCode:
    """Put a code, with the codes below it, under another parent (None: at the top) or elsewhere among its siblings.

    `position` counts the other siblings from 0; None means after them all.
    """

    code_id: str
    parent_id: str | None
    position: int | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: code or parent are gone, the parent lies below the code, or has one of that name.
            BadInput: the codes would lie too deep.
        """
        codes = code_views(work.connection, counted=False)
        code = code_of(codes, self.code_id)
        parent = require_place(codes, self.parent_id, moved=code.id)
        require_free_name(codes, code.name, self.parent_id, itself=code.id)
        order = [one.id for one in siblings(codes, self.parent_id, without=code.id)]
        order.insert(len(order) if self.position is None else max(0, self.position), code.id)
        moved = work.update(Code, code.id, parent_id=self.parent_id)
        shifted = work.update_rows(Code, ("position",), {(one,): (n,) for n, one in enumerate(order)})
        where = f"under {parent.path!r}" if parent else "at the top"
        if not moved and not shifted:
            return Outcome(f"nothing changed: {code.name!r} is there already, {where}", None)
        after = order.index(code.id)
        place = f"after {code_of(codes, order[after - 1]).name!r}" if after else "first"
        note = elsewhere(codes, code.name, self.parent_id, itself=code.id)
        return Outcome(f"moved {code.path!r}: {where}, {place if len(order) > 1 else 'alone'}{note}", None)


@dataclass(frozen=True, slots=True)
class RetireCode:
    """Take a code out of use: its codings stay, no new ones are made. The codes below it stay in use."""

    code_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises Conflict if the code is gone or retired already."""
        codes = code_views(work.connection, counted=False)
        code = code_of(codes, self.code_id)
        if not work.update(Code, code.id, retired=1):
            raise Conflict(f"{code.path!r} is retired already")
        below = len([one for one in siblings(codes, code.id) if not one.retired])
        note = (
            f"; {plural(below, 'code')} below it {'stays' if below == 1 else 'stay'} in use" if below else ""
        )
        return Outcome(f"retired {code.path!r}{note}", None)


@dataclass(frozen=True, slots=True)
class RestoreCode:
    """Take a retired code up again."""

    code_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises Conflict if the code is gone or in use."""
        code = code_of(code_views(work.connection, counted=False), self.code_id)
        if not work.update(Code, code.id, retired=0):
            raise Conflict(f"{code.path!r} is in use already")
        return Outcome(f"took {code.path!r} up again", None)


@dataclass(frozen=True, slots=True)
class RemoveCode:
    """Remove a code on which nothing rests."""

    code_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the code is gone, or something rests on it: all of it is named.
        """
        codes = code_views(work.connection, counted=False)
        code = code_of(codes, self.code_id)
        resting = _resting(work, code.id, len(siblings(codes, code.id)))
        if resting:
            raise Conflict(
                f"{code.path!r} cannot be removed; on it rest {' and '.join(resting)}",
                hint="Merge it into another code (workbench codebook merge), or retire it (workbench codebook retire).",
            )
        work.delete(Code, [(code.id,)])
        return Outcome(f"removed code {code.path!r}", None)


def _resting(work: UnitOfWork, code_id: str, below: int) -> list[str]:
    """What rests on a code, in words with counts."""
    found = []
    by_coder = codings_by_coder(work.connection, code_id)
    if by_coder:
        whose = ", ".join(f"{count:,} by {name}" for name, count in by_coder.items())
        found.append(f"{plural(sum(by_coder.values()), 'coding')} ({whose})")
    if below:
        found.append(plural(below, "code") + " below it")
    if memos := memos_about(work.connection, "code", [code_id]):
        found.append(plural(len(memos), "memo"))
    others = resting_on(work.connection, "code", [code_id], apart_from=frozenset({"coding", "code"}))
    for table, _, rows in others:
        makers = coders_of_rows(work.connection, table, [key for key, _ in rows])
        named = f" (by {', '.join(makers)})" if makers else ""
        found.append(plural(len(rows), *RESTING_WORDS.get(table, (table.replace("_", " "),))) + named)
    return found


RESTING_WORDS = {"matrix_summary": ("summary in the matrix", "summaries in the matrix")}
"""What rows are called of tables whose names do not say it, one and several."""
