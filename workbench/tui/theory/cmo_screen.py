"""One configuration: its slots as cards in columns, and below them the evidence for what is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from workbench.model.memo_views import MemoView
from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.model.vocabulary import MemoKind
from workbench.tui.keys.catalogue import bindings
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.cmo_evidence import EvidenceList, cited, listed, pieces_behind
from workbench.tui.theory.cmo_layout import Sheet, lay_out
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.strips import TitleBar


class CMOScreen(StudyScreen):
    """A configuration to look at and to work on; what the keys do stands in `cmo_acts` and `cmo_evidence`."""

    BINDINGS = bindings("cmo")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("cmo", "sheet", "evidence")
    CSS = """
    #behind { height: 8; layout: horizontal; border-top: solid $foreground 25%; }
    #behind EvidenceList { width: 2fr; }
    #behind Prose { width: 3fr; height: 1fr; border-left: solid $foreground 25%; }
    .-tall #behind { height: 35%; min-height: 5; }
    .-narrow #behind Prose { display: none; }
    .-short #behind, .-tiny #behind { display: none; }
    """

    def __init__(self, session: Session, cmo_id: str, order: Sequence[str] = ()) -> None:
        super().__init__(session)
        self._cmo_id = cmo_id
        self._order = order
        self.cmo: Configuration | None = None
        self.elements: Sequence[ElementView] = ()
        self.memos: Sequence[MemoView] = ()
        self._dialect = "CMO"
        self._at_evidence = False

    def content(self) -> ComposeResult:
        """The sheet, and below it evidence with its words."""
        yield SheetView(self._sheet, id="sheet")
        with Container(id="behind"):
            yield EvidenceList(id="evidence")
            yield Prose(id="words")

    def panels(self) -> Iterable[Panel]:
        """Where things are chosen, picked, asked about and written."""
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield AskPanel(id="ask")
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> SheetView:
        """The sheet."""
        return self.query_one(SheetView)

    @property
    def slot(self) -> SlotView | None:
        """The slot that is marked."""
        item = self.main.item
        if self.cmo is None or item is None or item.kind != "slot":
            return None
        return next((slot for slot in self.cmo.slots if slot.id == item.id), None)

    @property
    def piece(self) -> EvidenceView | None:
        """The piece of evidence that is marked."""
        key = self.query_one(EvidenceList).key
        pieces = self.cmo.evidence_by_name.values() if self.cmo else ()
        return next((piece for piece in pieces if piece.id == key), None)

    def look(self) -> None:
        """Read the configuration."""
        desk = self.session.desk
        self.cmo = desk.theory.configuration(self._cmo_id)
        self.elements = desk.theory.elements()
        self.memos = desk.theory.memos_on(self._cmo_id)
        self._dialect = desk.theory.names().dialect
        self.session.cmo_in_hand = self._cmo_id if self.cmo else ""
        self.main.show()
        title, stage = ("This CMO is no longer in the study", "q goes back")
        if self.cmo is not None:
            title, stage = f"CMO {self.cmo.number}  {self.cmo.title}", str(self.cmo.stage)
        self.query_one(TitleBar).show(title, stage, f"{desk.path}  {desk.coder}")

    def show_cmo(self, cmo_id: str) -> None:
        """Show another configuration instead."""
        self.close_panels()
        self._cmo_id = cmo_id
        self._seen_version = -1
        self.catch_up()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Slots are not worked on while the evidence has the keys."""
        if action in ("act", "order") and isinstance(self.focused, EvidenceList):
            return False
        return super().check_action(action, parameters)

    def do(self, call: Callable[[], str], *, mark: str = "") -> None:
        """Carry out a change and name it; `mark` is the key of the item to be marked then."""
        summary = self.change(call)
        if summary is not None:
            if mark:
                self.main.show(key=mark)
            self.say(summary)

    def on_sheet_view_marked(self) -> None:
        """Show the evidence of what is marked."""
        item, evidence = self.main.item, self.query_one(EvidenceList)
        entries = listed(self.cmo, item) if self.cmo else []
        evidence.show(entries, key=evidence.key)

    def on_sheet_view_opened(self) -> None:
        """A marked item that is clicked is opened."""
        self.action_evidence()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the words of the marked piece, or of what has no evidence."""
        event.stop()
        self.query_one("#words", Prose).show(self._words())

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click gives the list the keys."""
        event.stop()

    def on_memo_panel_saved(self, event: MemoPanel.Saved) -> None:
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

    def action_order(self, steps: int) -> None:
        """Move the marked slot earlier or later among those of its role."""
        slot = self.slot
        if slot is None or self.cmo is None:
            self.notify("Mark a slot to move it.", severity="warning")
            return
        beside = self.cmo.slots_of(slot.role)
        at = beside.index(slot) + steps
        if not 0 <= at < len(beside):
            self.notify(
                f"It is the {'first' if steps < 0 else 'last'} {slot.role} already.", severity="warning"
            )
            return
        self.do(lambda: self.session.desk.theory.move_slot(slot.id, beside[at].position))

    def action_other(self, steps: int) -> None:
        """Show the next configuration of the list, or the one before."""
        order = self._order or [line.id for line in self.session.desk.theory.lines()]
        at = order.index(self._cmo_id) + steps if self._cmo_id in order else 0
        if 0 <= at < len(order):
            self.show_cmo(order[at])
        else:
            self.notify(f"This is the {'first' if steps < 0 else 'last'} of the list.", severity="warning")

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

    def action_passage(self) -> None:
        """Read the marked passage where it stands."""
        piece = self.piece
        if piece is None or not piece.source_name:
            self.notify("This is a memo: its words are beside it.", severity="warning")
            return
        desk = self.session.desk
        source = desk.sources.source(piece.source_name)
        if source is None:
            self.notify(f"{piece.source_name} is no longer in the study.", severity="warning", markup=False)
            return
        start = piece.start_char or 0
        text = attempt(self, lambda: desk.reading.text(source.revision_id)) or ""
        if text[start : start + len(piece.text)] != piece.text:
            start = text.find(piece.text)
        if start < 0:
            words = f"{source.name} has a newer text, in which these words are no more."
            self.notify(words, severity="warning", markup=False)
        else:
            self.read_source(source.id, start_char=start, end_char=start + len(piece.text))

    def action_read(self, lines: int) -> None:
        """Scroll the words of the marked piece."""
        self.query_one("#words", Prose).scroll_lines(lines)

    def action_memo(self) -> None:
        """Write a memo on the configuration."""
        cmo, desk = self.cmo, self.session.desk
        if cmo is not None:
            self.close_panels()

            def save(kind: MemoKind, text: str) -> str | None:
                return self.change(lambda: desk.reading.write_memo(kind, text, "cmo", cmo.id))

            self.query_one(MemoPanel).open(MemoSubject(f"cmo:{cmo.id}", f"CMO {cmo.number}", save))

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss()

    def _sheet(self, width: int) -> Sheet:
        if self.cmo is None:
            return Sheet()
        shared = {element.id: element.cmo_numbers for element in self.elements}
        return lay_out(self.cmo, width, dialect=self._dialect, shared=shared, memos=self.memos)

    def _words(self) -> Text:
        """What is to be read of the marked item."""
        item, piece = self.main.item, self.piece
        if piece is not None:
            return cited(piece)
        if item is not None and item.kind == "memo":
            return Text(next((memo.body for memo in self.memos if memo.id == item.id), ""))
        if item is not None and item.kind == "link" and self.cmo is not None:
            note = next((link.note for link in self.cmo.links if link.id == item.id), "")
            return Text(note or "Enter goes to the other CMO; x takes the link away.")
        if self.cmo is not None and not self.cmo.slots:
            return Text("No slots yet. a adds one: a context, a mechanism or an outcome.")
        return Text("No evidence here yet. While reading a source, C puts a passage behind a slot.")
