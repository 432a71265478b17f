"""What every screen of the study shares: title, footer, help, panels, undo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from workbench.tui.following_screen import FollowingScreen
from workbench.tui.meanwhile import MeanwhilePanel
from workbench.tui.session import attempt
from workbench.tui.widgets.body import Body
from workbench.tui.widgets.key_line import KeyLine
from workbench.tui.widgets.panels import HelpPanel, Panel
from workbench.tui.widgets.strips import TitleBar

if TYPE_CHECKING:
    from workbench.tui.reading.memo_panel import MemoPanel

POLL_SECONDS = 1.5
"""How often others' changes are looked for; with the time to show them, less than two seconds."""


class StudyScreen(FollowingScreen):
    """One screen over the study. A subclass composes `content`, names its `main` widget, and can `look`."""

    KEY_PLACES: ClassVar[tuple[str, ...]] = ()
    """The places of `keys.catalogue` that work here, in the order in which help lists them; `app` comes last."""

    def compose(self) -> ComposeResult:
        """Title, content, panels, keys."""
        yield TitleBar()
        with Body(id="body"):
            with Vertical(id="content"):
                yield from self.content()
            yield from self.panels()
            yield MeanwhilePanel(id="meanwhile")
            yield HelpPanel(*self.KEY_PLACES, "app", id="help")
        yield KeyLine()

    def content(self) -> ComposeResult:
        """What fills the screen; the subclass says."""
        raise NotImplementedError

    def panels(self) -> Iterable[Panel]:
        """Panels besides help, docked below the content or at its side."""
        return ()

    @property
    def main(self) -> Widget:
        """What has the keys while no panel is open; the subclass says."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what there is before the first paint, take the keys, and keep looking for what others do."""
        self.catch_up()
        self.set_focus(self.main)  # at once, so that no key typed ahead goes elsewhere
        self.set_interval(POLL_SECONDS, self.poll)

    def say(self, message: str) -> None:
        """Name what was done."""
        self.notify(message, timeout=4, markup=False)

    def on_memo_panel_saved(self, event: MemoPanel.Saved) -> None:
        """Say what was saved, unless something more is asked."""
        if event.summary:
            self.say(event.summary)

    def read_source(
        self, source_id: str, *, start_char: int | None = None, end_char: int | None = None
    ) -> None:
        """Open a source over this screen, at once, so that no key typed ahead is lost; `q` comes back here.

        The caret goes to `start_char`, and the passage is selected if `end_char` is given, too.
        """
        from workbench.tui.reading.coding_screen import CodingScreen

        source = attempt(self, lambda: self.session.desk.sources.source(source_id))
        if source is None:
            self.notify("This source is no longer in the study.", severity="warning")
            return
        passage = None
        if start_char is not None:
            passage = (start_char, start_char if end_char is None else end_char)
        self.app.push_screen(CodingScreen(self.session, source, passage=passage))

    @property
    def panel_has_keys(self) -> bool:
        """Whether a panel is being worked in: then the keys of the screen behind it are dead."""
        return self.focused is not None and any(
            isinstance(node, Panel) and node.is_open for node in self.focused.ancestors_with_self
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing but help acts behind an open panel. (Textual's signature: the parameters do not matter here.)"""
        return action == "help" or not self.panel_has_keys

    def on_panel_closed(self) -> None:
        """The content has the keys again, unless one panel has opened another."""
        if not self.panel_has_keys:
            self.main.focus()

    def close_panels(self) -> None:
        """Hide whatever is docked and give the keys back to the content."""
        for panel in self.query(Panel):
            panel.remove_class("-open")
        self.set_focus(self.main)  # at once, or it would take the keys from a panel that is opened next

    def action_help(self) -> None:
        """Show all keys, or hide them."""
        panel = self.query_one(HelpPanel)
        was_open = panel.is_open
        self.close_panels()
        if not was_open:
            panel.open(self.session.keymap)

    def action_quit(self) -> None:
        """Leave the study. It is the screen's own action, so that it is dead behind a panel like the others."""
        self.app.exit()

    def action_change(self, way: str) -> None:
        """`undo` or `redo`, naming what."""
        summary = self.change(self.session.desk.undo if way == "undo" else self.session.desk.redo)
        if summary is not None:
            self.say(summary)
