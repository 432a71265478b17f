"""What the screens of the team need of a study. What changes something returns a summary for the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.model.round_views import RoundView
from workbench.model.team_views import Compared, ConflictView, Differing, DisagreementView, Here
from workbench.model.vocabulary import MemoKind


class TeamDesk(Protocol):
    """Rounds, where coders differ, what was agreed, and what merges left open."""

    def be_here(self, source_id: str) -> None:
        """Let others see that the coder is here, on a source or on none. Cheap: said every 1.5 seconds."""
        ...

    def others_here(self) -> Sequence[Here]:
        """Who else has the study open. Cheap."""
        ...

    def rounds(self) -> Sequence[RoundView]:
        """All rounds, by number."""
        ...

    def coders(self) -> Mapping[str, str]:
        """Ids and names of those who have coded something."""
        ...

    def everybody(self) -> Sequence[str]:
        """The names of all coders of the study, also of those who have coded nothing yet."""
        ...

    def begin(self, name: str, coders: Sequence[str], source_ids: Sequence[str], *, blind: bool) -> str:
        """Begin a round, in which these coders (names) code these sources apart."""
        ...

    def differing(self, compared: Compared) -> Differing:
        """Where coders differ, over a connection of its own: it may be asked in a thread.

        Refused for codings by choice while the coder codes a blind round.
        """
        ...

    def agree(self, compared: Compared, passage: DisagreementView, code_id: str, *, applies: bool) -> str:
        """Keep what was agreed on a passage; the coders' codings stay."""
        ...

    def withdraw(self, compared: Compared, passage: DisagreementView) -> str:
        """Take back what was agreed on a passage last."""
        ...

    def write_memo(self, passage: DisagreementView, kind: MemoKind, body: str) -> str:
        """Write a memo on a passage."""
        ...

    def freeze(self, round_id: str) -> str:
        """End a round: what was coded in it is taken down."""
        ...

    def conflicts(self) -> Sequence[ConflictView]:
        """What merges left open."""
        ...

    def settle(self, conflict_id: str, *, other: bool) -> str:
        """Decide a conflict: for the other version, or for what stands."""
        ...
