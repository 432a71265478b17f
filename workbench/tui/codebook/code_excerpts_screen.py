"""The excerpts of one code in a list: to filter, to tick, to read whole or where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult

from workbench.errors import WorkbenchError
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.codebook.entry_screen import EntryScreen
from workbench.tui.session import Session
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.entry_list import Entries, EntryList
from workbench.tui.widgets.filter_field import FilterField
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.panels import Prose
from workbench.tui.widgets.said_line import SaidLine
from workbench.tui.widgets.strips import TitleBar, fit

SOURCE = 14
"""Cells of a source's name in the list."""

LONGEST_SHOWN = 300
"""Characters of an excerpt that can fit on a line of the list."""

NOTHING_LEFT = "No excerpt is coded with this code. q goes back to the codebook."
NOTHING_FOUND = "No excerpt has these words. Esc shows all of them."


class CodeExcerptsScreen(EntryScreen):
    """The excerpts of one code, of all coders."""

    KEY_PLACES: ClassVar[tuple[str, ...]] = ("split", "list")
    PANE = "excerpt"
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #excerpt { height: 40%; max-height: 9; border-top: solid $foreground 25%; }
    CodeExcerptsScreen.-short #excerpt, CodeExcerptsScreen.-tiny #excerpt { display: none; }
    CodeExcerptsScreen.-tiny #targets-heads { display: none; }
    """

    def __init__(self, session: Session, code_id: str) -> None:
        super().__init__(session)
        self.code_id = code_id
        self.ticked: set[str] = set()
        self.excerpts: Sequence[Quote] = ()
        self._words: dict[str, str] = {}
        self._listed: list[str] = []
        self.by_id: dict[str, Quote] = {}

    def content(self) -> ComposeResult:
        """Filter, the codes on the digits, the excerpts, and the marked one whole."""
        yield FilterField(placeholder="/ shows only excerpts with the words you type", id="filter")
        yield HeadLine(id="targets-heads")
        yield EntryList(id="excerpts", on_width=lambda _: self.show_list())
        yield Prose(id="excerpt")
        yield SaidLine(id="said")

    def look(self) -> None:
        """Read the code's excerpts."""
        self.session.learn_codes()
        if self.code_id not in self.session.codes:
            self.take(())
            raise WorkbenchError("This code is no longer in the codebook.", hint="q goes back to it.")
        self.take(self.session.desk.codebook.excerpts(self.code_id))

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked excerpt whole."""
        event.stop()
        self.query_one(SaidLine).marked(event.key)
        quote = self.by_id.get(event.key or "")
        nothing = NOTHING_FOUND if self.excerpts else NOTHING_LEFT
        self.pane.show(excerpt_text(quote) if quote else Text(nothing))

    def action_leave(self) -> None:
        """Show all excerpts, with none ticked."""
        self.ticked.clear()
        self.filter.value = ""
        self.show_list()
        self.main.focus()

    def action_tick(self) -> None:
        """Tick the marked excerpt or take the tick away, and go on to the next."""
        key = self.main.key
        if key is not None:
            self.ticked ^= {key}
            self.show_list()
            self.main.mark(self.main.marked + 1)

    def action_tick_all(self) -> None:
        """Tick all that are listed; if they are, none."""
        listed = set(self._listed)
        self.ticked = self.ticked - listed if listed <= self.ticked else self.ticked | listed
        self.show_list()

    def action_read_there(self) -> None:
        """Read the marked excerpt where it stands."""
        quote = self.by_id.get(self.main.key or "")
        if quote is not None:
            self.read_source(quote.source_id, start_char=quote.start_char, end_char=quote.end_char)

    def action_back(self) -> None:
        """Back to the codebook."""
        self.app.pop_screen()

    def chosen(self) -> list[str]:
        """The codings meant: those ticked, or else the marked one."""
        chosen = [quote.coding_id for quote in self.excerpts if quote.coding_id in self.ticked]
        if not chosen and self.main.key is not None:
            chosen = [self.main.key]
        if not chosen:
            self.notify("There is no excerpt to recode.", severity="warning")
        return chosen

    def above_list(self) -> Text:
        """The line above the list; the subclass says."""
        raise NotImplementedError

    def take(self, excerpts: Sequence[Quote]) -> None:
        """List these; ticks of others are gone."""
        self.excerpts = excerpts
        self.by_id = {quote.coding_id: quote for quote in excerpts}
        self._words = {quote.coding_id: _searched(quote) for quote in excerpts}
        self.ticked &= self.by_id.keys()
        self.show_list()

    def show_list(self) -> None:
        """The excerpts that the filter lets through."""
        wanted = self.filter.value.casefold().split()
        listed = [q for q in self.excerpts if all(word in self._words[q.coding_id] for word in wanted)]
        self._listed = [quote.coding_id for quote in listed]
        ticked, me = frozenset(self.ticked), self.session.desk.coder

        def make(at: int) -> Choice:
            quote = listed[at]
            return excerpt_entry(quote, ticked=quote.coding_id in ticked, own=quote.coder == me)

        self.main.show_entries(Entries(self._listed, make), key=self.main.key)
        self.query_one(HeadLine).show(self.above_list())
        about = plural(len(self.excerpts), "excerpt")
        if wanted:
            about = f"{len(listed):,} of {about}"
        if self.ticked:
            about += f", {len(self.ticked):,} ticked"
        desk = self.session.desk
        self.query_one(TitleBar).show(
            f"Split {self.session.label(self.code_id)}", about, f"{desk.path}  {desk.coder}"
        )


def excerpt_entry(quote: Quote, *, ticked: bool, own: bool) -> Choice:
    """An excerpt as an entry of the list; whose it is, where it is somebody else's."""
    name = fit(quote.source_name, SOURCE).ljust(SOURCE)
    whose = "" if own else f"{quote.coder}: "
    words = " ".join(quote.text[:LONGEST_SHOWN].split())
    return Choice(
        quote.coding_id,
        (
            Part("[x] " if ticked else "[ ] ", strong=ticked, quiet=not ticked),
            Part(f"{name}  ", quiet=True),
            Part(whose, quiet=True),
            Part(words),
        ),
    )


def excerpt_text(quote: Quote) -> Text:
    """An excerpt whole, with its attribution, coder and note."""
    text = Text("\n".join(safe(line) for line in quote.text.split("\n")))
    about = ", ".join(filter(None, (quote.attribution or quote.source_name, quote.coder)))
    text.append("\n" + safe(about), Style(dim=True))
    if quote.memo:
        text.append("\nNote: ", Style(bold=True))
        text.append("\n".join(safe(line) for line in quote.memo.split("\n")))
    return text


def _searched(quote: Quote) -> str:
    return f"{quote.source_name}\n{quote.coder}\n{quote.memo}\n{quote.text}".casefold()
