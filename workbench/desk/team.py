"""The team for the screen (`tui.desk.team`): rounds, where coders differ, what was agreed, what merges left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from workbench.coding.consensus import Reconcile, WithdrawConsensus
from workbench.coding.rounds import FreezeRound, NewRound, RoundPlace
from workbench.comparison import Gathered, disagreements, gather, gather_round, taken_in
from workbench.desk.sitting import Sitting
from workbench.errors import Conflict
from workbench.model.coding import Span
from workbench.model.round_views import ConsensusView, RoundView
from workbench.model.team_views import Compared, ConflictView, Differing, DisagreementView, Here
from workbench.model.views import CodingMark
from workbench.model.vocabulary import MemoKind
from workbench.store.reading import conflicts, consensus, rounds, study
from workbench.store.reading.agreement import codings_by_coder
from workbench.store.reading.sources import names_by_id
from workbench.store.study import Reader
from workbench.study.commands import WriteMemo
from workbench.study.subjects import OnPassage
from workbench.team.presence import Sign, present
from workbench.team.settling import SettleConflicts


class StudyTeam:
    """Implements `tui.desk.team.TeamDesk`."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._sign = Sign(sitting.study.path, sitting.coder)

    def be_here(self, source_id: str) -> None:
        """Let others see that this coder has the study open, and which source."""
        self._sign.give(source_id)

    def go(self) -> None:
        """Let others see that this coder has gone."""
        self._sign.withdraw()

    def others_here(self) -> Sequence[Here]:
        """Who else has the study open."""
        found = [one for one in present(self._sitting.study.path) if one.sitting != self._sign.sitting]
        if not found:
            return ()
        with self._sitting.reading() as reader:
            names = names_by_id(reader)
        return tuple(Here(one.coder, one.source_id, names.get(one.source_id, "")) for one in found)

    def rounds(self) -> Sequence[RoundView]:
        """All rounds, by number."""
        with self._sitting.reading() as reader:
            return rounds.rounds(reader)

    def coders(self) -> Mapping[str, str]:
        """Those who have coded something."""
        with self._sitting.reading() as reader:
            working = {coder for counts in codings_by_coder(reader).values() for coder in counts}
            return {identity: name for identity, name in study.coders(reader).items() if identity in working}

    def everybody(self) -> Sequence[str]:
        """The names of all coders of the study."""
        with self._sitting.reading() as reader:
            return tuple(study.coders(reader).values())

    def begin(self, name: str, coders: Sequence[str], source_ids: Sequence[str], *, blind: bool) -> str:
        """Begin a round."""
        places = tuple(RoundPlace(one) for one in source_ids)
        return self._sitting.execute(NewRound(name, tuple(coders), places, blind)).summary

    def differing(self, compared: Compared) -> Differing:
        """Where coders differ, over a connection of its own."""
        with self._sitting.reading_aside() as reader:
            found = self._gathered(reader, compared)
            marks: dict[str, tuple[CodingMark, ...]] = {
                view.revision_id: one.marks for view, one in found.sources
            }
            if found.round is not None:
                marks = taken_in(reader, found.round)
            agreed = _by_text(consensus.agreed(reader, round_id=compared.round_id or None))
            ids = {path: category for category, path in found.categories.paths.items()}
            if found.round is not None:
                ids = {path: code for code, path in rounds.taken_down(reader, found.round.id)[1].items()}
            passages = tuple(
                DisagreementView(
                    view.id,
                    view.name,
                    view.revision_id,
                    one.start_char,
                    one.end_char,
                    one.text,
                    view.attribution,
                    tuple(tuple((ids[path], path) for path in codes) for codes in one.codes),
                    {
                        it.code_id: it.applies
                        for it in agreed.get(view.revision_id, ())
                        if _covers(it, one.start_char, one.end_char)
                    },
                )
                for view, one in disagreements(reader, found)
            )
        title = found.round.label if found.round else " and ".join(found.coders.values())
        return Differing(title, found.coders, passages, marks, found.notes)

    def _gathered(self, reader: Reader, compared: Compared) -> Gathered:
        if compared.round_id:
            return gather_round(reader, compared.round_id)
        if names := rounds.hiding_rounds(reader, self._sitting.coder_id):
            raise Conflict(
                f"you are still coding the blind round {', '.join(map(repr, names))}: this would show others' codings",
                hint="When all have finished, it is frozen; then compare it.",
            )
        return gather(reader, self._sitting.study.id, coders=compared.coder_ids)

    def agree(self, compared: Compared, passage: DisagreementView, code_id: str, *, applies: bool) -> str:
        """Keep what was agreed on a passage."""
        span = Span(passage.start_char, passage.end_char)
        command = Reconcile(passage.revision_id, span, code_id, applies, compared.round_id or None)
        return self._sitting.execute(command).summary

    def withdraw(self, compared: Compared, passage: DisagreementView) -> str:
        """Take back what was agreed on a passage last."""
        with self._sitting.reading() as reader:
            found = [
                one
                for one in consensus.agreed(reader, round_id=compared.round_id or None)
                if one.revision_id == passage.revision_id
                and _covers(one, passage.start_char, passage.end_char)
            ]
        if not found:
            raise Conflict("nothing was agreed on this passage")
        return self._sitting.execute(WithdrawConsensus(max(found, key=lambda one: one.created_at).id)).summary

    def write_memo(self, passage: DisagreementView, kind: MemoKind, body: str) -> str:
        """Write a memo on a passage."""
        where = OnPassage(passage.revision_id, Span(passage.start_char, passage.end_char))
        return self._sitting.execute(WriteMemo(kind, body, passage=where)).summary

    def freeze(self, round_id: str) -> str:
        """End a round."""
        return self._sitting.execute(FreezeRound(round_id)).summary

    def conflicts(self) -> Sequence[ConflictView]:
        """What merges left open."""
        with self._sitting.reading() as reader:
            return conflicts.conflicts(reader, only_open=True)

    def settle(self, conflict_id: str, *, other: bool) -> str:
        """Decide a conflict: for the other version, or for what stands."""
        return self._sitting.execute(SettleConflicts((conflict_id,), other)).summary


def _covers(one: ConsensusView, start_char: int, end_char: int) -> bool:
    return one.start_char <= start_char and end_char <= one.end_char


def _by_text(found: Sequence[ConsensusView]) -> Mapping[str, list[ConsensusView]]:
    by_text: dict[str, list[ConsensusView]] = defaultdict(list)
    for one in found:
        by_text[one.revision_id].append(one)
    return by_text
