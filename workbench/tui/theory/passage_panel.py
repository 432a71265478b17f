"""What a passage says in a configuration: a new statement in a role, a slot there is, two of them, or the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from textual.app import ComposeResult
from textual.content import Content

from workbench.model.theory_views import Said
from workbench.model.views import Configuration
from workbench.model.vocabulary import Role, Stance
from workbench.tui.keys.catalogue import bindings
from workbench.tui.theory.roles import ABOUT
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Panel
from workbench.tui.widgets.strips import fit

LETTERS = {
    Role.CONTEXT: "c",
    Role.MECHANISM: "m",
    Role.MECHANISM_RESOURCE: "r",
    Role.MECHANISM_REASONING: "g",
    Role.OUTCOME: "o",
    Role.INTERVENTION: "i",
    Role.ACTOR: "a",
}
"""The keys of roles, as `keys.theory` has them."""

DYAD = 2
"""Statements that a passage can say at once."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a passage that may be a statement, and the cue that says so."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words selected in a text, and the configuration in hand that they go into; None begins a fragment."""

    revision_id: str
    span: tuple[int, int]
    words: str
    cmo: Configuration | None
    roles: Sequence[Role]
    stance: Stance = Stance.SUPPORTS
    said: tuple[Said, ...] = field(default=())
    hints: Mapping[Role, Hint] = field(default_factory=dict)
    """What a causal cue hints that it says, by role: ticked beforehand, and a person decides."""


class PassagePanel(Panel):
    """Asks what the passage says. One key takes a role or a slot; ticking two makes a dyad."""

    ASKS = True
    BINDINGS = bindings("passage")
    DEFAULT_CSS = "PassagePanel { height: 14; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._passage: Passage | None = None
        self._ticked: list[str] = []
        self._then: Callable[[Passage], None] = lambda _: None
        self._turn: Callable[[Passage, bool], None] = lambda *_: None

    def compose(self) -> ComposeResult:
        """The entries."""
        yield ChoiceList(id="saying")

    def open(
        self, passage: Passage, then: Callable[[Passage], None], turn: Callable[[Passage, bool], None]
    ) -> None:
        """Ask. `then` gets the passage with what it says; `turn` when another CMO (or a fragment: True) is wanted."""
        self._passage, self._then, self._turn = passage, then, turn
        self._ticked = [f"role:{role}" for role in passage.roles if role in passage.hints][:DYAD]
        self.add_class("-open")
        self._show()
        self.query_one(ChoiceList).focus()

    def on_choice_list_marked(self, event: ChoiceList.Marked) -> None:
        """Nobody else need know."""
        event.stop()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """A clicked entry is taken."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Take what is ticked, or else the marked entry."""
        key = self.query_one(ChoiceList).key
        keys = self._ticked or ([key] if key else [])
        if keys:
            self._take(keys)

    def action_role(self, role: str) -> None:
        """It says something new in this role."""
        self._take([*self._ticked[: DYAD - 1], f"role:{role}"])

    def action_slot(self, number: int) -> None:
        """It stands behind the slot of that number."""
        slots = self._passage.cmo.slots if self._passage and self._passage.cmo else ()
        if number <= len(slots):
            self._take([*self._ticked[: DYAD - 1], f"slot:{slots[number - 1].id}"])

    def action_whole(self) -> None:
        """It stands behind the whole."""
        if self._passage is not None and self._passage.cmo is not None:
            self._take(["whole"])

    def action_tick(self) -> None:
        """Tick the marked entry, or take its tick away; two are a dyad."""
        key = self.query_one(ChoiceList).key
        if key is None or key == "whole":
            return
        if key in self._ticked:
            self._ticked.remove(key)
        elif len(self._ticked) < DYAD:
            self._ticked.append(key)
        else:
            self.notify("A passage links two statements; take one tick away first.", severity="warning")
        self._show(key)

    def action_stance(self) -> None:
        """The next stance."""
        if self._passage is not None:
            stances = list(Stance)
            after = stances[(stances.index(self._passage.stance) + 1) % len(stances)]
            self._passage = replace(self._passage, stance=after)
            self._show(self.query_one(ChoiceList).key)

    def action_other(self) -> None:
        """Take another configuration in hand."""
        self._leave_for(fragment=False)

    def action_fragment(self) -> None:
        """Begin a fragment instead."""
        self._leave_for(fragment=True)

    def _leave_for(self, *, fragment: bool) -> None:
        passage = self._passage
        if passage is not None:
            self.action_close()
            self._turn(passage, fragment)

    def _take(self, keys: Sequence[str]) -> None:
        passage = self._passage
        if passage is None:
            return
        said = []
        for key in keys:
            kind, _, value = key.partition(":")
            if kind != "whole":
                said.append(Said(slot_id=value) if kind == "slot" else Said(Role(value)))
        self.action_close()
        self._then(replace(passage, said=tuple(said)))

    def _show(self, key: str | None = None) -> None:
        passage = self._passage
        if passage is None:
            return
        cmo = passage.cmo
        where = f"CMO {cmo.number} {fit(cmo.title, 30)}" if cmo else "a new fragment"
        both = "   both ticked, and that one leads to the other" if len(self._ticked) == DYAD else ""
        self.border_title = Content(f"“{fit(passage.words, 28)}” {passage.stance} what in {where}?{both}")
        entries = []
        for slot in cmo.slots if cmo else ():
            digit = str(slot.position) if slot.position <= 9 else " "
            entries.append(self._entry(f"slot:{slot.id}", digit, str(slot.role), slot.wording))
        for role in passage.roles:
            hint = passage.hints.get(role)
            about = f"{hint.why}: “{hint.words}”" if hint else ABOUT[role]
            entries.append(self._entry(f"role:{role}", LETTERS[role], f"new {role}", about))
        if cmo:
            entries.append(self._entry("whole", "w", "the whole", "it speaks for or against all of it"))
        self.query_one(ChoiceList).show(entries, key=key)

    def _entry(self, key: str, letter: str, name: str, about: str) -> Choice:
        tick = "✓ " if key in self._ticked else "  "
        return Choice(
            key, (Part(tick), Part(f"{letter} ", strong=True), Part(f"{name:<24} "), Part(about, quiet=True))
        )
