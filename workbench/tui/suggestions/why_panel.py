"""Why something is suggested: the earlier excerpts that speak for it, each to be read in full and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content

from workbench.model.suggestion_views import NO_CODING, PrecedentView, Reason
from workbench.tui.keys.catalogue import bindings
from workbench.tui.suggestions.words import how_sure, reason_text, short_quote
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Panel, Prose
from workbench.tui.widgets.shown_code import glyph_part
from workbench.tui.widgets.strips import fit


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A code that is suggested, with how sure and why."""

    code_id: str
    code_path: str
    probability: float | None
    band: tuple[float, float] | None
    reason: Reason


class WhyPanel(Panel):
    """Codes with the excerpts that speak for each. Enter hands an excerpt to a callback, to be read in its place."""

    ASKS = True
    BINDINGS = bindings("why")
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    DEFAULT_CSS = """
    WhyPanel { height: 16; & > ChoiceList { height: 1fr; } & > Prose { height: 6; border-top: solid $foreground 25%; } }
    .-wide WhyPanel > Prose { height: 2fr; }
    .-short WhyPanel > Prose { height: 3; border-top: none; }
    .-tiny WhyPanel > Prose { display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reasoned: Sequence[Reasoned] = ()
        self._then: Callable[[PrecedentView], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Codes and excerpts, and what is marked among them in full."""
        yield ChoiceList(id="reasons", on_width=lambda _: self._draw(keep=True))
        yield Prose(id="reason")

    def open(
        self, reasoned: Sequence[Reasoned], legend: Legend, then: Callable[[PrecedentView], None]
    ) -> None:
        """Show the reasons of these; `then` gets the excerpt that is to be read in its place."""
        self._reasoned, self._legend, self._then = reasoned, legend, then
        self.border_title = Content("Why?   Enter reads the excerpt where it stands, Esc closes")
        self.add_class("-open")
        self._draw()
        self.screen.set_focus(self.query_one(ChoiceList))

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Show all of the marked entry."""
        event.stop()
        one, precedent = self._marked(event.key)
        text = Text()
        if precedent is not None:
            text.append(
                "\n".join(safe(line) for line in precedent.text.splitlines())
                or "It is no longer in the study."
            )
            text.append("\n" + safe(precedent.attribution or precedent.source_name), Style(italic=True))
        elif one is not None:
            text = reason_text(one.reason)
            text.append("\n" + NO_CODING, Style(dim=True))
        self.query_one(Prose).show(text)

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked excerpt is read where it stands."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Read the marked excerpt where it stands."""
        _, precedent = self._marked(self.query_one(ChoiceList).key)
        if precedent is not None and precedent.text:
            self.action_close()
            self._then(precedent)

    def action_read(self, lines: int) -> None:
        """Scroll what is marked."""
        self.query_one(Prose).scroll_lines(lines)

    def _marked(self, key: str | None) -> tuple[Reasoned | None, PrecedentView | None]:
        place, _, number = (key or "").partition(":")
        if not place.isdigit() or int(place) >= len(self._reasoned):
            return None, None
        one = self._reasoned[int(place)]
        return one, one.reason.precedents[int(number)] if number else None

    def _draw(self, *, keep: bool = False) -> None:
        entries, width = self.query_one(ChoiceList), self.query_one(ChoiceList).size.width - 4
        shown = []
        for place, one in enumerate(self._reasoned):
            sure = how_sure(one.probability, one.band)
            shown.append(
                Choice(
                    str(place),
                    (
                        glyph_part(self._legend, one.code_id),
                        Part(fit(one.code_path, width - cell_len(sure) - 6) + "  ", strong=True),
                        Part(sure),
                    ),
                )
            )
            for number, precedent in enumerate(one.reason.precedents):
                shown.append(Choice(f"{place}:{number}", _precedent(precedent, width)))
        entries.show(shown, key=entries.key if keep else None)


def _precedent(one: PrecedentView, width: int) -> tuple[Part, ...]:
    head = f"   {one.share:>4.0%} " + ("" if one.carries_code else "not coded so ")
    where = fit(one.attribution or one.source_name, max(16, width // 3))
    room = width - cell_len(head) - cell_len(where) - 2
    words = fit(f"“{short_quote(one.text, 200)}”" if one.text else "no longer in the study", room)
    return Part(head, strong=True), Part(words + "  "), Part(where, quiet=True)
