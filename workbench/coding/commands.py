"""Changes to codings, one by one and in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.coding import Coding, Span
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.store.reading import codings as reading
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import name_of_revision, revision_text
from workbench.store.reading.study import coders
from workbench.store.unit_of_work import Outcome, UnitOfWork

CODING_COLUMNS = ("id", "excerpt_id", "code_id", "coder_id", "created_at", "memo")


@dataclass(frozen=True, slots=True)
class ApplyCode:
    """Tag a span of a revision with a code."""

    revision_id: str
    span: Span
    code_id: str
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the coding's id.

        Raises:
            BadInput: the span lies outside the text.
            Conflict: source or code are gone, or this coder has coded this span so already.
        """
        done = ApplyCodesTo(self.revision_id, self.span, (self.code_id,), self.memo).perform(work)
        return Outcome(done.summary, done.value[0])


@dataclass(frozen=True, slots=True)
class ApplyCodesTo:
    """Tag a span of a revision with several codes at once; what it has from this coder already stays."""

    revision_id: str
    span: Span
    code_ids: tuple[str, ...]
    memo: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[tuple[str, ...]]:
        """Carry it out; the value is the ids of the new codings, in the order of the codes.

        Raises:
            BadInput: the span lies outside the text.
            Conflict: no code is given, source or a code are gone, or this coder has coded this span so already.
        """
        codes = _require_live(work, self.code_ids)
        source = name_of_revision(work.connection, self.revision_id)
        if source is None:
            raise Conflict("this source is no longer in the study, or has a newer text")
        body = revision_text(work.connection, self.revision_id)
        require_within(self.span, body, source)
        key = (self.span.start_char, self.span.end_char)
        excerpt = work.intern_excerpts(self.revision_id, [key], body)[key]
        there = reading.codings_of_excerpt(work.connection, excerpt)
        wanted = list(dict.fromkeys(self.code_ids))
        new = [code_id for code_id in wanted if (excerpt, code_id, work.coder_id) not in there]
        names = [repr(codes[code_id].name) for code_id in new or wanted]
        if not new:
            raise Conflict(
                f"you have coded this passage {_listed(names)} already" if names else "no code is given"
            )
        rows = [(work.new_id(), excerpt, code_id, work.coder_id, work.at, self.memo) for code_id in new]
        work.insert_rows(Coding, CODING_COLUMNS, rows)
        words = f"coded {_listed(names)} in {source} at {key[0]}:{key[1]}"
        if len(new) < len(wanted):
            words += f"; {plural(len(wanted) - len(new), 'code')} it had already"
        return Outcome(words, tuple(row[0] for row in rows))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def require_within(span: Span, body: str, source_name: str) -> None:
    """Refuse a span that leaves its text.

    Raises:
        BadInput: naming source, span and length.
    """
    if span.end_char > len(body):
        raise BadInput(
            f"the span {span.start_char}:{span.end_char} lies outside {source_name}, which has {len(body)} characters",
            hint="Spans count Unicode characters from 0; the end is exclusive.",
        )


@dataclass(frozen=True, slots=True)
class RemoveCoding:
    """Take a coding away. A coder removes only their own."""

    coding_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the coding is gone, or is another coder's.
        """
        owner = reading.coding_owner(work.connection, self.coding_id)
        if owner is None:
            raise Conflict("this coding is no longer in the study")
        if owner != work.coder_id:
            whose = coders(work.connection)[owner]
            raise Conflict(f"this coding is {whose}'s", hint="Only its coder removes a coding.")
        where = reading.describe(work.connection, self.coding_id)
        work.delete(Coding, [(self.coding_id,)])
        return Outcome(f"removed {where}", None)


@dataclass(frozen=True, slots=True)
class NewCoding:
    """One row of a batch. `coder` is a name, empty for the person who imports."""

    revision_id: str
    start_char: int
    end_char: int
    code_id: str
    coder: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many codings a batch added, and how many were there already."""

    added: int
    present: int
    new_coders: tuple[str, ...] = ()
    """Names that the study did not have: coders who join it, or slips of the pen."""


@dataclass(frozen=True, slots=True)
class ApplyCodes:
    """Add many codings as one change. Spans must lie within their texts; codings already there are left be."""

    codings: tuple[NewCoding, ...]
    origin: str = ""
    searched: bool = False
    """Whether the origin is a search of one's own, and not a file."""

    def perform(self, work: UnitOfWork) -> Outcome[BatchResult]:
        """Carry it out, or write nothing.

        Raises:
            BadInput: a span lies outside its text.
            Conflict: of a search, the code has gone out of use meanwhile.
        """
        if self.searched:
            _require_live(work, {coding.code_id for coding in self.codings})
        coder_ids, new_coders = self._coders(work)
        by_revision: dict[str, list[NewCoding]] = defaultdict(list)
        for coding in self.codings:
            by_revision[coding.revision_id].append(coding)
        seen = reading.existing(work.connection, set(coder_ids.values()))
        rows = []
        for revision_id, batch in by_revision.items():
            body = revision_text(work.connection, revision_id)
            spans = dict.fromkeys((c.start_char, c.end_char) for c in batch)
            for start, end in spans:
                require_within(Span(start, end), body, "the source")
            excerpts = work.intern_excerpts(revision_id, spans, body)
            for coding in batch:
                who = coder_ids[coding.coder]
                excerpt = excerpts[coding.start_char, coding.end_char]
                key = (excerpt, coding.code_id, who)
                if key not in seen:
                    seen.add(key)
                    rows.append((work.new_id(), *key, work.at, coding.memo))
        work.insert_rows(Coding, CODING_COLUMNS, rows)
        result = BatchResult(len(rows), len(self.codings) - len(rows), new_coders)
        return Outcome(self._words(result), result)

    def _words(self, result: BatchResult) -> str:
        if not result.added and result.present:
            there = (
                f"{plural(result.present, 'coding')} {'was' if result.present == 1 else 'were'} there already"
            )
            return f"nothing new in {self.origin or 'the batch'}: {there}"
        if self.searched:
            return f"coded {plural(result.added, 'passage')} found by {self.origin}"
        return f"imported {plural(result.added, 'coding')}" + (f" from {self.origin}" if self.origin else "")

    def _coders(self, work: UnitOfWork) -> tuple[dict[str, str], tuple[str, ...]]:
        known = set(coders(work.connection))
        ids = {"": work.coder_id}
        new: dict[str, str] = {}
        for name in dict.fromkeys(c.coder for c in self.codings):
            if name:
                ids[name] = work.coder_for(name)
                if ids[name] not in known:
                    new.setdefault(ids[name], name)
        return ids, tuple(new.values())


def _require_live(work: UnitOfWork, code_ids: Iterable[str]) -> dict[str, CodeView]:
    """The codes in use by id; raises Conflict if one of these is none of them."""
    codes = {code.id: code for code in code_views(work.connection, counted=False) if not code.retired}
    if any(code_id not in codes for code_id in code_ids):
        raise Conflict("this code is no longer in the codebook", hint="Choose another code.")
    return codes
