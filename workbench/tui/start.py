"""Before a study is open: those opened last, a new one, or the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from textual import work
from textual.app import ComposeResult
from textual.widgets import Input

from workbench.errors import WorkbenchError
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import complain
from workbench.tui.terminal import TerminalApp
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.key_line import KeyLine
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar


class Shelf(Protocol):
    """Where studies are found and made. Any call may raise `WorkbenchError`."""

    def recent(self) -> Sequence[Path]:
        """The studies opened last, the latest first."""
        ...

    def here(self) -> Sequence[Path]:
        """The studies in this folder."""
        ...

    def create(self, name: str) -> Path:
        """Make an empty study of this name in this folder."""
        ...

    def demonstration(self) -> Path:
        """The demonstration study in this folder, built now if it is not there; takes seconds."""
        ...


class StartApp(TerminalApp[Path]):
    """A list of studies to open; the result is the path of the one chosen, None if the user leaves."""

    BINDINGS = bindings("start")
    TITLE = "Realist workbench"
    CSS = "#name { display: none; } #name.-asked { display: block; }"

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._busy = False

    def compose(self) -> ComposeResult:
        """Title, studies, a field for a new name, keys."""
        yield TitleBar()
        yield SectionList(id="studies")
        yield Field(
            placeholder="Name of the new study; Enter creates it here, Esc keeps all as it is", id="name"
        )
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(TitleBar).show(self.TITLE, "which study?", str(Path.cwd()))
        self.query_one(SectionList).show(list(self._entries()))
        self.query_one(SectionList).focus()

    def _entries(self) -> Iterator[Choice]:
        here = self._shelf.here()
        recent = [path for path in self._shelf.recent() if path not in here]
        for title, paths in (("In this folder", here), ("Opened last", recent)):
            if paths:
                yield heading(Part(title, strong=True))
                yield from (
                    Choice(f"open:{path}", (Part(path.stem), Part(f"  {path.parent}", quiet=True)))
                    for path in paths
                )
                yield heading(Part(""))
        yield heading(Part("Begin", strong=True))
        yield Choice("new", (Part("A new study"), Part("  in this folder", quiet=True)))
        yield Choice(
            "demonstration",
            (
                Part("The demonstration"),
                Part("  an invented study to try things on, built in this folder", quiet=True),
            ),
        )

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click is as good as Enter."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Take the marked entry."""
        key = self.query_one(SectionList).key or ""
        if self._busy:
            return
        if key == "new":
            self.action_new()
        elif key == "demonstration":
            self.action_demonstration()
        elif key:
            self.exit(Path(key.removeprefix("open:")))

    def action_new(self) -> None:
        """Ask for a name."""
        field = self.query_one("#name", Input)
        field.add_class("-asked")
        field.focus()

    def action_leave(self) -> None:
        """No new study after all."""
        self.query_one("#name", Input).remove_class("-asked")
        self.query_one(SectionList).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Create the study."""
        event.stop()
        try:
            self.exit(self._shelf.create(event.value.strip()))
        except WorkbenchError as error:
            complain(self.query_one(SectionList), error)

    def action_demonstration(self) -> None:
        """Build the demonstration beside the screen, then open it."""
        if not self._busy:
            self._busy = True
            self.query_one(TitleBar).show_job("building the demonstration...")
            self._build()

    @work(thread=True)
    def _build(self) -> None:
        try:
            self.call_from_thread(self.exit, self._shelf.demonstration())
        except WorkbenchError as error:
            self.call_from_thread(self._failed, error)

    def _failed(self, error: WorkbenchError) -> None:
        self._busy = False
        self.query_one(TitleBar).show_job("")
        complain(self.query_one(SectionList), error)


def choose_study(shelf: Shelf) -> Path | None:
    """Ask which study to open; None if the user leaves."""
    return StartApp(shelf).run()
