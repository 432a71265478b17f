"""Demi-regularities in a list, and the marked one at length with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container

from workbench.model.memo_views import SubjectView
from workbench.model.pattern_text import described, named, numbers
from workbench.model.pattern_views import DemiRegularity, Patterns
from workbench.model.vocabulary import plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memos.memo_form import MemoForm
from workbench.tui.memos.memo_writing import new_memo
from workbench.tui.session import Session, attempt
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_questions.going import open_cmo
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar


class PatternsScreen(ViewScreen):
    """The list at the left or above, the marked pattern at the right or below."""

    BINDINGS = bindings("patterns")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("patterns", "list", "memo", *VIEW_PLACES)
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    CSS = """
    #patterns-body { height: 1fr; width: 1fr; layout: vertical; }
    #patterns-body > SectionList { height: 40%; width: 1fr; }
    #pattern-words { height: 60%; border-top: solid $foreground 25%; }
    .-tiny #pattern-words { display: none; }
    .-tiny #patterns-body > SectionList { height: 1fr; }
    .-wide #patterns-body { layout: horizontal; }
    .-wide #patterns-body > SectionList { height: 1fr; }
    .-wide #pattern-words { height: 1fr; width: 50%; border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._patterns: dict[str, DemiRegularity] = {}

    def content(self) -> ComposeResult:
        """The list and the marked one."""
        with Container(id="patterns-body"):
            yield SectionList(id="patterns")
            yield Prose(id="pattern-words")

    def panels(self) -> Iterable[Panel]:
        """Where to go is chosen, and memos are written."""
        yield from super().panels()
        yield Chooser(id="chooser")
        yield MemoForm(self.session.memory, id="memo")

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    @property
    def pattern(self) -> DemiRegularity | None:
        """The marked pattern; a notice where there is none."""
        found = self._patterns.get(self.main.key or "")
        if found is None:
            self.notify("No pattern is marked.", severity="warning")
        return found

    def look(self) -> None:
        """Work the patterns out, beside the screen."""
        if not self._patterns:
            self.main.show([heading(Part("Looking for patterns …", quiet=True))])
        read_aside(self, "patterns", self.session.desk.patterns.patterns, self._take)

    def _take(self, found: Patterns) -> None:
        self._patterns = {one.key: one for one in found.items}
        self.main.show(list(_choices(found)), key=self.main.key)
        desk = self.session.desk
        about = f"{plural(len(found.items), 'pattern')}, by tracer and CMO, not by how often"
        self.query_one(TitleBar).show("Demi-regularities", about, f"{desk.path}  {desk.coder}")

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked pattern."""
        event.stop()
        one = self._patterns.get(event.key or "")
        words = "\n".join(described(one)) if one else ""
        self.query_one("#pattern-words", Prose).show(Text("\n".join(map(safe, words.split("\n")))))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and leads nowhere."""
        event.stop()

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the pattern."""
        self.query_one("#pattern-words", Prose).scroll_lines(lines)

    def action_open(self) -> None:
        """Choose one of its configurations or sources, and go there."""
        one = self.pattern
        if one is None:
            return
        cmos = {cmo.id: cmo.name for cmo in (*one.cmos, *one.anticipated)}
        cmos |= {
            case.cmo.id: f"{case.cmo.name}  {case.why}"
            for case in one.counter_cases
            if case.cmo.id not in cmos
        }
        entries = [Choice(f"cmo:{key}", (Part(safe(name)),)) for key, name in cmos.items()]
        entries += [
            Choice(f"source:{name}", (Part("source ", quiet=True), Part(safe(name)))) for name in one.sources
        ]
        self.close_panels()
        self.query_one(Chooser).open("Go to   Enter, Esc stays", entries, self._go)

    def _go(self, key: str) -> None:
        kind, _, target = key.partition(":")
        if kind == "cmo":
            open_cmo(self, target)
            return
        source_id = attempt(self, lambda: self.session.desk.patterns.source_id(target))
        if source_id is not None:
            self.read_source(source_id)

    def action_memo(self, which: str) -> None:
        """Write an analytic memo on the pattern's context or outcome."""
        if one := self.pattern:
            element = one.context if which == "context" else one.outcome
            self.close_panels()
            subject = SubjectView("element", element.id, named(element))
            self.query_one(MemoForm).write(new_memo(self, subject))


def _choices(found: Patterns) -> Iterator[Choice]:
    for one in found.items:
        against = plural(len(one.counter_cases), "counter-case") if one.counter_cases else "no counter-case"
        yield Choice(
            one.key,
            (
                Part(safe(one.context.wording)),
                Part(" → ", strong=True),
                Part(safe(one.outcome.wording)),
                Part(f"  {numbers(one.cmos)}; {plural(len(one.sources), 'source')}; {against}", quiet=True),
            ),
        )
    for note in found.notes:
        yield heading(Part(note, quiet=True))
