"""What the suggestions beside a text say at the moment, as lines for a strip and as blocks for a column. Pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from workbench.model.suggestion_views import NO_CODING, ClaimView, PassageAnswer, TagView
from workbench.tui.suggestions.words import (
    claim_words,
    how_sure,
    precedent_words,
    reason_line,
    role_words,
    short_quote,
)
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Part
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import fit

TAGS = 3
"""At most so many are suggested for a passage."""

STRIP_LINES = 7
"""Lines that a strip needs for all it has to say; with fewer the last are left out."""

_WORDS = re.compile(r"\s*\S+\s?|\s+")
"""Words with the blanks around them."""

Line = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a passage, and of a sentence with a causal cue, in the text `body`.

    `silence` says why nothing is said at all; `busy` that an answer is being looked for.
    """

    body: str = ""
    answer: PassageAnswer | None = None
    claim: ClaimView | None = None
    silence: str = ""
    busy: str = ""

    @property
    def tags(self) -> Sequence[TagView]:
        """What is suggested."""
        return self.answer.tags if self.answer is not None and not self.silence else ()

    @property
    def notes(self) -> str:
        """What else to know of the answer."""
        if self.answer is None:
            return ""
        found = self.answer
        coded = f"coded here already: {', '.join(found.already)}" if found.already else ""
        rejected = f"turned down here before: {', '.join(found.rejected)}" if found.rejected else ""
        return "; ".join(filter(None, (coded, rejected, *found.notes)))

    @property
    def quote(self) -> str:
        """The words that are spoken of."""
        if self.answer is None or self.answer.end_char - self.answer.start_char < 2:  # there is no passage
            return ""
        return short_quote(self.body[self.answer.start_char : self.answer.end_char])

    @property
    def why_none(self) -> str:
        """Why there are no tags; empty where there are some."""
        if self.tags:
            return ""
        return self.silence or self.busy or (self.answer.silence if self.answer is not None else "")


@dataclass(frozen=True, slots=True)
class Keyed:
    """How codes look, and the keys of actions by id."""

    legend: Legend
    key: Callable[[str], str]


def strip_lines(told: Told, keyed: Keyed, *, width: int, height: int) -> list[Line]:
    """So many lines of so many cells; every line is there whatever is said, so that nothing moves."""
    head = _head(told, keyed, width)
    tags = _tag_lines(told, keyed, width)
    lines = [head, *tags, _claim_line(told, keyed, width), _standing(told, width)]
    lines.append((Part(" " + fit(NO_CODING, width - 1), quiet=True),))
    if height < STRIP_LINES:
        lines = [lines[-1], *tags]
    return lines[:height]


def column_blocks(told: Told, keyed: Keyed) -> list[Line]:
    """The same with the precedents, to be wrapped to a column."""
    blocks: list[Line] = [
        (Part("Suggestions", strong=True), Part(f"  {keyed.key('suggest.show')} hides them", quiet=True))
    ]
    if told.quote:
        blocks.append((Part(f"“{told.quote}”"),))
    blocks.append(())
    for number, tag in enumerate(told.tags, 1):
        blocks.append(_tag_head(tag, number, keyed))
        if tag.reason.speaks == "codebook":
            blocks.append((Part(f"  {reason_line(tag.reason).partition(';')[0]}", quiet=True),))
        elif tag.reason.words:
            blocks.append((Part(f"  words: {', '.join(tag.reason.words)}", quiet=True),))
        blocks += [(Part(f"  {precedent_words(one)}", quiet=True),) for one in tag.reason.precedents]
        blocks.append(())
    if told.why_none:
        blocks += [(Part(told.why_none),), ()]
    if told.tags:
        blocks += [(Part(f"{keyed.key('suggest.why')} ", strong=True), Part("reads the precedents")), ()]
    blocks += _claim_blocks(told, keyed)
    blocks += [(Part(words, quiet=True),) for words in (told.notes, _measured(told), NO_CODING) if words]
    return blocks


def wrapped(block: Line, width: int) -> list[Line]:
    """The lines of a block, broken at blanks; one empty line of an empty block."""
    lines: list[list[Part]] = [[]]
    room = width
    for part in block:
        for piece in _WORDS.findall(part.text):
            word = piece.rstrip()
            if cell_len(word) > room < width:
                lines.append([])
                room = width
            shown = piece if cell_len(piece) <= room else fit(word, room)
            room -= cell_len(shown)
            row = lines[-1]
            if row and replace(row[-1], text="") == replace(part, text=""):
                row[-1] = replace(part, text=row[-1].text + shown)
            else:
                row.append(replace(part, text=shown))
    return [tuple(line) for line in lines]


