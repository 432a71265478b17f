"""What people write into cells of the framework matrix: one summary a cell, with the excerpts that it points to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.framework import MatrixSummary, MatrixSummaryExcerpt
from workbench.model.matrix_views import CaseKind, ColumnKind, MatrixHead
from workbench.model.vocabulary import plural
from workbench.store.reading.framework import (
    case_heads,
    column_heads,
    sources_by_case,
    sources_of_excerpts,
    summary_at,
)
from workbench.store.seen import require_as_seen
from workbench.store.unit_of_work import Outcome, UnitOfWork

CELL = "See the cell: workbench matrix cell CASE COLUMN"


@dataclass(frozen=True, slots=True)
class SummariseCell:
    """Write the summary of a cell; one that is there is replaced. The value is the summary's id.

    `body` of None leaves the text, `excerpt_ids` of None leaves the excerpts as they are. The excerpts must be of
    sources of the case.
    """

    case: tuple[CaseKind, str]
    column: tuple[ColumnKind, str]
    body: str | None = None
    excerpt_ids: tuple[str, ...] | None = None
    seen: str | None = None
    """The text that its writer had read there, empty for none; None does not compare."""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: there is no text, or an excerpt is of none of the case's sources.
            ChangedMeanwhile: somebody has written another text since.
            Conflict: the case, the column or an excerpt is gone.
        """
        where = _where(work, self.case, self.column)
        old = summary_at(work.connection, self.case, self.column)
        held = old[2] if old else ()
        body = (old[1] if old else "") if self.body is None else self.body.strip()
        if not body:
            raise BadInput(
                "a summary needs words",
                hint="Say what this case says on it: --text ...; to take one away: workbench matrix remove",
            )
        wanted = held if self.excerpt_ids is None else tuple(dict.fromkeys(self.excerpt_ids))
        _require_of_case(work, self.case, [one for one in wanted if one not in held])
        if old is None:
            identity = work.new_id()
            work.insert(
                MatrixSummary(
                    id=identity,
                    **{f"{self.case[0]}_id": self.case[1], f"{self.column[0]}_id": self.column[1]},
                    body=body,
                    coder_id=work.coder_id,
                    created_at=work.at,
                )
            )
        else:
            identity = old[0]
            if self.seen is not None:
                require_as_seen(work, MatrixSummary, identity, {"body": body}, {"body": self.seen})
            if (body, wanted) == old[1:]:
                return Outcome(f"nothing changed: {where} says this already", identity)
            said = {"body": body, "coder_id": work.coder_id, "created_at": work.at}
            work.update(MatrixSummary, identity, **said)
        set_excerpts(work, identity, held, wanted)
        on = f", on {plural(len(wanted), 'excerpt')}" if wanted else ""
        return Outcome(f"{'summarised' if old is None else 'summarised anew'} {where}{on}", identity)


@dataclass(frozen=True, slots=True)
class RemoveSummary:
    """Take the summary of a cell away."""

    case: tuple[CaseKind, str]
    column: tuple[ColumnKind, str]

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: there is none.
        """
        where = _where(work, self.case, self.column)
        old = summary_at(work.connection, self.case, self.column)
        if old is None:
            raise Conflict(f"there is no summary of {where}", hint="See what there is: workbench matrix show")
        work.delete(MatrixSummaryExcerpt, [(old[0], one) for one in sorted(old[2])])
        work.delete(MatrixSummary, [(old[0],)])
        return Outcome(f"removed the summary of {where}", None)


def set_excerpts(work: UnitOfWork, summary_id: str, held: Sequence[str], wanted: Sequence[str]) -> None:
    """Let a summary point to these excerpts, in this order."""
    if tuple(held) == tuple(wanted):
        return
    work.delete(MatrixSummaryExcerpt, [(summary_id, one) for one in sorted(set(held) - set(wanted))])
    place = {one: n for n, one in enumerate(wanted)}
    work.update_rows(
        MatrixSummaryExcerpt,
        ("position",),
        {(summary_id, one): (place[one],) for one in held if one in place},
    )
    work.insert(
        *(
            MatrixSummaryExcerpt(summary_id=summary_id, excerpt_id=one, position=n)
            for one, n in place.items()
            if one not in held
        )
    )


def _where(work: UnitOfWork, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> str:
    """`source SM-01 on code 'Trust'`; raises Conflict where either is gone."""
    row = _head(case_heads(work.connection, case[0]), case[1], str(case[0]))
    head = _head(column_heads(work.connection, column[0], named=(column[1],)), column[1], str(column[0]))
    what = f"code {head.about!r}" if column[0] is ColumnKind.CODE else head.name
    return f"{case[0]} {row.name} on {what}"


def _head(heads: Sequence[MatrixHead], identity: str, what: str) -> MatrixHead:
    found = next((head for head in heads if head.id == identity), None)
    if found is None:
        raise Conflict(f"this {what} is no longer in the study", hint="Someone else removed it.")
    return found


def _require_of_case(work: UnitOfWork, case: tuple[CaseKind, str], excerpts: Sequence[str]) -> None:
    sources = sources_of_excerpts(work.connection, excerpts) if excerpts else {}
    mine = set(sources_by_case(work.connection, case[0]).get(case[1], ()))
    for excerpt in excerpts:
        if excerpt not in sources:
            raise Conflict("an excerpt for the summary is not in the study", hint=CELL)
        if sources[excerpt] not in mine:
            raise BadInput(
                "an excerpt is of another source"
                if case[0] is CaseKind.SOURCE
                else f"an excerpt is of a source that does not belong to this {case[0]}",
                hint="A summary points to what its own case said.",
            )
