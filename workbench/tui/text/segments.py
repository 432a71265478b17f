"""Where words, sentences and speaker turns begin and end.

Pure; offsets in code points; every step makes progress.

Sentences are found by rule, as a reader would see them: an ellipsis before a small letter goes on, `Dr.` and
`e.g.` end nothing, a line break inside hard-wrapped text is a blank, and no sentence runs over a turn or into
its label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from workbench.model.sentences import first_break_after, last_break_before
from workbench.model.views import Turn

_LETTER = r"[^\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u206f\u3000-\u303f\uff01-\uff0f]"
_WORD = re.compile(rf"{_LETTER}+(?:['’\-\u2010\u2011]{_LETTER}+)*")
_VISIBLE = re.compile(r"\S")

LONGEST_WORD = 2_000
"""Longer runs without a blank are taken in pieces, so that no key takes long on a broken file."""

UNITS = ("word", "sentence", "turn")
"""What can be moved by and selected."""


class Segments:
    """The words, sentences and turns of one text."""

    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        self.text = text
        self.turns = turns
        self._turn_starts = [turn.start_char for turn in turns]

    def at(self, unit: str, offset: int) -> tuple[int, int]:
        """The segment that holds `offset`, else the next one, else the last; `(n, n)` where there is none."""
        offset = min(max(offset, 0), len(self.text))
        if unit == "word":
            return self._word_at(offset)
        if unit == "sentence":
            return self._sentence_at(offset)
        return self._turn_at(offset)

    def after(self, unit: str, offset: int) -> int:
        """Where the next segment after `offset` begins; the text's end if there is none.

        Always beyond `offset`.
        """
        start, end = self.at(unit, offset)
        if start <= offset < len(self.text):
            start, end = self.at(unit, max(end, offset + 1))
            if unit != "word" and start <= offset:
                start, end = self.at(unit, self._end_of_passage(offset))
        return start if start > offset else len(self.text)

    def before(self, unit: str, offset: int) -> int:
        """Where this segment begins, or if `offset` is there, the one before.

        Always before `offset`, or 0.
        """
        start, _ = self.at(unit, offset)
        if start < offset:
            return start
        if unit == "word":
            return self._word_before(offset)
        turn = self.turn_at(offset)
        limit = offset
        if turn is not None and self._first_visible(turn.speech_char) >= offset:
            limit = min(offset, turn.start_char)
        last = self._last_visible(limit)
        if last < 0:
            return 0
        start = self.at(unit, last)[0]
        return start if start < offset else last

    def turn_at(self, offset: int) -> Turn | None:
        """The turn that holds `offset`, label included."""
        index = bisect_right(self._turn_starts, offset) - 1
        if index < 0 or offset >= self.turns[index].end_char:
            return None
        return self.turns[index]

    def passage_at(self, offset: int) -> tuple[int, int]:
        """The stretch no sentence leaves: a turn's speech, or what stands between or without turns."""
        index = bisect_right(self._turn_starts, offset) - 1
        following = self._turn_starts[index + 1] if index + 1 < len(self.turns) else len(self.text)
        if index < 0:
            return 0, following
        turn = self.turns[index]
        if offset >= turn.end_char:
            return turn.end_char, following
        if not self.text[turn.speech_char : turn.end_char].strip():
            return turn.start_char, turn.end_char
        return turn.speech_char, turn.end_char

    def _end_of_passage(self, offset: int) -> int:
        return max(self.passage_at(offset)[1], offset + 1)

    def _first_visible(self, offset: int) -> int:
        match = _VISIBLE.search(self.text, offset)
        return match.start() if match else len(self.text)

    def _last_visible(self, offset: int) -> int:
        """The last visible character before `offset`, -1 if none."""
        size = 256
        while True:
            low = max(0, offset - size)
            stripped = self.text[low:offset].rstrip()
            if stripped or low == 0:
                return low + len(stripped) - 1 if stripped else -1
            size *= 8

    def _word_at(self, offset: int) -> tuple[int, int]:
        for match in _WORD.finditer(self.text, self._left_of_word(offset)):
            if match.end() > offset:
                return match.start(), min(match.end(), max(offset, match.start()) + LONGEST_WORD)
        start = self._word_before(offset)
        last = _WORD.match(self.text, start)
        return last.span() if last is not None else (offset, offset)

    def _left_of_word(self, offset: int) -> int:
        low = max(0, offset - LONGEST_WORD)
        left = offset
        while left > low and not self.text[left - 1].isspace():
            left -= 1
        return left

    def _word_before(self, offset: int) -> int:
        size = 256
        while True:
            low = self._left_of_word(max(0, offset - size))
            start = -1
            for match in _WORD.finditer(self.text, low, offset):
                start = match.start()
            if start >= 0 or low == 0:
                return max(start, 0)
            size *= 8

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        low, high = self.passage_at(offset)
        here = self._first_visible(max(offset, low))
        if here >= high:
            if here < len(self.text) and here > offset:
                return self._sentence_at(here)
            here = self._last_visible(min(high, len(self.text)))
            low, high = self.passage_at(max(here, 0))
            if here < low:
                return (offset, offset) if here < 0 else (here, high)
        start = self._first_visible(last_break_before(self.text, here, low=low))
        end = first_break_after(self.text, here, low=low, high=high)
        return start, self._last_visible(end) + 1

    def _turn_at(self, offset: int) -> tuple[int, int]:
        if not self.turns:
            return self._paragraph_at(offset)
        low, high = self.passage_at(offset)
        start = self._first_visible(low)
        if start >= high:
            if start < len(self.text):
                return self._turn_at(start)
            last = self._last_visible(len(self.text))
            return self._turn_at(last) if 0 <= last < low else (offset, offset)
        return start, self._last_visible(high) + 1

    def _paragraph_at(self, offset: int) -> tuple[int, int]:
        """A line of text, which is what stands for a turn where no turns were recognised."""
        here = self._first_visible(offset)
        if here == len(self.text):
            here = self._last_visible(here)
            if here < 0:
                return offset, offset
        start = self.text.rfind("\n", 0, here) + 1
        newline = self.text.find("\n", here)
        end = len(self.text) if newline < 0 else newline
        return self._first_visible(start), self._last_visible(end) + 1
