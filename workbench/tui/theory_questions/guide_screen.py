"""An interview guide beside the questions that gaps of the study propose for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container

from workbench.model.guide_views import GuideQuestionView, GuideView, Proposal, Proposals
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_questions import guide_asking
from workbench.tui.theory_questions.going import open_cmo
from workbench.tui.theory_questions.guide_lines import asked, guide_choices, proposal_choices, proposed
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.sections import SectionList
from workbench.tui.widgets.strips import TitleBar


class GuideScreen(ViewScreen):
    """Proposals at the left or above, the guide at the right or below, the words of what is marked beneath."""

    BINDINGS = bindings("guide")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("guide", "list", *VIEW_PLACES)
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    CSS = """
    #guide-body { height: 1fr; width: 1fr; layout: vertical; }
    #guide-body > SectionList { height: 1fr; width: 1fr; }
    #guide { border-top: solid $foreground 25%; }
    #guide-words { height: 6; border-top: solid $foreground 25%; }
    .-tall #guide-words { height: 9; }
    .-short #guide-words { height: 5; }
    .-tiny #guide-words, .-tiny #guide { display: none; }
    .-wide #guide-body { layout: horizontal; }
    .-wide #guide { border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.guides: Sequence[GuideView] = ()
        self.narrowed = ("", "", "")
        """Tracer, site and role that are proposed for; empty is any."""
        self._guide_id = ""
        self._proposals: dict[str, Proposal] = {}
        self._at_guide = False

    def content(self) -> ComposeResult:
        """Both lists, and the words."""
        with Container(id="guide-body"):
            yield SectionList(id="proposals")
            yield SectionList(id="guide")
        yield Prose(id="guide-words")

    def panels(self) -> Iterable[Panel]:
        """Where questions are worded, and guides, roles and purposes chosen."""
        yield from super().panels()
        yield LinePanel(id="line")
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")

    @property
    def main(self) -> SectionList:
        """The side that was worked in last."""
        return self.query_one("#guide" if self._at_guide else "#proposals", SectionList)

    @property
    def guide(self) -> GuideView | None:
        """The guide in hand: the newest, unless another was chosen."""
        found = next((one for one in self.guides if one.id == self._guide_id), None)
        return found or (self.guides[-1] if self.guides else None)

    @property
    def question(self) -> GuideQuestionView | None:
        """The marked question of the guide; a notice where that side does not have the keys or is empty."""
        key, guide = self.query_one("#guide", SectionList).key, self.guide
        found = next((one for one in guide.questions if one.id == key), None) if guide else None
        if found is None or not self._at_guide:
            self.notify("Mark a question of the guide first; Tab goes there.", severity="warning")
            return None
        return found

    def look(self) -> None:
        """Read proposals and guides; what is marked stays so."""
        desk = self.session.desk.guides
        self.guides = desk.guides()
        tracer, site, role = self.narrowed
        self._show(desk.proposals(tracer=tracer, site=site, role=role))

    def _show(self, found: Proposals) -> None:
        self._proposals = {one.key: one for one in found.items}
        above, below = self.query_one("#proposals", SectionList), self.query_one("#guide", SectionList)
        above.show(list(proposal_choices(found, self.guide)), key=above.key)
        below.show(list(guide_choices(self.guide)), key=below.key)
        only = ", ".join(filter(None, self.narrowed))
        about = f"{len(found.items)} proposed" + (f" for {only}" if only else "")
        if self.guide:
            about += f"; {self.guide.name}, {plural(len(self.guide.questions), 'question')}"
        desk = self.session.desk
        self.query_one(TitleBar).show("Interview guide", about, f"{desk.path}  {desk.coder}")
        self._show_words()

    def _show_words(self) -> None:
        key, guide = self.main.key or "", self.guide
        text = Text("")
        if not self._at_guide and key in self._proposals:
            text = proposed(self._proposals[key])
        elif self._at_guide and guide is not None:
            text = next((asked(one) for one in guide.questions if one.id == key), text)
        self.query_one("#guide-words", Prose).show(text)

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show what is marked at length."""
        event.stop()
        if event.choices is self.main:
            self._show_words()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click on a side works in that side."""
        event.stop()
        self.go_to_side(guide=event.choices.id == "guide")

    def go_to_side(self, *, guide: bool) -> None:
        """Work in the guide, or in the proposals."""
        self._at_guide = guide
        self.main.focus()
        self._show_words()

    def take_guide(self, guide_id: str) -> None:
        """Take another guide in hand."""
        self._guide_id = guide_id
        self.look()

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_other_side(self) -> None:
        """To the guide, or back to the proposals."""
        self.go_to_side(guide=not self._at_guide)

    def action_read(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#guide-words", Prose).scroll_lines(lines)

    def action_open(self) -> None:
        """Adopt the marked proposal; in the guide, open the configuration that the question was drawn from."""
        if not self._at_guide:
            self._adopt()
        elif one := self.question:
            if one.origin.cmo_id is None:
                self.notify("This question was not drawn from a CMO.", severity="warning")
            else:
                open_cmo(self, one.origin.cmo_id)

    def _adopt(self) -> None:
        one, desk = self._proposals.get(self.main.key or ""), self.session.desk.guides
        if one is None:
            self.notify("Nothing is proposed here.", severity="warning")
            return
        guide = self.guide
        if guide is not None and one.is_in(guide):
            self.notify("The guide has a question drawn from this already.", severity="warning")
            return
        guide_id = guide.id if guide else self.change(lambda: desk.new("", from_id=None))
        if guide_id is not None and self.change(lambda: desk.adopt(guide_id, one)) is not None:
            self.say("Adopted as it is worded; Tab, then e rewords it, u undoes it")
            self.main.action_step(1)

    def action_ask(self, what: str) -> None:
        """Ask for something about the guide or the marked question."""
        getattr(guide_asking, what)(self)

    def action_drop(self) -> None:
        """Take the marked question out of the guide."""
        if one := self.question:
            self.done(lambda: self.session.desk.guides.drop(one.id))

    def action_shift(self, by: int) -> None:
        """Move the marked question in the guide."""
        if (one := self.question) and one.position + by >= 1:
            self.done(lambda: self.session.desk.guides.move(one.id, one.position + by))

    def action_leave(self) -> None:
        """Propose everything again."""
        self.narrow("", "", "")

    def narrow(self, tracer: str, site: str, role: str) -> None:
        """Propose only for these; empty is any."""
        self.narrowed = (tracer, site, role)
        self.look()

    def done(self, call: Callable[[], str]) -> bool:
        """Carry out a change and say what was done; whether it was."""
        summary = self.change(call)
        if summary is not None:
            self.say(summary)
        return summary is not None
