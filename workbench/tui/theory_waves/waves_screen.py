"""Repeat interviews: of whom, on what, and what was said in each wave, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from workbench.model.vocabulary import plural
from workbench.model.wave_views import Case, SaidInWave, WaveComparison
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.theory.cmo_layout import Sheet
from workbench.tui.theory.sheet_view import SheetView
from workbench.tui.theory.view_screen import VIEW_PLACES, ViewScreen
from workbench.tui.theory_waves.waves_layout import lay_out
from workbench.tui.widgets.choices import Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question
from workbench.tui.widgets.strips import TitleBar


class WavesScreen(ViewScreen):
    """One case on one matter, wave by wave."""

    BINDINGS = bindings("waves")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("waves", "sheet", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cases: Sequence[Case] = ()
        self._case = ""
        self._matter = ""
        self.comparison: WaveComparison | None = None

    def content(self) -> ComposeResult:
        """The waves in columns."""
        yield SheetView(self._sheet, id="waves")

    def panels(self) -> Iterable[Panel]:
        """Where case, matter and a file are chosen."""
        yield from super().panels()
        yield PickPanel(id="pick")
        yield LinePanel(id="line")

    @property
    def main(self) -> SheetView:
        """The passages."""
        return self.query_one(SheetView)

    @property
    def case(self) -> Case | None:
        """Of whom: at first somebody of whom there is something in several waves."""
        known = {case.key: case for case in self._cases}
        return known.get(self._case) or next((case for case in self._cases if case.is_repeated), None)

    def look(self) -> None:
        """Read what was said."""
        desk, case = self.session.desk, None
        self._cases = desk.waves.cases()
        self.comparison, case = None, self.case
        kind, _, identity = self._matter.partition(":")
        if case is not None and identity:
            ask = desk.waves.on_code if kind == "code" else desk.waves.on_element
            self.comparison = ask(case, identity)
        self.main.show()
        who = f"{case.name} ({case.kind}, {plural(len(case.waves), 'wave')})" if case else "nobody yet"
        what = f"on {self.comparison.matter}" if self.comparison else "on nothing yet"
        self.query_one(TitleBar).show("Wave by wave", f"{who} {what}", f"{desk.path}  {desk.coder}")

    def on_sheet_view_marked(self) -> None:
        """Nothing hangs on the mark."""

    def on_sheet_view_opened(self) -> None:
        """A marked passage that is clicked is read."""
        self.action_read_there()

    def action_case(self) -> None:
        """Pick of whom."""
        entries = [
            Entry(case.key, case.name, f"{case.kind}; {', '.join(case.waves) or 'no wave'}")
            for case in self._cases
        ]
        self.close_panels()
        self.query_one(PickPanel).open(
            Question("Of whom?   Enter takes it, Esc none", entries), self._take_case
        )

    def action_matter(self) -> None:
        """Pick on what: a code or an element."""
        desk = self.session.desk
        codes = attempt(self, desk.codebook.codes)
        elements = attempt(self, desk.elements.all)
        if codes is None or elements is None:
            return
        entries = [Entry(f"code:{code.id}", code.path, "code") for code in codes]
        entries += [Entry(f"element:{one.id}", one.wording, f"element E{one.number}") for one in elements]
        self.close_panels()
        question = Question("On which code or element?   Enter takes it, Esc none", entries)
        self.query_one(PickPanel).open(question, self._take_matter)

    def action_read_there(self) -> None:
        """Read the marked passage where it stands."""
        if one := self._passage():
            self.read_source(one.source_id, start_char=one.start_char, end_char=one.end_char)

    def action_save(self) -> None:
        """Ask for the name of a file, whose ending says what it will be."""
        if self.comparison is None:
            self.notify("Nothing to save yet: w says of whom, m on what.", severity="warning")
            return
        self.close_panels()
        self.query_one(LinePanel).open("Save as .md, .docx, .csv, .xlsx or .json", "waves.md", self._write)

    def _write(self, name: str) -> bool:
        comparison, desk = self.comparison, self.session.desk
        summary = attempt(self, lambda: desk.waves.write(comparison, name)) if comparison else None
        if summary is not None:
            self.say(summary)
        return summary is not None

    def _take_case(self, key: str) -> None:
        self._case = key
        attempt(self, self.look)

    def _take_matter(self, key: str) -> None:
        self._matter = key
        attempt(self, self.look)

    def _passage(self) -> SaidInWave | None:
        item = self.main.item
        if item is None or self.comparison is None:
            return None
        wave, _, place = item.id.partition(":")
        return self.comparison.cells[int(wave)].said[int(place)]

    def _sheet(self, width: int) -> Sheet:
        if self.comparison is not None:
            return lay_out(self.comparison, width)
        sheet = Sheet()
        words = "w says of whom: a participant or an organisation. m says on what: a code or an element."
        sheet.across(
            width, Part(words if self._cases else "No source names a participant or an organisation yet.")
        )
        return sheet
