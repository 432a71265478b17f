"""Somebody leaves the team and another goes on with their codings."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.coding.recoding import let_follow
from workbench.errors import BadInput, Conflict, NotFound
from workbench.model.coding import Coding
from workbench.model.vocabulary import plural
from workbench.store.reading.code_use import codings_of_coder
from workbench.store.reading.rounds import rounds
from workbench.store.reading.study import coders
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many codings went to another coder; `doubles` were dropped, since that one had coded the passage so."""

    moved: int
    doubles: int


@dataclass(frozen=True, slots=True)
class HandOverCodings:
    """Give all codings of a coder (id) to another (name), who may be new. The history says whose they were.

    Where the other has coded a passage so already, one coding stays; a note of the one that goes is added to it.
    """

    from_id: str
    to: str

    def perform(self, work: UnitOfWork) -> Outcome[HandedOver]:
        """Carry it out.

        Raises:
            BadInput: to the same person. NotFound: there is nothing to hand over.
            Conflict: one of the two is coding a round, in which their judgements must stay apart.
        """
        to_id = work.coder_for(self.to)
        names = coders(work.connection)
        if to_id == self.from_id:
            raise BadInput(f"{names[to_id]} has these codings already", hint="Name another coder with --to.")
        for one in rounds(work.connection):
            taking_part = [name for identity, name in one.coders.items() if identity in (self.from_id, to_id)]
            if taking_part and not one.is_frozen:
                raise Conflict(
                    f"{' and '.join(taking_part)} {'is' if len(taking_part) == 1 else 'are'} coding {one.label}",
                    hint="Freeze it first, so that its comparison keeps who judged: workbench round freeze",
                )
        rows = codings_of_coder(work.connection, self.from_id)
        if not rows:
            raise NotFound(f"{names[self.from_id]} has no codings to hand over")
        there = {(row.excerpt_id, row.code_id): row for row in codings_of_coder(work.connection, to_id)}
        moved = {(row.id,): (to_id,) for row in rows if (row.excerpt_id, row.code_id) not in there}
        doubles = [row for row in rows if (row.id,) not in moved]
        work.update_rows(Coding, ("coder_id",), moved)
        notes = {}
        for row in doubles:
            stays = there[row.excerpt_id, row.code_id]
            if row.memo and row.memo not in stays.memo.split("\n"):
                notes[(stays.id,)] = ("\n".join(filter(None, (stays.memo, row.memo))),)
        work.update_rows(Coding, ("memo",), notes)
        if doubles:
            let_follow(work, {row.id: there[row.excerpt_id, row.code_id].id for row in doubles})
            work.delete(Coding, [(row.id,) for row in doubles])
        words = f"handed {plural(len(moved), 'coding')} of {names[self.from_id]} over to {names[to_id]}"
        words += f"; {plural(len(doubles), 'double')} dropped" if doubles else ""
        return Outcome(words, HandedOver(len(moved), len(doubles)))
