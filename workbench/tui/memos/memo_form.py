"""Writing a memo with its title and kind. Drafts of all three are kept while typing, until they are saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from workbench.model.vocabulary import MemoKind
from workbench.tui.codebook.code_draft import plain
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memory import Memory
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.widgets.filter_field import Field

HEAD = "head|"
"""Stands before the key of a draft where title and kind are kept; the text is kept under the key itself."""


@dataclass(frozen=True, slots=True)
class MemoText:
    """A memo as it is written."""

    kind: MemoKind = MemoKind.ANALYTIC
    title: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class MemoTask:
    """What is to be written: `key` tells drafts apart, `label` is for the reader, `text` is what was there before."""

    key: str
    label: str
    save: Callable[[MemoText], str | None]
    text: MemoText = MemoText()


class MemoForm(MemoPanel):
    """A title, and several lines to write in."""

    BINDINGS = bindings("memo-form")
    KEPT = "Kept as a draft in this list; e goes on with it."
    DEFAULT_CSS = """
    MemoForm { height: 14; }
    MemoForm > Field, MemoForm > Field:focus { background: $panel; }
    """

    def __init__(self, memory: Memory, *, id: str | None = None) -> None:
        super().__init__(memory, id=id)
        self._before = MemoText()

    def compose(self) -> ComposeResult:
        """The title above the text."""
        yield Field(placeholder="Title, if it has one; Tab to the text", id="memo-title")
        yield from super().compose()

    def write(self, task: MemoTask) -> None:
        """Write, going on with the draft of before if there is one."""
        head = _head(self._memory.draft(HEAD + task.key), task.text)
        title = self.query_one("#memo-title", Input)
        with self.prevent(Input.Changed):
            title.value = " ".join(plain(head.title).split())
        self._kind, self._before = head.kind, task.text

        def save(kind: MemoKind, body: str) -> str | None:
            summary = task.save(MemoText(kind, title.value.strip(), plain(body).strip()))
            if summary is not None:
                self._memory.keep_draft(HEAD + task.key, "")
            return summary

        self.open(MemoSubject(task.key, task.label, save, plain(task.text.body)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self._keep()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads from the title to the text."""
        event.stop()
        self.query_one(TextArea).focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the draft, with its title and kind: more than the base does, which is not to do it again."""
        event.stop()
        event.prevent_default()
        self._keep()

    def action_kind(self) -> None:
        """The next kind of memo, kept with the draft."""
        super().action_kind()
        self._keep()

    def action_other_field(self) -> None:
        """From the title to the text, and back."""
        area, title = self.query_one(TextArea), self.query_one("#memo-title")
        (title if self.screen.focused is area else area).focus()

    def drop(self) -> None:
        """Close, and keep nothing of what was written, nor of title and kind."""
        if self._subject is not None:
            self._memory.keep_draft(HEAD + self._subject.key, "")
        super().drop()

    def _keep(self) -> None:
        subject = self._subject
        if subject is None:
            return
        body, title = self.query_one(TextArea).text, self.query_one("#memo-title", Input).value
        head = json.dumps({"kind": str(self._kind), "title": title}, ensure_ascii=False)
        now, before = MemoText(self._kind, title.strip(), body.strip()), self._before
        same = not body.strip() or now == MemoText(
            before.kind, before.title.strip(), plain(before.body).strip()
        )
        self._memory.keep_draft(subject.key, "" if same else body)
        self._memory.keep_draft(HEAD + subject.key, "" if same else head)
        self._write_down_soon()


def _head(draft: str, text: MemoText) -> MemoText:
    """Title and kind of a draft; without one, or with a broken one, those of the text."""
    try:
        kept = json.loads(draft)
        return MemoText(MemoKind(kept["kind"]), str(kept["title"]))
    except (ValueError, KeyError, TypeError):
        return text
