"""The screen's application: themes, keys that work everywhere, and the one way in, `run`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import rich
from rapidfuzz import fuzz, process
from rich.traceback import Traceback
from textual import events
from textual.app import SystemCommand
from textual.notifications import SeverityLevel
from textual.screen import Screen

from workbench import config
from workbench.errors import NotFound, WorkbenchError
from workbench.model.views import SourceView
from workbench.tui.desk import Desk
from workbench.tui.jobs import Job, JobCancelled, StartJob
from workbench.tui.keys.action import Action
from workbench.tui.keys.catalogue import CATALOGUE, bindings, keys_of
from workbench.tui.keys.keymap import UserKeys, read_keys
from workbench.tui.keys.labels import key_label
from workbench.tui.memory import Memory
from workbench.tui.places import FIRST, PLACES
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.terminal import TerminalApp
from workbench.tui.widgets.colours import THEMES
from workbench.tui.widgets.strips import TitleBar

SMALLEST = (40, 12)
"""Columns and rows below which only the text is shown."""


JOB_SHOWN_SECONDS = 0.25
"""How often the title bar says how far a job is."""


class WorkbenchApp(TerminalApp[None]):
    """The workbench in a terminal, over one open study."""

    BINDINGS = bindings("app")
    TITLE = "Realist workbench"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall")]
    CSS = """
    #body { height: 1fr; layout: vertical; }
    #content { height: 1fr; width: 1fr; }
    .-wide #body { layout: horizontal; }
    .-wide Panel { width: 56; height: 1fr; border-left: solid $foreground 25%; }
    .-wide #found { layout: vertical; }
    .-wide #definition { border-top: solid $foreground 25%; padding: 1 1 0 1; }
    VerticalScroll {
        scrollbar-size-vertical: 1; scrollbar-background: $surface; scrollbar-color: $foreground 25%;
    }
    .-narrow #definition { display: none; }
    .-short Panel.-open, .-tiny Panel.-open { height: 1fr; border-top: none; }
    .-tiny DetailStrip, .-tiny KeyLine, .-tiny TitleBar { display: none; }
    .-short DetailStrip { height: 1; }
    #heads { height: 1; color: $foreground 60%; background: $surface; }
    Toast { width: auto; max-width: 70; padding: 0 1; margin-top: 0; }
    ToastRack { dock: top; margin: 1 0 0 0; }
    """

    def __init__(
        self,
        desk: Desk,
        *,
        source: SourceView | None = None,
        first: str = FIRST,
        keymap: UserKeys | None = None,
    ) -> None:
        """Open at the place called `first`, or over the sources in `source`."""
        super().__init__()
        self.session = Session(desk, memory=Memory(memory_path(desk)))
        self._first_place = first if source is None else "sources"
        self._first_source = source
        self._user_keys = keymap or UserKeys()
        self._job: Job | None = None
        self._small = False

    def on_mount(self) -> None:
        """Go to the first screen, and on top of it to the source that was asked for."""
        self._take_keys(self._user_keys)
        for place, make in PLACES.items():
            self.add_mode(place, partial(make, self.session))
        self.switch_mode(self._first_place)
        if self._first_source is not None:
            self.push_screen(CodingScreen(self.session, self._first_source))

    def on_resize(self, event: events.Resize) -> None:
        """Say that a very small terminal shows less, until it has grown."""
        columns, rows = event.size
        small = columns < SMALLEST[0] or rows < SMALLEST[1]
        if self._small and not small:
            self.clear_notifications()
        elif small and not self._small:
            self.notify(f"{columns}x{rows} is small: 80x24 shows all.", timeout=3)
        self._small = small

    async def action_go(self, place: str) -> None:
        """Go to another screen, as it was left; gone to again, to its beginning."""
        if self.current_mode != place:
            await self.switch_mode(place)
        else:
            while len(self.screen_stack) > 1:
                await self.pop_screen()

    def on_start_job(self, event: StartJob) -> None:
        """Begin a long piece of work, unless another is going on."""
        if self._job is not None:
            self.notify(f"{self._job.title} is still going on; Ctrl-X cancels it.", severity="warning")
            return
        self._job = Job(event.title, event.call)
        self.run_worker(partial(self._do_job, self._job), thread=True, exit_on_error=False)
        self._job_timer = self.set_interval(JOB_SHOWN_SECONDS, self._show_job)

    def action_cancel_job(self) -> None:
        """Stop the job that is going on."""
        if self._job is not None:
            self._job.cancel()

    def _do_job(self, job: Job) -> None:
        """In the thread: carry it out and report, whatever happens."""
        try:
            self.call_from_thread(self._job_ended, job.run(self.session.desk.apart()), "information")
        except JobCancelled:
            self.call_from_thread(self._job_ended, f"{job.title}: cancelled.", "warning")
        except WorkbenchError as error:
            self.call_from_thread(self._job_ended, error.one_line, "error")
        except Exception as error:  # noqa: BLE001 (the edge of a worker: a fault in a job must not end the screen)
            self.call_from_thread(
                self._job_ended,
                f"{job.title} failed ({type(error).__name__}). Nothing else is touched.",
                "error",
            )

    def _job_ended(self, message: str, severity: SeverityLevel) -> None:
        self._job = None
        self._job_timer.stop()
        self._show_job()
        self.notify(message, severity=severity, timeout=8, markup=False)

    def _show_job(self) -> None:
        for bar in self.screen.query(TitleBar):
            bar.show_job(f"{self._job.shown}  Ctrl-X cancels" if self._job else "")

    def _fatal_error(self) -> None:
        """A fault of the program ends the screen with where it was, but without what was in the variables.

        Textual's own shows them, and with them words of interviewees on a terminal or in a message to us.
        """
        self.bell()
        self.panic(Traceback(show_locals=False, width=None, suppress=[rich]))

    def action_help_quit(self) -> None:
        """Ctrl-C with nothing selected: say how to do what was probably meant."""
        quits = key_label(self.session.keymap.get("app.quit", "ctrl+q"))
        self.notify(
            f"{quits} quits; everything is saved. With words selected, Ctrl-C copies them.", timeout=5
        )

    def action_theme(self) -> None:
        """The next theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: every action of the screen in hand, with its keys."""
        if not isinstance(screen, StudyScreen):
            return
        for action in CATALOGUE:
            if action.place in (*screen.KEY_PLACES, "app") and action.description:
                yield self._command(action, screen)

    def _command(self, action: Action, screen: StudyScreen) -> SystemCommand:
        name = action.do.partition("(")[0]
        nodes = (screen.main, screen, self)
        node = next((n for n in nodes if hasattr(n, f"action_{name}")), screen)

        async def do() -> None:
            screen.close_panels()
            await self.run_action(action.do, node)

        return SystemCommand(action.description, keys_of(action, self.session.keymap), do)

    def _take_keys(self, wanted: UserKeys) -> None:
        """Use the user's keys, and say what is wrong with their file."""
        self.session.keymap = wanted.keys
        self.set_keymap(wanted.keys)
        for fault in wanted.faults:
            self.notify(fault, severity="warning", timeout=10, markup=False)


def memory_path(desk: Desk) -> Path:
    """Where this coder's places and drafts for this study are kept."""
    return config.state_folder() / f"{desk.study_id}-{desk.coder_id}.json"


def run(desk: Desk, *, source: str | None = None) -> None:
    """Show the study until the user quits, then close the desk. `source` is a name or id to open at once.

    Raises:
        NotFound: no source by that name; nothing has been shown.
    """
    try:
        first = find_source(desk, source) if source is not None else None
        WorkbenchApp(desk, source=first, keymap=read_keys(config.keys_path())).run()
    finally:
        desk.close()


def find_source(desk: Desk, name: str) -> SourceView:
    """The source of that id or name, whatever the case."""
    sources = desk.sources.source_views()
    for source in sources:
        if name == source.id or name.casefold() == source.name.casefold():
            return source
    near = process.extract(name, [s.name for s in sources], scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    hint = (
        "Near: " + ", ".join(text for text, _, _ in near) if near else "`workbench source list` lists them."
    )
    raise NotFound(f"there is no source {name!r} in {desk.study_title}", hint=hint)
