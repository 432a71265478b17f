"""The queue of suggestions as a list: what stands in an entry, what filters it, and the marked one at length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import overload

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from workbench.model.suggestion_views import NO_CODING, SuggestionView, reason_kept
from workbench.model.suggestions import SuggestionState
from workbench.model.vocabulary import plural
from workbench.tui.suggestions.words import how_sure, reason_text
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import MARKER, Choice, Part, safe
from workbench.tui.widgets.pick_panel import Entry
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import fit

TICK = "✓ "
"""Stands before a ticked suggestion."""

LONGEST_SHOWN = 300
"""Characters of a passage that can fit on a line."""

GONE = "a code that is no longer in use"


class QueueEntries(Sequence[Choice]):
    """Suggestions as entries of a list, made when they are drawn: tick, code, how sure, words, attribution."""

    def __init__(
        self, views: Sequence[SuggestionView], *, ticked: set[str], legend: Legend, width: int
    ) -> None:
        self._views = views
        self._ticked = ticked
        self._legend = legend
        self._width = width - len(MARKER)

    def __len__(self) -> int:
        return len(self._views)

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | Sequence[Choice]:
        if isinstance(index, slice):
            return [self._entry(view) for view in self._views[index]]
        return self._entry(self._views[index])

    def _entry(self, view: SuggestionView) -> Choice:
        tick = Part(TICK if view.id in self._ticked else "  ", strong=True)
        glyph = glyph_part(self._legend, view.code_id)
        name = _padded(view.code_path.rpartition("/")[2] or GONE, max(16, self._width // 5))
        sure = _padded(how_sure(view.probability, view.band), 13)
        room = self._width - sum(map(cell_len, (tick.text, glyph.text, name, sure))) - 2
        where = fit(view.attribution or view.source_name, max(10, room // 3))
        words = fit(" ".join(view.text[:LONGEST_SHOWN].split()), room - cell_len(where) - 2)
        gap = " " * max(2, room - cell_len(words) - cell_len(where))
        parts = (tick, glyph, Part(name + " "), Part(sure + " ", strong=True), Part(words))
        return Choice(view.id, (*parts, Part(gap + where, quiet=True)))


def _padded(text: str, width: int) -> str:
    fitted = fit(text, width)
    return fitted + " " * max(width - cell_len(fitted), 0)


def haystack(view: SuggestionView) -> str:
    """All that words of the filter are looked for in."""
    return f"{view.code_path} {view.source_name} {view.attribution} {view.text}".casefold()


def narrowings(views: Sequence[SuggestionView]) -> Iterator[Entry]:
    """The sources and codes that the list can be narrowed to, with how many suggestions each has."""
    for kind, of in (("source", _source), ("code", _code)):
        names = dict(map(of, views))
        counts = Counter(key for key, _ in map(of, views))
        for key in sorted(counts, key=lambda one: names[one].casefold()):
            yield Entry(f"{kind}:{key}", f"{kind}: {names[key]}", plural(counts[key], "suggestion"))


def is_of(view: SuggestionView, narrowing: str) -> bool:
    """Whether a suggestion is of the source or code that the list is narrowed to."""
    kind, _, key = narrowing.partition(":")
    return not kind or key == (_source if kind == "source" else _code)(view)[0]


def _source(view: SuggestionView) -> tuple[str, str]:
    return view.source_id, view.source_name


def _code(view: SuggestionView) -> tuple[str, str]:
    return view.code_id, view.code_path or GONE


def at_length(view: SuggestionView) -> Text:
    """A suggestion in full: code, how sure, the passage, why, and what became of it."""
    text = Text()
    text.append(safe(view.code_path or GONE), Style(bold=True))
    text.append(f"  {how_sure(view.probability, view.band)}")
    if view.state is not SuggestionState.PROPOSED:
        text.append(f"  {view.state} by {safe(view.decided_by)}, {view.decided_at[:10]}", Style(dim=True))
    text.append("\n" + "\n".join(safe(line) for line in view.text.splitlines()) + "\n")
    text.append(safe(view.attribution or view.source_name) + "\n", Style(italic=True))
    reason = reason_kept(view.explanation)
    text.append_text(reason_text(reason))
    if reason.precedents:
        names = ", ".join(f"{one.share:.0%} {one.source_name}" for one in reason.precedents)
        text.append("\n" + safe(f"Like excerpts of {names}"))
    text.append("\n" + NO_CODING, Style(dim=True))
    return text
