"""A screen that shows the study as it is now, also after changes by others, within two seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

from workbench.errors import ChangedMeanwhile, WorkbenchError
from workbench.tui.meanwhile import MeanwhilePanel, Reading, Ways
from workbench.tui.session import Session, attempt, complain

Result = TypeVar("Result")


class FollowingScreen(Screen[None]):
    """A subclass can `look`, is asked to `poll` now and then, and has a `MeanwhilePanel`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._seen_version = -1
        self._trouble = ""

    def look(self) -> None:
        """Read from the desk and show it: when the screen opens, and after every change. May raise `WorkbenchError`.

        What is being read, marked or typed must stay where it is.
        """
        raise NotImplementedError

    @property
    def source_in_hand(self) -> str:
        """The id of the source that is read here, empty if none: others are shown it."""
        return ""

    def on_screen_resume(self) -> None:
        """Show what was changed while another screen was in front."""
        self.catch_up()

    def poll(self) -> None:
        """See whether others changed something, while this screen is in front."""
        if self.is_active:  # Textual counts the screen behind this one as current, too
            self.catch_up(asking=True)
            self.session.desk.team.be_here(self.source_in_hand)

    def catch_up(self, *, asking: bool = False) -> None:
        """Look again if anything has changed since, also elsewhere if `asking`. A lasting trouble is named once."""
        session = self.session
        try:
            if asking and session.desk.changed_elsewhere():
                session.version += 1
            if self._seen_version != session.version:
                self.look()
                self._seen_version = session.version
                self._trouble = ""
            if asking:
                self._trouble = ""
        except WorkbenchError as error:
            if error.message != self._trouble:
                self._trouble = error.message
                complain(self, error)

    def change(self, call: Callable[[], Result]) -> Result | None:
        """Carry out a change and show the study as it is then; None after a notice that says what was wrong."""
        result = attempt(self, call)
        if result is not None:
            self.session.version += 1
            self.catch_up()
        return result

    def write(self, call: Callable[[], Result], reading: Reading, ways: Ways) -> Result | None:
        """The same for words that somebody may have written anew since they were read: then it is asked which stay."""

        def asking() -> Result | None:
            try:
                return call()
            except ChangedMeanwhile as error:
                self.query_one(MeanwhilePanel).ask(error, reading, ways)
                return None

        return self.change(asking)
