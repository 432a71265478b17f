"""What is searched for, how and within which limits; below it what is wrong with that, or how is searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantFocus
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from workbench.errors import WorkbenchError
from workbench.model.searching import SearchMode
from workbench.model.vocabulary import plural
from workbench.tui.excerpts.query_field import HintLine, QueryField, hint_of
from workbench.tui.keys.catalogue import bindings
from workbench.tui.widgets.filter_field import Field

TYPING_SECONDS = 0.04
"""The search begins once so much time has passed since the last key."""

LIMITS = "source: site: tracer: wave: organisation: role: speaker: name=value"

MODES = {
    SearchMode.PHRASE: ("phrase", "whole words in this order"),
    SearchMode.WORDS: ("all words", "in one turn, else paragraph"),
    SearchMode.REGEX: ("regex", "a regular expression, as Python's re"),
    SearchMode.FUZZY: ("like these", "words spelled a little differently"),
}
"""How each way of searching is called, and what it does."""


class WordsField(Field):
    """What is looked for."""

    BINDINGS = bindings("words")


class SearchForm(Vertical):
    """Words, limits and way of searching. Posts `Asked` once something else is to be searched for."""

    DEFAULT_CSS = "SearchForm { height: 3; }"

    class Asked(Message):
        """Something else stands in the form."""

    def __init__(self, names: Callable[[], Mapping[str, Sequence[str]]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.mode = SearchMode.PHRASE
        self._names = names
        self._timer: Timer | None = None
        self._words = WordsField(placeholder="Type words to search all sources for", id="words")
        self._limits = QueryField(
            placeholder="In all sources. Tab limits: site: tracer: speaker: ...", id="limits"
        )
        self._hint = HintLine(id="hint")

    def compose(self) -> ComposeResult:
        """Words, limits, and what is to be said about them."""
        yield self._words
        yield self._limits
        yield self._hint

    @property
    def words(self) -> str:
        """What is looked for; empty for nothing."""
        return self._words.value.strip()

    @property
    def limits(self) -> str:
        """Where it is looked for."""
        return self._limits.value

    @property
    def words_field(self) -> WordsField:
        """Where one types words."""
        return self._words

    @property
    def limits_field(self) -> QueryField:
        """Where one types limits."""
        return self._limits

    @property
    def called(self) -> str:
        """What the way of searching is called."""
        return MODES[self.mode][0]

    def forget_names(self) -> None:
        """What can be limited by may be other names by now."""
        self._limits.names = {}

    def next_mode(self) -> None:
        """Another way of searching."""
        modes = list(MODES)
        self.mode = modes[(modes.index(self.mode) + 1) % len(modes)]
        self.post_message(self.Asked())

    def tell(self, *, found: bool, fault: WorkbenchError | None = None, left_out: Sequence[str] = ()) -> None:
        """What is wrong, what was left out, that nothing was found, or else how is searched."""
        if fault is not None:
            self._hint.show(f"{fault.message}. {fault.hint}", fault=True)
        elif left_out:
            sources = f"{plural(len(left_out), 'source')}: {', '.join(left_out)}"
            self._hint.show(f"The pattern took too long in {sources}", fault=True)
        elif not found and self.words:
            self._hint.show(f"Nothing found as {self.called}. Ctrl-T searches another way.")
        else:
            name, what = MODES[self.mode]
            self._hint.show(f"{name}: {what}.  Ctrl-T another way")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(TYPING_SECONDS, lambda: self.post_message(self.Asked()))

    def on_query_field_typed(self, event: QueryField.Typed) -> None:
        """Offer how the name goes on; limits are applied when they are entered."""
        event.stop()
        self._hint.show(hint_of(event.completion))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """In the limits, know what there is."""
        if event.widget is self._limits:
            self._limits.names = self._limits.names or self._names()
            self._hint.show(LIMITS)
