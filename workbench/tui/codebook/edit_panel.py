"""All fields of a code, to be written in. What is typed is kept as a draft until it is saved, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from workbench.model.code_text import CodeText
from workbench.tui.codebook.code_draft import (
    FIELDS,
    Texts,
    differing,
    from_draft,
    plain,
    texts_of,
    to_draft,
    written,
)
from workbench.tui.keys.catalogue import bindings
from workbench.tui.meanwhile import Reading, Ways
from workbench.tui.memory import Memory
from workbench.tui.reading.memo_panel import DRAFT_SECONDS
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel

ONE_LINE = ("name", "colour")
"""The fields of which each is one line."""

HINTS = {"name": "What the code is called", "colour": "#rrggbb; c in the codebook chooses one"}
"""What stands in these fields while they are empty."""


@dataclass(frozen=True, slots=True)
class EditSubject:
    """What is edited: `key` tells drafts apart, `label` is for the reader, `now` gives the fields as they are now.

    `save` writes the fields that differ and returns what it did, None where it was refused; it is told what the writer
    has read of them.
    """

    key: str
    label: str
    save: Callable[[CodeText, Reading], str | None]
    now: Callable[[], Texts] = field(default=lambda: texts_of(None))


class EditPanel(Panel):
    """A form. Posts `Saved` with the summary; closed without saving, the draft stays."""

    CHOOSES = False
    BINDINGS = bindings("edit")
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    EditPanel {
        height: 18;
        & > VerticalScroll { background: $surface; scrollbar-size-vertical: 1; }
        & Horizontal { height: 1fr; }
        & .label { width: 12; padding: 0 1; color: $foreground 80%; background: $surface; }
        & Field, & Field:focus { background: $panel; width: 1fr; }
        & TextArea, & TextArea:focus { border: none; padding: 0 1; height: 1fr; width: 1fr; background: $panel; }
        & #row-name, & #row-colour { height: 1; min-height: 1; }
        & #row-short_definition { height: 2; min-height: 2; }
        & #row-full_definition { height: 2fr; min-height: 4; }
        & #row-when_to_use, & #row-when_not_to_use, & #row-examples { min-height: 3; }
    }
    .-wide EditPanel #row-short_definition { height: 3; }
    """

    class Saved(Message):
        """The code is written; `summary` says so."""

        def __init__(self, summary: str) -> None:
            super().__init__()
            self.summary = summary

    def __init__(self, memory: Memory, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._memory = memory
        self._subject: EditSubject | None = None
        self._base: Texts = texts_of(None)
        self._aside: Texts | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """A label and an editor for each field."""
        with VerticalScroll(can_focus=False):
            for name, label in FIELDS.items():
                with Horizontal(id=f"row-{name}"):
                    yield Static(label, classes="label")
                    if name in ONE_LINE:
                        yield Field(placeholder=HINTS[name], id=f"field-{name}")
                    else:
                        yield TextArea(
                            soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=f"field-{name}"
                        )

    def open(self, subject: EditSubject) -> None:
        """Write in a code's fields, going on with the draft of before if there is one."""
        self._write_down()
        self._subject, self._aside = subject, None
        draft = self._memory.draft(subject.key)
        texts, self._base = from_draft(draft, subject.now())
        self._put(texts)
        self._entitle(" (draft)" if differing(texts, self._base) else "")
        self.add_class("-open")
        self.query_one("#field-name").focus()

    @property
    def texts(self) -> Texts:
        """What stands in the fields."""
        return {name: self._text(name) for name in FIELDS}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self._keep()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self._keep()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads from a line to the next field."""
        event.stop()
        self.action_field(1)

    def on_unmount(self) -> None:
        """The program ends: so that the last letters are kept, too."""
        self._write_down()

    def action_field(self, steps: int) -> None:
        """Go to another field, in a circle."""
        names = list(FIELDS)
        focused = self.screen.focused
        here = (focused.id or "").removeprefix("field-") if focused is not None else ""
        at = names.index(here) if here in names else 0
        target = self.query_one(f"#field-{names[(at + steps) % len(names)]}")
        target.focus()
        target.scroll_visible(animate=False)

    def action_swap(self) -> None:
        """Show what the study says; again, what was typed."""
        if self._subject is None:
            return
        typed = self.texts
        if self._aside is None:
            self._aside, self._base = typed, self._subject.now()
            self._put(self._base)
            self._entitle(" as in the study: Ctrl-R back to yours, Esc drops yours")
        else:
            self._put(self._aside)
            self._aside = None
            self._entitle(" (draft)")

    def action_save(self) -> None:
        """Into the study, and the draft is gone."""
        subject, texts = self._subject, self.texts
        if subject is None:
            return
        changed = differing(texts, self._base)
        reading = Reading({name: self._base[name] for name in changed})
        summary = subject.save(written(texts, changed), reading) if changed else "Nothing was changed."
        if summary is not None:
            self._memory.keep_draft(subject.key, "")
            self._write_down()
            self._subject = None
            super().action_close()
            self.post_message(self.Saved(summary))

    def ways(self, reading: Reading) -> Ways:
        """What can be done where somebody wrote in the same fields meanwhile; the other fields stay as typed."""

        def theirs() -> Texts:
            now = {name: plain(words) for name, words in reading.seen.items()}
            found = {name: words for name, words in now.items() if words != self._base[name]}
            self._base |= found
            return found

        def keep() -> None:
            theirs()
            self.action_save()

        def join(_: Mapping[str, Any]) -> None:
            typed = self.texts
            self._put({n: typed[n] if n in ONE_LINE else f"{w}\n\n{typed[n]}" for n, w in theirs().items()})

        def drop() -> None:
            self._put(theirs())
            self.action_save()

        return Ways(keep, join, drop)

    def action_close(self) -> None:
        """Give the keys back; what was typed and not saved stays a draft, and that is said."""
        if self._subject is not None:
            if self._aside is not None and not differing(self.texts, self._base):
                self._memory.keep_draft(self._subject.key, "")
            if self._memory.draft(self._subject.key):
                self.notify("Kept as a draft; opened again, it goes on from there.", timeout=4)
        self._write_down()
        self._subject = None
        super().action_close()

    def _keep(self) -> None:
        """Keep the draft; it is written down shortly. While the study's words are shown, what was typed stays kept."""
        if self._subject is None:
            return
        texts = self.texts
        if self._aside is not None and not differing(texts, self._base):
            return
        self._memory.keep_draft(self._subject.key, to_draft(texts, self._base))
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._write_down)

    def _text(self, name: str) -> str:
        editor = self.query_one(f"#field-{name}")
        return editor.text if isinstance(editor, TextArea) else str(getattr(editor, "value", ""))

    def _put(self, texts: Texts) -> None:
        for name, text in texts.items():
            editor = self.query_one(f"#field-{name}")
            if isinstance(editor, TextArea):
                editor.load_text(plain(text))
            elif isinstance(editor, Input):
                editor.value = plain(text).replace("\n", " ")
                editor.cursor_position = len(editor.value)

    def _entitle(self, state: str) -> None:
        if self._subject is not None:
            keys = "" if self._aside is not None else "   Ctrl-S saves, Tab next field, Esc leaves"
            self.border_title = Content(f"{self._subject.label}{state}{keys}")

    def _write_down(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._memory.save()
