"""Configurations for the screen (`tui.desk.theory`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
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
from workbench.store.reading import cmo_lines, memos, theory
from workbench.store.reading.history import history
from workbench.theory.cmo_merging import MergeCMOs
from workbench.theory.cmo_splitting import SplitCMO
from workbench.theory.commands import AddSlot, EditCMO, NewCMO, Status
from workbench.theory.links import LinkCMOs, NoteLink, UnlinkCMOs
from workbench.theory.slots import EditSlot, MoveSlot, RemoveSlot


class StudyTheory:
    """The configurations of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def lines(self) -> Sequence[CMOLine]:
        """All configurations in short, by number."""
        with self._sitting.reading() as reader:
            return cmo_lines.cmo_lines(reader)

    def configuration(self, cmo_id: str) -> Configuration | None:
        """One configuration, None if it is gone."""
        with self._sitting.reading() as reader:
            return next(iter(theory.configurations(reader, only={cmo_id})), None)

    def names(self) -> Names:
        """The tracers and sites that a configuration can have, and the study's dialect."""
        with self._sitting.reading() as reader:
            return cmo_lines.names(reader)

    def memos_on(self, cmo_id: str) -> Sequence[MemoView]:
        """The memos on a configuration, oldest first."""
        with self._sitting.reading() as reader:
            return memos.memos(reader, subject_id=cmo_id)

    def new_cmo(
        self, title: str, kind: CMOKind, *, tracer_id: str | None = None, site_ids: tuple[str, ...] = ()
    ) -> str:
        """Start a configuration; its id."""
        return self._sitting.execute(NewCMO(title, kind, tracer_id, site_ids)).value

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
        """Change a configuration's own facts, unless somebody wrote them anew meanwhile."""
        command = EditCMO(cmo_id, title, narrative, tracer_id, site_ids, agreed, retired, kind)
        return self._sitting.execute(command).summary

    def add_slot(self, cmo_id: str, role: Role, *, wording: str = "", element_id: str = "") -> str:
        """Put a statement into a configuration; the slot's id."""
        return self._sitting.execute(AddSlot(cmo_id, role, wording, element_id or None)).value

    def edit_slot(
        self,
        slot_id: str,
        *,
        role: Role | None = None,
        wording: str | None = None,
        detach: bool = False,
        element_id: str | None = None,
    ) -> str:
        """Change role, words or element of a slot."""
        return self._sitting.execute(EditSlot(slot_id, role, wording, detach, element_id)).summary

    def set_status(self, slot_id: str, word: Expectation | Intention | Valence) -> str:
        """Say of an outcome whether it was foreseen, meant, or good."""
        status = Status(
            word if isinstance(word, Expectation) else None,
            word if isinstance(word, Intention) else None,
            word if isinstance(word, Valence) else None,
        )
        return self._sitting.execute(EditSlot(slot_id, status=status)).summary

    def move_slot(self, slot_id: str, position: int) -> str:
        """Give a slot another place."""
        return self._sitting.execute(MoveSlot(slot_id, position)).summary

    def remove_slot(self, slot_id: str, *, with_evidence: bool) -> str:
        """Take a slot out of its configuration."""
        return self._sitting.execute(RemoveSlot(slot_id, with_evidence)).summary

    def link(self, from_id: str, to_id: str, kind: LinkKind) -> str:
        """Say how a configuration stands to another."""
        return self._sitting.execute(LinkCMOs(from_id, to_id, kind)).summary

    def note_link(self, link_id: str, note: str) -> str:
        """Say why two are linked so."""
        return self._sitting.execute(NoteLink(link_id, note)).summary

    def unlink(self, link_id: str) -> str:
        """Take a link away."""
        return self._sitting.execute(UnlinkCMOs(link_id)).summary

    def split(
        self, cmo_id: str, move: Sequence[str], share: Sequence[str], title: str, *, preview: bool
    ) -> Reshaped:
        """Put slots of a configuration into a new one."""
        return self._sitting.execute(
            SplitCMO(cmo_id, tuple(move), tuple(share), title), dry_run=preview
        ).value

    def merge(self, cmo_id: str, into_id: str, reason: str, *, preview: bool) -> Reshaped:
        """Merge a configuration into another."""
        return self._sitting.execute(MergeCMOs(cmo_id, into_id, reason), dry_run=preview).value

    def history(self, cmo_id: str) -> Sequence[tuple[str, str, str]]:
        """The changes to a configuration, newest first."""
        with self._sitting.reading() as reader:
            entries = history(reader, entity_id=cmo_id)
            return [(entry.at[:16].replace("T", " "), entry.coder, entry.summary) for entry in entries]
