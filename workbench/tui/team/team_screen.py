"""The team: conflicts that merges left, coding rounds, and whose codings can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult

from workbench.model.round_views import RoundView
from workbench.model.team_views import Compared, Here
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.team.beginning import begin_round
from workbench.tui.team.company import HERE, company, who_is_here
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar, fit

CONFLICTS = "conflicts"
"""The key of the entry that leads to open conflicts."""


class TeamScreen(StudyScreen):
    """What concerns several people."""

    BINDINGS = bindings("team")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("team", "list")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rounds: Sequence[RoundView] = ()
        self._open = 0
        self._here: Sequence[Here] = ()

    def poll(self) -> None:
        """See what changed, and who else is there."""
        super().poll()
        self._here, before = who_is_here(self, self._here), self._here
        if self._here != before:
            self._show()

    def content(self) -> ComposeResult:
        """One list under headings."""
        yield SectionList(id="team", on_width=lambda _: self._show())

    def panels(self) -> Iterable[Panel]:
        """Before a round is frozen, where two coders are chosen, and where a round is begun."""
        yield AskPanel(id="ask")
        yield PickPanel(id="pick")
        yield LinePanel(id="line")
        yield Chooser(id="chooser")

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    def look(self) -> None:
        """Read rounds and open conflicts."""
        self._rounds = self.session.desk.team.rounds()
        self._open = len(self.session.desk.team.conflicts())
        self._here = who_is_here(self, self._here)
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is opened."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the conflicts, or where the coders of the marked round differ."""
        key = self.main.key
        if key == CONFLICTS:
            self._show_conflicts()
            return
        if key and key.startswith(f"{HERE}:"):
            self.read_source(key.partition(":")[2])
            return
        marked = self._marked()
        if marked is None:
            return
        if not marked.is_frozen:
            self.notify(
                "This round is still being coded. When all have finished, f freezes it.",
                severity="warning",
            )
            return
        self._compare(Compared(round_id=marked.id))

    def show(self, key: str, *, conflicts: bool) -> None:
        """Mark a round, or open the conflicts with one of them marked."""
        if conflicts:
            self._show_conflicts(key)
        else:
            self.main.show(self.main.choices, key=key)

    def _show_conflicts(self, key: str = "") -> None:
        from workbench.tui.team.conflicts_screen import ConflictsScreen

        self.app.push_screen(ConflictsScreen(self.session, first=key))

    def action_begin(self) -> None:
        """Begin a round."""
        begin_round(self)

    def action_freeze(self) -> None:
        """Ask, and freeze the marked round."""
        marked = self._marked()
        if marked is None or marked.is_frozen:
            self.notify("Mark a round that is being coded.", severity="warning")
            return

        def freeze() -> None:
            summary = self.change(lambda: self.session.desk.team.freeze(marked.id))
            if summary is not None:
                self.say(summary)

        text = Text(
            f"{marked.label} of {', '.join(marked.coders.values())} ends: what they have coded in it is taken down as "
            "it stands and compared. They may go on coding; the comparison stays."
        )
        self.close_panels()
        self.query_one(AskPanel).open("Have all finished?   Enter freezes it, Esc leaves it", text, freeze)

    def action_compare(self) -> None:
        """Choose two coders whose codings are compared as they stand."""
        coders = self.session.desk.team.coders()
        pairs = {f"{one} {other}": (one, other) for one, other in combinations(coders, 2)}
        if not pairs:
            self.notify("Fewer than two people have coded anything.", severity="warning")
            return
        entries = [Entry(key, _pair(coders, pair)) for key, pair in pairs.items()]
        question = Question("Whose codings?   Enter compares them as they stand, Esc leaves it", entries)
        self.close_panels()
        self.query_one(PickPanel).open(question, lambda key: self._compare(Compared(coder_ids=pairs[key])))

    def _compare(self, compared: Compared) -> None:
        from workbench.tui.team.disagreements_screen import DisagreementsScreen

        self.app.push_screen(DisagreementsScreen(self.session, compared))

    def _marked(self) -> RoundView | None:
        return next((one for one in self._rounds if one.id == self.main.key), None)

    def _show(self) -> None:
        width = self.main.size.width - 3
        self.main.show([*self._lines(width), *company(self._here)], key=self.main.key)
        desk = self.session.desk
        about = plural(len(self._rounds), "round")
        if self._open:
            about += f", {plural(self._open, 'open conflict')}"
        self.query_one(TitleBar).show("Team", about, f"{desk.path}  {desk.coder}")

    def _lines(self, width: int) -> Iterator[Choice]:
        if self._open:
            yield heading(Part("Merged copies", strong=True))
            words = f"{plural(self._open, 'conflict')} to decide"
            yield Choice(CONFLICTS, (Part(words), Part("  both versions are kept until then", quiet=True)))
            yield heading(Part(""))
        yield heading(Part("Coding rounds", strong=True), Part("  coded apart, then compared", quiet=True))
        if not self._rounds:
            yield heading(Part("  None yet; n begins one", quiet=True))
        for one in self._rounds:
            yield Choice(one.id, _round(one, width))


def _pair(coders: Mapping[str, str], pair: tuple[str, str]) -> str:
    return f"{coders[pair[0]]} and {coders[pair[1]]}"


def _round(one: RoundView, width: int) -> tuple[Part, ...]:
    state = f"frozen {one.frozen_at[:10]}" if one.is_frozen else "being coded"
    manner = "blind" if one.is_blind else "open"
    about = f"{state}, {manner}, {plural(len(one.passages), 'passage')}, {', '.join(one.coders.values())}"
    name = fit(f"{one.number}  {one.name}", max(12, width // 3))
    return Part(f"{name:<{max(12, width // 3)}}"), Part(
        "  " + fit(about, width - max(12, width // 3) - 2), quiet=True
    )
