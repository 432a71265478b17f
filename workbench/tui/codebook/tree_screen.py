"""The codebook as a tree to go about in: filtered, folded, with what the marked code says of itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.tui.codebook.code_tree import Book, Line, entry, heads
from workbench.tui.codebook.entry_screen import EntryScreen
from workbench.tui.reading.code_picker import define
from workbench.tui.session import Session
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.entry_list import Entries, EntryList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.said_line import SaidLine
from workbench.tui.widgets.strips import TitleBar

NOTHING_FOUND = "No code has these words. Esc shows all codes again."

NO_CODES = """No codes yet. n makes the first one; or, in the shell: workbench codebook import FILE.
While reading, c makes codes on the spot."""


class TreeScreen(EntryScreen):
    """All codes of the study, with how often each was used."""

    PANE = "about-code"
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #book { height: 1fr; width: 1fr; layout: vertical; }
    #about-code { height: 35%; max-height: 7; border-top: solid $foreground 25%; }
    TreeScreen.-narrow #about-code, TreeScreen.-short #about-code, TreeScreen.-tiny #about-code {
        display: none;
    }
    TreeScreen.-wide #book { layout: horizontal; }
    TreeScreen.-wide #about-code {
        height: 1fr; max-height: 100%; width: 60; border-top: none; border-left: solid $foreground 25%;
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folded: set[str] = set()
        self._retired = False
        self.book = Book((), retired=True)

    def content(self) -> ComposeResult:
        """Filter, column heads, the tree, and what the marked code says of itself."""
        yield FilterField(placeholder="/ shows only codes with the words you type", id="filter")
        yield HeadLine(id="heads")
        with Container(id="book"):
            with Vertical():
                yield EntryList(id="tree", on_width=lambda _: self.show_list())
            yield Prose(id="about-code")
        yield SaidLine(id="said")

    @property
    def code(self) -> CodeView | None:
        """The marked code; a notice where there is none."""
        code = self.session.codes.get(self.main.key or "")
        if code is None:
            words = "There is no code yet: n makes one." if not self.session.codes else "No code is marked."
            self.notify(words, severity="warning")
        return code

    def look(self) -> None:
        """Read the codebook."""
        self.session.learn_codes()
        self._study_book()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show what the marked code says of itself."""
        event.stop()
        self.query_one(SaidLine).marked(event.key)
        code = self.session.codes.get(event.key or "")
        self.pane.show(define(code) if code else Text(NOTHING_FOUND if self.session.codes else NO_CODES))

    def action_leave(self) -> None:
        """Show all codes again."""
        self.filter.value = ""
        self.main.focus()

    def action_retired(self) -> None:
        """Show or hide codes out of use."""
        self._retired = not self._retired
        self._study_book()

    def action_fold(self, fold: bool) -> None:
        """Fold what is under the marked code, or go to the one above it; or unfold."""
        key = self.main.key or ""
        if not fold:
            self._folded.discard(key)
        elif key in self.book.foldable() and key not in self._folded:
            self._folded.add(key)
        else:
            key = self.book.parents.get(key) or key
        self.show_list(key)

    def action_fold_all(self) -> None:
        """Fold everything; with anything folded, unfold it all."""
        key = self.main.key
        if self._folded:
            self._folded = set()
        else:
            self._folded = self.book.foldable()
            above = self.book.above(key)
            key = above[-1] if above else key
        self.show_list(key)

    def mark_code(self, code_id: str) -> None:
        """Mark a code, unfolding and clearing what hides it."""
        self._folded -= set(self.book.above(code_id))
        if code_id not in {line.code.id for line in self._lines()}:
            self.filter.value = ""
        self.show_list(code_id)

    def _study_book(self) -> None:
        self.book = Book(list(self.session.codes.values()), retired=self._retired)
        self._folded &= self.book.foldable()
        self.show_list()

    def _lines(self) -> list[Line]:
        words = self.filter.value.casefold().split()
        return self.book.lines(self._folded, words)

    def show_list(self, key: str | None = None) -> None:
        """The codes that are unfolded, or that the filter lets through."""
        tree, lines = self.main, self._lines()
        width = tree.size.width
        legend = self.session.legend()
        entries = Entries([line.code.id for line in lines], lambda at: entry(lines[at], legend, width))
        self.query_one(HeadLine).show(heads(width))
        filtered = bool(self.filter.value.strip())
        tree.show_entries(entries, key=key or (first_match(lines, tree.key) if filtered else tree.key))
        about = counted(self.session.codes.values(), retired=self._retired)
        if filtered:
            about = f"{sum(line.matches for line in lines)} of {about}"
        desk = self.session.desk
        self.query_one(TitleBar).show("Codebook", about, f"{desk.path}  {desk.coder}")


def first_match(lines: Sequence[Line], key: str | None) -> str | None:
    """The code to mark while filtering: the one that is marked, or the first that was found."""
    found = [line.code.id for line in lines if line.matches]
    return key if key in found else next(iter(found), None)


def counted(codes: Collection[CodeView], *, retired: bool) -> str:
    """How many codes there are; whether those out of use are shown."""
    out = sum(code.retired for code in codes)
    about = plural(len(codes) - out, "code")
    return about + (f", {out} out of use" + ("" if retired else " (h shows)") if out else "")
