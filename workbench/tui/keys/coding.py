"""Coding the text that is read."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "code.pick",
        "coding",
        "Code",
        "c,enter",
        "pick",
        "Choose a code for the selection or sentence",
        "Code",
    ),
    *(
        Action(
            f"code.recent-{n}",
            "coding",
            "Code",
            str(n),
            f"recent({n})",
            "Code with the first to ninth recent code" if n == 1 else "",
            "",
            "1-9" if n == 1 else "",
        )
        for n in range(1, 10)
    ),
    Action("code.repeat", "coding", "Code", "full_stop", "recent(0)", "Code with the last code again"),
    Action("code.remove", "coding", "Code", "x,delete", "remove", "Remove your coding here", "Remove"),
    Action(
        "code.in-vivo", "coding", "Code", "i", "in_vivo", "The selected words become a code and are coded"
    ),
    Action(
        "theory.passage",
        "coding",
        "Code",
        "C",
        "into_theory",
        "Put it into a CMO, or begin a fragment",
        "CMO",
    ),
    Action(
        "code.adjust",
        "coding",
        "Code",
        "a",
        "adjust_coding",
        "Adjust your coding here: [ ] { } move its ends",
    ),
    Action(
        "read.mark", "coding", "Code", "d", "mark_read(True)", "Done: read, nothing to code (or the turn)"
    ),
    Action("read.unmark", "coding", "Code", "D", "mark_read(False)", "No longer marked as read"),
    Action(
        "memo.write", "coding", "Code", "M", "memo", "Memo or note on coding, passage, code or source", "Memo"
    ),
    Action(
        "show.filter", "coding", "Screen", "F", "filter", "Choose what is shown: coders, codes, read marks"
    ),
    Action("change.undo", "coding", "Code", "u", "change('undo')", "Undo the last change", "Undo"),
    Action("change.redo", "coding", "Code", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    Action("screen.back", "coding", "Screen", "q", "back", "Back to where you came from", "Back"),
)
"""All of them, in the order in which help lists them."""
