"""What the screens of theory need of a study. What changes something returns a summary, unless it says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.model.memo_views import MemoView
from workbench.model.reshaping_views import Reshaped
from workbench.model.theory_views import CMOLine, Names
from workbench.model.views import Configuration
from workbench.model.vocabulary import (
    CMOKind,
    Expectation,
    Intention,
    LinkKind,
    Role,
    Valence,
)


class TheoryDesk(Protocol):
    """Configurations, their slots and links."""

    def lines(self) -> Sequence[CMOLine]:
        """All configurations in short, by number."""
        ...

    def configuration(self, cmo_id: str) -> Configuration | None:
        """One configuration, None if it is gone."""
        ...

    def names(self) -> Names:
        """The tracers and sites that a configuration can have, and the study's dialect."""
        ...

    def memos_on(self, cmo_id: str) -> Sequence[MemoView]:
        """The memos on a configuration, oldest first."""
        ...

    def new_cmo(
        self, title: str, kind: CMOKind, *, tracer_id: str | None = None, site_ids: tuple[str, ...] = ()
    ) -> str:
        """Start a configuration; returns its id."""
        ...

    def edit_cmo(
        self,
        cmo_id: str,
        *,
        title: str | None = None,
        narrative: str | None = None,
        tracer_id: str | None = None,
        site_ids: tuple[str, ...] | None = None,
        agreed: bool | None = None,
        retired: bool | None = None,
        kind: CMOKind | None = None,
    ) -> str:
        """Change a configuration's own facts; what is None stays."""
        ...

    def add_slot(self, cmo_id: str, role: Role, *, wording: str = "", element_id: str = "") -> str:
        """Put a statement into a configuration; returns the slot's id."""
        ...

    def edit_slot(
        self,
        slot_id: str,
        *,
        role: Role | None = None,
        wording: str | None = None,
        detach: bool = False,
        element_id: str | None = None,
    ) -> str:
        """Change role, words or element of a slot; what is None stays."""
        ...

    def set_status(self, slot_id: str, word: Expectation | Intention | Valence) -> str:
        """Say of an outcome whether it was foreseen, meant, or good."""
        ...

    def move_slot(self, slot_id: str, position: int) -> str:
        """Give a slot another place, 1-based."""
        ...

    def remove_slot(self, slot_id: str, *, with_evidence: bool) -> str:
        """Take a slot out of its configuration."""
        ...

    def link(self, from_id: str, to_id: str, kind: LinkKind) -> str:
        """Say how a configuration stands to another."""
        ...

    def note_link(self, link_id: str, note: str) -> str:
        """Say in a note why two are linked so, in place of what was said."""
        ...

    def unlink(self, link_id: str) -> str:
        """Take a link away."""
        ...

    def split(
        self, cmo_id: str, move: Sequence[str], share: Sequence[str], title: str, *, preview: bool
    ) -> Reshaped:
        """Put slots (ids) of a configuration into a new one; a preview changes nothing."""
        ...

    def merge(self, cmo_id: str, into_id: str, reason: str, *, preview: bool) -> Reshaped:
        """Merge a configuration into another; a preview changes nothing."""
        ...

    def history(self, cmo_id: str) -> Sequence[tuple[str, str, str]]:
        """The changes to a configuration, newest first: `(when, coder, what)`."""
        ...
