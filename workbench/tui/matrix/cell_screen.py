"""A cell of the framework matrix: what was said at the left, and at the right the summary of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal

from workbench.model.matrix_views import CaseKind, CellPiece, ColumnKind, MatrixCell
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.overwriting import edit_seen
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.cmo_layout import Sheet
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.theory.side_by_side import add_cards
from workbench.tui.widgets.choices import Part, safe
from workbench.tui.widgets.panels import Panel, Prose
from workbench.tui.widgets.strips import TitleBar


class MatrixCellScreen(StudyScreen):
    """A case on a code or configuration."""

    BINDINGS = bindings("matrix-cell")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("matrix-cell", "sheet")
    CSS = """
    #pieces { width: 3fr; }
    #summary { width: 2fr; height: 1fr; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session, case: tuple[CaseKind, str], column: tuple[ColumnKind, str]) -> None:
        super().__init__(session)
        self._at = (case, column)
        self.cell: MatrixCell | None = None

    def content(self) -> ComposeResult:
        """Excerpts beside the summary."""
        with Horizontal():
            yield SheetView(self._sheet, id="pieces")
            yield Prose(id="summary")

    def panels(self) -> Iterable[Panel]:
        """Where the summary is written."""
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> SheetView:
        """The excerpts."""
        return self.query_one(SheetView)

    def look(self) -> None:
        """Read the cell."""
        desk = self.session.desk
        self.cell = found = desk.matrix.cell(*self._at)
        self.main.show()
        name, about = "This cell is no longer in the matrix", "q goes back"
        if found is not None:
            column = found.column
            name = f"{found.case.name} on {column.name}"
            sources = len({piece.source_id for piece in found.pieces})
            about = f"{plural(len(found.pieces), 'passage')} in {plural(sources, 'source')}"
        self.query_one(TitleBar).show(name, about, f"{desk.path}  {desk.coder}")
        self.query_one("#summary", Prose).show(self._summary())

    @property
    def marked(self) -> CellPiece | None:
        """The excerpt that is marked."""
        item, found = self.main.item, self.cell
        if item is None or found is None:
            return None
        return next((piece for piece in found.pieces if piece.excerpt_id == item.id), None)

    def on_sheet_view_marked(self) -> None:
        """Nothing hangs on the mark."""

    def on_sheet_view_opened(self) -> None:
        """A marked excerpt that is clicked is read in its text."""
        self.action_open()

    def action_open(self) -> None:
        """Go to the passage."""
        if piece := self.marked:
            self.read_source(piece.source_id, start_char=piece.start_char, end_char=piece.end_char)

    def action_edit(self) -> None:
        """Write the summary; a draft is kept until it is saved."""
        found = self.cell
        if found is None:
            return
        case, column = self._at

        desk = self.session.desk.matrix
        edit_seen(
            self,
            f"matrix|{case[1]}|{column[1]}",
            f"Summary of {found.case.name} on {found.column.name}",
            found.summary.body if found.summary else "",
            lambda text, seen: desk.summarise(case, column, body=text, seen=seen),
            column="body",
        )

    def action_link(self) -> None:
        """Let the summary point to the marked excerpt, or no longer."""
        found, piece = self.cell, self.marked
        if found is None or piece is None:
            return
        if found.summary is None:
            self.notify("Write the summary first (e): then it can point to excerpts.", severity="warning")
            return
        held = found.summary.excerpt_ids
        one = piece.excerpt_id
        wanted = tuple(other for other in held if other != one) if one in held else (*held, one)
        self._do(lambda: self.session.desk.matrix.summarise(*self._at, excerpt_ids=wanted))

    def action_remove(self) -> None:
        """Take the summary away."""
        self._do(lambda: self.session.desk.matrix.remove(*self._at))

    def action_back(self) -> None:
        """Back to the matrix."""
        self.dismiss()

    def _do(self, call: Callable[[], str]) -> None:
        summary = self.change(call)
        if summary is not None:
            self.say(summary)

    def _summary(self) -> Text:
        found = self.cell
        if found is None or found.summary is None:
            return Text("No summary yet.\ne writes one.")
        text = Text("\n".join(safe(line) for line in found.summary.body.split("\n")))
        text.append(f"\n\n{found.summary.coder}, {found.summary.created_at[:10]}", Style(italic=True))
        count = len(found.summary.excerpt_ids)
        text.append(f"\nPoints to {plural(count, 'excerpt')} (x at the left)." if count else "")
        return text

    def _sheet(self, width: int) -> Sheet:
        sheet = Sheet()
        found = self.cell
        if found is None or not found.pieces:
            sheet.across(width, Part("Nothing is coded or is evidence here.", quiet=True))
            return sheet
        cards = [(("piece", piece.excerpt_id), list(_card(piece))) for piece in found.pieces]
        sheet.lines += add_cards(sheet, cards, 0, width, top=0)
        return sheet


def _card(piece: CellPiece) -> Iterable[Part]:
    yield Part(f"[{'x' if piece.linked else ' '}] “{safe(' '.join(piece.text.split()))}”")
    yield Part(f"    {safe(piece.attribution)}; {safe(piece.about)}", quiet=True)
