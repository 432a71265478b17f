"""What the checks advise on all configurations: opened, or set aside with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.text import Text

from workbench.model.advice_views import ABOUT_CHECKS, Advice, Advised, Check, Dismissal
from workbench.model.vocabulary import plural
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.theory.view_screen import VIEW_PLACES
from workbench.tui.theory.words_screen import WordsScreen
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.pick_panel import PickPanel, Question
from workbench.tui.widgets.sections import heading
from workbench.tui.widgets.strips import TitleBar


class ChecksScreen(WordsScreen):
    """Advice by check; with `a`, what was set aside instead."""

    BINDINGS = bindings("checks")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("checks", "list", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._advised = Advised((), ())
        self._aside = False

    def look(self) -> None:
        """Read what the checks say."""
        self._advised = self.session.desk.advice.checks()
        self.show()

    def show(self) -> None:
        """Under each check what it says."""
        self.main.show(list(self._choices()), key=self.main.key)
        standing, aside = len(self._advised.standing), len(self._advised.dismissed)
        about = (
            f"{plural(aside, 'check')} set aside; a shows the others"
            if self._aside
            else f"{standing} to read"
        )
        if not self._aside and aside:
            about += f", {aside} set aside (a shows them)"
        desk = self.session.desk
        self.query_one(TitleBar).show("Checks that advise", about, f"{desk.path}  {desk.coder}")

    def words(self) -> Text:
        """What is advised, why it was set aside, and what the check is for."""
        marked = self._marked()
        if marked is None:
            return Text("\n\n".join(f"{check}: {words}" for check, words in ABOUT_CHECKS.items()))
        advice, dismissal = marked
        text = Text(f"CMO {advice.cmo_number} {safe(advice.cmo_title)}: {safe(advice.said)}\n\n")
        if dismissal is not None:
            text.append(f"Set aside by {safe(dismissal.coder)}: {safe(dismissal.reason)}\n\n")
        text.append(ABOUT_CHECKS[advice.check])
        return text

    def action_open(self) -> None:
        """Open the configuration."""
        from workbench.tui.theory.cmo_screen import CMOScreen

        marked = self._marked()
        if marked is not None:
            order = list(dict.fromkeys(advice.cmo_id for advice, _ in self._listed()))
            self.app.push_screen(CMOScreen(self.session, marked[0].cmo_id, order))

    def action_set_aside(self) -> None:
        """Set the marked advice aside for a reason; what is set aside is heeded again."""
        marked, desk = self._marked(), self.session.desk
        if marked is None:
            return
        advice, dismissal = marked
        self.close_panels()
        if dismissal is not None:
            self._do(lambda: desk.advice.heed(dismissal.id))
            return
        question = Question(
            "Why does this not matter here?   Enter, Esc leaves it", (), "A reason, in a few words", "because"
        )
        self.query_one(PickPanel).open(
            question, lambda _: None, lambda reason: self._do(lambda: desk.advice.dismiss(advice, reason))
        )

    def action_aside(self) -> None:
        """Show what was set aside, or what stands."""
        self._aside = not self._aside
        self.show()

    def _do(self, call: Callable[[], str]) -> None:
        summary = self.change(call)
        if summary is not None:
            self.say(summary)

    def _listed(self) -> list[tuple[Advice, Dismissal | None]]:
        """What is shown, by check."""
        every: list[tuple[Advice, Dismissal | None]] = (
            list(self._advised.dismissed) if self._aside else [(one, None) for one in self._advised.standing]
        )
        return sorted(every, key=lambda one: list(Check).index(one[0].check))

    def _marked(self) -> tuple[Advice, Dismissal | None] | None:
        return next((one for one in self._listed() if _key(one[0]) == self.main.key), None)

    def _choices(self) -> Iterator[Choice]:
        last = None
        for advice, _ in self._listed():
            if advice.check != last:
                yield heading(Part(str(advice.check), strong=True))
                last = advice.check
            where = f"CMO {advice.cmo_number}" + (f", slot {advice.position}" if advice.position else "")
            yield Choice(_key(advice), (Part(f"{where:<16} ", strong=True), Part(advice.said)))
        if last is None:
            none = "Nothing was set aside." if self._aside else "No check has anything to say."
            yield heading(Part(none, quiet=True))


def _key(advice: Advice) -> str:
    return f"{advice.check}:{advice.cmo_id}:{advice.slot_id}"
