"""The open study as the screen needs it (`tui.desk.Desk`): one coder's view, every change committed at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.model.coding import Span
from workbench.model.views import CodeView, CodingMark, SourceView, Turn
from workbench.store.reading import codebook, codings, sources, study
from workbench.store.study import Study


class StudyDesk:
    """Opens the study at `path` for one coder; raises what `Study` raises."""

    def __init__(self, path: Path, *, coder: str) -> None:
        self._study = Study(path)
        self._coder = coder
        try:
            self._study.look_over()
            with self._study.reading() as reader:
                self._title = study.facts(reader).title
            self._seen = self._sequence()
        except BaseException:
            self._study.close()
            raise

    @property
    def study_title(self) -> str:
        """The study's title."""
        return self._title

    @property
    def path(self) -> str:
        """The study file's name."""
        return self._study.path.name

    @property
    def coder(self) -> str:
        """The coder's name."""
        return self._coder

    @property
    def coder_id(self) -> str:
        """The coder's id."""
        return self._study.coder_id(self._coder)

    def sources(self) -> Sequence[SourceView]:
        """All sources by name."""
        with self._study.reading() as reader:
            return sources.source_views(reader)

    def codes(self) -> Sequence[CodeView]:
        """The codebook, parents first."""
        with self._study.reading() as reader:
            return codebook.code_views(reader)

    def text(self, revision_id: str) -> str:
        """The text of a revision."""
        with self._study.reading() as reader:
            return sources.revision_text(reader, revision_id)

    def turns(self, revision_id: str) -> Sequence[Turn]:
        """The speaker turns of a revision."""
        with self._study.reading() as reader:
            return sources.turns(reader, revision_id)

    def marks(self, revision_id: str) -> Sequence[CodingMark]:
        """The codings over a revision, checked against their hashes."""
        with self._study.reading() as reader:
            return codings.marks(reader, revision_id)

    def apply_code(self, revision_id: str, start_char: int, end_char: int, code_id: str) -> str:
        """Code a passage."""
        return self._own(
            self._study.execute(
                ApplyCode(revision_id, Span(start_char, end_char), code_id), coder=self._coder
            ).summary
        )

    def remove_coding(self, coding_id: str) -> str:
        """Remove one of the coder's own codings."""
        return self._own(self._study.execute(RemoveCoding(coding_id), coder=self._coder).summary)

    def undo(self) -> str:
        """Undo the coder's last change."""
        return self._own(self._study.undo(coder=self._coder).summary)

    def redo(self) -> str:
        """Redo what was last undone."""
        return self._own(self._study.redo(coder=self._coder).summary)

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; its id."""
        done = self._study.execute(AddCode(name, parent_id), coder=self._coder)
        self._own("")
        return done.value

    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the study since the last call."""
        sequence = self._sequence()
        changed = sequence != self._seen
        self._seen = sequence
        return changed

    def recent_codes(self) -> Sequence[str]:
        """Ids of the codes this coder used last, most recent first."""
        with self._study.reading() as reader:
            return codings.recent_codes(reader, self.coder_id)

    def close(self) -> None:
        """Let go of the study."""
        self._study.close()

    def _sequence(self) -> int:
        last = self._study.last_change()
        return last.sequence if last else 0

    def _own(self, summary: str) -> str:
        """Note a change of ours; one of another made since stays to be noticed."""
        sequence = self._sequence()
        if sequence == self._seen + 1:
            self._seen = sequence
        return summary
