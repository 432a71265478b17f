"""Changes to memos that are written: putting them right, and taking them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import BadInput, Conflict
from workbench.model.memos import Memo
from workbench.model.question_views import AnswerKind
from workbench.model.vocabulary import MemoKind
from workbench.store.reading.memos import cmos_resting_on
from workbench.store.reading.questions import answered_by
from workbench.store.seen import require_as_seen
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.subjects import Subject, subject_of


@dataclass(frozen=True, slots=True)
class EditMemo:
    """Change a memo; what is None stays. `seen` is what its writer had read, by column: what was changed since is not
    overwritten.
    """

    memo_id: str
    kind: MemoKind | None = None
    body: str | None = None
    title: str | None = None
    subject: Subject | None = None
    seen: Mapping[str, str] | None = None

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything changed.

        Raises:
            BadInput: the new text is empty, or the passage lies outside its text.
            Conflict: the memo, or what it is to be about, is not in the study.
            ChangedMeanwhile: somebody has written it anew since it was read.
        """
        if self.body is not None and not self.body.strip():
            raise BadInput("a memo needs some text", hint="To take it away: workbench memo remove")
        values: dict[str, Any] = {}
        if self.kind is not None:
            values["kind"] = str(self.kind)
        if self.body is not None:
            values["body"] = self.body
        if self.title is not None:
            values["title"] = self.title.strip()
        if self.subject is not None:
            values["subject_type"], values["subject_id"] = subject_of(work, self.subject)
        require_as_seen(work, Memo, self.memo_id, values, self.seen)
        changed = work.update(Memo, self.memo_id, **values)
        return Outcome("edited a memo" if changed else "nothing to change: the memo is so already", changed)


@dataclass(frozen=True, slots=True)
class RemoveMemo:
    """Take a memo away, unless it is evidence for a CMO or answers a research question."""

    memo_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the memo is gone, or is evidence or an answer; the CMOs or questions are named.
        """
        numbers = cmos_resting_on(work.connection, self.memo_id)
        if numbers:
            named = ", ".join(f"CMO {number}" for number in numbers)
            raise Conflict(
                f"the memo is evidence for {named}, so it stays",
                hint="Take it from the evidence there first.",
            )
        answered = answered_by(work.connection, AnswerKind.MEMO, self.memo_id)
        if answered:
            named = ", ".join(f"question {number}" for number in answered)
            raise Conflict(
                f"the memo answers {named}, so it stays",
                hint=f"Take the answer away first: workbench question unanswer {answered[0]} --memo ...",
            )
        work.delete(Memo, [(self.memo_id,)])
        return Outcome("removed a memo", None)
