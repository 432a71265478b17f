"""An interview guide beside the questions that gaps of the study propose for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from workbench.model.guide_views import GuideQuestionView, GuideView, Proposals
from workbench.model.vocabulary import plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_questions import guide_asking
from workbench.tui.theory_questions.going import open_cmo
from workbench.tui.theory_questions.guide_board import GuideBoard
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.sections import SectionList
from workbench.tui.widgets.strips import TitleBar


class GuideScreen(ViewScreen):
    """Proposals at the left or above, the guide at the right or below, the words of what is marked beneath."""

    BINDINGS = bindings("guide")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("guide", "list", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.guides: Sequence[GuideView] = ()
        self.narrowed = ("", "", "")
        """Tracer, site and role that are proposed for; empty is any."""
        self._guide_id = ""
        self._found: Proposals | None = None

    def content(self) -> ComposeResult:
        """Both sides, and the words."""
        yield GuideBoard(id="guide-board")

    def panels(self) -> Iterable[Panel]:
        """Where questions are worded, and guides, roles and purposes chosen."""
        yield from super().panels()
        yield LinePanel(id="line")
        yield MemoPanel(self.session.memory, id="write")
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")

    @property
    def board(self) -> GuideBoard:
        """Proposals and guide."""
        return self.query_one(GuideBoard)

    @property
    def main(self) -> SectionList:
        """The side that was worked in last."""
        return self.board.main

    @property
    def guide(self) -> GuideView | None:
        """The guide in hand: the newest, unless another was chosen."""
        found = next((one for one in self.guides if one.id == self._guide_id), None)
        return found or (self.guides[-1] if self.guides else None)

    @property
    def question(self) -> GuideQuestionView | None:
        """The marked question of the guide; a notice where that side does not have the keys or is empty."""
        found = self.board.question if self.board.at_guide else None
        if found is None:
            self.notify("Mark a question of the guide first; Tab goes there.", severity="warning")
        return found

    def look(self) -> None:
        """Read the guides at once, and what is proposed beside the screen; what is marked stays so."""
        desk = self.session.desk.guides
        self.guides = desk.guides()
        self._show()
        tracer, site, role = self.narrowed
        read_aside(
            self, "proposals", partial(desk.proposals, tracer=tracer, site=site, role=role), self._take
        )

    def _take(self, found: Proposals) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        self.board.show(self._found, self.guide)
        only = ", ".join(filter(None, self.narrowed))
        about = f"{len(self._found.items)} proposed" if self._found else "looking for gaps"
        about += f" for {only}" if only else ""
        if self.guide:
            about += f"; {self.guide.name}, {plural(len(self.guide.questions), 'question')}"
        desk = self.session.desk
        self.query_one(TitleBar).show("Interview guide", about, f"{desk.path}  {desk.coder}")

    def take_guide(self, guide_id: str) -> None:
        """Take another guide in hand."""
        self._guide_id = guide_id
        self.look()

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_other_side(self) -> None:
        """To the guide, or back to the proposals."""
        self.board.work_in(guide=not self.board.at_guide)

    def action_read(self, lines: int) -> None:
        """Scroll the words."""
        self.board.read_on(lines)

    def action_open(self) -> None:
        """Adopt the marked proposal; in the guide, open the configuration that the question was drawn from."""
        if not self.board.at_guide:
            guide_asking.adopt(self)
        elif one := self.question:
            if one.origin.cmo_id is None:
                self.notify("This question was not drawn from a CMO.", severity="warning")
            else:
                open_cmo(self, one.origin.cmo_id)

    def action_ask(self, what: str) -> None:
        """Ask for something about the guide or the marked question."""
        getattr(guide_asking, what)(self)

    def action_shift(self, by: int) -> None:
        """Move the marked question in the guide."""
        if (one := self.question) and one.position + by >= 1:
            self.done(lambda: self.session.desk.guides.move(one.id, one.position + by))

    def action_leave(self) -> None:
        """Propose everything again."""
        self.narrow("", "", "")

    def narrow(self, tracer: str, site: str, role: str) -> None:
        """Propose only for these; empty is any."""
        self.narrowed, self._found = (tracer, site, role), None
        self.look()

    def done(self, call: Callable[[], str]) -> bool:
        """Carry out a change and say what was done; whether it was."""
        summary = self.change(call)
        if summary is not None:
            self.say(summary)
        return summary is not None
