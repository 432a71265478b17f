"""Going through the excerpts of a code: each, or many at once, to another code or a new one. So a code is split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rich.style import Style
from rich.text import Text

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.vocabulary import plural
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.codebook.code_excerpts_screen import CodeExcerptsScreen
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import DIGITS, Session, attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.strips import fit


class SplitScreen(CodeExcerptsScreen):
    """What the digits recode as, and recoding."""

    BINDINGS = bindings("split")

    def __init__(self, session: Session, code_id: str) -> None:
        super().__init__(session, code_id)
        self._targets = [
            code.id for code in session.codes.values() if code.parent_id == code_id and not code.retired
        ][:DIGITS]
        self._last = ""

    def panels(self) -> Iterable[Panel]:
        """Which code, and whether others' codings are meant."""
        yield CodeChooser(id="target")
        yield AskPanel(id="ask")

    def action_open(self) -> None:
        """Choose as what to recode; from the filter, go to the list."""
        if self.focused is not self.main:
            self.main.focus()
            return
        chosen = self.chosen()
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

    def _recode(self, code_id: str) -> None:
        book, chosen = self.session.desk.codebook, self.chosen()

        def recode(others: bool) -> str:
            summary = book.recode(chosen, code_id, others=others)
            self._give_digit(code_id)
            return summary

        self._asked(chosen, recode)

    def _recode_as_new(self, name: str) -> None:
        """`parent/name` hangs it under that code, a bare name under the one that is split."""
        book, chosen = self.session.desk.codebook, self.chosen()
        above, _, last = name.rpartition(PATH_SEPARATOR)
        wanted = above.strip().casefold()
        found = [c.id for c in self.session.codes.values() if wanted and c.path.casefold() == wanted]
        if wanted and not found:
            self.notify(
                f"There is no code “{above.strip()}” to hang it under.", severity="warning", markup=False
            )
            return
        parent_id = found[0] if found else self.code_id

        def recode(others: bool) -> str:
            code_id = book.recode_as_new(chosen, last.strip(), parent_id, others=others)
            self.session.learn_codes()
            self._give_digit(code_id)
            return f"Recoded {plural(len(chosen), 'coding')} as the new code “{self.session.label(code_id)}”."

        self._asked(chosen, recode)

    def _asked(self, chosen: Sequence[str], recode: Callable[[bool], str]) -> None:
        """Recode; where others' codings are among those chosen, ask before."""
        mine = self.session.desk.coder
        foreign = Counter(self.by_id[i].coder for i in chosen if i in self.by_id)
        foreign.pop(mine, None)
        if not foreign:
            self._carry_out(chosen, lambda: recode(False))
            return
        whose = ", ".join(f"{count:,} by {name}" for name, count in sorted(foreign.items()))
        self.query_one(AskPanel).open(
            "Recode others’ codings, too?   Enter recodes all, Esc none",
            Text(
                f"{plural(len(chosen), 'coding')} chosen; others’: {safe(whose)}. Coder and passage stay as they are."
            ),
            lambda: self._carry_out(chosen, lambda: recode(True)),
        )

    def _carry_out(self, chosen: Sequence[str], call: Callable[[], str]) -> None:
        """Recode, and list what is left without reading all of it again."""
        summary = attempt(self, call)
        if summary is not None:
            self.session.version += 1
            self._seen_version = self.session.version
            gone = set(chosen)
            self.take([quote for quote in self.excerpts if quote.coding_id not in gone])
            self.say(summary)

    def _give_digit(self, code_id: str) -> None:
        self._last = code_id
        if code_id not in self._targets:
            self._targets = [*self._targets, code_id][-DIGITS:]

    def above_list(self) -> Text:
        """The codes that the digits recode as."""
        codes = self.session.codes
        self._targets = [i for i in self._targets if i in codes and not codes[i].retired]
        text = Text(" Recode as: ")
        for digit, code_id in enumerate(self._targets, 1):
            text.append(f"{digit} ", Style(bold=True))
            text.append(safe(fit(self.session.label(code_id), 20)) + "  ")
        text.append("c ", Style(bold=True))
        text.append("another, or a new one")
        return text
