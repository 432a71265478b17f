"""How hits of a search are shown: on lines under their sources, and as the passages that would be coded. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from workbench.model.searching import AutoCoding, Hit, SourceHits
from workbench.model.vocabulary import plural
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.sections import heading
from workbench.tui.widgets.strips import fit

MOST_SHOWN = 200
"""Passages that are shown before they are coded."""

BEFORE = 30
"""Characters that are shown before a hit."""


def key_of(hit: Hit) -> str:
    """What tells a hit apart."""
    return f"{hit.revision_id}:{hit.start_char}:{hit.end_char}"


def hit_entries(found: Sequence[SourceHits], ticked: Collection[str], width: int) -> Iterator[Choice]:
    """The hits under their sources, each on a line with what stands around it."""
    for source, parts in groupby(found, key=lambda one: one.source):
        hits = [hit for part in parts for hit in part.hits]
        if hits:
            yield heading(Part(source, strong=True), Part(f"  {plural(len(hits), 'hit')}", quiet=True))
        for hit in hits:
            yield hit_entry(hit, ticked, width)


def hit_entry(hit: Hit, ticked: Collection[str], width: int) -> Choice:
    """A hit with what stands around it."""
    key = key_of(hit)
    before = one_line(hit.before)[-BEFORE:] + (" " if hit.before[-1:].isspace() else "")
    words = fit(one_line(hit.text), width - BEFORE)
    after = (" " if hit.after[:1].isspace() else "") + one_line(hit.after)
    return Choice(
        key,
        (
            Part("✓ " if key in ticked else "  ", strong=True),
            Part(f"{before:>{BEFORE + 1}}", quiet=True),
            Part(words, strong=True),
            Part(fit(after, width - BEFORE - cell_len(words)), quiet=True),
        ),
    )


def one_line(text: str) -> str:
    """A text with every white space a blank."""
    return " ".join(text.split())


def shown_passages(would: AutoCoding) -> Text:
    """What would be coded, in full."""
    text = Text()
    text.append(plural(would.added, "new coding"), Style(bold=True))
    if would.present:
        text.append(f"; {would.present} there already")
    for passage in would.passages[:MOST_SHOWN]:
        text.append(f"\n{safe(passage.source)}  ", Style(bold=True))
        text.append(safe(one_line(passage.text)))
    if len(would.passages) > MOST_SHOWN:
        text.append(f"\n… and {len(would.passages) - MOST_SHOWN} more")
    return text
