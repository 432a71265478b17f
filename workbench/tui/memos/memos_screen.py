"""The memos of the study: found by kind, coder, subject and words, read, written, and left for what they are on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input

from workbench.model.memo_views import MemoView
from workbench.tui.copying import copy_text
from workbench.tui.keys.catalogue import bindings
from workbench.tui.list_screen import ListScreen
from workbench.tui.memos.memo_form import MemoForm, MemoTask
from workbench.tui.memos.memo_table import MemoTable
from workbench.tui.memos.memo_writing import drafts, go_on, new_memo, other_words, subjects
from workbench.tui.memos.memos_list import ABOUT, DRAFT, ORDERS, MemoBook, as_read
from workbench.tui.memos.subject_places import go_to_subject
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session, attempt
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import TitleBar

WAYS = "/ filters by words, k by kind, c by coder, a by what they are on; o orders"
"""What the filter says while it is empty."""

NO_SUCH = "No memo is like that. Esc lists all again."

NONE = """No memos yet. n writes the first one: on the study, a source, a code, a CMO.
While reading, M writes a memo on what lies under the caret."""

QUESTIONS = {
    "kind": "List memos of which kind?   Enter, Esc leaves it",
    "coder": "List memos by whom?   Enter, Esc leaves it",
    "about": "List memos on what?   Enter, Esc leaves it",
}


class MemosScreen(ListScreen):
    """All memos in a list, and the marked one to read."""

    BINDINGS = bindings("memos")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("memos", "list", "memo")
    PANE = "memo-read"
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #memos-body { height: 1fr; width: 1fr; layout: vertical; }
    #memos-body > Vertical { height: 1fr; width: 1fr; }
    #memo-read { height: 45%; border-top: solid $foreground 25%; }
    .-short #memo-read { height: 50%; }
    .-tiny #memo-read { display: none; }
    .-wide #memos-body { layout: horizontal; }
    .-wide #memo-read { height: 1fr; width: 50%; border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._reads: Text | None = None

    def content(self) -> ComposeResult:
        """Filter, column heads, the list, and the marked memo."""
        yield FilterField(placeholder=WAYS, id="filter")
        heads = HeadLine(id="heads")
        yield heads
        with Container(id="memos-body"):
            with Vertical():
                yield MemoTable(heads, id="memos")
            yield Prose(id="memo-read")

    def panels(self) -> Iterable[Panel]:
        """Where memos are written, and where one chooses what is listed and what one writes on."""
        yield MemoForm(self.session.memory, id="memo")
        yield PickPanel(id="subjects")
        yield Chooser(id="chooser")

    @property
    def main(self) -> MemoTable:
        """The list."""
        return self.query_one(MemoTable)

    @property
    def memo(self) -> MemoView | None:
        """The marked memo; a notice where there is none."""
        memo = self.main.memo
        if memo is None:
            none = not self.main.book.by_id
            words = "There are no memos yet: n writes one." if none else "No memo is marked."
            self.notify(words, severity="warning")
        return memo

    def look(self) -> None:
        """Read the memos."""
        self.session.learn_codes()
        self.main.take_book(MemoBook(self.session.desk.memos.memos(), tuple(drafts(self.session))))

    def show_list(self) -> None:
        """The memos that have the words."""
        self.main.find(self.filter.value)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked memo, and say what is listed."""
        event.stop()
        memo, desk = self.main.memo, self.session.desk
        text = as_read(memo) if memo else Text(NO_SUCH if self.main.book.by_id else NONE)
        if text != self._reads:
            self._reads = text
            self.pane.show(text)
        self.query_one(TitleBar).show("Memos", self.main.in_words, f"{desk.path}  {desk.coder}")

    @on(MemoPanel.Saved)
    def list_anew(self) -> None:
        """Its draft is gone from the list."""
        attempt(self, self.look)

    def on_screen_resume(self) -> None:
        """List what was begun elsewhere meanwhile, too."""
        super().on_screen_resume()
        if [memo.id for memo in self.main.book.drafts] != [memo.id for memo in drafts(self.session)]:
            attempt(self, self.look)

    def on_panel_closed(self) -> None:
        """List the draft that may have been left. (The base gives the keys back.)"""
        attempt(self, self.look)

    def action_leave(self) -> None:
        """List all memos again."""
        with self.prevent(Input.Changed):
            self.filter.value = ""
        self.main.list_all()
        self.main.focus()

    def action_narrow(self, facet: str) -> None:
        """Choose the kind, coder or kind of subject of which memos are listed."""
        book = self.main.book
        entries = [Choice("", (Part("All"), Part(f"  {len(book.by_id)}", quiet=True)))]
        for value, count in book.values(facet):
            name = ABOUT.get(value, value) if facet == "about" else value or "unknown"
            entries.append(Choice(value, (Part(name), Part(f"  {count}", quiet=True))))
        self.close_panels()
        self.query_one(Chooser).open(QUESTIONS[facet], entries, lambda value: self.main.narrow(facet, value))

    def action_order(self) -> None:
        """Choose the order."""
        names = sorted(ORDERS, key=lambda name: name != self.main.order)
        entries = [Choice(name, (Part(ORDERS[name]),)) for name in names]
        self.close_panels()
        self.query_one(Chooser).open(
            "List memos in which order?   Enter, Esc leaves it", entries, self.main.put_in_order
        )

    async def action_open(self) -> None:
        """Go to what the marked memo is on; from the filter, go to the list."""
        if self.focused is not self.main:
            self.main.focus()
        elif (memo := self.memo) and memo.kind == DRAFT:
            self._form(attempt(self, lambda: go_on(self, memo)))
        elif memo:
            await go_to_subject(self, memo)

    def action_new(self) -> None:
        """Choose what to write on; that of the marked memo stands first."""
        found = attempt(self, lambda: subjects(self.session))
        if found is None:
            return
        named = {f"{one.type}:{one.id}": one for one in found}
        marked = self.main.memo
        near = f"{marked.subject_type}:{marked.subject_id}" if marked else ""
        keys = sorted(named, key=lambda key: key != near)
        self.close_panels()
        self.query_one(PickPanel).open(
            Question(
                "New memo on what?   Enter takes it, Esc none", [Entry(key, named[key].name) for key in keys]
            ),
            lambda key: self._form(new_memo(self, named[key])),
        )

    def action_edit(self) -> None:
        """Write on in the marked memo or draft."""
        memo = self.memo
        if memo is not None and memo.kind == DRAFT:
            self._form(attempt(self, lambda: go_on(self, memo)))
        elif memo is not None:
            self._form(other_words(self, memo))

    def action_remove(self) -> None:
        """Remove the marked memo."""
        memo = self.memo
        if memo is not None and memo.kind == DRAFT:
            self.notify("A draft goes when it is saved or emptied: e opens it.", severity="warning")
        elif memo is not None:
            summary = self.change(lambda: self.session.desk.memos.remove(memo.id))
            if summary is not None:
                self.say(f"{summary}; u undoes it")

    def action_copy(self) -> None:
        """Copy the text of the marked memo."""
        if memo := self.memo:
            self.say(copy_text(self, memo.body))

    def _form(self, task: MemoTask | None) -> None:
        if task is not None:
            self.close_panels()
            self.query_one(MemoForm).write(task)
