"""The marked quote at length, or the lines around it in its source; or what can be asked."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.errors import WorkbenchError
from workbench.model.views import Quote
from workbench.tui.excerpts.around import Around
from workbench.tui.session import Session
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.panels import Prose


class QuotePane(Vertical):
    """Shows one quote, in full or in its place."""

    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    QuotePane { height: 2fr; border-top: solid $foreground 25%; background: $surface; }
    QuotePane > Prose { height: 1fr; }
    QuotePane > Around { display: none; }
    QuotePane.-context > Prose { display: none; }
    QuotePane.-context > Around { display: block; }
    .-wide QuotePane { width: 2fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    .-tiny QuotePane { display: none; }
    """

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._quote: Quote | None = None

    def compose(self) -> ComposeResult:
        """The quote, and its place."""
        yield Prose(id="quote")
        yield Around(self._session, id="around")

    @property
    def in_context(self) -> bool:
        """Whether the lines around the quote are shown."""
        return self.has_class("-context")

    def show(self, quote: Quote | None) -> None:
        """Show this quote."""
        self._quote = quote
        if quote is None:
            self.remove_class("-context")
        if self.in_context:
            self._show_around()
        else:
            self.query_one(Prose).show(described(quote) if quote else Text())

    def tell(self, words: Text) -> None:
        """Show some words instead of a quote."""
        self.remove_class("-context")
        self.query_one(Prose).show(words)

    def switch(self) -> None:
        """From the quote to the lines around it, or back."""
        if self._quote is None:
            return
        self.toggle_class("-context")
        if self.in_context:
            self.call_after_refresh(self._show_around)
        else:
            self.query_one(Prose).show(described(self._quote))

    def scroll_lines(self, lines: int) -> None:
        """Read on or back."""
        if self.in_context:
            around = self.query_one(Around)
            around.scroll_to(y=around.scroll_offset.y + lines, animate=False)
        else:
            self.query_one(Prose).scroll_lines(lines)

    def _show_around(self) -> None:
        """Show the quote in its source."""
        quote = self._quote
        if quote is None or not self.in_context:
            return
        try:
            revision_id = self._session.desk.excerpts.revision_of(quote)
        except WorkbenchError as error:
            self.tell(Text(error.one_line))
            return
        self.query_one(Around).show_soon(revision_id, quote.start_char, quote.end_char)


def described(quote: Quote) -> Text:
    """A quote in full: whose coding it is, its words, where they stand, and the note."""
    text = Text()
    text.append(safe(quote.code_path), Style(bold=True))
    text.append(f"  {safe(quote.coder)}, {quote.created_at[:10]}\n", Style(dim=True))
    text.append("\n".join(safe(line) for line in quote.text.splitlines()) + "\n")
    text.append(safe(quote.attribution or quote.source_name), Style(italic=True))
    if quote.memo.strip():
        text.append("\nNote: ", Style(bold=True))
        text.append("\n".join(safe(line) for line in quote.memo.splitlines()))
    return text


WHAT_CAN_BE_ASKED = (
    ("trust", "the excerpts of a code and of those below it"),
    ("trust or respect", "of either code"),
    ('trust not "lack of levers"', "where nobody has coded the other over it"),
    ("trust and cost near:200", "with the other at most 200 characters away"),
    ("site:Nordmoor tracer:falls", "also wave: source: coder: organisation: role:"),
    ('text:"key worker" memo:ask', "with these words in the excerpt, in its note"),
    ("setting=rural", "an attribute of the source and its value"),
    ("trust only:names", "without the codes below it"),
)
"""Queries to learn from, and what each gives."""


def query_help(fault: str = "") -> Text:
    """What can be asked, by examples; before that, what was wrong with what was asked."""
    text = Text()
    if fault:
        text.append(f"{safe(fault)}\n\n", Style(bold=True))
    text.append("Names of codes, and limits. Nothing asks for every excerpt.\n", Style(bold=True))
    width = max(len(query) for query, _ in WHAT_CAN_BE_ASKED)
    for query, gives in WHAT_CAN_BE_ASKED:
        text.append(f"{query:<{width}}", Style(bold=True))
        text.append(f"  {gives}\n")
    text.rstrip()
    return text
