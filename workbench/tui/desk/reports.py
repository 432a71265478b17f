"""What the reports screen needs of a study. What changes something returns a summary, or the id of what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from workbench.model.report_views import OfferedQuote, ReportNames, SectionVersion, SectionView
from workbench.model.vocabulary import SectionKind


class ReportsDesk(Protocol):
    """What people write for reports, what it rests on, and the reports themselves."""

    def sections(self) -> Sequence[SectionView]:
        """All sections, in the order of tracers and writers."""
        ...

    def names(self) -> ReportNames:
        """What sections can be of and rest on; retired CMOs are left out."""
        ...

    def versions(self, section_id: str) -> Sequence[SectionVersion]:
        """How a section read after each change of it, newest first."""
        ...

    def offered(self, section: SectionView) -> Sequence[OfferedQuote]:
        """What a section could quote: codings with its code, else evidence for its CMOs, in the order of sources."""
        ...

    def add(self, tracer_id: str, kind: SectionKind, words: str) -> str:
        """Write a section of a tracer, `words` being the claim of a theme and the text of others; its id."""
        ...

    def edit(self, section: SectionView, **changes: Any) -> str:
        """Change fields of a section (claim, body, in_summary, code_id, site_id, cmo_ids), if it is still as it was."""
        ...

    def write_part(self, section_id: str, part: str, words: str) -> str:
        """Write the `claim`, the `body` or `in_summary` of a section anew, whatever its other parts are by now."""
        ...

    def quote(self, section: SectionView, offered: OfferedQuote) -> str:
        """Let a section quote a passage, after those that it quotes."""
        ...

    def unquote(self, section: SectionView, place: int) -> str:
        """Take one of its quotes (from 0) out of a section."""
        ...

    def shorten(self, section: SectionView, place: int, words: str) -> str:
        """Print one of its quotes (from 0) with something left out; whole again where `words` are empty or all."""
        ...

    def move(self, section: SectionView, steps: int) -> str:
        """Move a section on or back among those of its kind."""
        ...

    def remove(self, section_id: str) -> str:
        """Take a section away."""
        ...

    def write(self, tracer_id: str, path: str, progress: Callable[[int, int], None]) -> str:
        """Write a tracer's report into a new file, its format by the ending; what was written, in words."""
        ...
