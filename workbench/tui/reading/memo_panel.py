"""Writing a memo or a coding's note without leaving the text. What is typed is kept as a draft until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from workbench.model.vocabulary import MemoKind
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memory import Memory
from workbench.tui.widgets.panels import Panel

DRAFT_SECONDS = 0.3
"""After typing pauses this long, or at the latest after as long, the draft is written down."""


@dataclass(frozen=True, slots=True)
class MemoSubject:
    """What a memo is about: `key` tells drafts apart, `label` is for the reader, `text` is what was there before.

    `save` writes it; `has_kind` says whether it is of a kind (a coding's note is not).
    """

    key: str
    label: str
    save: Callable[[MemoKind, str], str | None]
    text: str = ""
    has_kind: bool = True


class MemoPanel(Panel):
    """Several lines to write in. Posts `Saved` with the summary; closed without saving, the draft stays."""

    BINDINGS = bindings("memo")
    CHOOSES = False
    KEPT = "Kept as a draft; the same key on the same subject goes on with it."
    """Said where what was written is not saved."""
    DEFAULT_CSS = """
    MemoPanel { height: 11; }
    MemoPanel > TextArea, MemoPanel > TextArea:focus { border: none; padding: 0 1; height: 1fr; background: $surface; }
    """

    class Saved(Message):
        """The memo is in the study; `summary` says so."""

        def __init__(self, summary: str) -> None:
            super().__init__()
            self.summary = summary

    def __init__(self, memory: Memory, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._memory = memory
        self._subject: MemoSubject | None = None
        self._kind = MemoKind.ANALYTIC
        self._timer: Timer | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No kind is offered where there is none to choose."""
        if action == "kind" and self._subject is not None and not self._subject.has_kind:
            return False
        return super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """Where one writes."""
        yield TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id="memo-text")

    def open(self, subject: MemoSubject) -> None:
        """Write on a subject, going on with the draft of before if there is one."""
        self._subject = subject
        draft = self._memory.draft(subject.key)
        area = self.query_one(TextArea)
        with self.prevent(TextArea.Changed):
            area.load_text(draft or subject.text)
            area.move_cursor(area.document.end)
        self._entitle(again=bool(draft))
        self.add_class("-open")
        area.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the draft; it is written down shortly."""
        event.stop()
        if self._subject is not None:
            self._memory.keep_draft(self._subject.key, event.text_area.text)
            self._write_down_soon()

    def action_kind(self) -> None:
        """The next kind of memo."""
        kinds = list(MemoKind)
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self._entitle(again=False)

    def action_save(self) -> None:
        """Into the study, and the draft is gone."""
        subject, text = self._subject, self.query_one(TextArea).text
        if subject is None:
            return
        summary = subject.save(self._kind, text)
        if summary is not None:
            self._memory.keep_draft(subject.key, "")
            self._write_down()
            self._subject = None
            super().action_close()
            self.post_message(self.Saved(summary))

    def put(self, text: str) -> None:
        """Put other words into the editor, to go on with."""
        area = self.query_one(TextArea)
        area.load_text(text)
        area.move_cursor(area.document.end)
        area.focus()

    def drop(self) -> None:
        """Close, and keep nothing of what was written."""
        if self._subject is not None:
            self._memory.keep_draft(self._subject.key, "")
            self._write_down()
        self._subject = None
        super().action_close()

    def action_close(self) -> None:
        """Give the keys back; what was written and not saved stays a draft, and that is said."""
        if self._subject is not None and self._memory.draft(self._subject.key):
            self._write_down()
            self.notify(self.KEPT, timeout=4)
        self._subject = None
        super().action_close()

    def _entitle(self, *, again: bool) -> None:
        if self._subject is not None:
            kind = f"{str(self._kind).capitalize()} memo on " if self._subject.has_kind else ""
            keys = (
                "Ctrl-S saves, Ctrl-T other kind, Esc leaves"
                if self._subject.has_kind
                else "Ctrl-S saves, Esc leaves"
            )
            self.border_title = Content(f"{kind}{self._subject.label}{' (draft)' if again else ''}   {keys}")

    def _write_down_soon(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._write_down)

    def _write_down(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._memory.save()
