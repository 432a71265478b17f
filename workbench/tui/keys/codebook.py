"""The codebook, the fields of a code, and going through the excerpts of one."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _book(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"book.{name}", "codebook", "Codebook", keys, do, description, footer)


def _order(name: str, keys: str, do: str, description: str) -> Action:
    return Action(f"book.{name}", "codebook", "Order", keys, do, description)


def _split(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"split.{name}", "split", "Excerpts of a code", keys, do, description, footer)


_CODEBOOK = (
    _book("edit", "enter,e", "open", "Edit name, definitions, examples and colour", "Edit"),
    _book("new", "n", "new(False)", "New code, after those beside the marked one", "New"),
    _book("new-below", "N", "new(True)", "New code under the marked one"),
    _book("split", "s", "split", "Split: go through its excerpts and recode them", "Split"),
    _book("merge", "g", "merge", "Merge into another code, after a preview", "Merge"),
    _book("under", "m", "under", "Move under another code, or to the top", "Move"),
    _book("excerpts", "o", "excerpts", "Its excerpts, and those of the codes below it"),
    _book("colour", "c", "colour", "Choose its colour"),
    _book("memo", "M", "memo", "Memo on the code"),
    _book("retire", "t", "retire", "Take out of use, or up again"),
    _book("retired", "h", "retired", "Show or hide the codes out of use"),
    _book("remove", "x,delete", "remove", "Remove a code on which nothing rests"),
    _book("filter", "slash", "filter", "Show only codes with these words, also in definitions", "Filter"),
    _book("leave", "escape", "leave", "Show all codes again"),
    _book("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _book("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _book("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
    _order("up", "K,shift+up", "move('up')", "Move up among those beside it"),
    _order("down", "J,shift+down", "move('down')", "Move down among those beside it"),
    _order("in", "greater_than_sign,shift+right", "move('in')", "Move in, under the code above it"),
    _order("out", "less_than_sign,shift+left", "move('out')", "Move out, beside the code it is under"),
    _order("fold", "left,minus", "fold(True)", "Fold what is under it; again: go to the code above"),
    _order("unfold", "right,plus", "fold(False)", "Unfold what is under it"),
    _order("fold-all", "z", "fold_all", "Fold everything, or unfold it"),
    _order("read-on", "ctrl+down", "read(2)", "Definition: read on"),
    _order("read-back", "ctrl+up", "read(-2)", "Definition: back"),
)

_EDIT = (
    Action("edit.save", "edit", "Fields of a code", "ctrl+s", "save", "Save", "Save"),
    Action("edit.next", "edit", "Fields of a code", "tab,down", "field(1)", "Next field", "Next field"),
    Action("edit.previous", "edit", "Fields of a code", "shift+tab,up", "field(-1)", "Field before"),
    Action(
        "edit.swap",
        "edit",
        "Fields of a code",
        "ctrl+r",
        "swap",
        "As it is in the study; again: as you wrote it",
        "As saved",
    ),
)

_ASK = (
    Action("ask.read-on", "ask", "Question", "down,pagedown", "read(2)", "Read on"),
    Action("ask.read-back", "ask", "Question", "up,pageup", "read(-2)", "Read back"),
)

_TARGET = (
    Action("target.up", "target", "Lists", "up", "step(-1)", "Up"),
    Action("target.down", "target", "Lists", "down", "step(1)", "Down"),
    Action("target.page-up", "target", "Lists", "pageup", "step(-8)", "Page up"),
    Action("target.page-down", "target", "Lists", "pagedown", "step(8)", "Page down"),
)

_SPLIT = (
    _split("choose", "c,enter", "open", "Recode as another code, or a new one", "Recode as"),
    *(
        Action(
            f"split.target-{n}",
            "split",
            "Excerpts of a code",
            str(n),
            f"target({n})",
            "Recode as the code with that number above" if n == 1 else "",
            "",
            "1-9" if n == 1 else "",
        )
        for n in range(1, 10)
    ),
    _split("repeat", "full_stop", "target(0)", "Recode as the last one again"),
    _split("tick", "space", "tick", "Tick, to recode several at once", "Tick"),
    _split("tick-all", "a", "tick_all", "Tick all that are listed, or none", "All"),
    _split("read", "o", "read_there", "Read it where it stands", "Read"),
    _split("filter", "slash", "filter", "Show only excerpts with these words", "Filter"),
    _split("leave", "escape", "leave", "Show all excerpts, none ticked"),
    _split("read-on", "ctrl+down", "read(2)", "Excerpt: read on"),
    _split("read-back", "ctrl+up", "read(-2)", "Excerpt: back"),
    _split("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _split("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _split("back", "q", "back", "Back to the codebook", "Back"),
)

ACTIONS: tuple[Action, ...] = (*_CODEBOOK, *_SPLIT, *_EDIT, *_TARGET, *_ASK)
"""All of them, in the order in which help lists them."""
