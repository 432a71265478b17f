"""The codebook for the screen (`tui.desk.codebook`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode, RestoreCode, RetireCode
from workbench.coding.merging import MergeCodes
from workbench.coding.recoding import RecodeCodings
from workbench.coding.splitting import RecodeAsNew
from workbench.desk.sitting import Sitting
from workbench.model.code_text import CodeText
from workbench.model.coding_views import CodesMerged
from workbench.model.views import CodeView, Quote
from workbench.store.reading import codebook
from workbench.store.reading.code_counts import CodingCounts
from workbench.store.reading.coding_filter import CodingFilter
from workbench.store.reading.codings import quotes


class StudyCodebook:
    """The codes of the study, changed in one coder's name."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._counts = CodingCounts(seen_by=sitting.coder_id)

    def codes(self) -> Sequence[CodeView]:
        """The codebook, parents first."""
        with self._sitting.reading() as reader:
            return codebook.code_views(reader, counts=self._counts.now(reader))

    def count_ahead(self) -> None:
        """Count codings and sources by code, over a connection of its own, for `codes` to have at once."""
        with self._sitting.reading_aside() as reader:
            self._counts.now(reader)

    def add_code(self, name: str, parent_id: str | None) -> str:
        """Create a code; its id."""
        return self._sitting.execute(AddCode(name, parent_id)).value

    def add_described(self, text: CodeText, parent_id: str | None) -> str:
        """Create a code with what it says of itself; its id."""
        command = AddCode(
            text.name or "",
            parent_id,
            text.short_definition or "",
            text.full_definition or "",
            text.when_to_use or "",
            text.when_not_to_use or "",
            text.examples or (),
            text.colour or "",
        )
        return self._sitting.execute(command).value

    def edit_code(self, code_id: str, text: CodeText, *, seen: Mapping[str, str] | None = None) -> str:
        """Change what a code says of itself, if nobody else has since it was `seen`."""
        command = EditCode(
            code_id,
            text.name,
            text.short_definition,
            text.full_definition,
            text.when_to_use,
            text.when_not_to_use,
            text.examples,
            text.colour,
            seen,
        )
        return self._sitting.execute(command).summary

    def move_code(self, code_id: str, parent_id: str | None, position: int | None) -> str:
        """Put a code under a parent, or elsewhere among its siblings."""
        return self._sitting.execute(MoveCode(code_id, parent_id, position)).summary

    def merge_preview(self, from_id: str, into_id: str) -> CodesMerged:
        """What a merge would do: carried out and not kept."""
        sitting = self._sitting
        command = MergeCodes((from_id,), into_id)
        return sitting.study.execute(command, coder=sitting.coder, dry_run=True).value

    def merge(self, from_id: str, into_id: str) -> str:
        """Merge a code into another one that stays."""
        return self._sitting.execute(MergeCodes((from_id,), into_id)).summary

    def retire(self, code_id: str) -> str:
        """Take a code out of use."""
        return self._sitting.execute(RetireCode(code_id)).summary

    def restore(self, code_id: str) -> str:
        """Take a retired code up again."""
        return self._sitting.execute(RestoreCode(code_id)).summary

    def remove(self, code_id: str) -> str:
        """Remove a code on which nothing rests."""
        return self._sitting.execute(RemoveCode(code_id)).summary

    def excerpts(self, code_id: str) -> Sequence[Quote]:
        """The codings with this very code that the coder may see."""
        wanted = CodingFilter(code_ids=(code_id,), sub_codes=False, seen_by=self._sitting.coder_id)
        with self._sitting.reading() as reader:
            return tuple(quotes(reader, wanted))

    def recode(self, coding_ids: Sequence[str], code_id: str, *, others: bool) -> str:
        """Give codings another code."""
        return self._sitting.execute(RecodeCodings(tuple(coding_ids), code_id, others)).summary

    def recode_as_new(
        self, coding_ids: Sequence[str], name: str, parent_id: str | None, *, others: bool
    ) -> str:
        """Create a code and give it these codings; its id."""
        return self._sitting.execute(RecodeAsNew(tuple(coding_ids), name, parent_id, others)).value
