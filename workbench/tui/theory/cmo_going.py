"""From a configuration to others and to what was done to it: list, path, history, hunt; and the order of slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from workbench.model.views import Configuration
from workbench.model.vocabulary import MemoKind, Stage
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.session import attempt
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen


def reorder(screen: CMOScreen, cmo: Configuration, *, steps: int) -> None:
    """Move the marked slot earlier or later among those of its role."""
    slot = screen.slot
    if slot is None:
        screen.notify("Mark a slot to move it.", severity="warning")
        return
    beside = cmo.slots_of(slot.role)
    at = beside.index(slot) + steps
    if not 0 <= at < len(beside):
        words = f"It is the {'first' if steps < 0 else 'last'} {slot.role} already."
        screen.notify(words, severity="warning")
        return
    screen.do(lambda: screen.session.desk.theory.move_slot(slot.id, beside[at].position))


def other(screen: CMOScreen, cmo: Configuration, *, steps: int) -> None:
    """Show the next configuration of the list, or the one before."""
    order = screen.order or [line.id for line in screen.session.desk.theory.lines()]
    at = order.index(cmo.id) + steps if cmo.id in order else 0
    if 0 <= at < len(order):
        screen.show_cmo(order[at])
    else:
        screen.notify(f"This is the {'first' if steps < 0 else 'last'} of the list.", severity="warning")


def write_memo(screen: CMOScreen, cmo: Configuration) -> None:
    """Write a memo on the configuration."""
    desk = screen.session.desk

    def save(kind: MemoKind, text: str) -> str | None:
        return screen.change(lambda: desk.reading.write_memo(kind, text, "cmo", cmo.id))

    screen.query_one(MemoPanel).open(MemoSubject(f"cmo:{cmo.id}", f"CMO {cmo.number}", save))


def show_history(screen: CMOScreen, cmo: Configuration) -> None:
    """Who changed it and when, newest first."""
    changes = attempt(screen, lambda: screen.session.desk.theory.history(cmo.id)) or ()
    choices = [
        Choice(str(n), (Part(f"{when}  {coder}  ", quiet=True), Part(what)))
        for n, (when, coder, what) in enumerate(changes)
    ]
    screen.query_one(Chooser).open(f"History of CMO {cmo.number}   Esc closes", choices, lambda _: None)


def follow(screen: CMOScreen, cmo: Configuration) -> None:
    """The path of links to another configuration, and whether any one source tells the whole of it."""
    lines = [line for line in screen.session.desk.theory.lines() if line.stage is not Stage.RETIRED]
    entries = [
        Entry(line.id, f"CMO {line.number} {line.title}", line.tracer) for line in lines if line.id != cmo.id
    ]

    def show(other_id: str) -> None:
        path = attempt(screen, lambda: screen.session.desk.advice.path((cmo.id, other_id)))
        if path is None:
            words = "No path of links leads there. Ripples are followed as they point."
            screen.notify(words, severity="warning")
            return
        text = Text(f"{path.said}\n{path.teller}\n")
        for one in path.cmos:
            text.append(f"\nCMO {one.number} {safe(one.title)}: {', '.join(one.sources) or 'no source'}")
        last = path.cmos[-1]
        title = f"Path to CMO {last.number}   Enter goes there, Esc stays"
        screen.query_one(AskPanel).open(title, text, lambda: screen.show_cmo(last.id))

    screen.query_one(PickPanel).open(
        Question("A path of links to which CMO?   Enter, Esc none", entries), show
    )


def hunt(screen: CMOScreen, cmo: Configuration) -> None:
    """Passages that may speak against it, over this screen."""
    from workbench.tui.theory.hunt_screen import HuntScreen

    screen.app.push_screen(HuntScreen(screen.session, cmo.id))


def set_aside(screen: CMOScreen, cmo: Configuration) -> None:
    """Set the marked advice aside, for a reason."""
    advice = screen.shown.advised(screen.main.item)
    if advice is None:
        return
    question = Question(
        f"Why does this not matter in CMO {cmo.number}?   Enter, Esc leaves it",
        (),
        "A reason, in a few words",
        "because",
    )
    screen.query_one(PickPanel).open(
        question,
        lambda _: None,
        lambda reason: screen.do(lambda: screen.session.desk.advice.dismiss(advice, reason)),
    )
