"""What coders say of sentences with a causal cue: so each cue's precision is learnt. A verdict is no coding."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.coding.commands import require_within
from workbench.coding.suggestions import require_on
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.suggestions import CausalVerdict
from workbench.store.reading import suggestions as reading
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class JudgeCausal:
    """Say of a sentence with a causal cue whether it makes a causal claim; a second judgement replaces the first."""

    revision_id: str
    span: Span
    cue: str
    is_causal: bool

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: the span lies outside the text.
            Conflict: suggestions are switched off, or the source is gone or has a newer text.
        """
        require_on(work)
        source = name_of_revision(work.connection, self.revision_id)
        if source is None:
            raise Conflict("this source is no longer in the study, or has a newer text")
        body = revision_text(work.connection, self.revision_id)
        require_within(self.span, body, source)
        place = (self.span.start_char, self.span.end_char)
        excerpt = work.intern_excerpts(self.revision_id, [place], body)[place]
        before = reading.verdict_of(work.connection, excerpt, work.coder_id)
        if before is None:
            columns = ("id", "excerpt_id", "coder_id", "cue", "is_causal", "created_at")
            row = (work.new_id(), excerpt, work.coder_id, self.cue, int(self.is_causal), work.at)
            work.insert_rows(CausalVerdict, columns, [row])
        else:
            work.update(
                CausalVerdict, before[0], cue=self.cue, is_causal=int(self.is_causal), created_at=work.at
            )
        words = "a causal claim" if self.is_causal else "no causal claim"
        return Outcome(f"judged {source} at {place[0]}:{place[1]}: {words}", None)
