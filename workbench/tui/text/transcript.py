"""The reading view: keys and mouse move caret and selection over a painted text. It changes no study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.message import Message

from workbench.model.views import CodingMark
from workbench.tui.keys.catalogue import bindings
from workbench.tui.text.edges import Edge, edge_at
from workbench.tui.text.painted_text import PaintedText, Shown
from workbench.tui.text.wayfinding import Place, Track, coding_starts, next_start, uncoded_starts


class TranscriptView(PaintedText):
    """A source to read."""

    BINDINGS = bindings("transcript")

    class Nothing(Message):
        """There is no place to go to; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Elsewhere(Message):
        """The way leads to a place in another source."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class MarkElsewhere(Message):
        """A mark is wanted that this source has not, but another may have: capitals are for all sources."""

        def __init__(self, letter: str) -> None:
            super().__init__()
            self.letter = letter

    class LetterWanted(Message):
        """A letter is to name a mark: `how` is `set` or `go`. Empty once it was given, or not; `marked` is what was."""

        def __init__(self, how: str, marked: str = "") -> None:
            super().__init__()
            self.how = how
            self.marked = marked

    class EdgeDragged(Message):
        """An end of a coding was dragged, so that it would stand on `span`."""

        def __init__(self, mark: CodingMark, span: tuple[int, int]) -> None:
            super().__init__()
            self.mark = mark
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.trail = Track()
        self.letters: dict[str, int] = {}
        """Marks: the offset that each letter stands for."""
        self.own_coder_id = ""
        """Whose codings count as dealt with."""
        self._uncoded: tuple[Shown | None, Sequence[int]] = (None, ())
        self._drag_from: int | None = None
        self._edge: Edge | None = None
        self._letter_for = ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is and begin to drag; in the margin, the end of a coding."""
        event.stop()
        self.capture_mouse()
        place = event.get_content_offset_capture(self)
        if self.page is not None:
            edge = edge_at(self.page, place.y + self.scroll_offset.y, place.x)
            self._edge = edge if edge is not None and edge.mark.coder_id == self.own_coder_id else None
        if self._edge is not None:
            mark = self._edge.mark
            self.show_cursor(self.reading.select(self.cursor, mark.start_char, mark.end_char, unit="word"))
            return
        cursor = replace(self.cursor, selecting=False)
        cursor = self.reading.place(cursor, offset_under(self, event), extend=event.shift)
        self._drag_from = cursor.caret if cursor.anchor is None else cursor.anchor
        self.show_cursor(cursor)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse while its button is down; at the edges the text scrolls."""
        if self._edge is not None:
            event.stop()
            span = self._edge.span(self.reading, offset_under(self, event))
            if span != self.cursor.selection:
                self.show_cursor(self.reading.select(self.cursor, *span, unit="word"))
        elif self._drag_from is not None:
            event.stop()
            caret = self.reading.layout.snap(offset_under(self, event))
            if caret != self.cursor.caret:
                self.show_cursor(replace(self.cursor, caret=caret, anchor=self._drag_from, goal_cell=None))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End dragging."""
        event.stop()
        edge, self._edge, self._drag_from = self._edge, None, None
        self.release_mouse()
        span = self.cursor.selection
        if edge is not None and span is not None and span != (edge.mark.start_char, edge.mark.end_char):
            self.post_message(self.EdgeDragged(edge.mark, span))

    def on_click(self, event: events.Click) -> None:
        """Two clicks select the word, three the sentence."""
        unit = {2: "word", 3: "sentence"}.get(event.chain)
        if unit is not None:
            start, end = self.reading.segments.at(unit, self.cursor.caret)
            self.show_cursor(self.reading.select(self.cursor, start, end, unit=unit))

    def on_key(self, event: events.Key) -> None:
        """The letter of a mark, once `m` or `'` has asked for it; any other key means no mark."""
        how, self._letter_for = self._letter_for, ""
        if not how:
            return
        event.stop()
        event.prevent_default()
        letter = event.character or ""
        self.post_message(self.LetterWanted("", letter if how == "set" and letter.isalnum() else ""))
        if not letter.isalnum():
            return
        if how == "set":
            self.letters[letter] = self.cursor.caret
        elif letter in self.letters:
            self.go_to(self.letters[letter])
        elif letter.isupper():
            self.post_message(self.MarkElsewhere(letter))
        else:
            marked = ", ".join(sorted(self.letters)) or "none"
            self.post_message(self.Nothing(f"There is no mark {letter} in this source (marks: {marked})."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Going by hits is possible while hits are shown. (Textual's signature: the parameters do not matter.)"""
        return bool(self.shown.hits) if action in ("hit", "leave_hits") else True

    def go_to(self, offset: int) -> None:
        """Jump, remembering where from."""
        if offset != self.cursor.caret:
            self.trail.jump(self.cursor.caret)
            self.show_cursor(self.reading.place(self.reading.clear(self.cursor), offset))

    def action_move(self, unit: str, direction: int, extend: bool = False) -> None:
        """Move the caret, selecting if `extend`."""
        before = self.cursor.caret
        self.show_cursor(self.reading.move(self.cursor, unit, direction, extend=extend))
        if unit == "text-edge" and self.cursor.caret != before:
            self.trail.jump(before)

    def action_take(self, unit: str) -> None:
        """Select the unit at the caret, or one more."""
        self.show_cursor(self.reading.take(self.cursor, unit))

    def action_adjust(self, edge: str, direction: int) -> None:
        """Grow or shrink the selection at one edge."""
        self.show_cursor(self.reading.adjust(self.cursor, edge, direction))

    def action_select(self, how: str) -> None:
        """`toggle` selecting mode or `clear` the selection."""
        change = self.reading.toggle_selecting if how == "toggle" else self.reading.clear
        self.show_cursor(change(self.cursor))

    def action_jump(self, what: str, direction: int) -> None:
        """To the next or previous `coding`, or passage `uncoded` by this coder and not marked as read; then round."""
        starts = coding_starts(self.shown.marks) if what == "coding" else self._uncoded_starts()
        target = next_start(starts, self.cursor.caret, direction)
        words = what if what == "coding" else f"{what} passage"
        if target is None and starts:
            target = starts[0] if direction > 0 else starts[-1]
            place = "the first" if direction > 0 else "the last"
            self.post_message(self.Nothing(f"There is no {words} further on: this is {place} one."))
        elif target is None:
            self.post_message(self.Nothing(f"There is no {words} in this source."))
        if target is not None:
            self.go_to(target)

    def _uncoded_starts(self) -> Sequence[int]:
        """Where the coder has passages to deal with; worked out anew only once something was coded or marked."""
        shown = self.shown
        known_for, starts = self._uncoded
        if known_for is None or any(
            getattr(known_for, what) is not getattr(shown, what) for what in ("text", "marks", "read")
        ):
            own = [(m.start_char, m.end_char) for m in shown.marks if m.coder_id == self.own_coder_id]
            starts = uncoded_starts(shown.text, shown.turns, [*own, *shown.read])
            self._uncoded = shown, starts
        return starts

    def action_hit(self, direction: int) -> None:
        """To the next or previous hit, and from the last to the first."""
        starts = [start for start, _ in self.shown.hits]
        target = next_start(starts, self.cursor.caret, direction)
        self.go_to(starts[0 if direction > 0 else -1] if target is None else target)

    def action_leave_hits(self) -> None:
        """Show no hits any more."""
        self.lay_over(hits=())
        self.tell()
        self.screen.refresh_bindings()

    def action_letter(self, how: str) -> None:
        """Wait for the letter of a mark to `set` or `go` to."""
        self._letter_for = how
        self.post_message(self.LetterWanted(how))

    def action_trail(self, direction: int) -> None:
        """Back to where a jump began, or forward again."""
        target = self.trail.step(self.cursor.caret, direction)
        if target is None:
            self.post_message(self.Nothing("There is nowhere further to go back to or on to."))
        elif target.source_id != self.trail.source_id:
            self.post_message(self.Elsewhere(target))
        else:
            self.show_cursor(self.reading.place(self.reading.clear(self.cursor), target.offset))


def offset_under(view: TranscriptView, event: events.MouseEvent) -> int:
    """The offset that is drawn under the mouse, also while it is dragged outside."""
    place = event.get_content_offset_capture(view)
    return view.reading.layout.offset_at(
        place.y + view.scroll_offset.y, place.x - (view.page.frame.text_left if view.page else 0)
    )
