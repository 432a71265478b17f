"""One configuration: its slots as cards in columns, and below them the evidence for what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.cmo_evidence import EvidenceList, listed, pieces_behind
from workbench.tui.theory.cmo_open import OpenCMO
from workbench.tui.theory.evidence_pane import EvidencePane
from workbench.tui.theory.role_chooser import RoleChooser
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.strips import TitleBar


class CMOScreen(StudyScreen):
    """A configuration to look at and to work on; what the keys do stands in the modules `cmo_...`, in their tables."""

    BINDINGS = bindings("cmo")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("cmo", "sheet", "evidence")
    CSS = """
    .-tall #behind { height: 35%; min-height: 5; }
    .-narrow #behind Prose { display: none; }
    .-short #behind, .-tiny #behind { display: none; }
    """

    def __init__(self, session: Session, cmo_id: str, order: Sequence[str] = ()) -> None:
        super().__init__(session)
        self.cmo_id = cmo_id
        self.order = order
        self.shown = OpenCMO()
        self._at_evidence = False

    def content(self) -> ComposeResult:
        """The sheet, and below it evidence with its words."""
        yield SheetView(lambda width: self.shown.sheet(width), id="sheet")
        yield EvidencePane(lambda: self.shown.words(self.main.item, self.piece), id="behind")

    def panels(self) -> Iterable[Panel]:
        """Where things are chosen, picked, asked about and written."""
        yield Chooser(id="chooser")
        yield RoleChooser(id="roles")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> SheetView:
        """The sheet."""
        return self.query_one(SheetView)

    @property
    def cmo(self) -> Configuration | None:
        """The configuration, None once it is gone."""
        return self.shown.cmo

    @property
    def elements(self) -> Sequence[ElementView]:
        """All elements of the study."""
        return self.shown.elements

    @property
    def slot(self) -> SlotView | None:
        """The slot that is marked."""
        return self.shown.slot(self.main.item)

    @property
    def piece(self) -> EvidenceView | None:
        """The piece of evidence that is marked."""
        return self.shown.piece(self.query_one(EvidenceList).key)

    def look(self) -> None:
        """Read the configuration."""
        desk = self.session.desk
        cmo = desk.theory.configuration(self.cmo_id)
        self.shown = OpenCMO(
            cmo,
            desk.elements.all(),
            desk.theory.memos_on(self.cmo_id),
            desk.advice.checks(self.cmo_id).standing if cmo else (),
            desk.theory.names().dialect,
        )
        self.session.cmo_in_hand = self.cmo_id if cmo else ""
        self.main.show()
        title, stage = ("This CMO is no longer in the study", "q goes back")
        if cmo is not None:
            title, stage = f"CMO {cmo.number}  {cmo.title}", str(cmo.stage)
        self.query_one(TitleBar).show(title, stage, f"{desk.path}  {desk.coder}")

    def show_cmo(self, cmo_id: str) -> None:
        """Show another configuration instead."""
        self.close_panels()
        self.cmo_id = cmo_id
        self._seen_version = -1
        self.catch_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Slots are not worked on while the evidence has the keys."""
        if action == "act" and isinstance(self.focused, EvidenceList):
            return False
        return super().check_action(action, parameters)

    def do(self, call: Callable[[], str], *, mark: str = "") -> None:
        """Carry out a change and name it; `mark` is the key of the item to be marked then."""
        summary = self.change(call)
        if summary is not None:
            if mark:
                self.main.show(key=mark)
            self.say(summary)

    @on(SheetView.Marked)
    def show_evidence(self) -> None:
        """Show the evidence of what is marked."""
        entries = listed(self.cmo, self.main.item) if self.cmo else []
        self.query_one(EvidencePane).show(entries)

    @on(MemoPanel.Saved)
    def tell(self, event: MemoPanel.Saved) -> None:
        """Say what was written."""
        self.say(event.summary)

    def action_act(self, name: str) -> None:
        """Work on the configuration or on what is marked in it."""
        from workbench.tui.theory.cmo_acts import ACTS

        if self.cmo is not None:
            self._at_evidence = False
            self.close_panels()
            ACTS[name](self, self.cmo)

    def action_piece(self, name: str) -> None:
        """Work on the marked piece of evidence."""
        from workbench.tui.theory.cmo_evidence import PIECES

        if self.piece is not None:
            self._at_evidence = True
            PIECES[name](self, self.piece)

    @on(SheetView.Opened)
    def action_evidence(self) -> None:
        """Go to the evidence of what is marked; a link leads to the other configuration."""
        item = self.main.item
        if item is not None and item.kind == "link" and self.cmo is not None:
            self.show_cmo(next(link.other_id for link in self.cmo.links if link.id == item.id))
        elif item is not None and self.cmo is not None and pieces_behind(self.cmo, item):
            self.query_one(EvidenceList).focus()
        else:
            self.notify(
                "No evidence here yet. While reading, C puts a passage behind a slot; v lets it rest on a memo.",
                severity="warning",
            )

    @on(Panel.Closed)
    def keep_to_evidence(self, event: Panel.Closed) -> None:
        """The keys go back to the evidence, if it was worked on and there still is some; else the base sees to it."""
        if self._at_evidence and self.piece is not None and not self.panel_has_keys:
            event.prevent_default()
            self.query_one(EvidenceList).focus()

    def action_leave(self) -> None:
        """Back to the slots."""
        self._at_evidence = False
        self.main.focus()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss()
