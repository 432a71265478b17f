"""Codings that go to another code: chosen ones, or all of a code that is merged into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.coding.placing import code_of
from workbench.errors import Conflict
from workbench.model.coding import Coding
from workbench.model.coding_views import CodingsMoved
from workbench.model.memos import Memo
from workbench.model.vocabulary import plural
from workbench.store.reading.code_use import codings_by_id, codings_of, memos_about, resting_on
from workbench.store.reading.codebook import code_views
from workbench.store.reading.study import coders
from workbench.store.schema import ENTITIES
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class RecodeCodings:
    """Give codings another code: so a code is split. Coder and passage stay.

    Other coders' codings are recoded only with `others`, which a person decides.
    """

    coding_ids: tuple[str, ...]
    code_id: str
    others: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[CodingsMoved]:
        """Carry it out.

        Raises:
            Conflict: codings or code are gone, the code is retired, or codings are others'.
        """
        code = code_of(code_views(work.connection, counted=False), self.code_id)
        if code.retired:
            raise Conflict(f"{code.path!r} is retired", hint="Choose another code, or take it up again.")
        rows = codings_by_id(work.connection, self.coding_ids)
        if len(rows) < len(set(self.coding_ids)):
            raise Conflict(
                "a coding is no longer in the study", hint="See who took it away: workbench history"
            )
        names = coders(work.connection)
        foreign = Counter(names[row.coder_id] for row in rows if row.coder_id != work.coder_id)
        if foreign and not self.others:
            whose = ", ".join(f"{count:,} of {name}'s" for name, count in sorted(foreign.items()))
            raise Conflict(
                f"among these codings are {whose}",
                hint="Recode your own, or say that theirs are meant too (--others).",
            )
        moved = move_codings(work, [row for row in rows if row.code_id != code.id], code.id)
        if not moved.by_coder:
            return Outcome(f"nothing changed: these are coded {code.path!r} already", moved)
        return Outcome(
            f"recoded {plural(moved.moved, 'coding')} as {code.path!r}{doubles_note(moved)}", moved
        )


def doubles_note(moved: CodingsMoved) -> str:
    """How many were doubles, and whose codings moved where there are several coders; empty if neither."""
    note = f"; {plural(moved.doubles, 'double')} dropped" if moved.doubles else ""
    if len(moved.by_coder) > 1:
        note += f" ({', '.join(f'{name} {count:,}' for name, count in moved.by_coder)})"
    return note


def move_codings(work: UnitOfWork, rows: Sequence[Any], code_id: str) -> CodingsMoved:
    """Give these codings (rows of `code_use`) another code. What its coder has coded so already is dropped.

    The memo of a double is added to that of the coding that stays, and what was about it is about that one.
    """
    kept: dict[tuple[str, str], str] = {}
    memos: dict[str, str] = {}
    for row in codings_of(work.connection, [code_id]):
        kept[row.excerpt_id, row.coder_id] = row.id
        memos[row.id] = row.memo
    already = dict(memos)
    doubles: dict[str, str] = {}
    for row in rows:
        stays = kept.setdefault((row.excerpt_id, row.coder_id), row.id)
        if stays == row.id:
            memos[row.id] = row.memo
        else:
            doubles[row.id] = stays
            memos[stays] = _both(memos[stays], row.memo)
    changed = {(one,): (code_id, memo) for one, memo in memos.items() if already.get(one) != memo}
    work.update_rows(Coding, ("code_id", "memo"), changed)
    if doubles:
        let_follow(work, doubles)
        work.delete(Coding, [(double,) for double in doubles])
    names = coders(work.connection)
    whose = Counter(names[row.coder_id] for row in rows)
    return CodingsMoved(len(rows) - len(doubles), len(doubles), tuple(sorted(whose.items())))


def _both(kept: str, other: str) -> str:
    return kept if not other or other in kept.split("\n") else "\n".join(filter(None, (kept, other)))


def let_follow(work: UnitOfWork, instead: dict[str, str]) -> None:
    """Let what was about or rested on a coding do so with another: `instead` by the one that goes."""
    ids = list(instead)
    about = memos_about(work.connection, "coding", ids)
    work.update_rows(Memo, ("subject_id",), {(memo,): (instead[subject],) for memo, subject in about})
    for table, column, found in resting_on(work.connection, "coding", ids, apart_from=frozenset()):
        work.update_rows(ENTITIES[table], (column,), {key: (instead[target],) for key, target in found})
