"""The sections of the tracers' reports in a list; the marked one to read and to write, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container

from workbench.model.report_views import SectionView
from workbench.model.vocabulary import plural
from workbench.model.words import Words
from workbench.tui.keys.catalogue import bindings
from workbench.tui.overwriting import edit_words
from workbench.tui.reading.memo_panel import MemoPanel
from workbench.tui.reports import section_choices
from workbench.tui.reports.section_lines import NOTHING, as_read, entries, versions_read
from workbench.tui.session import Session, attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser, Panel, Prose
from workbench.tui.widgets.pick_panel import PickPanel
from workbench.tui.widgets.strips import TitleBar

LABELS = {"body": "The text", "in_summary": "In summary"}


class ReportsScreen(StudyScreen):
    """All sections, tracer by tracer."""

    BINDINGS = bindings("reports")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("reports", "list", "memo")
    SCOPED_CSS = False  # or the screen's own classes, which say how wide it is, would not be found
    CSS = """
    #reports-body { height: 1fr; width: 1fr; layout: vertical; }
    #sections { height: 40%; min-height: 3; }
    #section-read { height: 1fr; border-top: solid $foreground 25%; }
    .-tiny #section-read { display: none; }
    .-wide #reports-body { layout: horizontal; }
    .-wide #sections { height: 1fr; }
    .-wide #section-read { width: 50%; border-top: none; border-left: solid $foreground 25%; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sections: dict[str, SectionView] = {}
        self._shows_versions = False
        self._reads = Text()

    def content(self) -> ComposeResult:
        """The list, and what is read."""
        with Container(id="reports-body"):
            yield ChoiceList(id="sections")
            yield Prose(id="section-read")

    def panels(self) -> Iterable[Panel]:
        """Where things are chosen and written."""
        yield Chooser(id="chooser")
        yield PickPanel(id="pick")
        yield LinePanel(id="line")
        yield MemoPanel(self.session.memory, id="write")

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one("#sections", ChoiceList)

    @property
    def section(self) -> SectionView | None:
        """The marked section; a notice where there is none."""
        found = self._sections.get(self.main.key or "")
        if found is None:
            self.notify("No section is marked: n writes one.", severity="warning")
        return found

    def look(self) -> None:
        """Read the sections."""
        self.session.learn_codes()
        found = self.session.desk.reports.sections()
        self._sections = {section.id: section for section in found}
        self.main.show(entries(found), key=self.main.key)
        desk = self.session.desk
        tracers = len({section.tracer_id for section in found})
        about = f"{plural(len(self._sections), 'section')} of {plural(tracers, 'tracer')}"
        self.query_one(TitleBar).show("Reports", about, f"{desk.path}  {desk.coder}")
        self._read()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Read the marked section."""
        event.stop()
        self._shows_versions = False
        self._read()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and leads nowhere."""
        event.stop()

    def on_memo_panel_saved(self, event: MemoPanel.Saved) -> None:
        """Say what was saved, and how it is taken back."""
        event.prevent_default()
        if event.summary:
            self.say(f"{event.summary}; u undoes it")

    def action_step(self, entries: int) -> None:
        """Move the mark."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll what is read."""
        self.query_one("#section-read", Prose).scroll_lines(lines)

    def action_show(self, versions: bool) -> None:
        """Read the section's versions (again: the section), or the section itself."""
        self._shows_versions = versions and not self._shows_versions
        self._read()

    def action_new(self) -> None:
        """Write a section: tracer, kind, words."""
        self.close_panels()
        section_choices.new(self)

    def action_write(self, part: str) -> None:
        """Write the text of the marked section, or a theme in summary."""
        if section := self.section:
            desk, words = self.session.desk.reports, Words("report_section", section.id, part)
            edit_words(
                self,
                words,
                LABELS[part],
                getattr(section, part),
                lambda text: desk.write_part(section.id, part, text),
            )

    def action_ask(self, what: str) -> None:
        """Choose what the section is of and rests on: `cmos`, `quote`, `quotes`, `code` or `site`."""
        if section := self.section:
            self.close_panels()
            section_choices.ASKED[what](self, section)

    def action_move(self, steps: int) -> None:
        """Move the section among those of its kind."""
        if section := self.section:
            self.do(lambda: self.session.desk.reports.move(section, steps))

    def action_remove(self) -> None:
        """Take the section away."""
        if section := self.section:
            self.do(lambda: self.session.desk.reports.remove(section.id))

    def action_save(self) -> None:
        """Write the report of the marked section's tracer, or of one that is chosen."""
        self.close_panels()
        marked = self._sections.get(self.main.key or "")
        section_choices.report(self, (marked.tracer_id, marked.tracer) if marked else None)

    def do(self, call: Callable[[], str]) -> bool:
        """Carry out a change and name it; whether it went well."""
        summary = self.change(call)
        if summary is not None:
            self.say(f"{summary}; u undoes it")
        return summary is not None

    def _read(self) -> None:
        section = self._sections.get(self.main.key or "")
        text = Text(NOTHING)
        if section is not None and self._shows_versions:
            found = attempt(self, lambda: self.session.desk.reports.versions(section.id))
            text = versions_read(found) if found is not None else text
        elif section is not None:
            text = as_read(section, code=self.session.path(section.code_id) if section.code_id else "")
        if text != self._reads:
            self._reads = text
            self.query_one("#section-read", Prose).show(text)
