"""Going through the excerpts of a code: each, or many at once, to another code or a new one. So a code is split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Input, Static

from workbench.errors import WorkbenchError
from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import Quote
from workbench.model.vocabulary import plural
from workbench.tui.ask_panel import AskPanel
from workbench.tui.choices import Choice, ChoiceList, Part, safe
from workbench.tui.code_chooser import CodeChooser
from workbench.tui.code_tree import CodeTree
from workbench.tui.filter_field import FilterField
from workbench.tui.keys.catalogue import bindings
from workbench.tui.panels import Panel, Prose
from workbench.tui.session import DIGITS, Session, attempt
from workbench.tui.strips import TitleBar, fit
from workbench.tui.study_screen import StudyScreen

SOURCE = 14
"""Cells of a source's name in the list."""

LONGEST_SHOWN = 300
"""Characters of an excerpt that can fit on a line of the list."""

NOTHING_LEFT = "No excerpt is coded with this code. q goes back to the codebook."
NOTHING_FOUND = "No excerpt has these words. Esc shows all of them."


class SplitScreen(StudyScreen):
    """The excerpts of one code, of all coders."""

    BINDINGS = bindings("split")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("split", "list")
    CSS = """
    #targets-heads { height: 1; background: $surface; color: $foreground; }
    #excerpt { height: 9; border-top: solid $foreground 25%; }
    .-short #excerpt, .-tiny #excerpt, .-tiny #targets-heads { display: none; }
    """

    def __init__(self, session: Session, code_id: str) -> None:
        super().__init__(session)
        self.code_id = code_id
        self.ticked: set[str] = set()
        self._targets = [
            code.id for code in session.codes.values() if code.parent_id == code_id and not code.retired
        ][:DIGITS]
        self._last = ""
        self._excerpts: Sequence[Quote] = ()
        self._words: dict[str, str] = {}
        self._by_id: dict[str, Quote] = {}

    def content(self) -> ComposeResult:
        """Filter, the codes on the digits, the excerpts, and the marked one whole."""
        yield FilterField(placeholder="/ shows only excerpts with the words you type", id="filter")
        yield Static(id="targets-heads")
        yield CodeTree(id="excerpts", on_width=lambda _: self._show())
        yield Prose(id="excerpt")

    def panels(self) -> Iterable[Panel]:
        """Which code, and whether others' codings are meant."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")

    @property
    def main(self) -> CodeTree:
        """The list."""
        return self.query_one(CodeTree)

    def look(self) -> None:
        """Read the code's excerpts."""
        self.session.learn_codes()
        if self.code_id not in self.session.codes:
            self._take(())
            raise WorkbenchError("This code is no longer in the codebook.", hint="q goes back to it.")
        self._take(self.session.desk.codebook.excerpts(self.code_id))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self._show()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show the marked excerpt whole."""
        event.stop()
        quote = self._by_id.get(event.key or "")
        nothing = NOTHING_FOUND if self._excerpts else NOTHING_LEFT
        self.query_one("#excerpt", Prose).show(excerpt_text(quote) if quote else Text(nothing))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A click marks, and recodes nothing."""
        event.stop()

    def action_step(self, entries: int) -> None:
        """Move the mark while the filter has the keys."""
        self.main.action_step(entries)

    def action_read(self, lines: int) -> None:
        """Scroll the excerpt."""
        self.query_one("#excerpt", Prose).scroll_lines(lines)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        """Show all excerpts, with none ticked."""
        self.ticked.clear()
        self.query_one("#filter", Input).value = ""
        self._show()
        self.main.focus()

    def action_tick(self) -> None:
        """Tick the marked excerpt or take the tick away, and go on to the next."""
        key = self.main.key
        if key is not None:
            self.ticked ^= {key}
            self._show()
            self.main.mark(self.main.marked + 1)

    def action_tick_all(self) -> None:
        """Tick all that are listed; if they are, none."""
        listed = {choice.key for choice in self.main.choices}
        self.ticked = self.ticked - listed if listed <= self.ticked else self.ticked | listed
        self._show()

    def action_open(self) -> None:
        """Choose as what to recode; from the filter, go to the list."""
        if self.focused is not self.main:
            self.main.focus()
            return
        chosen = self._chosen()
        if chosen:
            self.close_panels()
            others = [c for c in self.session.codes.values() if c.id != self.code_id and not c.retired]
            self.query_one(CodeChooser).open(
                f"Recode {plural(len(chosen), 'excerpt')} as   Enter recodes, Esc leaves",
                others,
                self.session.legend(),
                then=self._recode,
                create=self._recode_as_new,
            )

    def action_target(self, digit: int) -> None:
        """Recode as the code on a digit; 0 as the last one again."""
        if digit == 0 and self._last in self.session.codes:
            self._recode(self._last)
        elif 0 < digit <= len(self._targets):
            self._recode(self._targets[digit - 1])
        else:
            self.notify("There is no code with that number yet: c chooses one.", severity="warning")

    def action_read_there(self) -> None:
        """Read the marked excerpt where it stands."""
        quote = self._by_id.get(self.main.key or "")
        if quote is not None:
            self.read_source(quote.source_id, start_char=quote.start_char, end_char=quote.end_char)

    def action_back(self) -> None:
        """Back to the codebook."""
        self.app.pop_screen()

    def _chosen(self) -> list[str]:
        """The codings meant: those ticked, or else the marked one."""
        chosen = [quote.coding_id for quote in self._excerpts if quote.coding_id in self.ticked]
        if not chosen and self.main.key is not None:
            chosen = [self.main.key]
        if not chosen:
            self.notify("There is no excerpt to recode.", severity="warning")
        return chosen

    def _recode(self, code_id: str) -> None:
        book, chosen = self.session.desk.codebook, self._chosen()

        def recode(others: bool) -> str:
            summary = book.recode(chosen, code_id, others=others)
            self._give_digit(code_id)
            return summary

        self._asked(chosen, recode)

    def _recode_as_new(self, name: str) -> None:
        """`parent/name` hangs it under that code, a bare name under the one that is split."""
        book, chosen = self.session.desk.codebook, self._chosen()
        above, _, last = name.rpartition(PATH_SEPARATOR)
        wanted = above.strip().casefold()
        found = [c.id for c in self.session.codes.values() if wanted and c.path.casefold() == wanted]
        if wanted and not found:
            self.notify(f"There is no code “{above.strip()}” to hang it under.", severity="warning", markup=False)
            return
        parent_id = found[0] if found else self.code_id

        def recode(others: bool) -> str:
            code_id = book.recode_as_new(chosen, last.strip(), parent_id, others=others)
            self.session.learn_codes()
            self._give_digit(code_id)
            return f"Recoded {plural(len(chosen), 'coding')} as the new code “{self.session.path(code_id)}”."

        self._asked(chosen, recode)

    def _asked(self, chosen: Sequence[str], recode: Callable[[bool], str]) -> None:
        """Recode; where others' codings are among those chosen, ask before."""
        mine = self.session.desk.coder
        foreign = Counter(self._by_id[i].coder for i in chosen if i in self._by_id)
        foreign.pop(mine, None)
        if not foreign:
            self._carry_out(chosen, lambda: recode(False))
            return
        whose = ", ".join(f"{count:,} by {name}" for name, count in sorted(foreign.items()))
        self.query_one(AskPanel).open(
            "Recode others’ codings, too?   Enter recodes all, Esc none",
            Text(f"Among the {plural(len(chosen), 'coding')} chosen are {safe(whose)}."),
            lambda: self._carry_out(chosen, lambda: recode(True)),
        )

    def _carry_out(self, chosen: Sequence[str], call: Callable[[], str]) -> None:
        """Recode, and list what is left without reading all of it again."""
        summary = attempt(self, call)
        if summary is not None:
            self.session.version += 1
            self._seen_version = self.session.version
            gone = set(chosen)
            self._take([quote for quote in self._excerpts if quote.coding_id not in gone])
            self.say(summary)

    def _give_digit(self, code_id: str) -> None:
        self._last = code_id
        if code_id not in self._targets:
            self._targets = [*self._targets, code_id][-DIGITS:]

    def _take(self, excerpts: Sequence[Quote]) -> None:
        self._excerpts = excerpts
        self._by_id = {quote.coding_id: quote for quote in excerpts}
        self._words = {quote.coding_id: _searched(quote) for quote in excerpts}
        self._targets = [
            i for i in self._targets if i in self.session.codes and not self.session.codes[i].retired
        ]
        self.ticked &= self._by_id.keys()
        self._show()

    def _show(self) -> None:
        """The excerpts that the filter lets through, and the codes on the digits."""
        wanted = self.query_one("#filter", Input).value.casefold().split()
        listed = [q for q in self._excerpts if all(word in self._words[q.coding_id] for word in wanted)]
        self.main.show([self._entry(quote) for quote in listed], key=self.main.key)
        self.query_one("#targets-heads", Static).update(self._digits())
        about = plural(len(self._excerpts), "excerpt")
        if wanted:
            about = f"{len(listed):,} of {about}"
        if self.ticked:
            about += f", {len(self.ticked):,} ticked"
        desk = self.session.desk
        self.query_one(TitleBar).show(
            f"Split {self.session.path(self.code_id)}", about, f"{desk.path}  {desk.coder}"
        )

    def _entry(self, quote: Quote) -> Choice:
        name = fit(quote.source_name, SOURCE).ljust(SOURCE)
        whose = "" if quote.coder == self.session.desk.coder else f"{quote.coder}: "
        words = " ".join(quote.text[:LONGEST_SHOWN].split())
        ticked = quote.coding_id in self.ticked
        return Choice(
            quote.coding_id,
            (
                Part("[x] " if ticked else "[ ] ", strong=ticked, quiet=not ticked),
                Part(f"{name}  ", quiet=True),
                Part(whose, quiet=True),
                Part(words),
            ),
        )

    def _digits(self) -> Text:
        """The codes that the digits recode as."""
        text = Text(" Recode as: ", no_wrap=True, overflow="ellipsis")
        for digit, code_id in enumerate(self._targets, 1):
            text.append(f"{digit} ", Style(bold=True))
            text.append(safe(fit(self.session.label(code_id), 20)) + "  ")
        text.append("c ", Style(bold=True))
        text.append("another, or a new one")
        return text


def excerpt_text(quote: Quote) -> Text:
    """An excerpt whole, with its attribution, coder and note."""
    text = Text("\n".join(safe(line) for line in quote.text.split("\n")))
    about = ", ".join(filter(None, (quote.attribution or quote.source_name, quote.coder)))
    text.append("\n" + safe(about), Style(dim=True))
    if quote.memo:
        text.append("\nNote: ", Style(bold=True))
        text.append("\n".join(safe(line) for line in quote.memo.split("\n")))
    return text


def _searched(quote: Quote) -> str:
    return f"{quote.source_name}\n{quote.coder}\n{quote.memo}\n{quote.text}".casefold()
