"""Choosing one code as the target of a change: under which to move, into which to merge, as which to recode."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView
from workbench.tui.codebook.finder import CodeFinder
from workbench.tui.keys.catalogue import bindings
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.filter_field import Field
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.shown_code import glyph_part

CREATE = "+"
"""The key of the last entry, which makes a new code of what was typed."""


class CodeChooser(Panel):
    """Type to find a code; Enter takes the marked one and hands it to a callback."""

    BINDINGS = bindings("target")
    DEFAULT_CSS = """
    CodeChooser {
        height: 12;
        & > Field, & > Field:focus { background: $panel; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._codes: Sequence[CodeView] = ()
        self._finder = CodeFinder((), ())
        self._legend = Legend()
        self._first: Choice | None = None
        self._then: Callable[[str], None] = lambda _: None
        self._create: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """Query above, entries below."""
        yield Field(placeholder="Type to find a code", id="target-query")
        yield ChoiceList(id="targets")

    def open(
        self,
        title: str,
        codes: Sequence[CodeView],
        legend: Legend,
        *,
        then: Callable[[str], None],
        create: Callable[[str], None] | None = None,
        first: Choice | None = None,
    ) -> None:
        """Ask for one of these codes. `first` is another entry above them; `create` makes a code of what is typed."""
        self._codes, self._legend, self._first = codes, legend, first
        self._then, self._create = then, create
        self._finder = CodeFinder(codes, ())
        self.border_title = Content(title)
        self.add_class("-open")
        query = self.query_one(Input)
        query.placeholder = "Type to find or create a code" if create else "Type to find a code"
        with self.prevent(Input.Changed):
            query.value = ""
        query.focus()
        self._search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search at every key."""
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the marked entry."""
        event.stop()
        self.action_choose()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_step(self, entries: int) -> None:
        """Move the mark while the query has the keys."""
        self.query_one(ChoiceList).action_step(entries)

    def action_choose(self) -> None:
        """Hand over the marked entry, or the name of the code to be made."""
        key, name = self.query_one(ChoiceList).key, " ".join(self.query_one(Input).value.split())
        if key is None:
            return
        self.action_close()
        if key == CREATE and self._create is not None:
            self._create(name)
        else:
            self._then(key)

    def _search(self, query: str) -> None:
        name = " ".join(query.split())
        hits = self._finder.find(query) if name else list(self._codes)
        if name:  # a heading may be a target, too, and is not to come last then
            hits.sort(key=lambda code: not code.name.casefold().startswith(name.casefold()))
        entries = [self._entry(code) for code in hits]
        if self._first is not None and not name:
            entries.insert(0, self._first)
        if self._create is not None and name and self._finder.named(name) is None:
            made = Choice(CREATE, (Part("+ ", strong=True), Part(f"create code “{name}”")))
            entries.insert(len(entries) if _is_in(name, hits) else 0, made)
        self.query_one(ChoiceList).show(entries)

    def _entry(self, code: CodeView) -> Choice:
        above = code.path.rpartition(PATH_SEPARATOR)[0]
        return Choice(
            code.id,
            (
                glyph_part(self._legend, code.id),
                Part(code.name),
                Part(f"  {above}" if above else "", quiet=True),
            ),
        )


def _is_in(name: str, hits: Sequence[CodeView]) -> bool:
    """Whether the best hit has the letters; else it is merely like them, and a new code is meant rather."""
    return bool(hits) and name.casefold() in hits[0].path.casefold()
