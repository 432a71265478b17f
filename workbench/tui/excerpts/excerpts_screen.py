"""Retrieval: the excerpts that answer to a query are recoded, removed, copied, written to files; queries are saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text

from workbench.errors import WorkbenchError
from workbench.model.coding_views import SavedQueryView
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.codebook.finder import is_heading
from workbench.tui.copying import copy_text
from workbench.tui.desk import Desk
from workbench.tui.desk.excerpts import ExcerptsDesk
from workbench.tui.excerpts.answers_screen import AnswersScreen
from workbench.tui.excerpts.saved_panel import SavedPanel
from workbench.tui.jobs import Progress, StartJob
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Panel


class ExcerptsScreen(AnswersScreen):
    """The excerpts that answer to a query, to work on: those that are ticked, or the marked one."""

    BINDINGS = bindings("excerpts")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("excerpts", "list", "query", "saved")

    def action_tick(self) -> None:
        """Tick the marked quote or take its tick away, and go to the next."""
        self.main.tick()
        self.entitle()

    def action_tick_all(self) -> None:
        """Tick all that are listed, or none if all are."""
        self.main.tick_all()
        self.entitle()

    def action_recode(self) -> None:
        """Give the chosen codings another code; if there are others' among them, ask whether theirs are meant."""
        chosen, session = self.main.chosen, self.session
        if not chosen:
            return
        codes = [code for code in session.finder().codes if not is_heading(code)]
        self.close_panels()
        title = f"Recode {plural(len(chosen), 'coding')} as"
        self.query_one(CodeChooser).open(
            f"{title}   Enter takes it, Esc none",
            codes,
            session.legend(),
            then=lambda code_id: self._recode(chosen, code_id),
        )

    def action_remove(self) -> None:
        """Remove those of the chosen codings that are one's own."""
        chosen = self.main.chosen
        own = [quote.coding_id for quote in chosen if self._is_own(quote)]
        if chosen and not own:
            self.notify(
                f"Coded by {_whose(chosen)}: you can remove only your own.", severity="warning", markup=False
            )
        if not own:
            return
        summary = self.change(lambda: self.session.desk.excerpts.remove(own))
        if summary is not None:
            self._untick()
            left = len(chosen) - len(own)
            self.say(summary + (f"; {plural(left, 'coding')} of others left" if left else ""))

    def action_copy(self) -> None:
        """Copy the chosen quotes with their attributions."""
        if chosen := self.main.chosen:
            words = "\n\n".join(f"“{q.text}”\n{q.attribution or q.source_name}" for q in chosen)
            self.notify(f"{plural(len(chosen), 'quote')}. {copy_text(self, words)}", markup=False)

    def action_write(self) -> None:
        """Write the ticked quotes, or all that answer, to a file."""
        if self.main.quotes:
            what = f"the {len(self.main.ticked)} ticked" if self.main.ticked else "all of these"
            title = f"Write {what} to a file ending in .md .docx .csv .xlsx"
            self.close_panels()
            self.query_one(LinePanel).open(title, "excerpts.md", self._write)

    def action_saved(self) -> None:
        """List the saved queries."""
        queries = attempt(self, self._saved)
        if queries:
            self.close_panels()
            self.query_one(SavedPanel).open(queries)
        elif queries is not None:
            self.notify("No query is saved yet: S saves the one that is asked.", severity="warning")

    def action_save(self) -> None:
        """Keep the query that is asked under a name."""
        self.close_panels()
        self.query_one(LinePanel).open(f"Save “{self.line or 'everything'}” as", "", self._save)

    def on_saved_panel_chosen(self, event: SavedPanel.Chosen) -> None:
        """Ask, rename or remove a saved query."""
        excerpts, query = self.session.desk.excerpts, event.query
        if event.what == "ask":
            line = attempt(self, lambda: excerpts.line_of(query))
            if line is not None:
                self.close_panels()
                self.ask(line)
        elif event.what == "rename":
            self.close_panels()
            self.query_one(LinePanel).open(
                f"Rename “{query.name}” to",
                query.name,
                lambda name: self._done(self.change(lambda: excerpts.rename_query(query.id, name))),
            )
        else:
            self._done(self.change(lambda: excerpts.remove_query(query.id)))
            if queries := attempt(self, self._saved):
                self.query_one(SavedPanel).show(queries)
            else:
                self.close_panels()

    def _untick(self) -> None:
        self.main.ticked.clear()
        self.main.draw()
        self.entitle()

    def _is_own(self, quote: Quote) -> bool:
        return quote.coder == self.session.desk.coder

    def _recode(self, chosen: Sequence[Quote], code_id: str) -> None:
        """Recode; others' codings only after a question."""
        foreign = [quote for quote in chosen if not self._is_own(quote)]
        ids = [quote.coding_id for quote in chosen]
        if not foreign:
            self._carry_out_recoding(ids, code_id, others=False)
            return
        path = self.session.path(code_id)
        asked = Text(f"{plural(len(foreign), 'coding')} of these: {_whose(foreign)}.\n")
        asked.append(f"Recode theirs as “{path}”, too? It can be undone.")
        self.query_one(AskPanel).open(
            "Others' codings   Enter recodes all, Esc none",
            asked,
            lambda: self._carry_out_recoding(ids, code_id, others=True),
        )

    def _carry_out_recoding(self, ids: Sequence[str], code_id: str, *, others: bool) -> None:
        excerpts = self.session.desk.excerpts
        if self._done(self.change(lambda: excerpts.recode(ids, code_id, others=others))):
            self._untick()

    def _saved(self) -> list[tuple[SavedQueryView, str]]:
        excerpts = self.session.desk.excerpts
        return [(query, shown_line(excerpts, query)) for query in excerpts.saved_queries()]

    def _save(self, name: str) -> bool:
        excerpts, line = self.session.desk.excerpts, self.line
        return self._done(self.change(lambda: excerpts.save_query(name, line)))

    def _done(self, summary: str | None) -> bool:
        """Say what was done; whether anything was."""
        if summary is not None:
            self.say(summary)
        return summary is not None

    def _write(self, path: str) -> bool:
        only, line = frozenset(self.main.ticked), self.line
        name = path if "." in path.rpartition("/")[2] else f"{path}.md"
        if attempt(self, lambda: self.session.desk.excerpts.require_new(name)) is None:
            return False

        def write(desk: Desk, progress: Progress) -> str:
            return desk.excerpts.write(line, name, only=only, progress=progress)

        self.post_message(StartJob("Writing the excerpts", write))
        return True

    def panels(self) -> Iterable[Panel]:
        """Which code, whose codings, which name or file, and saved queries."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")
        yield LinePanel(id="line")
        yield SavedPanel(id="saved")


def shown_line(excerpts: ExcerptsDesk, query: SavedQueryView) -> str:
    """What a saved query asks; of one that something else has written, that it cannot be read."""
    try:
        return excerpts.line_of(query)
    except WorkbenchError:
        return "cannot be read here"


def _whose(quotes: Sequence[Quote]) -> str:
    """`2 of Rhys's, 1 of Ann's`."""
    return ", ".join(f"{count:,} of {name}'s" for name, count in Counter(q.coder for q in quotes).items())
