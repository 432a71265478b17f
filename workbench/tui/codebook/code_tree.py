"""The codebook as lines of a tree, and where a code goes when it is moved by a key. Pure.

Folding hides what is under a code; filtering shows the codes that have the words, and those above them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import MARKER, Choice, Part, safe
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import fit

COUNT = 9
"""Cells of a count, with the blanks before it."""

NARROWEST_NAME = 24
"""Cells that names keep beside the counts; below that the counts go."""

NARROWEST_DEFINITION = 24
"""Cells from which a definition is worth showing in the line."""

MOST_INDENT = 12
"""Levels after which lines are indented no further, so that names stay legible."""


@dataclass(frozen=True, slots=True)
class Line:
    """A code that is listed. `matches` unless it only stands above one that does; `folded` hides so many codes."""

    code: CodeView
    matches: bool = True
    has_codes_below: bool = False
    folded: int = 0


class Book:
    """The codes in their order, prepared for listing and filtering. With `retired`, those out of use as well."""

    def __init__(self, codes: Sequence[CodeView], *, retired: bool) -> None:
        wanted = {code.id for code in codes if retired or not code.retired}
        parents = {code.id: code.parent_id for code in codes}
        for code_id in list(wanted):  # a code in use under one that is not shows where it hangs
            above = parents[code_id]
            while above is not None and above not in wanted:
                wanted.add(above)
                above = parents.get(above)
        self.codes = [code for code in codes if code.id in wanted]
        self.parents = {code.id: code.parent_id for code in self.codes}
        self._with_children = {code.parent_id for code in self.codes}
        self._texts = [_words_of(code) for code in self.codes]

    def lines(self, folded: Collection[str], words: Sequence[str]) -> list[Line]:
        """What is listed: all that is not folded away, or what has all the (case-folded) words wherever it is."""
        return self._found(words) if words else self._unfolded(folded)

    def foldable(self) -> set[str]:
        """The codes that have others under them."""
        return {code_id for code_id in self._with_children if code_id is not None}

    def above(self, code_id: str | None) -> list[str]:
        """The ids of the codes above one, the nearest first."""
        found = []
        at = self.parents.get(code_id or "")
        while at is not None:
            found.append(at)
            at = self.parents.get(at)
        return found

    def _found(self, words: Sequence[str]) -> list[Line]:
        matching = {
            code.id
            for code, text in zip(self.codes, self._texts, strict=True)
            if all(word in text for word in words)
        }
        shown = set(matching)
        for code_id in matching:
            at = self.parents[code_id]
            while at is not None and at not in shown:
                shown.add(at)
                at = self.parents[at]
        return [Line(code, code.id in matching) for code in self.codes if code.id in shown]

    def _unfolded(self, folded: Collection[str]) -> list[Line]:
        lines: list[Line] = []
        shut: CodeView | None = None
        hidden = 0
        for code in self.codes:
            if shut is not None and code.depth > shut.depth:
                hidden += 1
                continue
            if shut is not None:
                lines[-1] = Line(shut, has_codes_below=True, folded=hidden)
            has_below = code.id in self._with_children
            lines.append(Line(code, has_codes_below=has_below))
            shut, hidden = (code, 0) if has_below and code.id in folded else (None, 0)
        if shut is not None:
            lines[-1] = Line(shut, has_codes_below=True, folded=hidden)
        return lines


def heads(width: int) -> str:
    """The column heads."""
    name, counts, definition = _columns(width)
    line = " " * len(MARKER) + "code".ljust(name)
    if counts:
        line += "codings".rjust(COUNT) + "sources".rjust(COUNT)
    return line + ("  definition" if definition else "")


def entry(line: Line, legend: Legend, width: int) -> Choice:
    """A line as an entry of the list, `width` cells wide."""
    code = line.code
    name, counts, definition = _columns(width)
    fold = "+ " if line.folded else "- " if line.has_codes_below else "  "
    before = "  " * min(code.depth, MOST_INDENT) + fold
    glyph = glyph_part(legend, code.id)
    after = " (out of use)" if code.retired else ""
    after += f" … {line.folded} more" if line.folded else ""
    room = max(1, name - cell_len(before) - cell_len(glyph.text) - cell_len(after))
    shown = fit(safe(code.name), room)
    quiet = code.retired or not line.matches
    parts = [Part(before, quiet=True), glyph, Part(shown, quiet=quiet), Part(after, quiet=True)]
    used = sum(cell_len(part.text) for part in parts)
    rest = " " * max(0, name - used)
    if counts:
        rest += _count(code.coding_count) + _count(code.source_count)
    if definition:
        words = " ".join((code.short_definition or code.full_definition).split())
        rest += "  " + fit(safe(words[: 4 * definition]), definition)
    return Choice(code.id, (*parts, Part(rest, quiet=True)))


def _columns(width: int) -> tuple[int, bool, int]:
    """Cells for the name, whether counts are shown, and cells for the definition (0: not shown)."""
    room = width - len(MARKER) - 1
    if room < NARROWEST_NAME + 2 * COUNT:
        return max(room, 1), False, 0
    room -= 2 * COUNT
    name = min(room, 60)
    if room - NARROWEST_NAME >= NARROWEST_DEFINITION + 16:
        name = min(60, max(NARROWEST_NAME + 14, room // 2))
    left = room - name - 2
    return name, True, left if left >= NARROWEST_DEFINITION else 0


def _count(count: int) -> str:
    return (f"{count:,}" if count else "").rjust(COUNT)


def _words_of(code: CodeView) -> str:
    fields = (
        code.path,
        code.short_definition,
        code.full_definition,
        code.when_to_use,
        code.when_not_to_use,
        *code.examples,
    )
    return "\n".join(fields).casefold()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a code goes: under which parent (None: to the top), and how many other siblings stand before it there."""

    parent_id: str | None
    position: int | None = None


def moved(
    codes: Sequence[CodeView], code_id: str, way: str, shown: Mapping[str, str | None]
) -> Target | None:
    """Where a code goes `up`, `down`, `in` (under the sibling above it) or `out`; None where there is no such place.

    `shown` are the codes that can be seen, with their parents: one out of sight is passed over.
    """
    code = next(one for one in codes if one.id == code_id)
    others = [one.id for one in codes if one.parent_id == code.parent_id and one.id != code_id]
    order = [one.id for one in codes if one.parent_id == code.parent_id]
    at = order.index(code_id)
    before = [one for one in order[:at] if one in shown]
    after = [one for one in order[at + 1 :] if one in shown]
    if way == "up":
        return Target(code.parent_id, others.index(before[-1])) if before else None
    if way == "down":
        return Target(code.parent_id, others.index(after[0]) + 1) if after else None
    if way == "in":
        return Target(before[-1]) if before else None
    if code.parent_id is None:
        return None
    parent = next(one for one in codes if one.id == code.parent_id)
    beside = [one.id for one in codes if one.parent_id == parent.parent_id]
    return Target(parent.parent_id, beside.index(parent.id) + 1)


def above_in_words(code: CodeView) -> str:
    """The path of the code above one, empty at the top."""
    return code.path.rpartition(PATH_SEPARATOR)[0]
