"""Choosing what to read: the study's sources with site, tracer, wave and codings; typing filters them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from workbench.model.views import SourceView
from workbench.model.vocabulary import plural
from workbench.tui.choices import MARKER, Choice, ChoiceList, Part
from workbench.tui.filter_field import FilterField
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.strips import TitleBar, fit
from workbench.tui.study_screen import StudyScreen

COLUMNS = ("source", "kind", "sites", "tracers", "wave", "codings")
"""What is shown of a source."""

NARROWEST = {"source": 14, "kind": 9, "sites": 12, "tracers": 14, "wave": 8, "codings": 7}
"""Cells that each column gets where there is no room for more."""


class SourcesScreen(StudyScreen):
    """All sources of the study in a list."""

    BINDINGS = bindings("sources")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("sources", "list")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sources: Sequence[SourceView] = ()

    def content(self) -> ComposeResult:
        """Filter, column heads, entries."""
        yield FilterField(placeholder="Type to filter", id="filter")
        yield Static(id="heads")
        yield ChoiceList(id="sources", on_width=lambda _: self._show())

    @property
    def main(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    def look(self) -> None:
        """Read the sources."""
        self._sources = self.session.desk.sources.source_views()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nothing hangs on the mark."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked source is opened."""
        event.stop()
        self.action_open()

    def on_key(self, event: events.Key) -> None:
        """A letter or digit that means nothing else begins the filter."""
        if event.key in self.active_bindings or self.panel_has_keys:
            return  # it means something here, also while nothing has the focus yet
        field = self.query_one("#filter", Input)
        if self.focused is not field and event.character and event.character.isalnum():
            event.stop()
            field.focus()
            field.insert_text_at_cursor(event.character)

    def filter_by(self, words: str) -> None:
        """Show only the sources that have these words."""
        self.query_one("#filter", Input).value = words

    def action_step(self, entries: int) -> None:
        """Move the mark while the filter has the keys."""
        self.query_one(ChoiceList).action_step(entries)

    def action_open(self) -> None:
        """Read the marked source."""
        key = self.query_one(ChoiceList).key
        for source in self._sources:
            if source.id == key:
                self.read_source(source.id)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Show all sources again."""
        self.query_one("#filter", Input).value = ""
        self.query_one(ChoiceList).focus()

    def _show(self) -> None:
        """The sources that the filter lets through, in columns that fit."""
        entries = self.query_one(ChoiceList)
        wanted = self.query_one("#filter", Input).value.casefold().split()
        rows = [(source.id, cells_of(source)) for source in self._sources]
        rows = [row for row in rows if all(w in " ".join(row[1]).casefold() for w in wanted)]
        widths = column_widths([cells for _, cells in rows], entries.size.width - 1)
        heads = " " * len(MARKER) + line_of(COLUMNS, widths)
        self.query_one("#heads", Static).update(heads)
        entries.show([Choice(i, parts_of(cells, widths)) for i, cells in rows], key=entries.key)
        shown = plural(len(rows), "source")
        if len(rows) != len(self._sources):
            shown = f"{len(rows)} of {plural(len(self._sources), 'source')}"
        desk = self.session.desk
        self.query_one(TitleBar).show(desk.study_title, shown, f"{desk.path}  {desk.coder}")


def cells_of(source: SourceView) -> tuple[str, ...]:
    """A source in the columns of the list."""
    name = source.name if not source.title else f"{source.name}  {source.title}"
    codings = f"{source.coding_count:>{NARROWEST['codings']},}" if source.coding_count else ""
    return name, source.kind, ", ".join(source.sites), ", ".join(source.tracers), source.wave, codings


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Cells for each column, 0 for those that do not fit; what is left over goes where text is cut."""
    room = width - len(MARKER) - 1
    wanted = [max([cell_len(head), *(cell_len(row[i]) for row in rows)]) for i, head in enumerate(COLUMNS)]
    widths = [min(want, NARROWEST[head]) for want, head in zip(wanted, COLUMNS, strict=True)]
    for i in (4, 1, 2, 3):
        if sum(widths) + 2 * len(widths) > room:
            widths[i] = 0
    left = room - sum(w + 2 for w in widths if w)
    for i in (0, 3, 2, 4):
        if widths[i] and left > 0:
            more = min(left, wanted[i] - widths[i])
            widths[i] += more
            left -= more
    return widths


def line_of(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells padded and cut to the widths of their columns."""
    return "  ".join(_pad(cell, width) for cell, width in zip(cells, widths, strict=True) if width)


def parts_of(cells: Sequence[str], widths: Sequence[int]) -> tuple[Part, ...]:
    """The same for an entry: the name plain, the rest quiet."""
    name, rest = line_of(cells[:1], widths[:1]), line_of(cells[1:], widths[1:])
    return Part(name), Part("  " + rest, quiet=True)


def _pad(text: str, width: int) -> str:
    fitted = fit(text, width)
    return fitted + " " * (width - cell_len(fitted))
