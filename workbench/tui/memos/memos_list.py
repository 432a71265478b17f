"""Which memos are listed, in what order and in which columns; and a memo as it is read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.style import Style
from rich.text import Text

from workbench.model.memo_views import MemoView
from workbench.tui.codebook.code_draft import plain
from workbench.tui.widgets.table import Column

COLUMNS = (
    Column("date", 10, drop=2),
    Column("kind", 12, drop=1),
    Column("coder", 8, drop=3, grow=3),
    Column("on", 20, grow=2),
    Column("memo", 20, grow=1),
)
"""What is shown of a memo in the list; the last is its title, or else how it begins."""

WORDS = len(COLUMNS) - 1
"""The column that is read, and so the one that is not quiet."""

MOST_WORDS = 200
"""Characters of a memo that its line may need; it is cut to the width."""

DRAFT = "draft"
"""The kind under which what is not saved yet is listed."""

ABOUT: Mapping[str, str] = {
    "study": "the study",
    "source": "sources",
    "excerpt": "passages",
    "coding": "codings",
    "code": "codes",
    "cmo": "CMOs",
    "element": "elements",
    "tracer": "tracers",
    "site": "sites",
    "wave": "waves",
}
"""What the kinds of subjects are called."""

ORDERS: Mapping[str, str] = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "kind": "By kind, newest first",
    "coder": "By coder, newest first",
    "on": "By what they are on, newest first",
}
"""The orders that a list can have."""

_SORTS: Mapping[str, Callable[[MemoView], str]] = {
    "kind": lambda memo: memo.kind,
    "coder": lambda memo: memo.coder.casefold(),
    "on": lambda memo: memo.subject.casefold(),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Of what kind, by whom and on what kind of thing memos are listed; empty is any."""

    kind: str = ""
    coder: str = ""
    about: str = ""

    def lets(self, memo: MemoView) -> bool:
        """Whether a memo is listed."""
        return all(not want or want == has for want, has in zip(self._wants, _facets(memo), strict=True))

    @property
    def _wants(self) -> tuple[str, str, str]:
        return self.kind, self.coder, self.about

    def by(self, facet: str, value: str) -> Narrowing:
        """The same with another value of one facet."""
        return replace(self, **{facet: value})

    @property
    def words(self) -> str:
        """For the title bar: `decision, by Ben, on codes`; empty where all are listed."""
        about = f"on {ABOUT.get(self.about, self.about)}" if self.about else ""
        return ", ".join(filter(None, (self.kind, f"by {self.coder}" if self.coder else "", about)))


def _facets(memo: MemoView) -> tuple[str, str, str]:
    return memo.kind, memo.coder, memo.subject_type


class MemoBook:
    """All memos of the study and drafts of more, with their words to look in."""

    def __init__(self, memos: Sequence[MemoView], drafts: Sequence[MemoView] = ()) -> None:
        self.memos = tuple(memos)
        self.drafts = tuple(drafts)
        self.by_id = {memo.id: memo for memo in (*drafts, *memos)}
        self._words = {memo.id: " ".join(cells_of(memo)).casefold() for memo in (*drafts, *memos)}
        for memo in self.by_id.values():
            self._words[memo.id] += f" {memo.body.casefold()}"

    def listed(self, narrowing: Narrowing, words: str, order: str) -> list[MemoView]:
        """The memos that the narrowing and all the words let through, in that order; drafts first."""
        wanted = words.casefold().split()
        rows = [*self.memos] if order == "oldest" else [*reversed(self.memos)]
        if order in _SORTS:
            rows.sort(key=_SORTS[order])
        return [
            memo
            for memo in (*self.drafts, *rows)
            if narrowing.lets(memo) and all(word in self._words[memo.id] for word in wanted)
        ]

    def values(self, facet: str) -> list[tuple[str, int]]:
        """The values of a facet with how many memos have each, by name."""
        at = ("kind", "coder", "about").index(facet)
        counts = Counter(_facets(memo)[at] for memo in self.by_id.values())
        return sorted(counts.items(), key=lambda value: value[0].casefold())


def cells_of(memo: MemoView) -> tuple[str, ...]:
    """A memo in the columns of the list."""
    words = memo.title or " ".join(memo.body[:MOST_WORDS].split())
    return memo.created_at[:10], memo.kind, memo.coder, memo.subject, words


def as_read(memo: MemoView) -> Text:
    """A memo at length: title, what and whose it is, its text."""
    text = Text()
    if memo.title:
        text.append(plain(memo.title) + "\n", Style(bold=True))
    by = f" memo by {memo.coder}, {memo.created_at[:10]}" if memo.created_at else ", not saved yet"
    text.append(plain(f"{memo.kind.capitalize()}{by}, on {memo.subject}") + "\n\n", Style(italic=True))
    text.append(plain(memo.body))
    return text
