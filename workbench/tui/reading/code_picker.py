"""Choosing codes for a passage: found by a few letters, with their definitions; several at once; or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Input

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.tui.codebook.finder import CodeFinder, is_heading
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import DIGITS
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel, Prose
from workbench.tui.widgets.shown_code import glyph_part

CREATE = "+"
"""The key of the entry that makes a new code of what was typed."""

CREATES = "Enter creates the code and applies it."

NO_CODE_YET = "There is no code yet. Type a name, and Enter creates it."

SURELY_MEANT = 80
"""Out of 100 (rapidfuzz): two letters of a word exchanged are the code; what scores less may be no code yet."""


class QueryField(Field):
    """What is looked for. A blank in an empty field is no query, but means the entry that is marked."""

    class Blank(Message):
        """A blank was typed into the empty field."""

    def on_key(self, event: Key) -> None:
        """Keep the blank from being typed."""
        if event.key == "space" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Blank())


class CodePicker(Panel):
    """Type to find a code; Tab ticks one of several; Enter takes the ticked ones, or the marked one.

    Posts `Picked`, or `Wanted` for a code to be created.
    """

    BINDINGS = bindings("picker")
    DEFAULT_CSS = """
    CodePicker {
        & > Field, & > Field:focus { background: $panel; }
        & > #found { height: 1fr; layout: horizontal; }
        & #definition { width: 1fr; height: 1fr; }
    }
    """

    class Picked(Message):
        """These codes were chosen, in the order in which they were ticked."""

        def __init__(self, code_ids: Sequence[str]) -> None:
            super().__init__()
            self.code_ids = code_ids

    class Wanted(Message):
        """A code is to be created under that name (or path) and applied, with the others that were ticked."""

        def __init__(self, name: str, code_ids: Sequence[str]) -> None:
            super().__init__()
            self.name = name
            self.code_ids = code_ids

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._finder = CodeFinder((), ())
        self._legend = Legend()
        self._by_id: dict[str, CodeView] = {}
        self._ticked: list[str] = []
        self._title = ""

    def compose(self) -> ComposeResult:
        """Query above; entries and the marked code's definition side by side, or below each other."""
        yield QueryField(placeholder="Find or create a code", id="query")
        with Vertical(id="found"):
            yield ChoiceList(id="codes")
            yield Prose(id="definition")

    def open(self, finder: CodeFinder, legend: Legend, *, title: str) -> None:
        """Show the picker with an empty query: recent codes first. `title` says what will be coded."""
        self._title, self._ticked = title, []
        self._finder, self._legend = finder, legend
        self._by_id = {code.id: code for code in finder.codes}
        self.border_title = Content(f"{title}   Enter applies, Tab ticks, Esc closes")
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
        words = CREATES if event.key == CREATE else NO_CODE_YET
        self.query_one(Prose).show(define(code) if code else Text(words, style="italic"))

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

    def on_query_field_blank(self) -> None:
        """A blank ticks, as long as nothing is being typed."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the marked entry or take the tick away, and look for the next."""
        key = self.query_one(ChoiceList).key
        if key is None or key == CREATE or self._refused(key):
            return
        self._ticked = [k for k in self._ticked if k != key] + ([] if key in self._ticked else [key])
        names = ", ".join(self._by_id[k].name for k in self._ticked)
        self.border_title = Content(f"{self._title} {names}   Enter applies" if names else self._title)
        query = self.query_one("#query", Input)
        if query.value:
            query.value = ""
        else:
            self._search("", key=key)

    def action_choose(self) -> None:
        """Take the ticked entries, and the marked one if it was looked for or is the only one."""
        key, name = self.query_one(ChoiceList).key, " ".join(self.query_one("#query", Input).value.split())
        chosen = list(self._ticked)
        if key == CREATE:
            self.action_close()
            self.post_message(self.Wanted(name, chosen))
            return
        if key is not None and key not in chosen and (name or not chosen):
            if self._refused(key):
                return
            chosen.append(key)
        if chosen:
            self.action_close()
            self.post_message(self.Picked(chosen))

    def _refused(self, code_id: str) -> bool:
        """Whether a code is a heading, which is said."""
        if not is_heading(self._by_id[code_id]):
            return False
        self.notify("This code is a heading, not for coding: choose one beneath it.", severity="warning")
        return True

    def _search(self, query: str, *, key: str | None = None) -> None:
        hits = self._finder.find(query)
        recent = self._finder.recent_count if not query.strip() else 0
        entries = [self._entry(code, i if i < min(recent, DIGITS) else None) for i, code in enumerate(hits)]
        name = " ".join(query.split())
        if name and self._finder.named(name) is None:
            create = Choice(CREATE, (Part("+ ", strong=True), Part(f"create code “{name}”")))
            entries.insert(len(entries) if hits and is_meant(name, hits[0]) else 0, create)
        self.query_one(ChoiceList).show(entries, key=key)

    def _entry(self, code: CodeView, digit: int | None) -> Choice:
        """Glyph, name, where it hangs; recent codes with the digit that applies them."""
        tick = "✓ " if code.id in self._ticked else f"{digit + 1} " if digit is not None else "  "
        parts = [Part(tick, quiet=code.id not in self._ticked, strong=code.id in self._ticked)]
        parts += [glyph_part(self._legend, code.id), Part(code.name, quiet=is_heading(code))]
        above = code.path.rpartition(PATH_SEPARATOR)[0]
        if above or is_heading(code):
            parts.append(Part("  " + (above or "heading"), quiet=True))
        return Choice(code.id, tuple(parts))


def is_meant(query: str, code: CodeView) -> bool:
    """Whether a code is what was typed, and not merely the nearest to it: then Enter must not apply it unasked."""
    wanted, path = query.casefold(), code.path.casefold()
    words = path.replace(PATH_SEPARATOR, " ").split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return True
    definition = f"{code.short_definition} {code.full_definition}".casefold()
    return fuzz.partial_ratio(wanted, path) >= SURELY_MEANT or wanted in definition


def define(code: CodeView) -> Text:
    """A code's definition, when to use it and when not, examples, and how often it has been used.

    The full definition comes after what decides whether to use the code, if there is a short one before.
    """
    text = Text()
    text.append(safe(code.path) + "\n", Style(bold=True))
    short, full = code.short_definition, code.full_definition
    paragraphs = (
        ("", short or full),
        ("Use: ", code.when_to_use),
        ("Not: ", code.when_not_to_use),
        ("In full: ", full if short and full != short else ""),
    )
    for title, words in paragraphs:
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
