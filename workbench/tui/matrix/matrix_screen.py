"""The framework matrix: what each case says on each code or configuration; a cell opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.matrix_views import CaseKind, ColumnKind, FrameworkMatrix, MatrixHead
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.matrix.matrix_view import MatrixView
from workbench.tui.session import Session
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import TitleBar


class MatrixScreen(ViewScreen):
    """The matrix."""

    BINDINGS = bindings("matrix")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("matrix", "matrix-view", *VIEW_PLACES)
    CSS = """
    #matrix-below { height: 5; border-top: solid $foreground 25%; }
    .-tall #matrix-below { height: 8; }
    .-tiny #matrix-below { display: none; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kinds = (CaseKind.SOURCE, ColumnKind.CODE)
        self._matrix = FrameworkMatrix(*self._kinds, (), ())
        self._case = ""
        self._column: MatrixHead | None = None
        self._hides_empty = True

    def content(self) -> ComposeResult:
        """The grid, and the marked cell at length."""
        yield MatrixView(id="matrix")
        yield Prose(id="matrix-below")

    def panels(self) -> Iterable[Panel]:
        """Where rows and columns are chosen."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")

    @property
    def main(self) -> MatrixView:
        """The grid."""
        return self.query_one(MatrixView)

    def look(self) -> None:
        """Read the matrix."""
        self._matrix = self.session.desk.matrix.matrix(*self._kinds)
        self._show()

    def on_matrix_view_marked(self) -> None:
        """Say all of the marked cell."""
        place, matrix = self.main.place, self._matrix
        if place is None:
            self.query_one("#matrix-below", Prose).show(Text(self._nothing()))
            return
        case, column = place
        at = (case.id, column.id)
        summary, count = matrix.summaries.get(at), matrix.counts.get(at)
        name = column.about if matrix.column_kind is ColumnKind.CODE else f"{column.name} {column.about}"
        words = f"{case.name} on {name}: "
        if count is not None:
            words += f"{plural(count.pieces, *matrix.piece)} in {plural(count.sources, 'source')}. "
        if summary is not None:
            on = f", on {plural(len(summary.excerpt_ids), 'excerpt')}" if summary.excerpt_ids else ""
            words += f"Summary by {summary.coder}{on}: {summary.body}"
        elif count is not None:
            words += "No summary yet; Enter opens the cell to write one."
        else:
            words += "nothing here."
        self.query_one("#matrix-below", Prose).show(Text(safe(words)))

    def on_matrix_view_opened(self) -> None:
        """A marked cell that is clicked is opened."""
        self.action_open()

    def action_open(self) -> None:
        """Open the marked cell."""
        from workbench.tui.matrix.cell_screen import MatrixCellScreen

        if place := self.main.place:
            cases, columns = self._kinds
            at = ((cases, place[0].id), (columns, place[1].id))
            self.app.push_screen(MatrixCellScreen(self.session, *at))

    def action_cases(self) -> None:
        """Choose what the rows are."""
        self._choose("The rows are", [str(kind) for kind in CaseKind], self._take_cases)

    def action_columns(self) -> None:
        """Choose what the columns are."""
        self._choose("The columns are", [str(kind) for kind in ColumnKind], self._take_columns)

    def action_only(self) -> None:
        """Pick one case, or the column to show, a code with those below it."""
        entries = [
            Entry(f"case:{head.id}", f"{self._kinds[0]}: {head.name}", head.about)
            for head in self._matrix.cases
        ]
        entries += [
            Entry(f"column:{head.id}", f"{self._kinds[1]}: {head.about or head.name}", head.name)
            for head in self._matrix.columns
        ]
        self.close_panels()
        question = Question("Show only   Enter takes it, Esc none", entries, "Type a case, or a code or CMO")
        self.query_one(PickPanel).open(question, self._show_only)

    def action_filled(self) -> None:
        """Hide or show columns in which nothing stands."""
        self._hides_empty = not self._hides_empty
        self._show()

    def action_all(self) -> None:
        """Show all cases and columns again."""
        self._case, self._column = "", None
        self._show()

    def _choose(self, title: str, words: list[str], take: Callable[[str], None]) -> None:
        self.close_panels()
        choices = [Choice(one, (Part(_MANY[one]),)) for one in words]
        self.query_one(Chooser).open(f"{title}   Enter takes it, Esc none", choices, take)

    def _take_cases(self, kind: str) -> None:
        self._kinds, self._case = (CaseKind(kind), self._kinds[1]), ""
        self.look()

    def _take_columns(self, kind: str) -> None:
        self._kinds, self._column = (self._kinds[0], ColumnKind(kind)), None
        self.look()

    def _show_only(self, key: str) -> None:
        what, _, identity = key.partition(":")
        if what == "case":
            self._case = identity
        else:
            self._column = next((head for head in self._matrix.columns if head.id == identity), None)
        self._show()

    def _show(self) -> None:
        """The cases and columns that are asked for."""
        matrix = self._matrix
        cases = tuple(head for head in matrix.cases if not self._case or head.id == self._case)
        shown = {head.id for head in cases}
        filled = {
            column for held in (matrix.counts, matrix.summaries) for case, column in held if case in shown
        }
        columns = tuple(
            head
            for head in matrix.columns
            if self._is_asked(head) and (not self._hides_empty or head.id in filled)
        )
        self.main.show(matrix, cases, columns)
        hidden = len(matrix.columns) - len(columns)
        rows, across = (_MANY[kind] for kind in self._kinds)
        about = f"{rows} by {across}, {plural(len(matrix.summaries), 'summary', 'summaries')}"
        about += f", {hidden} columns hidden (Esc, h show)" if hidden else ""
        desk = self.session.desk
        self.query_one(TitleBar).show("Framework matrix", about, f"{desk.path}  {desk.coder}")

    def _is_asked(self, head: MatrixHead) -> bool:
        asked = self._column
        if asked is None or head.id == asked.id:
            return True
        return self._kinds[1] is ColumnKind.CODE and head.about.startswith(asked.about + PATH_SEPARATOR)

    def _nothing(self) -> str:
        return "Nothing to show: no case, or nothing coded in these columns. h shows empty columns, t and c others."


_MANY = {
    "source": "sources",
    "participant": "participants",
    "organisation": "organisations",
    "site": "sites",
    "code": "codes",
    "cmo": "CMOs",
}
