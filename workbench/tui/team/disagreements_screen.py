"""Where coders differ: each passage with both codings side by side in the text, talked through and settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.team_views import Compared, Differing, DisagreementView
from workbench.model.vocabulary import plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.team.agreeing import agree, withdraw, write_memo
from workbench.tui.team.beside import BesidePane
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.entry_list import Entries, EntryList
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.strips import TitleBar, fit

SETTLED, OPEN = "✓ ", "  "
"""Before a passage on whose codes all was agreed, and before others."""


class DisagreementsScreen(StudyScreen):
    """Passages on which coders differ."""

    BINDINGS = bindings("differing")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("differing", "list")
    CSS = """
    #beside { height: 60%; border-top: solid $foreground 25%; }
    #said { height: 2; padding: 0 1; background: $surface; }
    .-short #said { height: 1; }
    .-tiny #beside, .-tiny #said { display: none; }
    """

    def __init__(self, session: Session, compared: Compared) -> None:
        super().__init__(session)
        self._compared = compared
        self._found: Differing | None = None
        self._shown: Sequence[DisagreementView] = ()
        self._only_open = False
        self._pair = 0

    def content(self) -> ComposeResult:
        """The list, what is said of the marked passage, and the text twice."""
        with Vertical():
            yield EntryList(id="passages", on_width=lambda _: self._show())
        yield Static(id="said", markup=False)
        with Horizontal(id="beside"):
            yield BesidePane(self.session, id="one")
            yield BesidePane(self.session, id="other")

    def panels(self) -> Iterable[Panel]:
        """Where a code is chosen, and memos are written."""
        yield Chooser(id="chooser")
        yield MemoPanel(self.session.memory, id="memo")

    @property
    def main(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def passage(self) -> DisagreementView | None:
        """The marked passage."""
        return self._shown[self.main.marked] if self.main.marked < len(self._shown) else None

    def look(self) -> None:
        """Compare, beside the screen: of a large study it takes a second."""
        self.session.learn_codes()
        team = self.session.desk.team
        read_aside(self, "differing", lambda: team.differing(self._compared), self._take)

    def _take(self, found: Differing) -> None:
        if self._found is None:
            for note in found.notes:
                self.notify(note, timeout=8, markup=False)
        self._found = found
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked passage."""
        event.stop()
        self._show_passage()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks."""
        event.stop()

    def action_read(self) -> None:
        """Open the source at the passage."""
        if found := self.passage:
            self.read_source(found.source_id, start_char=found.start_char, end_char=found.end_char)

    def action_agree(self, applies: bool) -> None:
        """Keep what was agreed: on the one code that is disputed, else on the one that is chosen."""
        if found := self.passage:
            agree(self, self._compared, found, applies=applies)

    def action_withdraw(self) -> None:
        """Take back what was agreed on the marked passage last."""
        if found := self.passage:
            withdraw(self, self._compared, found)

    def action_memo(self) -> None:
        """Write a memo on the passage."""
        if found := self.passage:
            write_memo(self, found)

    def action_only_open(self) -> None:
        """List only what is not settled, or all."""
        self._only_open = not self._only_open
        self._show()

    def action_pair(self) -> None:
        """The next two coders side by side."""
        self._pair += 1
        self._show_passage()

    def action_scroll(self, lines: int) -> None:
        """Read on or back in both texts."""
        for pane in self.query(BesidePane):
            pane.scroll_lines(lines)

    def action_leave(self) -> None:
        """Back to the team."""
        self.app.pop_screen()

    def _show(self) -> None:
        found = self._found
        if found is None:
            self.query_one("#said", Static).update("Comparing ...")
            return
        key = self.main.key
        self._shown = [one for one in found.passages if not (self._only_open and one.is_settled)]
        keys = [f"{one.revision_id}:{one.start_char}:{one.end_char}" for one in self._shown]
        width = self.main.size.width - 3
        self.main.show_entries(
            Entries(keys, lambda at: Choice(keys[at], _line(self._shown[at], width))), key=key
        )
        settled = sum(one.is_settled for one in found.passages)
        about = f"{plural(len(found.passages), 'passage')}, {settled} settled"
        desk = self.session.desk
        self.query_one(TitleBar).show(f"Disagreements: {found.title}", about, f"{desk.path}  {desk.coder}")
        self._show_passage()

    def _show_passage(self) -> None:
        found, passage = self._found, self.passage
        if found is None:
            return
        words = self.query_one("#said", Static)
        if passage is None:
            words.update(_nothing(found, only_open=self._only_open))
            for pane in self.query(BesidePane):
                pane.clear()
            return
        words.update(_agreed(passage))
        names = list(found.coders.items())
        pairs = [
            pair
            for pair in combinations(range(len(names)), 2)
            if passage.codes[pair[0]] != passage.codes[pair[1]]
        ]
        pair = pairs[self._pair % len(pairs)]
        for pane, at in zip(self.query(BesidePane), pair, strict=True):
            coder_id, name = names[at]
            marks = [one for one in found.marks.get(passage.revision_id, ()) if one.coder_id == coder_id]
            pane.show(name, [last_name(path) for _, path in passage.codes[at]], passage, marks)


def last_name(path: str) -> str:
    """A code's own name."""
    return path.rpartition(PATH_SEPARATOR)[2]


def _line(one: DisagreementView, width: int) -> tuple[Part, ...]:
    sign = SETTLED if one.is_settled else OPEN
    place = f"{one.source} {one.start_char}:{one.end_char}"
    sides = " | ".join(", ".join(last_name(path) for _, path in codes) or "–" for codes in one.codes)
    place = fit(place, max(8, width // 3))
    room = width - len(sign) - max(8, width // 3) - 2
    return (
        Part(sign, strong=True),
        Part(f"{place:<{max(8, width // 3)}}  ", quiet=True),
        Part(fit(sides, room)),
    )


def _agreed(one: DisagreementView) -> Text:
    """What was agreed on the codes that are disputed."""
    text = Text()
    for code_id, path in one.disputed:
        text.append(", " if text.plain else "")
        text.append(safe(last_name(path)), Style(bold=True))
        if code_id in one.settled:
            text.append(": agreed, applies" if one.settled[code_id] else ": agreed, does not apply")
        else:
            text.append(": open")
    if one.attribution:
        text.append(f"  {safe(one.attribution)}", Style(italic=True))
    return text


def _nothing(found: Differing, *, only_open: bool) -> Text:
    who = " and ".join(found.coders.values())
    if found.passages and only_open:
        return Text("All is settled. o lists all passages again.")
    return Text(f"{safe(who)} have the same codes on every passage.")
