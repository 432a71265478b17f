"""All configurations of the study in a list; words and facts filter it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Input, Static

from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import CMOKind, Stage, plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, settle_memory
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar, fit

SETTLE_SECONDS = 0.5
"""After the first paint and before anyone has read a line."""

COUNTS = 20
"""Cells for the counts of evidence: `12+ 3- 1~  4 sources`."""


class TheoryScreen(ViewScreen):
    """The configurations of the study."""

    BINDINGS = bindings("theory")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("theory", "list", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: Sequence[CMOLine] = ()
        self._haystacks: dict[str, str] = {}
        self._entries: dict[tuple[str, int], Choice] = {}
        self._only: tuple[str, str] | None = None
        self._retired = False

    def on_mount(self) -> None:
        """Once all is read, take it out of the garbage collector's rounds. (The base shows it.)"""
        self.set_timer(SETTLE_SECONDS, settle_memory)

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder="/ shows only CMOs with the words you type", id="filter")
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
        self._lines = self.session.desk.theory.lines()
        self._entries = {}
        self._haystacks = {line.id: haystack(line) for line in self._lines}
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
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Show all configurations again."""
        self._only = None
        self.query_one("#filter", Input).value = ""
        self.main.focus()
        self._show()

    def action_open(self) -> None:
        """Open the marked configuration."""
        if self.main.key:
            self.show_cmo(self.main.key)

    def action_retired(self) -> None:
        """Show or hide retired configurations."""
        self._retired = not self._retired
        self._show()

    def action_only(self) -> None:
        """Pick a fact that all shown configurations have."""
        self.close_panels()
        question = Question(
            "Show only CMOs with   Enter takes it, Esc none",
            list(facts(self._live())),
            "Type a tracer, site, kind, stage, element or coder",
        )
        self.query_one(PickPanel).open(question, self._show_only)

    def action_new(self) -> None:
        """Begin a configuration: its kind, then its title."""
        self.close_panels()
        kinds = [
            Choice(CMOKind.OBSERVED, (Part("observed"), Part("  found in the field", quiet=True))),
            Choice(
                CMOKind.PROGRAMME_THEORY, (Part("programme theory"), Part("  read out of policy", quiet=True))
            ),
        ]
        self.query_one(Chooser).open("A new CMO of which kind?   Enter, Esc none", kinds, self._entitle)

    def _entitle(self, kind: str) -> None:
        def begin(title: str) -> None:
            cmo_id = self.change(lambda: self.session.desk.theory.new_cmo(title, CMOKind(kind)))
            if cmo_id is not None:
                self.show_cmo(cmo_id)

        question = Question(
            "Its title   Enter begins it", (), "In a few words; it can be changed later", "begin"
        )
        self.query_one(PickPanel).open(question, begin, begin)

    def _show_only(self, key: str) -> None:
        kind, _, value = key.partition(":")
        self._only = (kind, value)
        self._show()

    def _live(self) -> list[CMOLine]:
        return [line for line in self._lines if self._retired or line.stage is not Stage.RETIRED]

    def _show(self) -> None:
        """The configurations that the filter lets through."""
        live, words = self._live(), self.query_one("#filter", Input).value.casefold().split()
        wanted = [
            line for line in live if self._only is None or self._only[1] in values_of(line, self._only[0])
        ]
        shown = [line for line in wanted if all(word in self._haystacks[line.id] for word in words)]
        width = self.main.size.width - 3
        choices = [self._entry(line, width) for line in shown] or list(self._nothing())
        self.query_one("#heads", Static).update(heads(width))
        self.main.show(choices, key=self.main.key)
        self._say_what(live, shown)

    def _entry(self, line: CMOLine, width: int) -> Choice:
        """An entry, made once for each width."""
        known = (line.id, width)
        if known not in self._entries:
            self._entries[known] = entry(line, width)
        return self._entries[known]

    def _say_what(self, live: Sequence[CMOLine], shown: Sequence[CMOLine]) -> None:
        about = plural(len(live), "CMO")
        if len(shown) != len(live):
            about = f"{len(shown)} of {about}"
        if self._only is not None:
            about += f", only {self._only[0]}: {self._named(*self._only)}"
        hidden = len(self._lines) - len(live)
        if hidden:
            about += f", {hidden} retired (h shows)"
        desk = self.session.desk
        self.query_one(TitleBar).show("CMO configurations", about, f"{desk.path}  {desk.coder}")

    def _named(self, kind: str, value: str) -> str:
        if kind != "element":
            return value or "none"
        words = (one.wording for line in self._lines for one in line.statements if one.element_id == value)
        return next(words, "an element that is gone")

    def _nothing(self) -> Iterator[Choice]:
        if self._live():
            yield heading(Part("No CMO has this. Esc shows all again.", quiet=True))
            return
        yield heading(Part("No CMOs yet. n begins one; while reading a source, C puts a passage", quiet=True))
        yield heading(Part("into one. In the shell: workbench cmo import FILE", quiet=True))


def haystack(line: CMOLine) -> str:
    """All that words of the filter are looked for in."""
    words = (
        f"cmo {line.number}",
        line.title,
        line.kind,
        line.tracer,
        *line.sites,
        line.stage_explained,
        line.coder,
    )
    return " ".join((*words, *(one.wording for one in line.statements))).casefold()


def values_of(line: CMOLine, kind: str) -> tuple[str, ...]:
    """What a configuration has of one kind of fact; an empty value where it has none."""
    match kind:
        case "tracer":
            return (line.tracer,)
        case "site":
            return line.sites or ("",)
        case "kind":
            return (line.kind,)
        case "stage":
            return (str(line.stage),)
        case "coder":
            return (line.coder,)
        case _:
            return tuple(one.element_id for one in line.statements)


def facts(lines: Sequence[CMOLine]) -> Iterator[Entry]:
    """The facts that these configurations have, with how many have each; elements last."""
    for kind in ("tracer", "site", "kind", "stage", "coder"):
        counts = Counter(value for line in lines for value in values_of(line, kind))
        for value, count in sorted(counts.items(), key=lambda one: (not one[0], one[0].casefold())):
            yield Entry(f"{kind}:{value}", f"{kind}: {value or 'none'}", plural(count, "CMO"))
    wordings: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for line in lines:
        mine = {one.element_id: one.wording for one in line.statements}
        wordings |= mine
        numbers.update(mine.keys())
    for element, count in numbers.most_common():
        yield Entry(f"element:{element}", f"element: {wordings[element]}", plural(count, "CMO"))


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
