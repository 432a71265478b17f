"""Disagreements that coders have talked through: what they agreed on stands beside their codings, which stay."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.coding.commands import CODING_COLUMNS, require_within
from workbench.coding.placing import code_of
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Coding, Span
from workbench.model.memos import Memo
from workbench.model.rounds import Consensus
from workbench.model.vocabulary import MemoKind
from workbench.store.reading import consensus as reading
from workbench.store.reading import rounds
from workbench.store.reading.codebook import code_views
from workbench.store.reading.codings import codings_of_excerpt
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Keep that a code applies to a passage, or that it does not, as the coders agreed.

    Where it applies, whoever keeps this codes the passage so, unless they have; that coding counts in no comparison of
    coders. What was said may be kept as a decision memo on the passage.
    """

    revision_id: str
    span: Span
    code_id: str
    applies: bool
    round_id: str | None = None
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the agreement's id.

        Raises:
            BadInput: the span lies outside its text or its round.
            Conflict: code, source or round are gone, the round is open, or this was agreed on already.
        """
        code = code_of(code_views(work.connection, counted=False), self.code_id)
        source = name_of_revision(work.connection, self.revision_id)
        if source is None:
            raise Conflict("this source is no longer in the study, or has a newer text")
        body = revision_text(work.connection, self.revision_id)
        require_within(self.span, body, source)
        if self.round_id is not None:
            self._require_round(work, self.round_id, source)
        key = (self.span.start_char, self.span.end_char)
        excerpt = work.intern_excerpts(self.revision_id, [key], body)[key]
        if reading.is_agreed(work.connection, excerpt_id=excerpt, code_id=code.id, round_id=self.round_id):
            raise Conflict(
                f"it was agreed already whether {code.path!r} applies to {source} at {key[0]}:{key[1]}",
                hint="See it: workbench agreement consensus. Withdraw it to agree anew.",
            )
        identity = work.new_id()
        coding_id = self._code(work, excerpt) if self.applies else None
        memo_id = self._note(work, excerpt)
        work.insert(
            Consensus(
                id=identity,
                round_id=self.round_id,
                excerpt_id=excerpt,
                code_id=code.id,
                applies=int(self.applies),
                coding_id=coding_id,
                memo_id=memo_id,
                coder_id=work.coder_id,
                created_at=work.at,
            )
        )
        verb = "applies" if self.applies else "does not apply"
        return Outcome(f"agreed that {code.name!r} {verb} to {source} at {key[0]}:{key[1]}", identity)

    def _require_round(self, work: UnitOfWork, round_id: str, source: str) -> None:
        found = rounds.round_view(work.connection, round_id)
        if found is None:
            raise Conflict("this round is no longer in the study", hint="List them: workbench round list")
        if not found.is_frozen:
            raise Conflict(
                f"{found.label} is open: its coders may not have finished",
                hint="When they have: workbench round freeze",
            )
        here = [one for one in found.passages if one.revision_id == self.revision_id]
        if not any(
            one.start_char < self.span.end_char and self.span.start_char < one.end_char for one in here
        ):
            raise BadInput(f"{source} at {self.span.start_char}:{self.span.end_char} is not in {found.label}")

    def _code(self, work: UnitOfWork, excerpt: str) -> str | None:
        """The coding that this makes, None where whoever agrees has coded the passage so."""
        there = codings_of_excerpt(work.connection, excerpt)
        if (excerpt, self.code_id, work.coder_id) in there:
            return None
        identity = work.new_id()
        row = (identity, excerpt, self.code_id, work.coder_id, work.at, "by consensus")
        work.insert_rows(Coding, CODING_COLUMNS, [row])
        return identity

    def _note(self, work: UnitOfWork, excerpt: str) -> str | None:
        if not self.memo.strip():
            return None
        identity = work.new_id()
        work.insert(
            Memo(
                id=identity,
                kind=str(MemoKind.DECISION),
                title="",
                body=self.memo.strip(),
                subject_type="excerpt",
                subject_id=excerpt,
                coder_id=work.coder_id,
                created_at=work.at,
            )
        )
        return identity


@dataclass(frozen=True, slots=True)
class WithdrawConsensus:
    """Take back what was agreed on a passage, with the coding that it made. What was written about it stays."""

    consensus_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises Conflict if it is gone, or a memo is about the coding that it made."""
        found = next((one for one in reading.agreed(work.connection) if one.id == self.consensus_id), None)
        if found is None:
            raise Conflict("this agreement is no longer in the study")
        work.delete(Consensus, [(found.id,)])
        if found.coding_id is not None:
            work.delete(Coding, [(found.coding_id,)])
        where = f"{found.source} at {found.start_char}:{found.end_char}"
        return Outcome(f"withdrew what was agreed on {found.code!r} in {where}", None)
