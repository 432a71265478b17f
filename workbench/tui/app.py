"""The screen's application: themes, keys that work everywhere, and the one way in, `run`."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from textual.app import App, SystemCommand
from textual.screen import Screen

from workbench.errors import NotFound
from workbench.model.views import SourceView
from workbench.tui.actions import CATALOGUE, Action, bindings, key_label
from workbench.tui.coding_screen import CodingScreen
from workbench.tui.colours import DAY, NIGHT
from workbench.tui.desk import Desk
from workbench.tui.session import Session
from workbench.tui.sources_screen import SourcesScreen

SMALLEST = (40, 12)
"""Columns and rows below which only the text is shown."""


class WorkbenchApp(App[None]):
    """The workbench in a terminal, over one open study."""

    BINDINGS = bindings("app")
    TITLE = "Realist workbench"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall")]
    CSS = """
    #body { height: 1fr; layout: vertical; }
    #reading { height: 1fr; width: 1fr; }
    .-wide #body { layout: horizontal; }
    .-wide Panel { width: 56; height: 1fr; border-left: solid $foreground 25%; }
    .-wide #found { layout: vertical; }
    .-wide #definition { border-top: solid $foreground 25%; padding: 1 1 0 1; }
    VerticalScroll {
        scrollbar-size-vertical: 1; scrollbar-background: $surface; scrollbar-color: $foreground 25%;
    }
    .-narrow #definition { display: none; }
    .-short Panel.-open, .-tiny Panel.-open { height: 1fr; border-top: none; }
    .-tiny DetailStrip, .-tiny Footer, .-tiny TitleBar { display: none; }
    .-short DetailStrip { height: 1; }
    #filter, #filter:focus { height: 1; border: none; padding: 0 1; background: $surface; }
    #heads { height: 1; color: $foreground 60%; background: $surface; }
    Footer { height: 1; }
    Toast { width: auto; max-width: 70; padding: 0 1; margin-top: 0; }
    ToastRack { margin-bottom: 3; }
    """

    def __init__(self, desk: Desk, *, source: SourceView | None = None) -> None:
        super().__init__()
        self.session = Session(desk)
        self._first_source = source

    def on_mount(self) -> None:
        """Show the sources, and on top of them the source that was asked for."""
        for theme in (NIGHT, DAY):
            self.register_theme(theme)
        self.theme = NIGHT.name
        self.push_screen(SourcesScreen(self.session))
        if self._first_source is not None:
            self.push_screen(CodingScreen(self.session, self._first_source))

    def on_resize(self) -> None:
        """Say once in a while that a very small terminal shows less."""
        columns, rows = self.size
        if columns < SMALLEST[0] or rows < SMALLEST[1]:
            self.notify(f"{columns}x{rows} is small: 80x24 shows all.", timeout=3)

    def action_theme(self) -> None:
        """Dark or light."""
        self.theme = DAY.name if self.current_theme.dark else NIGHT.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: every action of the screen in hand, with its keys."""
        places = {"app": self, "coding": screen, "sources": screen}
        if isinstance(screen, CodingScreen):
            places["transcript"] = screen.view
        here = getattr(screen, "HELP_PLACES", ())
        for action in CATALOGUE:
            if action.place in here and action.place in places and action.description:
                yield self._command(action, places[action.place])

    def _command(self, action: Action, node: App[None] | Screen[object] | object) -> SystemCommand:
        async def do() -> None:
            await self.run_action(action.do, node)  # type: ignore[arg-type]

        return SystemCommand(action.description, key_label(action.keys), do)


def run(desk: Desk, *, source: str | None = None) -> None:
    """Show the study until the user quits, then close the desk. `source` is a name or id to open at once.

    Raises:
        NotFound: no source by that name; nothing has been shown.
    """
    try:
        WorkbenchApp(desk, source=find_source(desk, source) if source is not None else None).run()
    finally:
        desk.close()


def find_source(desk: Desk, name: str) -> SourceView:
    """The source of that id or name, whatever the case."""
    sources = desk.sources()
    for source in sources:
        if name == source.id or name.casefold() == source.name.casefold():
            return source
    near = process.extract(name, [s.name for s in sources], scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    hint = (
        "Near: " + ", ".join(text for text, _, _ in near) if near else "`workbench source list` lists them."
    )
    raise NotFound(f"there is no source {name!r} in {desk.study_title}", hint=hint)
