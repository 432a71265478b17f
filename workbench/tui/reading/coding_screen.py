"""Coding the source that is read.

Keys become calls of the desk; what they changed is shown and named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.claiming_screen import ClaimingScreen
from workbench.tui.reading.code_picker import CodePicker
from workbench.tui.session import attempt
from workbench.tui.theory.from_passage import into_theory
from workbench.tui.theory.passage_panel import PassagePanel
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.pick_panel import PickPanel

LONGEST_IN_VIVO = 60
"""Characters of a code's name; longer words are a quote, not a label."""


class CodingScreen(ClaimingScreen):
    """A source to read and code."""

    BINDINGS = bindings("coding")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("coding", "suggesting", "transcript")

    def panels(self) -> Iterable[Panel]:
        """Also the code picker."""
        yield from super().panels()
        yield CodePicker(id="picker")
        yield PassagePanel(id="into-theory")
        yield PickPanel(id="pick")

    def apply(self, *code_ids: str) -> None:
        """Code the selection, or without one the sentence under the caret."""
        coding, revision_id = self.session.desk.coding, self.source.revision_id
        self._code(lambda start, end: (code_ids, coding.apply_codes(revision_id, start, end, code_ids)))

    def on_code_picker_picked(self, event: CodePicker.Picked) -> None:
        """Apply the codes that were picked."""
        self.apply(*event.code_ids)

    def on_code_picker_wanted(self, event: CodePicker.Wanted) -> None:
        """Create the code and apply it."""
        self._create_and_apply(event.name, event.code_ids)

    def action_pick(self) -> None:
        """Open the code picker; while a coding's bounds are being adjusted, keep them instead."""
        if self.is_adjusting:
            self.action_adjust_coding()
            return
        self.close_panels()
        what = "selection" if self.view.cursor.selection else "sentence under the caret"
        title = f"Code the {what}"
        self.query_one(CodePicker).open(self.session.finder(), self.session.legend(), title=title)

    def action_in_vivo(self) -> None:
        """The selected words become a code of their own, and are coded with it."""
        selection = self.view.cursor.selection
        words = " ".join(self.view.shown.text[slice(*selection)].split()) if selection else ""
        if not words:
            self.notify("Select the words that are to be the code: w takes a word.", severity="warning")
        elif len(words) > LONGEST_IN_VIVO:
            self.notify(
                f"That is too long for a code's name: at most {LONGEST_IN_VIVO} characters.",
                severity="warning",
            )
        else:
            known = self.session.finder().named(words)
            if known is not None:
                self.apply(known.id)
            else:
                self._create_and_apply(words.replace(PATH_SEPARATOR, " "), ())

    def action_into_theory(self) -> None:
        """Put the selection or sentence into a configuration."""
        into_theory(self)

    def action_recent(self, digit: int) -> None:
        """Apply the code on a digit; 0 the last one again."""
        digits, last = self.session.digits, self.session.last_code
        if digit == 0 and last in self.session.codes:
            self.apply(last)
        elif 0 < digit <= len(digits):
            self.apply(digits[digit - 1])
        else:
            self.notify(f"{plural(len(digits), 'recent code')} so far; c chooses any.", severity="warning")

    def _create_and_apply(self, name: str, others: Sequence[str]) -> None:
        made = attempt(self, lambda: self.session.new_code(name))
        if made is None:
            return
        coding, revision_id = self.session.desk.coding, self.source.revision_id

        def code(start_char: int, end_char: int) -> tuple[Sequence[str], str]:
            new, summary = coding.apply_new_code(revision_id, start_char, end_char, *made, others)
            self.session.learn_codes()
            return (*others, new), summary

        self._code(code)

    def _code(self, act: Callable[[int, int], tuple[Sequence[str], str]]) -> None:
        """Code the selection, or the sentence under the caret; `act` does it and tells the codes, and what was done."""
        if self.is_adjusting:
            self.notify(
                "Bounds are being adjusted: Enter keeps them, Esc leaves them; then code.", severity="warning"
            )
            return
        span, selected = self.passage("sentence"), self.view.cursor.selection is not None
        if span is None:
            return
        done = self.change(lambda: act(*span))
        if done is not None:
            code_ids, summary = done
            self.view.cursor = replace(self.view.cursor, spent=selected, selecting=False)
            for code_id in code_ids:
                self.session.used(code_id)
            self.say(summary if selected else f"{summary} (the sentence under the caret)")
