"""Choosing one of many by typing: elements, configurations, facts, memos. What is typed may itself be an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workbench.tui.codebook.finder import FUZZY_SCORE, MOST_HITS, SHORTEST_FUZZY
from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel, Prose
from workbench.tui.widgets.strips import fit

CUT = 3
"""Cells of an entry that the list needs for its own signs."""

FEW_HITS = 8
"""With as many texts that have all the words, those merely like them are not looked for."""

SENTENCE_WORDS = 4
"""Who types as many words is writing, not looking for something."""

OWN = "+"
"""The key of the entry that takes what was typed."""

UNSAID = Choice("", (Part("type it, or move to one below", quiet=True),))
"""Where the mark is, unseen, while words are wanted and none are there: so Enter takes nothing that was not meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to pick: its key, the words it is found by, and what is shown before and after them."""

    key: str
    text: str
    about: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the title, what there is to pick, and what may be typed instead, if anything.

    `first` stands above the others as long as nothing is typed. What is typed comes after the entries that have all
    its words, so that a statement is shared rather than retyped, and before those that are only like it; a whole
    sentence comes before them all, unless one is the very same.
    """

    title: str
    entries: Sequence[Entry]
    placeholder: str = "Type to find"
    own: str = ""
    first: Entry | None = None


class PickPanel(Panel):
    """Type to find; Enter takes the marked entry and hands its key to a callback, or the words that were typed."""

    BINDINGS = bindings("pick")
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    PickPanel {
        height: 14;
        & > Field, & > Field:focus { background: $panel; }
        & > Prose { height: 3; border-top: solid $foreground 25%; }
    }
    .-wide PickPanel > Prose { height: 8; }
    .-short PickPanel > Prose, .-tiny PickPanel > Prose { display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question = Question("", ())
        self._texts: list[str] = []
        self._shown: dict[str, Entry] = {}
        self._then: Callable[[str], None] = lambda _: None
        self._take: Callable[[str], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Query above, entries below."""
        yield Field(placeholder="", id="pick-query")
        yield ChoiceList(id="picks", on_width=lambda _: self._search(self.query_one(Input).value, keep=True))
        yield Prose(id="picked")

    def open(
        self, question: Question, then: Callable[[str], None], take: Callable[[str], None] | None = None
    ) -> None:
        """Ask. `then` gets the key of an entry, `take` the words that were typed, where the question allows it."""
        self._question, self._then = question, then
        self._take = take or (lambda _: None)
        self._texts = [_sought(entry, own=bool(question.own)) for entry in question.entries]
        self.border_title = Content(question.title)
        self.add_class("-open")
        query = self.query_one(Input)
        query.placeholder = question.placeholder
        with self.prevent(Input.Changed):
            query.value = ""
        query.focus()
        self._search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search at every key."""
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the marked entry."""
        event.stop()
        self.action_choose()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show all of the marked entry, which may be cut in the list."""
        event.stop()
        entry = self._shown.get(event.key or "")
        self.query_one(Prose).show(Text(" ".join(filter(None, (entry.text, entry.about))) if entry else ""))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_step(self, entries: int) -> None:
        """Move the mark while the query has the keys."""
        self.query_one(ChoiceList).action_step(entries)

    def action_choose(self) -> None:
        """Hand over the marked entry, or what was typed; where words are wanted, nothing is taken before any are."""
        key, words = self.query_one(ChoiceList).key, " ".join(self.query_one(Input).value.split())
        asked = self._question
        if not key:
            there = ", or move to one that is there" if asked.entries else ""
            unsaid = asked.own and not words
            what = f"Type what it says{there}." if unsaid else "None is like that: type something else."
            self.notify(what, severity="warning")
            return
        self.action_close()
        if key == OWN:
            self._take(words)
        else:
            self._then(key)

    def _search(self, query: str, *, keep: bool = False) -> None:
        words = " ".join(query.split())
        asked, picks = self._question, self.query_one(ChoiceList)
        sure, near = found(self._texts, words.casefold())
        entries = [asked.entries[i] for i in sure]
        if asked.first is not None and not words:
            entries.insert(0, asked.first)
        if asked.own and words and all(entry.text.casefold() != words.casefold() for entry in entries):
            own = Entry(OWN, f"“{words}”", label=f"+ {asked.own}")
            entries.insert(0 if len(words.split()) >= SENTENCE_WORDS else len(entries), own)
        entries += [asked.entries[i] for i in near]
        self._shown = {entry.key: entry for entry in entries}
        width = picks.size.width - CUT
        choices = [_choice(entry, width) for entry in entries]
        if entries and asked.own and asked.first is None and not words:
            choices.insert(0, UNSAID)
        picks.show(choices, key=picks.key if keep else None)


def _sought(entry: Entry, *, own: bool) -> str:
    """What typed words are looked for in; where one's own words are wanted, only in what would be taken for them."""
    return (entry.text if own else f"{entry.text} {entry.about}").casefold()


def found(texts: Sequence[str], query: str) -> tuple[list[int], list[int]]:
    """Indexes of the texts (casefolded) that have all words of a query, and of those that are only like it."""
    if not query:
        return list(range(min(len(texts), MOST_HITS))), []
    words = query.split()
    sure = [i for i, text in enumerate(texts) if all(word in text for word in words)]
    sure.sort(key=lambda i: not texts[i].startswith(query))
    if len(query) < SHORTEST_FUZZY or len(sure) >= FEW_HITS:
        return sure[:MOST_HITS], []
    near = process.extract(
        query, texts, scorer=fuzz.token_set_ratio, score_cutoff=FUZZY_SCORE, limit=MOST_HITS
    )
    return sure, [i for _, _, i in near if i not in set(sure)]


def _choice(entry: Entry, width: int) -> Choice:
    """An entry on one line; what is cut off is shown below the list once it is marked."""
    label = f"{entry.label} " if entry.label else ""
    text = fit(safe(entry.text), width - cell_len(label))
    about = fit(entry.about, width - cell_len(label) - cell_len(text) - 2)
    return Choice(
        entry.key, (Part(label, strong=True), Part(text), Part(f"  {about}" if about else "", quiet=True))
    )
