"""Summaries of the framework matrix when codes become one: they go along, and two of one cell are united."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.model.framework import MatrixSummary, MatrixSummaryExcerpt
from workbench.model.views import CodeView
from workbench.store.reading.framework import excerpts_of_summaries, summaries_on_codes
from workbench.store.unit_of_work import UnitOfWork

_CASES = ("source_id", "participant_id", "organisation_id", "site_id")


def move_summaries(work: UnitOfWork, merged: Sequence[CodeView], into_id: str) -> int:
    """Give the summaries of merged codes to the one that stays; how many there were.

    Where a case has several, both texts are kept in one summary, each under the code it was written on, with the
    excerpts of both; it stays with whom it was by, or is by whom merges them.
    """
    paths = {code.id: code.path for code in merged}
    there = {_case(row): row for row in summaries_on_codes(work.connection, [into_id])}
    moving = summaries_on_codes(work.connection, list(paths))
    excerpts = excerpts_of_summaries(work.connection, [row["id"] for row in (*there.values(), *moving)])
    for row in moving:
        case = _case(row)
        if case not in there:
            work.update(MatrixSummary, row["id"], code_id=into_id)
            there[case] = {**row, "code_id": into_id}
            continue
        kept = there[case]
        body = f"{kept['body']}\n\n[{paths[row['code_id']]}] {row['body']}"
        said = {"body": body, "coder_id": work.coder_id, "created_at": work.at}
        work.update(MatrixSummary, kept["id"], **said)
        there[case] = {**kept, **said}
        _unite(work, kept["id"], row["id"], excerpts)
        work.delete(MatrixSummary, [(row["id"],)])
    return len(moving)


def _unite(work: UnitOfWork, kept: str, gone: str, excerpts: dict[str, list[str]]) -> None:
    mine, theirs = excerpts.get(kept, []), excerpts.get(gone, [])
    new = [one for one in theirs if one not in mine]
    work.delete(MatrixSummaryExcerpt, [(gone, one) for one in theirs])
    work.insert(
        *(
            MatrixSummaryExcerpt(summary_id=kept, excerpt_id=one, position=len(mine) + n)
            for n, one in enumerate(new)
        )
    )
    excerpts[kept] = [*mine, *new]


def _case(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _CASES)
