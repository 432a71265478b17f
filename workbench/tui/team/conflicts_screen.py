"""What merges left open: both versions of a thing one above the other, settled one by one."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult

from workbench.model.team_views import ConflictView
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.strips import TitleBar

NONE = "No conflict is open. q goes back."
"""Shown where all is decided."""


class ConflictsScreen(StudyScreen):
    """Open conflicts, and the marked one in both versions."""

    BINDINGS = bindings("conflicts")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("conflicts", "list")
    CSS = """
    #conflict { height: 60%; border-top: solid $foreground 25%; }
    .-tiny #conflict { display: none; }
    """

    def __init__(self, session: Session, *, first: str = "") -> None:
        super().__init__(session)
        self._first = first
        self._conflicts: dict[str, ConflictView] = {}

    def content(self) -> ComposeResult:
        """The list, and both versions."""
        yield ChoiceList(id="conflicts")
        yield Prose(id="conflict")

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def look(self) -> None:
        """Read what is open; after a decision the next one is marked."""
        at = self.main.marked
        key = self.main.key or self._first
        self._conflicts = {one.id: one for one in self.session.desk.team.conflicts()}
        choices = [Choice(one.id, _line(one)) for one in self._conflicts.values()]
        if key not in self._conflicts and choices:
            key = choices[min(at, len(choices) - 1)].key
        self.main.show(choices, key=key)
        desk = self.session.desk
        about = f"{len(choices)} open" if choices else "none open"
        self.query_one(TitleBar).show("Conflicts", about, f"{desk.path}  {desk.coder}")

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show both versions of the marked one."""
        event.stop()
        found = self._conflicts.get(self.main.key or "")
        self.query_one("#conflict", Prose).show(both_versions(found) if found else Text(NONE))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks; deciding takes a key."""
        event.stop()

    def action_settle(self, other: bool) -> None:
        """Decide the marked conflict."""
        found = self._conflicts.get(self.main.key or "")
        if found is None:
            self.notify(NONE, severity="warning")
            return
        self.app.clear_notifications()  # the last one would lie over the next conflict
        summary = self.change(lambda: self.session.desk.team.settle(found.id, other=other))
        if summary is not None:
            left = plural(len(self._conflicts), "conflict")
            self.say(f"{summary}. {left} left; u takes it back.")

    def action_scroll(self, lines: int) -> None:
        """Read on or back in the versions."""
        self.query_one("#conflict", Prose).scroll_lines(lines)

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()


def _line(one: ConflictView) -> tuple[Part, ...]:
    what = f"{one.label}: {_field(one)}" if one.field else one.label
    return Part(what), Part(f"  {one.kind}", quiet=True)


def _field(one: ConflictView) -> str:
    return one.field.removesuffix("_id").replace("_", " ")


def both_versions(one: ConflictView) -> Text:
    """What stands and the other version, each with author and time, and what is special about it."""
    text = Text()
    text.append(safe(one.label), Style(bold=True))
    text.append(f"  {_field(one)}\n" if one.field else "\n")
    if one.note:
        text.append(f"{safe(one.note)}\n", Style(italic=True))
    for title, key, words, who, at in (
        ("Stands", "k keeps it", one.kept_words, one.kept_by, one.kept_at),
        ("Other", "o takes it", one.other_words, one.other_by, one.other_at),
    ):
        text.append(f"\n{title}", Style(bold=True, underline=True))
        if who:
            text.append(f"  {safe(who)}, {at[:16].replace('T', ' ')}")
        text.append(f"  ({key})\n", Style(dim=True))
        text.append("".join(f"{safe(line)}\n" for line in words.splitlines()))
    text.rstrip()
    return text
