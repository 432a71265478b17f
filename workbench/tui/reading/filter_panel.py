"""Choosing which codings are shown over the text: by coder, by code, and whether marks of what was read are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from workbench.model.views import CodingMark
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.shown_code import glyph_part

READ = "read"
"""The key of the entry for marks of what was read."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is not shown: keys `coder:ID`, `code:ID` and `read`."""

    keys: frozenset[str] = frozenset()

    def shows(self, mark: CodingMark) -> bool:
        """Whether a coding is shown."""
        return not {f"coder:{mark.coder_id}", f"code:{mark.code_id}"} & self.keys

    def toggled(self, key: str) -> Hidden:
        """The same with one entry the other way round."""
        return Hidden(self.keys ^ {key})

    def only(self, key: str, among: Sequence[str]) -> Hidden:
        """Of the entries of one kind that one alone; with it alone already, all of them again."""
        kind = key.partition(":")[0]
        others = {other for other in among if other.partition(":")[0] == kind and other != key}
        rest = {other for other in self.keys if other.partition(":")[0] != kind}
        alone = others <= self.keys and key not in self.keys
        return Hidden(frozenset(rest if alone else rest | others))


class FilterPanel(Panel):
    """Space shows or hides an entry, `o` shows it alone of its kind. Posts `Changed` at once; Escape closes."""

    BINDINGS = bindings("show")
    DEFAULT_CSS = """
    FilterPanel { height: 10; }
    """

    class Changed(Message):
        """Other codings are to be shown."""

        def __init__(self, hidden: Hidden) -> None:
            super().__init__()
            self.hidden = hidden

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hidden = Hidden()
        self._labels: list[tuple[str, tuple[Part, ...]]] = []

    def compose(self) -> ComposeResult:
        """The entries."""
        yield ChoiceList(id="shown")

    def open(self, marks: Sequence[CodingMark], session: Session) -> None:
        """List coders and codes of these codings."""
        self.border_title = Content("What is shown   Space: shown or not, o: this alone, Esc closes")
        coders = {mark.coder_id: mark.coder for mark in marks}
        legend = session.legend()
        codes = sorted({mark.code_id for mark in marks}, key=session.path)
        self._labels = [
            *(
                (f"coder:{i}", (Part(f"coder {name}"),))
                for i, name in sorted(coders.items(), key=lambda c: c[1])
            ),
            (READ, (Part("marks of what was read"),)),
            *((f"code:{i}", (glyph_part(legend, i), Part(session.path(i)))) for i in codes),
        ]
        self.add_class("-open")
        self._show(None)
        self.query_one(ChoiceList).focus()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is shown or hidden."""
        event.stop()
        self.action_switch()

    def action_switch(self) -> None:
        """Show or hide the marked entry."""
        key = self.query_one(ChoiceList).key
        if key is not None:
            self._change(self.hidden.toggled(key), key)

    def action_only(self) -> None:
        """Show the marked entry alone of its kind, or all of them again."""
        key = self.query_one(ChoiceList).key
        if key is not None:
            self._change(self.hidden.only(key, [k for k, _ in self._labels]), key)

    def action_all(self) -> None:
        """Show everything again."""
        self._change(Hidden(), self.query_one(ChoiceList).key)

    def _change(self, hidden: Hidden, key: str | None) -> None:
        self.hidden = hidden
        self._show(key)
        self.post_message(self.Changed(hidden))

    def _show(self, key: str | None) -> None:
        entries = [
            Choice(k, (Part("[ ] " if k in self.hidden.keys else "[x] "), *parts))
            for k, parts in self._labels
        ]
        self.query_one(ChoiceList).show(entries, key=key)
