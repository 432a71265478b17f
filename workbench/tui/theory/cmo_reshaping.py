"""Splitting a configuration and merging it into another, on screen: what goes where is shown before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.model.reshaping_views import Passed
from workbench.model.theory_views import CMOLine
from workbench.model.views import Configuration
from workbench.model.vocabulary import Stage
from workbench.tui.session import attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen

FATES = ("stays", "moves", "shared")
"""What becomes of a slot in a split, in the order in which Enter goes through them."""

READY = "ready"
"""The key of the entry that ends the choosing."""


def split(screen: CMOScreen, cmo: Configuration) -> None:
    """Choose for each slot whether it stays, moves or is shared; then the title; then see what goes where."""
    if len(cmo.slots) < 2:
        screen.notify("A CMO is split between its slots; this one has fewer than two.", severity="warning")
        return
    here = screen.slot
    fates = {slot.id: FATES[0] for slot in cmo.slots}
    if here is not None:
        fates[here.id] = FATES[1]
    _choose(screen, cmo, fates, READY if here is None else here.id)


def _choose(screen: CMOScreen, cmo: Configuration, fates: Mapping[str, str], key: str) -> None:
    def turn(chosen: str) -> None:
        if chosen == READY:
            _entitle(screen, cmo, fates)
            return
        after = FATES[(FATES.index(fates[chosen]) + 1) % len(FATES)]
        _choose(screen, cmo, {**fates, chosen: after}, chosen)

    choices = [
        Choice(
            slot.id,
            (Part(f"{fates[slot.id]:<7}", strong=fates[slot.id] != FATES[0]), Part(f"{slot.position} {slot.role}: "),
             Part(slot.wording, quiet=True)),
        )
        for slot in cmo.slots
    ]  # fmt: skip
    choices.append(
        Choice(READY, (Part("split so …", strong=True), Part("  see what goes where", quiet=True)))
    )
    chooser = screen.query_one(Chooser)
    chooser.open("Which slots go to a new CMO?   Enter: moves, shared, stays; Esc none", choices, turn)
    chooser.query_one(ChoiceList).show(choices, key=key)


def _entitle(screen: CMOScreen, cmo: Configuration, fates: Mapping[str, str]) -> None:
    move, share = ([one for one, fate in fates.items() if fate == wanted] for wanted in FATES[1:])
    theory = screen.session.desk.theory

    def ask(title: str) -> None:
        preview = attempt(screen, lambda: theory.split(cmo.id, move, share, title, preview=True))
        if preview is not None:
            screen.query_one(AskPanel).open(
                f"Split CMO {cmo.number} so?   Enter splits, Esc leaves it",
                told(preview.passed),
                lambda: do(title),
            )

    def do(title: str) -> None:
        done = screen.change(lambda: theory.split(cmo.id, move, share, title, preview=False))
        if done is not None:
            screen.show_cmo(done.cmo_id)
            screen.say(f"Split off CMO {done.number} from CMO {cmo.number}; u takes it back.")

    question = Question(
        "Title of the new CMO   Enter takes it", (), "In a few words; it can be changed later", "title"
    )
    screen.query_one(PickPanel).open(question, lambda _: None, ask)


def merge(screen: CMOScreen, cmo: Configuration) -> None:
    """Which configuration it is merged into, and why; then see what goes where."""
    theory = screen.session.desk.theory
    lines = mergeable(cmo, theory.lines())
    if not lines:
        screen.notify("There is no CMO of this kind and tracer to merge it into.", severity="warning")
        return
    entries = [Entry(line.id, f"CMO {line.number} {line.title}", ", ".join(line.sites)) for line in lines]

    def why(into_id: str) -> None:
        question = Question(
            "Why do the two tell the same?   Enter", (), "A reason, in a few words", "because"
        )
        screen.query_one(PickPanel).open(question, lambda _: None, lambda reason: ask(into_id, reason))

    def ask(into_id: str, reason: str) -> None:
        preview = attempt(screen, lambda: theory.merge(cmo.id, into_id, reason, preview=True))
        if preview is not None:
            screen.query_one(AskPanel).open(
                f"Merge CMO {cmo.number} into CMO {preview.number} so?   Enter merges, Esc leaves it",
                told(preview.passed),
                lambda: do(into_id, reason),
            )

    def do(into_id: str, reason: str) -> None:
        done = screen.change(lambda: theory.merge(cmo.id, into_id, reason, preview=False))
        if done is not None:
            screen.show_cmo(done.cmo_id)
            screen.say(f"Merged CMO {cmo.number} into CMO {done.number}; u takes it back.")

    screen.query_one(PickPanel).open(
        Question(f"Merge CMO {cmo.number} into which?   Enter, Esc none", entries), why
    )


def mergeable(cmo: Configuration, lines: Sequence[CMOLine]) -> list[CMOLine]:
    """The configurations into which one can be merged: live, of its kind, and of no other tracer."""
    return [
        line
        for line in lines
        if line.id != cmo.id
        and line.stage is not Stage.RETIRED
        and line.kind == cmo.kind
        and (not line.tracer or not cmo.tracer or line.tracer == cmo.tracer)
    ]


def told(passed: Sequence[Passed]) -> Text:
    """What goes where, a line each."""
    return Text("\n".join(f"{safe(one.what)}: {safe(one.becomes)}" for one in passed))
