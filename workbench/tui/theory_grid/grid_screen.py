"""Programme theory against observed, tracers down and sites across; a cell opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from workbench.model.theory_grid_views import TheoryGrid
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.theory.cmo_layout import Item, Sheet, neighbour
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_grid.grid_layout import first_shown, heads, key_of, lay_out, place_of, said_below
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.strips import TitleBar


class GridView(SheetView):
    """A sheet wider than the screen: a step past its edge is handed to the owner."""

    def __init__(
        self, make: Callable[[int], Sheet], past_edge: Callable[[Item, int], None], *, id: str | None = None
    ) -> None:
        super().__init__(make, id=id)
        self._past_edge = past_edge

    def action_go(self, way: str) -> None:
        """Mark the cell beside, above or below."""
        step, item = {"left": -1, "right": 1}.get(way, 0), self.item
        if item is not None and step and neighbour(self.sheet.items, self.at, way) == self.at:
            self._past_edge(item, step)
        else:
            super().action_go(way)


class GridScreen(ViewScreen):
    """The grid."""

    BINDINGS = bindings("grid")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("grid", "sheet", *VIEW_PLACES)
    CSS = """
    #grid-below { height: 3; border-top: solid $foreground 25%; }
    .-tall #grid-below { height: 5; }
    .-tiny #grid-below { display: none; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._grid = TheoryGrid((), ())
        self._only: tuple[str | None, str | None] = (None, None)
        """The tracer and the site that are shown; None is all."""
        self._first = 0
        self._site = ""

    def content(self) -> ComposeResult:
        """Sites above, the cells, and words on the marked one."""
        yield Static(id="heads")
        yield GridView(self._sheet, self._turn, id="grid")
        yield Prose(id="grid-below")

    @property
    def main(self) -> GridView:
        """The cells."""
        return self.query_one(GridView)

    def look(self) -> None:
        """Read the grid."""
        tracer, site = self._only
        self._grid = self.session.desk.theory_grid.grid().only(tracer=tracer, site=site)
        self.main.show()
        judged = sum(
            one.verdict is not None for row in self._grid.rows for c in row.cells for one in c.awaited
        )
        total = sum(len(cell.awaited) for row in self._grid.rows for cell in row.cells)
        about = (
            f"{judged} of {plural(total, 'verdict')} given"
            if total
            else "nothing is anticipated anywhere yet"
        )
        if self._only != (None, None):
            about = f"only {tracer if tracer is not None else site}: {about}   Esc shows all"
        desk = self.session.desk
        self.query_one(TitleBar).show("Theory against observed", about, f"{desk.path}  {desk.coder}")
        self.on_sheet_view_marked()

    def on_sheet_view_marked(self) -> None:
        """Say more of the marked cell."""
        item = self.main.item
        found = self._grid.cell(*place_of(item)) if item else None
        self._site = place_of(item)[1] if item else ""
        words = said_below(*found) if found else self._nothing()
        self.query_one("#grid-below", Prose).show(Text(safe(words)))

    def on_sheet_view_opened(self) -> None:
        """A marked cell that is clicked is opened."""
        self.action_open()

    def action_open(self) -> None:
        """Open the marked cell."""
        from workbench.tui.theory_grid.cell_screen import CellScreen

        if self.main.item is not None:
            self.app.push_screen(CellScreen(self.session, *place_of(self.main.item)))

    def panels(self) -> Iterable[Panel]:
        """Also where one chooses what is shown."""
        yield from super().panels()
        yield Chooser(id="only")

    def action_only(self) -> None:
        """Choose one tracer or one site to show."""
        grid = attempt(self, self.session.desk.theory_grid.grid)
        if grid is None:
            return
        tracers = [
            Choice(f"t{row.tracer}", (Part("tracer  ", quiet=True), Part(row.name))) for row in grid.rows
        ]
        sites = [Choice(f"s{site}", (Part("site  ", quiet=True), Part(site))) for site in grid.sites]
        self.close_panels()
        self.query_one("#only", Chooser).open(
            "Show only   Enter takes it, letters narrow, Esc none", [*tracers, *sites], self._show_only
        )

    def action_leave(self) -> None:
        """Show all tracers and sites."""
        self._only = (None, None)
        attempt(self, self.look)

    def _show_only(self, key: str) -> None:
        self._only = (key[1:], None) if key[0] == "t" else (None, key[1:])
        attempt(self, self.look)

    def _sheet(self, width: int) -> Sheet:
        at = self._grid.sites.index(self._site) if self._site in self._grid.sites else 0
        self._first = first_shown(self._grid, width, self._first, at)
        self.query_one("#heads", Static).update(Text(heads(self._grid, width, self._first)))
        return lay_out(self._grid, width, self._first)

    def _turn(self, item: Item, step: int) -> None:
        """Show the next site at a side, and mark its cell."""
        place = item.column + step
        if 0 <= place < len(self._grid.sites):
            self._site = self._grid.sites[place]
            self.main.show(key=f"{item.kind}:{key_of(place_of(item)[0], self._site)}")

    def _nothing(self) -> str:
        if not self._grid.sites:
            return "The study has no sites yet. In the shell: workbench study describe FILE"
        return "The study has no tracers yet. In the shell: workbench study describe FILE"
