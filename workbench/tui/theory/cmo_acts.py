"""What the keys do to a configuration: a question or two, then one change. All act through `CMOScreen.do`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.model.theory_views import CMOLine
from workbench.model.views import Configuration
from workbench.model.vocabulary import Expectation, Intention, LinkKind, Role, Stage, Valence, plural
from workbench.model.words import Words
from workbench.tui.overwriting import edit_words
from workbench.tui.theory.cmo_elements import (
    element_entries,
    generalise,
    reword,
    share,
    slot_of,
    wording_question,
)
from workbench.tui.theory.cmo_facts import edit_facts
from workbench.tui.theory.cmo_going import (
    follow,
    hunt,
    other,
    reorder,
    set_aside,
    show_history,
    write_memo,
)
from workbench.tui.theory.cmo_reshaping import merge, split
from workbench.tui.theory.role_chooser import RoleChooser
from workbench.tui.theory.roles import roles_for
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen

ABOUT_LINKS = {
    LinkKind.RIPPLE: "an outcome or mechanism of this one is a context of the next",
    LinkKind.NESTS: "the other is part of this one",
    LinkKind.REFINES: "this one says more exactly what the other says",
    LinkKind.RIVAL_OF: "another explanation of the same outcome",
    LinkKind.GENERALISES: "this one says more generally what the other says",
}
"""What a link means."""


def _add(screen: CMOScreen, cmo: Configuration) -> None:
    """The role, then words or an element."""
    theory = screen.session.desk.theory

    def add(role: Role, *, wording: str = "", element_id: str = "") -> None:
        slot_id = screen.change(lambda: theory.add_slot(cmo.id, role, wording=wording, element_id=element_id))
        if slot_id is not None:
            screen.main.show(key=f"slot:{slot_id}")
            screen.say(f"Added a slot: {role}.")

    def ask(role: Role) -> None:
        screen.query_one(PickPanel).open(
            wording_question(
                f"New {role}   Enter takes what is marked, Esc none", element_entries(screen.elements)
            ),
            lambda element_id: add(role, element_id=element_id),
            lambda wording: add(role, wording=wording),
        )

    _ask_role(screen, cmo, "Add a slot: which role?   its letter or Enter, Esc none", ask)


def _ask_role(screen: CMOScreen, cmo: Configuration, title: str, then: Callable[[Role], None]) -> None:
    roles = roles_for(screen.session.desk.theory.names().dialect, (slot.role for slot in cmo.slots))
    screen.query_one(RoleChooser).ask(title, roles, then)


def _reword(screen: CMOScreen, cmo: Configuration) -> None:
    """Reword the element of the marked slot, or the note on the marked link."""
    item, theory = screen.main.item, screen.session.desk.theory
    link = next(
        (one for one in cmo.links if item is not None and (item.kind, item.id) == ("link", one.id)), None
    )
    if link is None:
        reword(screen, cmo)
        return
    label = f"Note: {link.kind}, CMO {link.other_number}"
    words = Words("cmo_link", link.id, "note")
    edit_words(screen, words, label, link.note, lambda note: theory.note_link(link.id, note))


def _role(screen: CMOScreen, cmo: Configuration) -> None:
    """Let the marked slot have another role."""
    slot, theory = slot_of(screen), screen.session.desk.theory
    if slot is not None:
        _ask_role(
            screen,
            cmo,
            f"Slot {slot.position} is a {slot.role}. What is it to be?   Enter, Esc leaves it",
            lambda role: screen.do(lambda: theory.edit_slot(slot.id, role=role), mark=f"slot:{slot.id}"),
        )


def _status(screen: CMOScreen, _: Configuration) -> None:
    """Say of an outcome whether it was foreseen, meant, and good."""
    slot, theory = slot_of(screen), screen.session.desk.theory
    if slot is None:
        return
    if slot.role is not Role.OUTCOME:
        screen.notify(f"A status belongs to an outcome, not to a {slot.role}.", severity="warning")
        return
    here = slot.status.split(", ")
    words = {str(word): word for word in (*Expectation, *Intention, *Valence)}
    choices = [Choice(word, (Part("✓ " if word in here else "  "), Part(word))) for word in words]
    screen.query_one(Chooser).open(
        "The outcome is   Enter takes one, Esc none",
        choices,
        lambda key: screen.do(lambda: theory.set_status(slot.id, words[key])),
    )


def _rest_on_memo(screen: CMOScreen, cmo: Configuration) -> None:
    """Put a memo behind the marked slot, or behind the whole where none is marked."""
    slot, desk = screen.slot, screen.session.desk
    memos = desk.memos.memos()
    if not memos:
        screen.notify("There are no memos yet: M writes one on this CMO.", severity="warning")
        return
    entries = [
        Entry(memo.id, f"{memo.kind}: {memo.title or ' '.join(memo.body.split())[:80]}", f"on {memo.subject}")
        for memo in sorted(memos, key=lambda memo: (memo.subject_id != cmo.id, memo.kind != "retroduction"))
    ]
    item = screen.main.item
    what, position, to_position = "the whole", slot.position if slot else None, None
    if slot is not None:
        what = f"slot {slot.position}"
    elif item is not None and item.kind == "dyad":
        position, to_position = (int(end) for end in item.id.split(">"))
        what = f"the link {position} → {to_position}"
    screen.query_one(PickPanel).open(
        Question(f"Let {what} rest on which memo?   Enter, Esc none", entries),
        lambda memo_id: screen.do(
            lambda: desk.evidence.rest_on_memo(cmo.id, position, memo_id, to_position=to_position)
        ),
    )


def _remove(screen: CMOScreen, cmo: Configuration) -> None:
    """Take the marked slot or link out, after a question if evidence goes with it."""
    item, slot, theory = screen.main.item, screen.slot, screen.session.desk.theory
    if item is not None and item.kind == "check":
        set_aside(screen, cmo)
    elif item is not None and item.kind == "link":
        screen.do(lambda: theory.unlink(item.id))
    elif slot is None:
        screen.notify("Mark a slot or a link to remove it. t retires the CMO.", severity="warning")
    else:
        links = [d for d in cmo.dyad_evidence if slot.position in (d.from_position, d.to_position)]
        count = len(slot.evidence) + len(links)
        if not count:
            screen.do(lambda: theory.remove_slot(slot.id, with_evidence=False))
            return
        behind = plural(count, "piece of evidence", "pieces of evidence")
        text = Text(
            f"“{slot.wording}” goes with {behind} behind it or its links.\nThe passages and their codings stay."
        )
        screen.query_one(AskPanel).open(
            f"Remove slot {slot.position} with its evidence?   Enter removes it, Esc keeps it",
            text,
            lambda: screen.do(lambda: theory.remove_slot(slot.id, with_evidence=True)),
        )


def _link(screen: CMOScreen, cmo: Configuration) -> None:
    """The kind of link, then the configuration; a ripple offers only those with a shared element."""
    theory = screen.session.desk.theory

    def ask(key: str) -> None:
        kind = LinkKind(key)
        lines = linkable(cmo, theory.lines(), kind)
        if not lines:
            hint = (
                " Add one of its outcomes or mechanisms as a context there first." if key == "ripple" else ""
            )
            screen.notify(f"There is no CMO to link so ({kind}).{hint}", severity="warning")
            return
        entries = [
            Entry(
                line.id,
                f"CMO {line.number} {line.title}",
                ", ".join(filter(None, (line.tracer, *line.sites))),
            )
            for line in lines
        ]
        screen.query_one(PickPanel).open(
            Question(f"CMO {cmo.number}: {kind} → which CMO?   Enter links, Esc none", entries),
            lambda other_id: screen.do(lambda: theory.link(cmo.id, other_id, kind)),
        )

    choices = [Choice(kind, (Part(f"{kind:<12} "), Part(ABOUT_LINKS[kind], quiet=True))) for kind in LinkKind]
    screen.query_one(Chooser).open("How does it stand to another CMO?   Enter, Esc none", choices, ask)


def linkable(cmo: Configuration, lines: Sequence[CMOLine], kind: LinkKind) -> list[CMOLine]:
    """The configurations to which one can be linked so and is not yet; ripples alone may come back."""
    comes_back = kind is LinkKind.RIPPLE
    linked = {link.other_id for link in cmo.links if link.kind == kind and (link.outgoing or not comes_back)}
    linked.add(cmo.id)
    live = [line for line in lines if line.id not in linked and line.stage is not Stage.RETIRED]
    if kind is not LinkKind.RIPPLE:
        return live
    mine = {slot.element_id for slot in cmo.slots if slot.role is Role.OUTCOME or slot.role.is_mechanism}
    return [
        line
        for line in live
        if any(one.role is Role.CONTEXT and one.element_id in mine for one in line.statements)
    ]


def _retire(screen: CMOScreen, cmo: Configuration) -> None:
    retired = cmo.stage is Stage.RETIRED
    screen.do(lambda: screen.session.desk.theory.edit_cmo(cmo.id, retired=not retired))


ACTS: Mapping[str, Callable[[CMOScreen, Configuration], None]] = {
    "add": _add,
    "reword": _reword,
    "share": share,
    "role": _role,
    "status": _status,
    "generalise": generalise,
    "memo-evidence": _rest_on_memo,
    "remove": _remove,
    "link": _link,
    "retire": _retire,
    "edit": edit_facts,
    "split": split,
    "merge": merge,
    "earlier": partial(reorder, steps=-1),
    "later": partial(reorder, steps=1),
    "next": partial(other, steps=1),
    "previous": partial(other, steps=-1),
    "memo": write_memo,
    "history": show_history,
    "follow": follow,
    "hunt": hunt,
}
"""What can be done to a configuration, by the name that its key gives."""
