"""What can be docked beside the content: panels, a chooser among few entries, help. None blocks reading.

A panel is told what to show and posts what was chosen; it changes no study.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
from textual.widgets import Static

from workbench.tui.keys.catalogue import bindings, listed
from workbench.tui.widgets.choices import Choice, ChoiceList


class Panel(Vertical):
    """A docked panel: hidden until opened, closed by Escape. Posts `Closed`."""

    BINDINGS = bindings("panel")
    ASKS = False
    """Whether it asks about something under the caret, so that it makes no sense once the keys are elsewhere."""
    CHOOSES = True
    """Whether Enter takes something: in a form it does not."""
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing is offered to be taken where nothing can. (Textual's signature: the parameters do not matter.)"""
        return action != "choose" or self.CHOOSES

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
        if self.size.width:  # else it is not in sight yet, and will be told its size
            self._lines = console.render_lines(self._text, console.options.update_width(width), pad=False)
        else:
            self._lines = []
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


class Chooser(Panel):
    """A short list with a title; typing lists only what has the letters. Hands the key of what was chosen on."""

    ASKS = True
    FINDS = True
    """Whether letters narrow the list, rather than being keys."""
    DEFAULT_CSS = """
    Chooser { height: 8; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._then: Callable[[str], None] = lambda _: None
        self._all: Sequence[Choice] = ()
        self._typed = ""
        self._title = ""

    def compose(self) -> ComposeResult:
        """The entries."""
        yield ChoiceList(id="entries")

    def open(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """Show the entries; `then` gets the key of the one chosen."""
        self._then, self._all, self._typed = then, choices, ""
        self._title = title
        self.border_title = Content(title)
        self.add_class("-open")
        entries = self.query_one(ChoiceList)
        entries.show(choices)
        entries.focus()

    def on_key(self, event: events.Key) -> None:
        """Letters narrow the list to the entries that have all words typed; Backspace takes one back."""
        if self.FINDS and event.key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        elif self.FINDS and event.is_printable and (self._typed or event.character != " "):
            self._typed += event.character or ""
        else:
            return
        event.stop()
        event.prevent_default()
        words = self._typed.casefold().split()
        entries = self.query_one(ChoiceList)
        entries.show(
            [choice for choice in self._all if all(word in choice.words for word in words)], key=entries.key
        )
        none = "" if entries.choices else " is in none; Backspace"
        self.border_title = Content(f"“{self._typed}”{none}   {self._title}" if self._typed else self._title)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Take the marked entry; where none has what was typed, nothing is taken."""
        key = self.query_one(ChoiceList).key
        if key is None and self._typed:
            self.app.bell()
            return
        self.action_close()
        if key is not None:
            self._then(key)


class HelpPanel(Panel):
    """All keys of the screen in hand."""

    CHOOSES = False
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

    def open(self, keymap: Mapping[str, str]) -> None:
        """Show the keys, with those that the user's key map has changed."""
        self.border_title = "Keys   Esc closes"
        self.query_one("#keys", Static).update(keys_table(*self._places, keymap=keymap))
        self.add_class("-open")
        self.query_one(VerticalScroll).focus()


def keys_table(*places: str, keymap: Mapping[str, str]) -> Text:
    """Keys and what they do, by group, as text."""
    text = Text()
    for group, rows in listed(*places, keymap=keymap):
        text.append(f"{group}\n", Style(bold=True, underline=True))
        for keys, description in rows:
            text.append(f"  {keys:<16} ", Style(bold=True))
            text.append(description + "\n")
    text.rstrip()
    return text
