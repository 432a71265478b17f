"""Coding rounds: passages coded independently by several people, and taken down for comparison when all are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.coding.commands import require_within
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.identity import clean_name
from workbench.model.round_views import RoundView
from workbench.model.rounds import CodingRound, RoundCoder, RoundCoding, RoundPassage, RoundState
from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.store.change_log import GENESIS, last_change
from workbench.store.reading import rounds as reading
from workbench.store.reading.codebook import code_views
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.reading.study import coders
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundPlace:
    """What is to be coded: a span of a source's present text, all of it without one."""

    source_id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class NewRound:
    """Begin a round: these coders (names) code these places apart. While it is `blind` and open, they do not see one
    another's codings there, nor suggestions.
    """

    name: str
    coders: tuple[str, ...]
    places: tuple[RoundPlace, ...]
    blind: bool = True

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the round's id.

        Raises:
            BadInput: no name, fewer than two coders, nothing to code, an empty text or passage, passages that overlap.
            Conflict: the name is taken, or a source is gone.
        """
        name = clean_name(self.name, "round")
        known = reading.rounds(work.connection)
        if any(name.casefold() == one.name.casefold() for one in known):
            raise Conflict(f"there is a round {name!r} already", hint="Choose another name.")
        who = self._coders(work)
        passages = self._passages(work)
        last = last_change(work.connection)
        identity = work.new_id()
        work.insert(
            CodingRound(
                id=identity,
                number=max((one.number for one in known), default=0) + 1,
                name=name,
                blind=int(self.blind),
                state=RoundState.OPEN,
                codebook_change=last.hash if last else GENESIS,
                coder_id=work.coder_id,
                created_at=work.at,
            ),
            *(RoundCoder(round_id=identity, coder_id=one) for one in who),
            *(
                RoundPassage(id=work.new_id(), round_id=identity, revision_id=revision, excerpt_id=excerpt)
                for revision, excerpt in passages
            ),
        )
        sources = len({place.source_id for place in self.places})
        manner = "blind" if self.blind else "open"
        words = f"began the {manner} round {name!r}: {plural(len(passages), 'passage')} in "
        words += f"{plural(sources, 'source')}, coded by {', '.join(who.values())}"
        return Outcome(words + _there_already(work, identity, who), identity)

    def _coders(self, work: UnitOfWork) -> dict[str, str]:
        ids = {work.coder_for(name) for name in self.coders}
        if len(ids) < 2:
            raise BadInput(
                "a round takes two coders or more, to be compared", hint="Name them all: --coders Ann,Ben"
            )
        return {identity: name for identity, name in coders(work.connection).items() if identity in ids}

    def _passages(self, work: UnitOfWork) -> list[tuple[str, str | None]]:
        """The texts, each with the excerpt that is meant."""
        if not self.places:
            raise BadInput("a round needs sources or passages to code")
        views = {view.id: view for view in source_views(work.connection, counted=False)}
        found: list[tuple[str, str | None]] = []
        for source_id in dict.fromkeys(place.source_id for place in self.places):
            if source_id not in views:
                raise Conflict("a source is no longer in the study", hint="List them: workbench source list")
            spans = [place.span for place in self.places if place.source_id == source_id]
            found += _of_source(work, views[source_id], spans)
        return found


def _of_source(
    work: UnitOfWork, view: SourceView, spans: Sequence[Span | None]
) -> list[tuple[str, str | None]]:
    body = revision_text(work.connection, view.revision_id)
    given = sorted({(span.start_char, span.end_char) for span in spans if span is not None})
    for start, end in given:
        require_within(Span(start, end), body, view.name)
    if None in spans and given:
        raise BadInput(f"{view.name} is named as a whole and with passages", hint="Name one or the other.")
    for one, other in pairwise(given):
        if other[0] < one[1]:
            raise BadInput(
                f"the passages {one[0]}:{one[1]} and {other[0]}:{other[1]} of {view.name} overlap",
                hint="Name passages that share no character.",
            )
    for start, end in given or [(0, len(body))]:
        if not body[start:end].strip():
            what = f"the passage {start}:{end} of {view.name}" if given else view.name
            raise BadInput(f"there are no words to code in {what}", hint="Name another source or passage.")
    if not given:
        return [(view.revision_id, None)]
    excerpts = work.intern_excerpts(view.revision_id, given, body)
    return [(view.revision_id, excerpts[span]) for span in given]


def _there_already(work: UnitOfWork, round_id: str, who: dict[str, str]) -> str:
    """A note on codings that were made before the round and lie within it."""
    before = [coder for _, coder, _ in reading.codings_within(work.connection, round_id)]
    counts = ", ".join(f"{name} {before.count(one)}" for one, name in who.items() if one in before)
    return f"; codings there already, which count: {counts}" if counts else ""


@dataclass(frozen=True, slots=True)
class FreezeRound:
    """End a round: take its coders' codings down as they stand. Whatever becomes of them, the comparison stays."""

    round_id: str

    def perform(self, work: UnitOfWork) -> Outcome[dict[str, int]]:
        """Carry it out; the value is the number of codings by coder's name.

        Raises:
            Conflict: the round is gone or frozen already, a text has been revised since, or a coder has neither coded
                nor marked as read anything in it.
        """
        found = _round_of(work, self.round_id)
        if found.is_frozen:
            raise Conflict(f"{found.label} is frozen already", hint="Compare it: workbench round compare")
        stale = sorted({one.source for one in found.passages if not one.is_current})
        if stale:
            raise Conflict(
                f"{', '.join(stale)} got another text after {found.label} began",
                hint="Remove this round and begin one on the new text: workbench round remove",
            )
        paths = {code.id: code.path for code in code_views(work.connection, counted=False)}
        rows = reading.codings_within(work.connection, found.id)
        counts = {name: sum(coder == one for _, coder, _ in rows) for one, name in found.coders.items()}
        read = reading.readers_within(work.connection, found.id)
        silent = [name for one, name in found.coders.items() if not counts[name] and one not in read]
        if silent:
            raise Conflict(
                f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} coded nothing in {found.label}",
                hint="Who has found nothing there marks it as read: workbench coding read",
            )
        work.insert_rows(
            RoundCoding,
            ("round_id", "excerpt_id", "coder_id", "code_id", "code_path"),
            [(found.id, excerpt, coder, code, paths[code]) for excerpt, coder, code in rows],
        )
        work.update(CodingRound, found.id, state=RoundState.FROZEN, frozen_at=work.at)
        told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        return Outcome(f"froze {found.label} with {plural(len(rows), 'coding')}: {told}", counts)


