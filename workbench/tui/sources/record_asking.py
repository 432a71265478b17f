"""Asking in the panels of a record's screen, and carrying out what was answered: one change, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.model.likeness import near_names
from workbench.model.views import SourceView
from workbench.tui.desk.sources import SourcesDesk
from workbench.tui.memos.memo_form import MemoForm, MemoTask
from workbench.tui.session import attempt
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import fit

if TYPE_CHECKING:
    from workbench.tui.sources.record_screen import RecordScreen

NEW = "+"
"""The key of the entry that adds a name although others are near."""

LONGEST = 24
"""Cells of a name in the title of a panel."""


class Asking:
    """Questions about the source that a screen shows."""

    def __init__(self, screen: RecordScreen) -> None:
        self.screen = screen
        self.seen: SourceView | None = None
        """The source as it was when a question about it began: what others change meanwhile is not overwritten."""

    @property
    def source(self) -> SourceView:
        """The source as it was read last."""
        return self.screen.source

    @property
    def sources(self) -> Sequence[SourceView]:
        """All sources: what they say is offered for this one."""
        return self.screen.sources

    @property
    def desk(self) -> SourcesDesk:
        """Where records are changed."""
        return self.screen.session.desk.sources

    def begin(self) -> None:
        """Something is about to be asked, or done without asking."""
        self.seen = self.source

    def known(self, noun: str) -> Sequence[str]:
        """The names that the study has of a `site`, `tracer`, `participant` ..."""
        names = attempt(self.screen, self.desk.known_names) or {}
        return names.get(noun, ())

    def line(self, what: str, value: str, then: Callable[[str], bool]) -> None:
        """Ask for a line; `then` says whether it will do."""
        self.begin()
        self.screen.close_panels()
        self.screen.query_one(LinePanel).open(what, value, then)

    def pick(
        self,
        title: str,
        entries: Sequence[Entry],
        then: Callable[[str], None],
        own: str,
        take: Callable[[str], None] | None = None,
    ) -> None:
        """Ask for one of many, or for what is typed instead, which is `own` and goes to `take` or else to `then`."""
        self.begin()
        question = Question(f"{title}   Enter takes it, Esc leaves it", entries, "Type to find or add", own)
        self.screen.close_panels()
        self.screen.query_one(PickPanel).open(question, then, take or then)

    def choose(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """Ask for one of few."""
        self.begin()
        self._choose(title, choices, then)

    def _choose(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        self.screen.close_panels()
        self.screen.query_one(Chooser).open(title, choices, then)

    def settle(
        self, noun: str, typed: str, known: Iterable[str], *, then: Callable[[str, bool], None]
    ) -> None:
        """Hand on a name that was typed, and whether it is new; where others are near it, ask which is meant."""
        known = list(known)
        same = next((name for name in known if name.casefold() == typed.casefold()), None)
        near = [] if same else near_names(typed, known)
        if not near:
            then(same or typed, same is None)
            return
        entries = [Choice(name, (Part(name),)) for name in near]
        entries.append(Choice(NEW, (Part(f"“{typed}” is new: add this {noun}"),)))
        title = f"“{fit(typed, LONGEST)}” is not in the study. Which is meant?   Enter, Esc none"
        self._choose(title, entries, lambda key: then(typed, True) if key == NEW else then(key, False))

    def write(self, task: MemoTask) -> None:
        """Let a memo be written."""
        self.begin()
        self.screen.close_panels()
        self.screen.query_one(MemoForm).write(task)

    def done(self, call: Callable[[], str], mark: str | None = None) -> bool:
        """Carry out a change, name it, and mark a line; whether it was carried out."""
        self.screen.wanted_key = mark
        summary = self.screen.change(call)
        self.screen.wanted_key = None
        self.begin()
        if summary is not None:
            self.screen.say(f"{summary}; u undoes it")
        return summary is not None

    def warn(self, words: str) -> None:
        """Say why something cannot be done."""
        self.screen.notify(words, severity="warning", markup=False)
