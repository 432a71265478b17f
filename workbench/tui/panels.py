"""What can be docked beside the text: the code picker, a chooser among codings, help. None blocks reading.

A panel is told what to show and posts what was chosen; it changes no study.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.tui.actions import bindings, listed
from workbench.tui.choices import Choice, ChoiceList, Part, safe
from workbench.tui.finder import CodeFinder
from workbench.tui.painter import Legend
from workbench.tui.session import DIGITS

CREATE = "+"
"""The key of the picker's last entry, which makes a new code of what was typed."""


class Panel(Vertical):
    """A docked panel: hidden until opened, closed by Escape. Posts `Closed`."""

    BINDINGS = bindings("panel")
    DEFAULT_CSS = """
    Panel {
        height: 10; border-top: solid $foreground 25%; background: $surface; display: none;
        border-title-color: $foreground 80%; border-title-background: $surface;
        &.-open { display: block; }
    }
    """

    class Closed(Message):
        """The panel was closed, by choosing or without."""

    @property
    def is_open(self) -> bool:
        """Whether the panel is in sight."""
        return self.has_class("-open")

    def action_close(self) -> None:
        """Hide the panel and give the keys back to the text."""
        self.remove_class("-open")
        self.post_message(self.Closed())

    def action_choose(self) -> None:
        """Take the marked entry; a panel without entries closes."""
        self.action_close()


class Prose(Widget):
    """A text wrapped to the widget, scrolled by the wheel. Showing another one lays nothing else out."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Prose { background: $surface; color: $foreground; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text()
        self._lines: list[list[Segment]] = []
        self._top = 0

    def show(self, text: Text) -> None:
        """Show another text, from its beginning."""
        self._text = text
        self.on_resize()

    def scroll_lines(self, lines: int) -> None:
        """Move on or back, as far as there is more to see."""
        self._top = max(0, min(self._top + lines, len(self._lines) - self.size.height))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap to the width there is now."""
        width, console = max(self.size.width, 1), self.app.console
        self._top = 0
        self._lines = console.render_lines(self._text, console.options.update_width(width), pad=False)
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the text."""
        event.stop()
        self.scroll_lines(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the text."""
        event.stop()
        self.scroll_lines(-2)

    def render_line(self, y: int) -> Strip:
        """One line; an ellipsis at the end of the last one where there is more."""
        width, base = self.size.width, self.rich_style
        index = y + self._top
        line = self._lines[index] if index < len(self._lines) else []
        segments = [Segment(text, base + style if style else base) for text, style, _ in line]
        strip = Strip(segments).adjust_cell_length(width, base)
        if y == self.size.height - 1 and index + 1 < len(self._lines):
            strip = Strip([*strip.crop(0, width - 1), Segment("…", base)], width)
        return strip


