"""Search: hits are read in their place, copied, and coded by sentence or turn after they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from workbench.model.searching import Extent, Hit
from workbench.model.vocabulary import plural
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.codebook.finder import is_heading
from workbench.tui.copying import copy_text
from workbench.tui.excerpts.around import Around
from workbench.tui.excerpts.hit_lines import one_line, shown_passages
from workbench.tui.excerpts.searching_screen import SearchingScreen
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.panels import Panel


class SearchScreen(SearchingScreen):
    """The hits in all sources, to work on: those that are ticked, or the marked one."""

    BINDINGS = bindings("search")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("search", "list", "words", "query")

    def action_tick(self) -> None:
        """Tick the marked hit or take its tick away, and go to the next."""
        self.entries.tick()
        self.entitle()

    def action_tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        self.entries.tick_all()
        self.entitle()

    def action_copy(self) -> None:
        """Copy the chosen hits with their sources."""
        if chosen := self.entries.chosen:
            names = {one.source_id: one.source for one in self.entries.found}
            lines = [f"{names[h.source_id]}: {one_line(h.before + h.text + h.after)}" for h in chosen]
            said = copy_text(self, "\n".join(lines))
            self.notify(f"{plural(len(lines), 'hit')}. {said}", markup=False)

    def action_code(self, extent: str) -> None:
        """Ask for a code, show what it would be given to, and then code it."""
        chosen, session = self.entries.chosen, self.session
        if not chosen:
            return
        what = plural(len(chosen), "hit")
        by = Extent(extent)
        codes = [code for code in session.finder().codes if not is_heading(code)]
        self.close_panels()
        self.query_one(CodeChooser).open(
            f"Code the {by} of {what} as   Enter shows what would be coded, Esc none",
            codes,
            session.legend(),
            then=lambda code_id: self._preview(chosen, code_id, by),
        )

    def _preview(self, chosen: Sequence[Hit], code_id: str, extent: Extent) -> None:
        """What would be coded, and Enter codes it."""
        session = self.session
        searching, path = session.desk.searching, session.path(code_id)
        would = attempt(self, lambda: searching.would_code(chosen, code_id, extent))
        if would is None:
            return
        if not would.added:
            why = (
                f"All of it is coded “{path}” by you already."
                if would.present
                else "There are no words in it."
            )
            self.notify(why, severity="warning", markup=False)
            return

        def code() -> None:
            origin = f"the search for “{self.form.words}”"
            done = self.change(lambda: searching.code(chosen, code_id, extent, origin))
            if done is not None:
                self.entries.untick()
                self.entitle()
                self.say(done.summary + (f"; {done.present} were there already" if done.present else ""))

        what = plural(len(would.passages), "passage")
        title = f"Code {what} as “{session.label(code_id)}”?   Enter codes, Esc none"
        self.query_one(AskPanel).open(title, shown_passages(would), code)

    def action_open(self) -> None:
        """Read the marked hit where it stands."""
        if hit := self.entries.hit:
            self.read_source(hit.source_id, start_char=hit.start_char, end_char=hit.end_char)

    def action_context(self) -> None:
        """The lines around the hit, or the list alone."""
        self.query_one(Around).toggle_class("-open")
        if hit := self.entries.hit:
            self.query_one(Around).show_soon(hit.revision_id, hit.start_char, hit.end_char)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked hit is only marked; Enter reads it."""
        event.stop()
        self.set_focus(self.entries)

    def panels(self) -> Iterable[Panel]:
        """Which code, and what would be coded."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")