@dataclass(frozen=True, slots=True)
class RemoveRound:
    """Take a round away with what was taken down in it; one that is `frozen` only where that is said. Codings stay."""

    round_id: str
    frozen: bool = False

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: the round is gone, agreements rest on it, or it is frozen and that was not said.
        """
        found = _round_of(work, self.round_id)
        if resting := reading.consensus_on(work.connection, found.id):
            raise Conflict(
                f"{plural(resting, 'agreement')} of its coders {'rests' if resting == 1 else 'rest'} on {found.label}",
                hint="See them: workbench agreement consensus. Withdraw them first.",
            )
        if found.is_frozen and not self.frozen:
            raise Conflict(
                f"{found.label} is frozen: its comparison would go with it",
                hint="To remove it all the same: --yes. Undo brings it back.",
            )
        for kind, table in (
            (RoundCoding, "round_coding"),
            (RoundPassage, "round_passage"),
            (RoundCoder, "round_coder"),
        ):
            work.delete(kind, reading.keys_of(work.connection, table, found.id))
        work.delete(CodingRound, [(found.id,)])
        return Outcome(f"removed {found.label}", None)


def _round_of(work: UnitOfWork, round_id: str) -> RoundView:
    found = reading.round_view(work.connection, round_id)
    if found is None:
        raise Conflict("this round is no longer in the study", hint="List them: workbench round list")
    return found
