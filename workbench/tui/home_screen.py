"""The home of a study: how far the work is by tracer and site, what is open, and a way to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult

from workbench.model.memo_views import MemoView
from workbench.model.overview import DoubtfulAnchor, Open, OpenEnd, Overview, Worked
from workbench.model.team_views import Here
from workbench.model.vocabulary import plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.memos.memo_writing import drafts
from workbench.tui.memos.memos_list import DRAFT
from workbench.tui.session import Session
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.study_screen import StudyScreen
from workbench.tui.team.company import HERE, company, who_is_here
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.sections import SectionList, heading
from workbench.tui.widgets.strips import TitleBar, fit

BAR = 10
"""Cells of a progress bar."""

NAME = 26
"""Cells that a site, where it needs them, or the name of an open end get at least."""

INDENT = 2
"""Cells before a site under its tracer."""

LEAST_WHO = 6
"""Cells from which names of coders are worth showing."""

PROGRESS = "read or coded by anybody; sources begun of all; last worked on, by whom"
"""What stands in a line of progress."""

ANCHOR = "anchor"
"""Begins the key of a doubtful anchor; its number in the list follows."""

TITLES = {
    Open.CONFLICT: "Conflicts of merged copies",
    Open.ROUND: "Rounds being coded",
    Open.UNREAD: "Sources that nobody has begun",
    Open.FRAGMENT: "Fragments",
    Open.WITHOUT_EVIDENCE: "CMOs with slots that rest on nothing yet",
}


class HomeScreen(StudyScreen):
    """The study at a glance."""

    BINDINGS = bindings("home")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("home", "list")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._overview: Overview | None = None
        self._anchors: Sequence[DoubtfulAnchor] = ()
        self._here: Sequence[Here] = ()

    def content(self) -> ComposeResult:
        """One list under headings."""
        yield SectionList(id="home", on_width=lambda _: self._show())

    @property
    def main(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    def look(self) -> None:
        """Read how far the work is, beside the screen: a very large study takes a second."""
        overview = self.session.desk.overview
        read_aside(self, "overview", overview.overview, self._take)
        read_aside(self, "anchors", overview.doubtful_anchors, self._take_anchors)
        read_aside(self, "codes", self.session.desk.codebook.count_ahead, lambda _: None)

    def poll(self) -> None:
        """See what changed, and who else is there."""
        super().poll()
        self._here, before = who_is_here(self, self._here), self._here
        if self._here != before:
            self._show()

    def _take(self, found: Overview) -> None:
        self._overview = found
        self._here = who_is_here(self, self._here)
        self._show()

    def _take_anchors(self, found: Sequence[DoubtfulAnchor]) -> None:
        """Anchors in doubt take longest to find, so they come last."""
        if found != self._anchors:
            self._anchors = found
            self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    async def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is gone to."""
        event.stop()
        await self.action_open()

    async def action_open(self) -> None:
        """Go to the marked entry: its source, its CMO, or the sources of its tracer and site."""
        what, _, key = (self.main.key or "").partition(":")
        if what in (Open.CONFLICT, Open.ROUND):
            await self._show_team(key, conflicts=what == Open.CONFLICT)
        elif what in (Open.UNREAD, HERE):
            self.read_source(key)
        elif what in (Open.FRAGMENT, Open.WITHOUT_EVIDENCE):
            await self._show_cmo(key)
        elif what == DRAFT:
            await self.app.run_action("go('memos')")
        elif what == ANCHOR:
            self._show_anchor(self._anchors[int(key)])
        elif what == "sources":
            await self.app.run_action("go('sources')")
            if isinstance(self.app.screen, SourcesScreen):
                self.app.screen.filter_by(key)

    def _show_anchor(self, anchor: DoubtfulAnchor) -> None:
        """Open the source at the passage; of an older text there is only the present one to read."""
        if anchor.is_older:
            self.notify("The passage is of an older text; this is the present one.", severity="warning")
            self.read_source(anchor.source_id)
        else:
            self.read_source(anchor.source_id, start_char=anchor.start_char, end_char=anchor.end_char)

    async def _show_team(self, key: str, *, conflicts: bool) -> None:
        """Go to the team: to the marked round, or on to the conflicts."""
        from workbench.tui.team.team_screen import TeamScreen

        await self.app.run_action("go('team')")
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        if isinstance(self.app.screen, TeamScreen):
            self.app.screen.show(key, conflicts=conflicts)

    async def _show_cmo(self, cmo_id: str) -> None:
        """Open a configuration where configurations are, over whatever is open there."""
        from workbench.tui.theory.theory_screen import TheoryScreen

        await self.app.run_action("go('theory')")
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        if isinstance(self.app.screen, TheoryScreen):
            self.app.screen.show_cmo(cmo_id)

    def _show(self) -> None:
        found = self._overview
        if found is None:
            self.main.show([heading(Part("Looking how far the work is ...", quiet=True))])
            return
        width = self.main.size.width - 3
        lines = [
            *_caution(self.session.desk.overview.caution, width),
            *_lines(found, width),
            *_doubts(self._anchors, width),
            *_begun(list(drafts(self.session)), width),
            *company(self._here),
        ]
        self.main.show(lines, key=self.main.key)
        whole, desk = found.whole, self.session.desk
        about = f"{plural(whole.sources, 'source')}, {_percent(whole)} read or coded"
        self.query_one(TitleBar).show(desk.study_title, about, f"{desk.path}  {desk.coder}")


