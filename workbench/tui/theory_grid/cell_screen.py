"""One cell of the grid: anticipated beside observed, and the keys to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from workbench.model.theory_grid_views import CellAtLength, CMORef, Judged
from workbench.model.vocabulary import Verdict
from workbench.model.words import Words
from workbench.tui.keys.catalogue import bindings
from workbench.tui.overwriting import edit_words
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.session import Session
from workbench.tui.study_screen import StudyScreen
from workbench.tui.theory.cmo_layout import Sheet
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.theory_grid.cell_layout import OBSERVED, THEORY, lay_out
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.strips import TitleBar

OF_THEORY = (Verdict.CONFIRMED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.NOT_ASKED)
"""What can be said of an anticipated configuration; of an observed one, that it was unforeseen."""


class CellScreen(StudyScreen):
    """A tracer at a site."""

    BINDINGS = bindings("cell")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("cell", "sheet")

    def __init__(self, session: Session, tracer: str, site: str) -> None:
        super().__init__(session)
        self._tracer, self._site = tracer, site
        self.cell: CellAtLength | None = None

    def content(self) -> ComposeResult:
        """Two columns of configurations."""
        yield SheetView(self._sheet, id="cell")

    def panels(self) -> Iterable[Panel]:
        """Where a verdict or its basis is chosen, and a note written."""
        yield Chooser(id="chooser")
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> SheetView:
        """The configurations."""
        return self.query_one(SheetView)

    def look(self) -> None:
        """Read the cell."""
        desk = self.session.desk
        self.cell = desk.theory_grid.cell(self._tracer, self._site)
        self.main.show()
        name = f"{self.cell.row.name} at {self._site}" if self.cell else "This cell is no longer in the grid"
        judged = sum(one.verdict is not None for one in self.cell.cell.awaited) if self.cell else 0
        about = f"{judged} of {len(self.cell.cell.awaited)} judged" if self.cell else "q goes back"
        self.query_one(TitleBar).show(name, about, f"{desk.path}  {desk.coder}")

    @property
    def marked(self) -> CMORef | None:
        """The configuration that is marked; a notice where there is none."""
        item = self.main.item
        known = self.cell.statements if self.cell else {}
        if item is None or item.id not in known:
            self.notify("No CMO is marked: there is none in this cell.", severity="warning")
            return None
        return known[item.id].cmo

    @property
    def judged(self) -> Judged | None:
        """The marked configuration with its verdict, None without one."""
        item = self.main.item
        here = (*self.cell.cell.theories, *self.cell.cell.unforeseen) if self.cell else ()
        return next((one for one in here if item and one.cmo.id == item.id and one.verdict), None)

    def on_sheet_view_marked(self) -> None:
        """Nothing hangs on the mark."""

    def on_sheet_view_opened(self) -> None:
        """A marked configuration that is clicked is judged."""
        self.action_choose()

    def action_choose(self) -> None:
        """Choose among the verdicts that fit what is marked."""
        cmo, item = self.marked, self.main.item
        if cmo is None or item is None:
            return
        fitting = OF_THEORY if item.kind == THEORY else (Verdict.UNFORESEEN,)
        self.close_panels()
        title = f"CMO {cmo.number} at {self._site}   Enter takes it, Esc none"
        self.query_one(Chooser).open(title, [Choice(one, (Part(str(one)),)) for one in fitting], self._judge)

    def action_judge(self, verdict: str) -> None:
        """Give this verdict."""
        self._judge(verdict)

    def action_unjudge(self) -> None:
        """Take the verdict back."""
        if cmo := self.marked:
            self._do(lambda: self.session.desk.theory_grid.unjudge(cmo.id, self._site))

    def action_basis(self, key: str | None = None) -> None:
        """Say on which observed configurations the verdict rests; each taken is put on or off, and stays marked."""
        judged, found = self.judged, self.cell
        if (
            found is None
            or judged is None
            or judged.verdict is None
            or judged.verdict.verdict not in OF_THEORY[:3]
        ):
            words = "Mark programme theory that is judged confirmed, partly or contradicted: others rest on nothing."
            self.notify(words, severity="warning")
            return
        held, verdict = judged.verdict.basis, judged.verdict.verdict
        entries = [_ticked(ref, held) for ref in dict.fromkeys((*found.candidates, *held))]
        if not entries:
            self.notify("Nothing is observed here on which it could rest.", severity="warning")
            return

        def toggle(cmo_id: str) -> None:
            ids = [ref.id for ref in held]
            wanted = [one for one in ids if one != cmo_id] if cmo_id in ids else [*ids, cmo_id]
            desk = self.session.desk.theory_grid
            self._do(lambda: desk.judge(judged.cmo.id, self._site, verdict, basis=tuple(wanted)))
            self.action_basis(cmo_id)

        self.close_panels()
        title = f"The verdict on CMO {judged.cmo.number} rests on   Enter puts on or off, Esc ends"
        chooser = self.query_one(Chooser)
        chooser.open(title, entries, toggle)
        chooser.query_one(ChoiceList).show(entries, key=key)

    def action_note(self) -> None:
        """Write why."""
        judged = self.judged
        if judged is None or judged.verdict is None:
            self.notify("Judge it first: the note says why.", severity="warning")
            return
        verdict, desk = judged.verdict, self.session.desk.theory_grid

        edit_words(
            self,
            Words("theory_verdict", verdict.id, "note"),
            f"The verdict on CMO {judged.cmo.number} at {self._site}",
            verdict.note,
            lambda text: desk.judge(judged.cmo.id, self._site, verdict.verdict, note=text),
        )

    def action_open(self) -> None:
        """Open the marked configuration."""
        from workbench.tui.theory.cmo_screen import CMOScreen

        if cmo := self.marked:
            order = [item.id for item in self.main.sheet.items]
            self.app.push_screen(CMOScreen(self.session, cmo.id, order))

    def action_back(self) -> None:
        """Back to the grid."""
        self.dismiss()

    def _judge(self, verdict: str) -> None:
        cmo, item = self.marked, self.main.item
        if cmo is None or item is None:
            return
        if (item.kind == OBSERVED) != (verdict == Verdict.UNFORESEEN):
            words = "What was observed can be unforeseen (f); the other verdicts are on what was anticipated."
            self.notify(words, severity="warning")
            return
        self._do(lambda: self.session.desk.theory_grid.judge(cmo.id, self._site, Verdict(verdict)))

    def _do(self, call: Callable[[], str]) -> None:
        summary = self.change(call)
        if summary is not None:
            self.say(summary)

    def _sheet(self, width: int) -> Sheet:
        return lay_out(self.cell, width) if self.cell else Sheet()


def _ticked(ref: CMORef, held: Sequence[CMORef]) -> Choice:
    return Choice(ref.id, (Part("[x] " if ref in held else "[ ] "), Part(f"CMO {ref.number} {ref.title}")))