def _head(told: Told, keyed: Keyed, width: int) -> Line:
    keys = ""
    if told.tags:
        take, leave, why = (keyed.key(f"suggest.{name}") for name in ("accept-1", "reject-1", "why"))
        keys = f"{take} takes, {leave} turns down, {why} why"
    elif told.quote and told.busy:
        keys = told.busy
    what = f"“{told.quote}”" if told.quote else ""
    room = width - cell_len(keys) - 16
    what = fit(what, max(room, 0))
    gap = " " * max(1, width - 13 - cell_len(what) - cell_len(keys))
    return (Part(" Suggestions ", strong=True), Part(what), Part(gap), Part(keys, quiet=True))


def _tag_lines(told: Told, keyed: Keyed, width: int) -> list[Line]:
    if not told.tags:
        words = textwrap.wrap(told.why_none, max(width - 4, 10)) or [""]
        lines: list[Line] = [(Part("   " + line),) for line in words[:TAGS]]
    else:
        lines = []
        for number, tag in enumerate(told.tags, 1):
            head = _tag_head(tag, number, keyed, most=max(20, width * 9 // 20))
            room = width - sum(cell_len(part.text) for part in head) - 3
            lines.append((*head, Part("  " + fit(reason_line(tag.reason), room), quiet=True)))
    return lines + [()] * (TAGS - len(lines))


def _tag_head(tag: TagView, number: int, keyed: Keyed, *, most: int = 60) -> Line:
    keys = f"{keyed.key(f'suggest.accept-{number}')} {keyed.key(f'suggest.reject-{number}')}"
    sure = how_sure(tag.probability, tag.band)
    path = (
        tag.code_path
        if cell_len(tag.code_path) <= most - cell_len(sure)
        else tag.code_path.rpartition("/")[2]
    )
    return (
        Part(f" {keys} ", strong=True),
        glyph_part(keyed.legend, tag.code_id),
        Part(fit(path, max(most - cell_len(sure), 12)) + " "),
        Part(sure, strong=True),
    )


def _claim_line(told: Told, keyed: Keyed, width: int) -> Line:
    claim = told.claim
    if claim is None:
        words = "the next likely causal claim"
        return (Part(f" {keyed.key('suggest.claim')} ", strong=True), Part(words, quiet=True))
    keys = f" {keyed.key('suggest.causal')} holds, {keyed.key('suggest.not-causal')} not"
    if claim.roles:
        keys += f", {keyed.key('theory.passage')} into a CMO"
    roles = "; ".join(f"{role.role} ({role.why})" for role in claim.roles)
    head = f" Causal? {claim_words(claim)}"
    room = width - cell_len(head) - cell_len(keys) - 3
    said = f"  {fit(roles, room)}" if roles and room > 8 else ""
    return (
        Part(fit(head, width - cell_len(keys) - 1)),
        Part(said, quiet=True),
        Part(" " + keys, strong=True),
    )


def _claim_blocks(told: Told, keyed: Keyed) -> list[Line]:
    claim = told.claim
    key = keyed.key
    if claim is None:
        return [(Part(f"{key('suggest.claim')} ", strong=True), Part("the next likely causal claim")), ()]
    blocks: list[Line] = [(Part("Causal claim? ", strong=True), Part(claim_words(claim)))]
    for name, span in (("cause", claim.cause), ("effect", claim.effect)):
        if span is not None:
            blocks.append((Part(f"  {name}: “{short_quote(told.body[slice(*span)])}”", quiet=True),))
    blocks += [(Part(f"  {role_words(role, told.body)}", quiet=True),) for role in claim.roles]
    keys = f"{key('suggest.causal')} holds  {key('suggest.not-causal')} does not  {key('theory.passage')} into a CMO"
    return [*blocks, (Part(keys, strong=True),), ()]


def _standing(told: Told, width: int) -> Line:
    words = "; ".join(filter(None, (told.notes, _measured(told))))
    return (Part(" " + fit(words, width - 2), quiet=True),)


def _measured(told: Told) -> str:
    return told.answer.standing if told.answer is not None and not told.silence else ""