class CodePicker(Panel):
    """Type to find a code; Enter takes the marked one.

    Posts `Picked`, or `Wanted` for a code to be created.
    """

    BINDINGS = bindings("picker")
    DEFAULT_CSS = """
    CodePicker {
        & > Input, & > Input:focus { height: 1; border: none; padding: 0 1; background: $panel; }
        & > #found { height: 1fr; layout: horizontal; }
        & #definition { width: 1fr; height: 1fr; }
    }
    """

    class Picked(Message):
        """A code was chosen."""

        def __init__(self, code_id: str) -> None:
            super().__init__()
            self.code_id = code_id

    class Wanted(Message):
        """A code is to be created under that name (or path) and applied."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._finder = CodeFinder((), ())
        self._legend = Legend()
        self._by_id: dict[str, CodeView] = {}

    def compose(self) -> ComposeResult:
        """Query above; entries and the marked code's definition side by side, or below each other."""
        yield Input(placeholder="Find or create a code", id="query", select_on_focus=False)
        with Vertical(id="found"):
            yield ChoiceList(id="codes")
            yield Prose(id="definition")

    def open(self, finder: CodeFinder, legend: Legend, *, title: str) -> None:
        """Show the picker with an empty query: recent codes first. `title` says what will be coded."""
        self.border_title = Content(title)
        self._finder, self._legend = finder, legend
        self._by_id = {code.id: code for code in finder.codes}
        self.add_class("-open")
        query = self.query_one("#query", Input)
        with self.prevent(Input.Changed):
            query.value = ""
        query.focus()
        self._search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search at every key."""
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the query takes the marked entry."""
        event.stop()
        self.action_choose()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the definition of the marked code."""
        event.stop()
        code = self._by_id.get(event.key or "")
        text = define(code) if code else Text("Enter creates the code and applies it.", style="italic")
        self.query_one(Prose).show(text)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_step(self, entries: int) -> None:
        """Move the mark while the query has the keys."""
        self.query_one(ChoiceList).action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the definition."""
        self.query_one(Prose).scroll_lines(lines)

    def action_choose(self) -> None:
        """Take the marked entry."""
        key, name = self.query_one(ChoiceList).key, self.query_one("#query", Input).value
        if key is None:
            return
        self.action_close()
        self.post_message(self.Wanted(" ".join(name.split())) if key == CREATE else self.Picked(key))

    def _search(self, query: str) -> None:
        hits = self._finder.find(query)
        recent = self._finder.recent_count if not query.strip() else 0
        entries = [self._entry(code, i if i < min(recent, DIGITS) else None) for i, code in enumerate(hits)]
        name = " ".join(query.split())
        if name and self._finder.named(name) is None:
            entries.append(Choice(CREATE, (Part("+ ", strong=True), Part(f"create code “{name}”"))))
        self.query_one(ChoiceList).show(entries)

    def _entry(self, code: CodeView, digit: int | None) -> Choice:
        """Glyph, name, where it hangs; recent codes with the digit that applies them."""
        parts = [Part(f"{digit + 1} " if digit is not None else "  ", quiet=True)]
        parts += [Part(self._legend.glyph(code.id) + " ", hue=self._legend.hue(code.id)), Part(code.name)]
        above = code.path.rpartition(PATH_SEPARATOR)[0]
        if above:
            parts.append(Part("  " + above, quiet=True))
        return Choice(code.id, tuple(parts))


class Chooser(Panel):
    """A short list with a title. Hands the key of what was chosen to a callback."""

    DEFAULT_CSS = """
    Chooser { height: 8; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._then: Callable[[str], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """The entries."""
        yield ChoiceList(id="entries")

    def open(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """Show the entries; `then` gets the key of the one chosen."""
        self._then = then
        self.border_title = Content(title)
        self.add_class("-open")
        entries = self.query_one(ChoiceList)
        entries.show(choices)
        entries.focus()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Take the marked entry."""
        key = self.query_one(ChoiceList).key
        self.action_close()
        if key is not None:
            self._then(key)


class HelpPanel(Panel):
    """All keys of the screen in hand."""

    DEFAULT_CSS = """
    HelpPanel { height: 16; & > VerticalScroll { padding: 0 1; background: $surface; } }
    """

    def __init__(self, *places: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places = places

    def compose(self) -> ComposeResult:
        """One scrolling list."""
        with VerticalScroll():
            yield Static(id="keys")

    def open(self) -> None:
        """Show the keys, with those that the user's key map has changed."""
        self.border_title = "Keys   Esc closes"
        self.query_one("#keys", Static).update(keys_table(*self._places))
        self.add_class("-open")
        self.query_one(VerticalScroll).focus()


def keys_table(*places: str) -> Text:
    """Keys and what they do, by group, as text."""
    text = Text()
    for group, rows in listed(*places):
        text.append(f"{group}\n", Style(bold=True, underline=True))
        for keys, description in rows:
            text.append(f"  {keys:<16} ", Style(bold=True))
            text.append(description + "\n")
    text.rstrip()
    return text


def define(code: CodeView) -> Text:
    """A code's definition, when to use it and when not, examples, and how often it has been used."""
    text = Text()
    text.append(safe(code.path) + "\n", Style(bold=True))
    definition = code.full_definition or code.short_definition
    if definition:
        text.append(_block(definition) + "\n")
    for title, words in (("Use: ", code.when_to_use), ("Not: ", code.when_not_to_use)):
        if words:
            text.append(title, Style(bold=True))
            text.append(_block(words) + "\n")
    for example in code.examples:
        text.append("e.g. ", Style(bold=True))
        text.append(_block(example) + "\n", Style(italic=True))
    used = f"{plural(code.coding_count, 'coding')} in {plural(code.source_count, 'source')}"
    text.append(used, Style(dim=True))
    return text


def _block(words: str) -> str:
    return "\n".join(safe(line) for line in words.splitlines())
