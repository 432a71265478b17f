"""What the keys do to the element in the marked slot: reword, share, generalise. One of it or of all is asked first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.model.theory_views import ElementView
from workbench.model.views import Configuration, SlotView
from workbench.model.words import Words
from workbench.tui.overwriting import edit_words
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen

ALONE = "alone"
"""The key of the entry that takes an element from under its more general one."""


def element_entries(elements: Sequence[ElementView], *, besides: str = "") -> list[Entry]:
    """Elements to pick from, those most shared first."""
    order = sorted(elements, key=lambda element: -len(element.cmo_numbers))
    return [
        Entry(element.id, element.wording, _where(element), f"E{element.number}")
        for element in order
        if element.id != besides
    ]


def _where(element: ElementView) -> str:
    return f"in CMO {', '.join(element.held_by())}" if element.cmo_numbers else ""


def wording_question(title: str, entries: list[Entry]) -> Question:
    """What asks for a statement: one that is there, or one's own words."""
    return Question(title, entries, "Type its wording; elements like it appear below", "new element")


def slot_of(screen: CMOScreen) -> SlotView | None:
    """The marked slot; a notice where there is none."""
    slot = screen.slot
    if slot is None:
        screen.notify("Mark a slot first; a adds one.", severity="warning")
    return slot


def _elsewhere(screen: CMOScreen, slot: SlotView, cmo: Configuration) -> str:
    """Where else the element of a slot stands: `slot 4 and CMO 5, 7`; empty if it stands there alone."""
    slots = [
        str(one.position) for one in cmo.slots if one.element_id == slot.element_id and one.id != slot.id
    ]
    element = next((e for e in screen.elements if e.id == slot.element_id), None)
    numbers = element.held_by(besides=cmo.number) if element else ()
    held: tuple[tuple[str, Sequence[str]], ...] = (("slot", slots), ("CMO", numbers))
    return " and ".join(f"{noun} {', '.join(found)}" for noun, found in held if found)


def reword(screen: CMOScreen, cmo: Configuration) -> None:
    """Here or everywhere, if the element is shared; then the words."""
    slot = slot_of(screen)
    if slot is None:
        return
    where = _elsewhere(screen, slot, cmo)
    if not where:
        _write_wording(screen, slot, "everywhere")
        return
    choices = [
        Choice("everywhere", (Part("everywhere"), Part(f"  also in {where}", quiet=True))),
        Choice(
            "here", (Part("here only"), Part("  a new element, detached from the shared one", quiet=True))
        ),
    ]
    title = f"E{slot.element_number} is shared. Reword it where?   Enter, Esc leaves it"
    screen.query_one(Chooser).open(title, choices, lambda key: _write_wording(screen, slot, key))


def _write_wording(screen: CMOScreen, slot: SlotView, where: str) -> None:
    desk = screen.session.desk

    if where == "everywhere":
        edit_words(
            screen,
            Words("element", slot.element_id, "wording"),
            f"Wording of E{slot.element_number}",
            slot.wording,
            lambda wording: desk.elements.reword(slot.element_id, wording),
            between=" / ",
        )
        return

    def save(_: object, wording: str) -> str | None:
        return screen.change(lambda: desk.theory.edit_slot(slot.id, wording=wording, detach=True))

    subject = MemoSubject(f"here:{slot.id}", "Wording here", save, slot.wording, has_kind=False)
    screen.query_one(MemoPanel).open(subject)


def share(screen: CMOScreen, cmo: Configuration) -> None:
    """Put another element here, whose evidence stays; in place of a shared one, here only or everywhere."""
    slot, desk = slot_of(screen), screen.session.desk
    if slot is None:
        return
    where = _elsewhere(screen, slot, cmo)
    labels = {element.id: f"E{element.number}" for element in screen.elements}

    def here(element_id: str) -> None:
        screen.do(lambda: desk.theory.edit_slot(slot.id, element_id=element_id))

    def everywhere(element_id: str) -> None:
        screen.do(lambda: desk.elements.merge(slot.element_id, element_id))

    def ask(element_id: str) -> None:
        if not where:
            here(element_id)
            return
        said = f"  also in {where}; E{slot.element_number} goes, as another wording of {labels[element_id]}"
        choices = [
            Choice(
                "here", (Part("here only"), Part(f"  E{slot.element_number} stays in the others", quiet=True))
            ),
            Choice("everywhere", (Part("everywhere"), Part(said, quiet=True))),
        ]
        screen.query_one(Chooser).open(
            f"{labels[element_id]} in place of E{slot.element_number} where?   Enter, Esc leaves it",
            choices,
            lambda key: everywhere(element_id) if key == "everywhere" else here(element_id),
        )

    screen.query_one(PickPanel).open(
        Question(
            f"Which element in place of E{slot.element_number}?   Enter, Esc leaves it",
            element_entries(screen.elements, besides=slot.element_id),
        ),
        ask,
    )


def generalise(screen: CMOScreen, _: Configuration) -> None:
    """Hang the element under a more general one, worded now or there already; or take it from under it."""
    slot, elements = slot_of(screen), screen.session.desk.elements
    if slot is None:
        return
    wordings = {element.id: element.wording for element in screen.elements}
    parent = next((e.parent_number for e in screen.elements if e.id == slot.element_id), None)
    now = f" (now E{parent})" if parent else ""
    alone = [Entry(ALONE, f"of none: take it from under E{parent}")] * bool(parent)

    def take(wording: str) -> None:
        screen.do(lambda: elements.generalise(slot.element_id, wording))

    def pick(key: str) -> None:
        if key == ALONE:
            screen.do(lambda: elements.stand_alone(slot.element_id))
        else:
            take(wordings[key])

    screen.query_one(PickPanel).open(
        wording_question(
            f"E{slot.element_number} is a variant of which more general element?{now}",
            alone + element_entries(screen.elements, besides=slot.element_id),
        ),
        pick,
        take,
    )
