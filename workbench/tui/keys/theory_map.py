"""The theory map, and the framework matrix with one of its cells."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _map(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"map.{name}", "map", "Theory map", keys, do, description, footer)


def _matrix(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"matrix.{name}", "matrix", "Framework matrix", keys, do, description, footer)


def _cell(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"matrix-cell.{name}", "matrix-cell", "Cell", keys, do, description, footer)


def _ways(place: str, group: str, words: str) -> tuple[Action, ...]:
    told = {"left": "at the left", "right": "at the right", "up": "above", "down": "below"}
    return tuple(
        Action(f"{place}.{way}", place, group, way, f"go('{way}')", f"{words} {where}")
        for way, where in told.items()
    )


ACTIONS: tuple[Action, ...] = (
    _map("open", "enter", "open", "Open the marked CMO; of an element, one that holds it", "Open"),
    _map("only", "f,slash", "only", "Only CMOs of a tracer, a site or a kind", "Filter"),
    _map("all", "escape", "all", "Show all CMOs again", "All"),
    _map("read-on", "ctrl+down,J", "read(2)", "Words below: read on"),
    _map("read-back", "ctrl+up,K", "read(-2)", "Words below: back"),
    _map("undo", "u", "change('undo')", "Undo the last change"),
    _map("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _map("back", "q", "back", "Back to the list of CMOs", "Back"),
    *_ways("map-view", "Theory map", "Along a link, else to the nearest,"),
    Action("map-view.page-up", "map-view", "Theory map", "pageup", "page(0,-1)", "Scroll up"),
    Action("map-view.page-down", "map-view", "Theory map", "pagedown,space", "page(0,1)", "Scroll down"),
    Action(
        "map-view.page-left", "map-view", "Theory map", "home,less_than_sign", "page(-1,0)", "Scroll left"
    ),
    Action(
        "map-view.page-right", "map-view", "Theory map", "end,greater_than_sign", "page(1,0)", "Scroll right"
    ),
    _matrix("open", "enter", "open", "Open the cell: excerpts, and its summary", "Open"),
    _matrix("cases", "c", "cases", "What the rows are: sources, participants, organisations, sites", "Cases"),
    _matrix("columns", "t", "columns", "What the columns are: codes or CMOs", "Columns"),
    _matrix("only", "f,slash", "only", "Only one case, or a code with those below it", "Filter"),
    _matrix("filled", "h", "filled", "Hide or show columns in which nothing stands", "Hide empty"),
    _matrix("all", "escape", "all", "Show all cases and columns again"),
    _matrix("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _matrix("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _matrix("back", "q", "back", "Back to the list of CMOs", "Back"),
    *_ways("matrix-view", "Framework matrix", "The cell"),
    Action(
        "matrix-view.page-up", "matrix-view", "Framework matrix", "pageup", "page(0,-1)", "Cases: page up"
    ),
    Action(
        "matrix-view.page-down",
        "matrix-view",
        "Framework matrix",
        "pagedown,space",
        "page(0,1)",
        "Cases: page down",
    ),
    Action("matrix-view.first", "matrix-view", "Framework matrix", "home", "page(-1,0)", "Columns: back"),
    Action("matrix-view.last", "matrix-view", "Framework matrix", "end", "page(1,0)", "Columns: on"),
    _cell("edit", "e,s", "edit", "Write the summary", "Summary"),
    _cell("link", "l,space", "link", "Let the summary point to the marked excerpt, or no longer", "Link"),
    _cell("open", "enter", "open", "Go to the passage in its text", "Go there"),
    _cell("remove", "x,delete", "remove", "Take the summary away"),
    _cell("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _cell("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _cell("back", "q,escape", "back", "Back to the matrix", "Back"),
)
"""All of them, in the order in which help lists them."""
