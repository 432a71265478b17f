"""The hunt for disconfirming cases of one configuration: passages to read, with the reason why each is offered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text

from workbench.model.hunting_views import Hunted, Offer, PassedOver, Spoor
from workbench.model.vocabulary import Stance, plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session, attempt
from workbench.tui.theory.view_screen import VIEW_PLACES
from workbench.tui.theory.words_screen import WordsScreen
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.sections import heading
from workbench.tui.widgets.strips import TitleBar

WHOLE = "whole"
"""The key of the entry for evidence that stands behind the whole."""


class HuntScreen(WordsScreen):
    """Passages that share codes or elements with a configuration and are no evidence for it."""

    BINDINGS = bindings("hunt")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("hunt", "list", *VIEW_PLACES)

    def __init__(self, session: Session, cmo_id: str) -> None:
        super().__init__(session)
        self._cmo_id = cmo_id
        self._hunted: Hunted | None = None
        self._shows_passed = False

    @property
    def offer(self) -> Offer | None:
        """What is marked."""
        offers = self._hunted.offers if self._hunted and not self._shows_passed else ()
        return next((one for one in offers if one.passage.excerpt_id == self.main.key), None)

    @property
    def passed(self) -> PassedOver | None:
        """What is marked in the list of those passed over."""
        passed = self._hunted.passed_over if self._hunted and self._shows_passed else ()
        return next((one for one in passed if one.passage.excerpt_id == self.main.key), None)

    @property
    def passage(self) -> Spoor | None:
        """The marked passage, in whichever list."""
        marked = self.offer or self.passed
        return marked.passage if marked else None

    def look(self) -> None:
        """Hunt again, beside the screen: what became evidence meanwhile is no longer offered."""
        if self._hunted is None:
            self.main.show([heading(Part("Hunting …", quiet=True))])
        desk = self.session.desk.advice
        read_aside(self, "hunt", partial(desk.hunt, self._cmo_id), self._take)

    def _take(self, hunted: Hunted) -> None:
        self._hunted = hunted
        self.show()

    def show(self) -> None:
        """The passages by source."""
        hunted = self._hunted
        if hunted is None:
            return
        choices = _passed_over(hunted) if self._shows_passed else _offered(hunted)
        self.main.show(list(choices), key=self.main.key)
        about = f"{plural(len(hunted.offers), 'passage')} to read, none counted"
        if hunted.passed_over:
            about += f"; {len(hunted.passed_over)} passed over (p)"
        if self._shows_passed:
            about = f"{plural(len(hunted.passed_over), 'passage')} passed over; p goes back"
        desk = self.session.desk
        title = f"Disconfirming cases for CMO {hunted.cmo_number}"
        self.query_one(TitleBar).show(title, about, f"{desk.path}  {desk.coder}")

    def words(self) -> Text:
        """The passage with where it is from, why it is offered, and what it shares."""
        passage = self.passage
        if passage is None:
            return Text()
        why = self.offer.reasons if self.offer else ()
        if one := self.passed:
            why = (f"passed over by {one.coder}" + (f": {one.reason}" if one.reason else ""),)
        text = Text("\n".join(f"Why: {safe(reason)}" for reason in why))
        shared = "; ".join((*passage.codes, *passage.elements))
        text.append(f"\nShares: {safe(shared)}\n\n", Style(dim=True))
        text.append(f"“{chr(10).join(safe(line) for line in passage.text.splitlines())}” ")
        text.append(safe(passage.attribution or passage.source_name), Style(bold=True))
        return text

    def action_open(self) -> None:
        """Read the marked passage where it stands."""
        if passage := self.passage:
            self.read_source(passage.source_id, start_char=passage.start_char, end_char=passage.end_char)

    def action_attach(self, stance: str) -> None:
        """Make the marked passage evidence: behind which slot is asked."""
        offer, desk = self.offer, self.session.desk
        cmo = attempt(self, lambda: desk.theory.configuration(self._cmo_id))
        if offer is None or cmo is None:
            return
        passage = offer.passage
        source = attempt(self, lambda: desk.sources.source(passage.source_id))
        if source is None:
            return
        span = (passage.start_char, passage.end_char)

        def attach(key: str) -> None:
            slot = None if key == WHOLE else int(key)
            summary = self.change(
                lambda: desk.evidence.attach(
                    self._cmo_id, source.revision_id, span, Stance(stance), slot=slot
                )
            )
            if summary is not None:
                self.say(summary)

        choices = [
            Choice(
                str(slot.position), (Part(f"{slot.position} {slot.role}: "), Part(slot.wording, quiet=True))
            )
            for slot in cmo.slots
        ]
        choices.append(
            Choice(WHOLE, (Part("the whole"), Part("  it speaks for or against all of it", quiet=True)))
        )
        self.close_panels()
        self.query_one(Chooser).open(f"It {stance} what?   Enter, Esc none", choices, attach)

    def action_pass_over(self) -> None:
        """Say that the marked passage is no case against it; in the list of those passed over, offer it again."""
        if one := self.passed:
            summary = self.change(lambda: self.session.desk.advice.heed(one.dismissal_id))
            if summary is not None:
                self.say(summary)
            return
        offer = self.offer
        if offer is not None:
            excerpt_id = offer.passage.excerpt_id
            summary = self.change(lambda: self.session.desk.advice.pass_over(self._cmo_id, excerpt_id))
            if summary is not None:
                self.say(summary)

    def action_list(self) -> None:
        """Show those passed over, or those to read again."""
        self._shows_passed = not self._shows_passed
        self.show()

    async def action_back(self) -> None:
        """Back to the configuration."""
        self.dismiss()


def _offered(hunted: Hunted) -> Iterable[Choice]:
    if not hunted.offers:
        yield heading(
            Part("Nothing to read: no passage shares its codes or elements and is from", quiet=True)
        )
        yield heading(Part("where it has no evidence yet, or in countervailing talk.", quiet=True))
    for offer in hunted.offers:
        words = " ".join(offer.passage.text.split())
        against = any(reason.startswith("countervailing") for reason in offer.reasons)
        yield Choice(
            offer.passage.excerpt_id,
            (
                Part(f"{offer.passage.source_name:<10} ", strong=True),
                Part("≠ " if against else "  "),
                Part(f"{words[:60]:<60} "),
                Part("; ".join(offer.reasons), quiet=True),
            ),
        )


def _passed_over(hunted: Hunted) -> Iterable[Choice]:
    if not hunted.passed_over:
        yield heading(Part("No passage was passed over.", quiet=True))
    for one in hunted.passed_over:
        words = " ".join(one.passage.text.split())
        yield Choice(
            one.passage.excerpt_id,
            (
                Part(f"{one.passage.source_name:<10} ", strong=True),
                Part(f"{words[:60]:<60} "),
                Part(one.reason or one.coder, quiet=True),
            ),
        )
