"""Changes to codings that are there: bounds, memos, several taken away at once. A coder changes only their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding.commands import require_within
from workbench.coding.recoding import RecodeCodings
from workbench.errors import Conflict
from workbench.model.coding import Coding, Span
from workbench.model.vocabulary import plural
from workbench.store.reading import codings as reading
from workbench.store.reading.code_use import codings_by_id, place_of
from workbench.store.reading.sources import revision_text
from workbench.store.reading.study import coders
from workbench.store.unit_of_work import Outcome, UnitOfWork


def require_own(work: UnitOfWork, coding_ids: Sequence[str]) -> None:
    """Refuse codings that are gone or another coder's.

    Raises:
        Conflict: saying how many are whose.
    """
    rows = codings_by_id(work.connection, coding_ids)
    wanted = len(set(coding_ids))
    if len(rows) < wanted:
        gone = wanted - len(rows)
        raise Conflict(
            "this coding is no longer in the study"
            if wanted == 1
            else f"of these {wanted:,} codings {gone:,} {'is' if gone == 1 else 'are'} no longer in the study",
            hint="See who took it away: workbench history",
        )
    names = coders(work.connection)
    foreign = Counter(names[row.coder_id] for row in rows if row.coder_id != work.coder_id)
    if foreign and len(rows) == 1:
        raise Conflict(
            f"this coding is {next(iter(foreign))}'s", hint="Only its coder changes or removes a coding."
        )
    if foreign:
        whose = ", ".join(f"{count:,} of {name}'s" for name, count in sorted(foreign.items()))
        raise Conflict(f"among these codings are {whose}", hint="Only its coder changes or removes a coding.")


@dataclass(frozen=True, slots=True)
class AdjustCoding:
    """Change the bounds of one's own coding within its text. Its identity, code and memo stay.

    `seen` is where it stood when the change was begun, if it may have been adjusted elsewhere since.
    """

    coding_id: str
    span: Span
    seen: Span | None = None

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the coding is gone or another's or not where it was seen, or this coder has coded that span so
                already.
            BadInput: the span lies outside the text.
        """
        require_own(work, [self.coding_id])
        (row,) = codings_by_id(work.connection, [self.coding_id])
        revision_id, source, code, start, end = place_of(work.connection, self.coding_id)
        if self.seen is not None and (start, end) != (self.seen.start_char, self.seen.end_char):
            raise Conflict(
                f"{code!r} in {source} was adjusted elsewhere meanwhile, to {start}:{end}",
                hint="Look where it stands now, and adjust it again.",
            )
        body = revision_text(work.connection, revision_id)
        require_within(self.span, body, source)
        key = (self.span.start_char, self.span.end_char)
        if key == (start, end):
            return Outcome(f"nothing changed: {code!r} in {source} is at {start}:{end} already", None)
        excerpt = work.intern_excerpts(revision_id, [key], body)[key]
        if (excerpt, row.code_id, work.coder_id) in reading.codings_of_excerpt(work.connection, excerpt):
            raise Conflict(f"you have coded the passage {key[0]}:{key[1]} {code!r} already")
        work.update(Coding, self.coding_id, excerpt_id=excerpt)
        return Outcome(f"adjusted {code!r} in {source}: from {start}:{end} to {key[0]}:{key[1]}", None)


@dataclass(frozen=True, slots=True)
class EditCodingMemo:
    """Write the note of one's own coding anew; an empty text takes it away."""

    coding_id: str
    memo: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises Conflict if the coding is gone or another's."""
        require_own(work, [self.coding_id])
        where = reading.describe(work.connection, self.coding_id)
        if not work.update(Coding, self.coding_id, memo=self.memo.strip()):
            return Outcome(f"nothing changed in the memo of {where}", None)
        return Outcome(f"{'wrote' if self.memo.strip() else 'emptied'} the memo of {where}", None)


@dataclass(frozen=True, slots=True)
class RemoveCodings:
    """Take several of one's own codings away as one change."""

    coding_ids: tuple[str, ...]

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out; the value is how many there were.

        Raises:
            Conflict: a coding is gone or another's, or a memo is about it. Then none is removed.
        """
        ids = list(dict.fromkeys(self.coding_ids))
        require_own(work, ids)
        words = f"removed {reading.describe(work.connection, ids[0])}" if len(ids) == 1 else ""
        count = work.delete(Coding, [(one,) for one in ids]) if ids else 0
        return Outcome(words or f"removed {plural(count, 'coding')}", count)


@dataclass(frozen=True, slots=True)
class EditCoding:
    """Change bounds, memo and code of one coding as one change; None leaves a part as it is.

    Bounds and memo are changed of one's own coding; the code also of another's, with `others`.
    """

    coding_id: str
    span: Span | None = None
    memo: str | None = None
    code_id: str | None = None
    others: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises what `AdjustCoding`, `EditCodingMemo` and `RecodeCodings` do."""
        said = []
        if self.span is not None:
            said.append(AdjustCoding(self.coding_id, self.span).perform(work).summary)
        if self.memo is not None:
            said.append(EditCodingMemo(self.coding_id, self.memo).perform(work).summary)
        if self.code_id is not None:
            said.append(RecodeCodings((self.coding_id,), self.code_id, self.others).perform(work).summary)
        return Outcome("; ".join(said), None)
