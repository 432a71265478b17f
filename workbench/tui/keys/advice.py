"""What the study says of its configurations: the hunt for disconfirming cases, checks, links."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _both(place: str, group: str) -> tuple[Action, ...]:
    """What every list with words below it has."""
    return (
        Action(f"{place}.read-on", place, group, "ctrl+down", "read(2)", "The words below: read on"),
        Action(f"{place}.read-back", place, group, "ctrl+up", "read(-2)", "The words below: back"),
        Action(f"{place}.undo", place, group, "u", "change('undo')", "Undo the last change", "Undo"),
        Action(f"{place}.redo", place, group, "r,ctrl+r", "change('redo')", "Redo what was undone"),
    )


def _hunt(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"hunt.{name}", "hunt", "Disconfirming cases", keys, do, description, footer)


def _checks(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"checks.{name}", "checks", "Checks", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _hunt("open", "enter", "open", "Read the passage where it stands; q comes back", "Read"),
    _hunt(
        "contradicts",
        "c",
        "attach('contradicts')",
        "It contradicts: evidence behind which slot?",
        "Contradicts",
    ),
    _hunt("qualifies", "y", "attach('qualifies')", "It qualifies: evidence behind which slot?", "Qualifies"),
    _hunt("supports", "s", "attach('supports')", "It supports: evidence behind which slot?"),
    _hunt("pass-over", "x,delete", "pass_over", "It is no case against it: offer it no more", "Pass over"),
    _hunt("passed", "p", "list", "Those passed over, where x offers one again; or back to those to read"),
    *_both("hunt", "Disconfirming cases"),
    _hunt("back", "q", "back", "Back to the CMO", "Back"),
    _checks("open", "enter", "open", "Open the CMO", "Open"),
    _checks(
        "set-aside", "x,delete", "set_aside", "Set it aside with a reason, or heed it again", "Set aside"
    ),
    _checks("aside", "a", "aside", "Show what was set aside, or what stands", "Aside"),
    *_both("checks", "Checks"),
    _checks("back", "q", "back", "Back to the CMOs", "Back"),
    Action(
        "links.open", "links", "Links", "enter", "open", "Open one of the CMOs that the line names", "Open"
    ),
    *_both("links", "Links"),
    Action("links.back", "links", "Links", "q", "back", "Back to the CMOs", "Back"),
)
"""All of them, in the order in which help lists them."""
