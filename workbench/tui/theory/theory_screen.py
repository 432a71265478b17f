"""All configurations of the study in a list; words and facts filter it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Input, Static

from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import CMOKind, Stage, plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, settle_memory
from workbench.tui.theory.beginning import begin_cmo
from workbench.tui.theory.cmo_filter import CMOFilter
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import PickPanel, Question
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar, fit

SETTLE_SECONDS = 0.5
"""After the first paint and before anyone has read a line."""

COUNTS = 20
"""Cells for the counts of evidence: `12+ 3- 1~  4 sources`."""

INVITATION = "/ shows only CMOs with the words you type"
"""What the empty filter says while no fact is picked."""


class TheoryScreen(ViewScreen):
    """The configurations of the study."""

    BINDINGS = bindings("theory")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("theory", "list", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._filter = CMOFilter()
        self._entries: dict[tuple[str, int], Choice] = {}

    def on_mount(self) -> None:
        """Once all is read, take it out of the garbage collector's rounds. (The base shows it.)"""
        self.set_timer(SETTLE_SECONDS, settle_memory)

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder=INVITATION, id="filter")
        yield Static(id="heads")
        yield SectionList(id="cmos", on_width=lambda _: self._show())

    def panels(self) -> Iterable[Panel]:
        """Where facts to filter by are picked, and new configurations begun."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    def look(self) -> None:
        """Read the configurations in short."""
        self._filter = self._filter.over(self.session.desk.theory.lines())
        self._entries = {}
        self._show()

    def show_cmo(self, cmo_id: str) -> None:
        """Open a configuration over the list."""
        from workbench.tui.theory.cmo_screen import CMOScreen

        self.main.show(self.main.choices, key=cmo_id)
        order = [choice.key for choice in self.main.choices if choice.key]
        self.app.push_screen(CMOScreen(self.session, cmo_id, order))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked configuration is opened."""
        event.stop()
        self.action_open()

    def action_step(self, entries: int) -> None:
        """Move the mark while the filter has the keys."""
        self.main.action_step(entries)

    def action_filter(self) -> None:
        """Go to the filter."""
        field = self.query_one("#filter", Input)
        field.focus()
        field.select_all()

    def action_leave(self) -> None:
        """Show all configurations again."""
        self._filter = replace(self._filter, only={})
        self.query_one("#filter", Input).value = ""
        self.main.focus()
        self._show()

    def action_open(self) -> None:
        """Open the marked configuration."""
        if self.main.key:
            self.show_cmo(self.main.key)

    def action_retired(self) -> None:
        """Show or hide retired configurations."""
        self._filter = replace(self._filter, with_retired=not self._filter.with_retired)
        self._show()

    def action_only(self) -> None:
        """Pick a fact that all shown configurations have, beside those picked before; or lift one again."""
        self.close_panels()
        question = Question(
            "Show only CMOs with   Enter takes it, or lifts what has a ✓; Esc none",
            list(self._filter.facts()),
            "Type a tracer, site, kind, stage, element or coder",
        )
        self.query_one(PickPanel).open(question, self._show_only)

    def action_new(self) -> None:
        """Begin a configuration."""
        self.close_panels()
        begin_cmo(self, self._filter.only)

    def _show_only(self, key: str) -> None:
        kind, _, value = key.partition(":")
        self._filter = self._filter.turned(kind, value)
        self._show()

    def _show(self) -> None:
        """The configurations that the filter lets through."""
        if not self.main.size.width:
            return  # not laid out yet; it is shown when it is
        field = self.query_one("#filter", Input)
        shown, picked = self._filter.shown(field.value), self._filter.picked
        field.placeholder = (
            f"only {picked}   (f adds or lifts a fact, Esc shows all)" if picked else INVITATION
        )
        width = self.main.size.width - 3
        choices = [self._entry(line, width) for line in shown] or list(nothing(bool(self._filter.live)))
        self.query_one("#heads", Static).update(heads(width))
        self.main.show(choices, key=self.main.key)
        desk = self.session.desk
        about = self._filter.about(len(shown))
        self.query_one(TitleBar).show("CMO configurations", about, f"{desk.path}  {desk.coder}")

    def _entry(self, line: CMOLine, width: int) -> Choice:
        """An entry, made once for each width."""
        known = (line.id, width)
        if known not in self._entries:
            self._entries[known] = entry(line, width)
        return self._entries[known]


def nothing(anything: bool) -> Iterator[Choice]:
    """What an empty list says; `anything` if there are configurations that it does not show."""
    if anything:
        yield heading(Part("No CMO has this. Esc shows all again.", quiet=True))
        return
    yield heading(Part("No CMOs yet. n begins one; while reading a source, C puts a passage", quiet=True))
    yield heading(Part("into one. In the shell: workbench cmo import FILE", quiet=True))


def entry(line: CMOLine, width: int) -> Choice:
    """A configuration on one line: number and title; where it belongs, stage, and counts where there is room."""
    number, counts = f"{line.number:>4} ", counted(line)
    place = ", ".join(filter(None, (line.tracer, *line.sites)))
    kind = "theory" if line.kind == CMOKind.PROGRAMME_THEORY else ""
    rest = ", ".join(filter(None, (kind, place)))
    room = width - cell_len(number) - COUNTS - 2
    wide = room > 80
    title = _padded(line.title or "(no title)", room * (2 if wide else 5) // (5 if wide else 9))
    stage = _padded(line.stage_explained, room * 3 // 10 if wide else room * 4 // 9 - 1)
    about = (
        (Part(" " + _padded(rest, room - cell_len(title) - cell_len(stage) - 1), quiet=True),) if wide else ()
    )
    return Choice(
        line.id,
        (
            Part(number, strong=True),
            Part(title),
            *about,
            Part(" " + stage, quiet=line.stage is not Stage.FRAGMENT),
            Part(f"  {counts}", quiet=True),
        ),
    )


def counted(line: CMOLine) -> str:
    """`12+ 3- 1~  4 sources`: what supports, contradicts and qualifies, and from how many sources."""
    pairs = ((line.supports, "+"), (line.contradicts, "-"), (line.qualifies, "~"))
    words = " ".join(f"{count}{sign}" for count, sign in pairs if count)
    return f"{words}  {plural(line.source_count, 'source')}" if words else "no evidence"


def heads(width: int) -> str:
    """The heads of the columns, over entries of that width."""
    room = width - 5 - COUNTS - 2
    if room > 80:
        first, stage = room * 2 // 5, room * 3 // 10
        middle = " " + _padded("kind, tracer, sites", room - first - stage - 1)
    else:
        first, stage, middle = room * 5 // 9, room * 4 // 9 - 1, ""
    return fit(
        "   CMO " + _padded("title", first) + middle + " " + _padded("stage", stage) + "  evidence + - ~",
        width + 2,
    )


def _padded(text: str, width: int) -> str:
    fitted = fit(text, width)
    return fitted + " " * max(width - cell_len(fitted), 0)
