"""Below a configuration: the evidence for what is marked in it, and beside that its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container

from workbench.tui.theory.cmo_evidence import EvidenceList
from workbench.tui.widgets.choices import Choice, ChoiceList
from workbench.tui.widgets.panels import Prose


class EvidencePane(Container):
    """A list of evidence and the words of the marked piece, which `words` gives, also where there is none."""

    DEFAULT_CSS = """
    EvidencePane { height: 8; layout: horizontal; border-top: solid $foreground 25%; }
    EvidencePane EvidenceList { width: 2fr; }
    EvidencePane Prose { width: 3fr; height: 1fr; border-left: solid $foreground 25%; }
    """

    def __init__(self, words: Callable[[], Text], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def compose(self) -> ComposeResult:
        """List and words."""
        yield EvidenceList(id="evidence")
        yield Prose(id="words")

    @property
    def list(self) -> EvidenceList:
        """The pieces."""
        return self.query_one(EvidenceList)

    def show(self, entries: Sequence[Choice]) -> None:
        """Show these pieces, the marked one as before if it is among them."""
        self.list.show(entries, key=self.list.key)

    def read(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one(Prose).scroll_lines(lines)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the words of the marked piece, or of what has no evidence."""
        event.stop()
        self.query_one(Prose).show(self._words())

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click gives the list the keys."""
        event.stop()
