"""The theory map: arrows go along its links, Enter opens a configuration, f shows a tracer, site or kind alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult

from workbench.model.theory_map_views import SHARES, MapEdge, MapLayout, MapNode, TheoryMap
from workbench.model.vocabulary import CMOKind
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_map.canvas import beside, drawn_on
from workbench.tui.theory_map.map_view import MapView
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import TitleBar


class MapScreen(ViewScreen):
    """The map."""

    BINDINGS = bindings("map")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("map", "map-view", *VIEW_PLACES)
    CSS = """
    #map-below { height: 6; border-top: solid $foreground 25%; }
    .-tall #map-below { height: 8; }
    .-tiny #map-below { display: none; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._map = TheoryMap((), ())
        self._shown: tuple[TheoryMap, MapLayout] | None = None
        self._only: dict[str, str] = {}
        self._whole = False

    def content(self) -> ComposeResult:
        """The map, and words on the marked node."""
        yield MapView(lambda at, way: beside(self.main.canvas, at, way), id="map")
        yield Prose(id="map-below")

    def panels(self) -> Iterable[Panel]:
        """Where a fact to filter by is picked, and one of several configurations chosen."""
        yield from super().panels()
        yield PickPanel(id="pick")
        yield Chooser(id="chooser")

    @property
    def main(self) -> MapView:
        """The map."""
        return self.query_one(MapView)

    def look(self) -> None:
        """Read the map, and draw it again if it is another."""
        found = self.session.desk.theory_map.theory_map(**self._only, whole=self._whole)
        if self._shown is not found:
            self._shown, self._map = found, found[0]
            self.main.show(drawn_on(*found))
        desk = self.session.desk
        self.query_one(TitleBar).show(self._map.title, self._map.summary, f"{desk.path}  {desk.coder}")
        self.on_map_view_marked()

    def on_map_view_marked(self) -> None:
        """Say all of the marked node: its wording at length, and what joins it to others."""
        box = self.main.box
        text = self._about(box.node) if box else Text(self._nothing())
        self.query_one("#map-below", Prose).show(text)

    def on_map_view_opened(self) -> None:
        """A marked node that is clicked is opened."""
        self.action_open()

    def action_read(self, lines: int) -> None:
        """Scroll the words on the marked node."""
        self.query_one("#map-below", Prose).scroll_lines(lines)

    def action_open(self) -> None:
        """Open the marked configuration; of an element, one of those that hold it."""
        box = self.main.box
        if box is None:
            return
        if box.node.is_cmo:
            self._open(box.node.id)
            return
        nodes = {node.id: node for node in self._map.nodes}
        ids = [edge.to_id if away else edge.from_id for edge, away in self._map.of(box.node.id)]
        holders = [nodes[one] for one in dict.fromkeys(ids) if nodes[one].is_cmo]
        self.close_panels()
        choices = [Choice(one.id, (Part(safe(one.words)),)) for one in holders]
        self.query_one(Chooser).open(
            f"Where {box.node.name} stands   Enter opens, Esc stays", choices, self._open
        )

    def action_only(self) -> None:
        """Pick what all shown configurations have."""
        names = self.session.desk.theory.names()
        entries = [Entry(f"tracer:{name}", f"tracer: {name}") for _, name in names.tracers]
        entries += [Entry(f"site:{name}", f"site: {name}") for _, name in names.sites]
        entries += [Entry(f"kind:{kind}", f"kind: {kind}") for kind in CMOKind]
        self.close_panels()
        question = Question(
            "Show only CMOs of   Enter takes it, Esc none", entries, "Type a tracer, site or kind"
        )
        self.query_one(PickPanel).open(question, self._show_only)

    def action_all(self) -> None:
        """Show all configurations again."""
        self._only, self._whole = {}, True
        self.look()

    def _show_only(self, key: str) -> None:
        fact, _, value = key.partition(":")
        self._only[fact] = value
        self.look()

    def _open(self, cmo_id: str) -> None:
        from workbench.tui.theory.cmo_screen import CMOScreen

        self.app.push_screen(CMOScreen(self.session, cmo_id, [node.id for node in self._map.cmos]))

    def _about(self, node: MapNode) -> Text:
        text = Text(safe(node.words), Style(bold=True))
        if node.detail:
            text.append(f"\n{safe(node.detail)}", Style(bold=False))
        nodes = {one.id: one for one in self._map.nodes}
        for edge, away in self._map.of(node.id):
            other = nodes[edge.to_id if away else edge.from_id]
            text.append(f"\n{_sign(edge, away)} {safe(other.words)}", Style(bold=False))
        return text

    def _nothing(self) -> str:
        if self._only:
            return "No CMO has this. Esc shows all again."
        return "No CMOs yet. In the list of CMOs (v c), n begins one."


def _sign(edge: MapEdge, away: bool) -> str:
    """`→ outcome, ripple:`."""
    words = edge.label + (", ripple" if edge.ripple and edge.kind == SHARES else "")
    words += f", feedback loop {edge.loop}" if edge.loop else ""
    return f"{'↔' if edge.mutual else '→' if away else '←'} {words}:"