def _caution(words: str, width: int) -> Iterator[Choice]:
    if words:
        for line in wrap(words, max(width, 20)):
            yield heading(Part(line, strong=True))
        yield heading(Part(""))


def _lines(found: Overview, width: int) -> Iterator[Choice]:
    yield heading(Part("Progress", strong=True), Part(fit(f"  {PROGRESS}", width - 8), quiet=True))
    if not found.whole.sources:
        yield heading(Part("  No sources yet. In the shell: workbench source import FOLDER", quiet=True))
    room = min(max([0, *(cell_len(_site(one)) for one in found.parts)]), max(NAME, width // 3))
    for tracer, parts in groupby(found.parts, key=lambda one: one.tracer):
        yield heading(Part(fit(tracer or "No tracer", width)))
        for one in parts:
            yield Choice(f"sources:{one.tracer} {one.site}", _progress(one, room, width))
    for kind, ends in groupby(found.ends, key=lambda end: end.kind):
        mine = list(ends)
        yield heading(Part(""))
        yield heading(Part(TITLES[kind], strong=True), Part(f"  {len(mine)}", quiet=True))
        for end in mine:
            yield Choice(f"{end.kind}:{end.id}", _end(end, width))


def _doubts(anchors: Sequence[DoubtfulAnchor], width: int) -> Iterator[Choice]:
    if anchors:
        yield heading(Part(""))
        yield heading(Part("Passages in doubt", strong=True), Part(f"  {len(anchors)}", quiet=True))
    for number, one in enumerate(anchors):
        name = fit(f"{one.source}  {one.start_char:,}–{one.end_char:,}", max(NAME, width // 3))
        why = fit(f"{one.rests}: {one.why}", width - cell_len(name) - 2)
        yield Choice(f"{ANCHOR}:{number}", (Part(name), Part(f"  {why}", quiet=True)))


def _begun(memos: Sequence[MemoView], width: int) -> Iterator[Choice]:
    if memos:
        yield heading(Part(""))
        yield heading(Part("Memos begun and not saved", strong=True), Part(f"  {len(memos)}", quiet=True))
    for memo in memos:
        name = fit(memo.subject, max(NAME, width // 2))
        words = fit(" ".join(memo.body.split()), width - cell_len(name) - 2)
        yield Choice(f"{DRAFT}:{memo.id}", (Part(name), Part(f"  {words}", quiet=True)))


def _site(one: Worked) -> str:
    return one.site or "no site"


def _progress(one: Worked, room: int, width: int) -> tuple[Part, ...]:
    share = one.covered_chars / one.char_count if one.char_count else 0.0
    full = round(share * BAR)
    bar = "█" * full + "░" * (BAR - full)
    name = fit(_site(one), room)
    text = f"  {bar} {_percent(one):>4}  {one.begun:>3}/{one.sources:<3}"
    rest = f"  {one.last_at[:10]}" if one.last_at else ""
    left = width - INDENT - room - cell_len(text) - cell_len(rest) - 2
    who = fit(", ".join(one.coders), left) if left >= LEAST_WHO else ""
    return (
        Part(" " * INDENT + name + " " * (room - cell_len(name))),
        Part(text),
        Part(f"{rest}  {who}" if one.coders else "", quiet=True),
    )


def _percent(one: Worked) -> str:
    """Rounded down, so that 100% is all; at least 1% of what was begun."""
    if not one.char_count or not one.covered_chars:
        return "0%"
    return f"{max(1, 100 * one.covered_chars // one.char_count)}%"


def _end(end: OpenEnd, width: int) -> tuple[Part, ...]:
    name = fit(end.name, max(NAME, width // 2))
    return Part(name), Part("  " + fit(end.why, width - cell_len(name) - 2), quiet=True)
