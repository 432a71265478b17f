"""The configuration that a screen has open: what was read of it, and what of that is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from workbench.model.advice_views import ABOUT_CHECKS, Advice
from workbench.model.memo_views import MemoView
from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.tui.theory.cmo_evidence import cited
from workbench.tui.theory.cmo_layout import Item, Sheet, advice_key, lay_out


@dataclass(frozen=True, slots=True)
class OpenCMO:
    """A configuration with what is shown around it; None once it is gone from the study."""

    cmo: Configuration | None = None
    elements: Sequence[ElementView] = ()
    memos: Sequence[MemoView] = ()
    advice: Sequence[Advice] = ()
    dialect: str = "CMO"

    def sheet(self, width: int) -> Sheet:
        """It laid out in so many cells."""
        if self.cmo is None:
            return Sheet()
        mine, number = {slot.element_id for slot in self.cmo.slots}, self.cmo.number
        shared = {one.id: one.held_by(besides=number) for one in self.elements if one.id in mine}
        return lay_out(
            self.cmo, width, dialect=self.dialect, shared=shared, memos=self.memos, advice=self.advice
        )

    def slot(self, item: Item | None) -> SlotView | None:
        """The slot that an item is, None if it is something else."""
        if self.cmo is None or item is None or item.kind != "slot":
            return None
        return next((slot for slot in self.cmo.slots if slot.id == item.id), None)

    def piece(self, evidence_id: str | None) -> EvidenceView | None:
        """The piece of evidence of this id."""
        pieces = self.cmo.evidence_by_name.values() if self.cmo else ()
        return next((piece for piece in pieces if piece.id == evidence_id), None)

    def advised(self, item: Item | None) -> Advice | None:
        """The advice that an item is, None if it is something else."""
        if item is None or item.kind != "check":
            return None
        return next((one for one in self.advice if advice_key(one) == item.id), None)

    def words(self, item: Item | None, piece: EvidenceView | None) -> Text:
        """What is to be read of the marked item, or of a piece of evidence for it."""
        if piece is not None:
            return cited(piece)
        if item is not None and item.kind == "memo":
            return Text(next((memo.body for memo in self.memos if memo.id == item.id), ""))
        if item is not None and item.kind == "link" and self.cmo is not None:
            note = next((link.note for link in self.cmo.links if link.id == item.id), "")
            return Text(note or "Enter goes to the other CMO; w writes a note; x takes the link away.")
        if advice := self.advised(item):
            return Text(f"{ABOUT_CHECKS[advice.check]} x sets this aside, with a reason.")
        if self.cmo is not None and not self.cmo.slots:
            return Text("No slots yet. a adds one: a context, a mechanism or an outcome.")
        return Text("No evidence here yet. While reading a source, C puts a passage behind a slot.")
