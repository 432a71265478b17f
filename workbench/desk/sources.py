"""The records of sources for the screen (`tui.desk.sources`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from workbench.desk.sitting import Sitting
from workbench.model.coding_views import SourceProgress
from workbench.model.memo_views import MemoView
from workbench.model.views import ParticipantView, SourceView
from workbench.model.vocabulary import SourceKind
from workbench.sources.editing import EditSource
from workbench.store.reading import memos, names, progress, sources
from workbench.store.reading.kept import Kept

SEVERAL = ("sites", "tracers", "organisations")
"""The fields of a record that have several values."""

WORKED_THROUGH = ("coding", "read_mark", "excerpt", "revision", "source", "coder")
"""The tables on which progress rests."""


class StudySources:
    """The sources of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._progress = Kept(WORKED_THROUGH, progress.progress)
        self._one_at_a_time = Lock()

    def source_views(self) -> Sequence[SourceView]:
        """All sources by name."""
        with self._sitting.reading() as reader:
            return sources.source_views(reader)

    def source(self, reference: str) -> SourceView | None:
        """The source of this id or name, without counting, which takes time in a large study."""
        with self._sitting.reading() as reader:
            views = sources.source_views(reader, counted=False)
        return next((view for view in views if reference in (view.id, view.name)), None)

    def progress(self) -> Sequence[SourceProgress]:
        """How far each source is read and coded, over a connection of its own."""
        with self._one_at_a_time, self._sitting.reading_aside() as reader:
            return self._progress.now(reader)

    def notes(self) -> Sequence[MemoView]:
        """The memos on sources."""
        with self._sitting.reading() as reader:
            return tuple(memo for memo in memos.memos(reader) if memo.subject_type == "source")

    def known_names(self) -> Mapping[str, Sequence[str]]:
        """The names that sources can be given, by noun."""
        with self._sitting.reading() as reader:
            return names.known_names(reader)

    def set_field(
        self,
        source_id: str,
        field: str,
        values: Sequence[str],
        seen: SourceView | None = None,
        *,
        new_names: bool = False,
    ) -> str:
        """Change a field of a source's record."""
        value: Any = tuple(values) if field in SEVERAL else "; ".join(values)
        if field == "kind":
            value = SourceKind(value)
        command = EditSource(source_id, new_names=new_names, seen=seen, **{field: value})
        return self._sitting.execute(command).summary

    def set_people(
        self, source_id: str, people: Sequence[ParticipantView], seen: SourceView | None = None
    ) -> str:
        """Say who took part, and as what."""
        labels = tuple(person.label for person in people)
        roles = tuple(person.role for person in people)
        command = EditSource(source_id, participants=labels, roles=roles, seen=seen)
        return self._sitting.execute(command).summary

    def set_attributes(
        self, source_id: str, attributes: Mapping[str, str], seen: SourceView | None = None
    ) -> str:
        """Change the attributes that are named."""
        command = EditSource(source_id, attributes=dict(attributes), seen=seen)
        return self._sitting.execute(command).summary
