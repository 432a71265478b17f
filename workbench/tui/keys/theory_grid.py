"""Programme theory against observed: the grid, and one of its cells."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _grid(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"grid.{name}", "grid", "Grid", keys, do, description, footer)


def _cell(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"cell.{name}", "cell", "Verdicts", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _grid("open", "enter", "open", "Open the marked cell: anticipated beside observed, and judging", "Open"),
    _grid("only", "f,slash", "only", "Only one tracer or one site", "Only"),
    _grid("leave", "escape", "leave", "All tracers and sites again"),
    _grid("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _grid("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _grid("back", "q", "back", "Back to the list of CMOs", "Back"),
    _cell("choose", "enter", "choose", "Choose a verdict on what is marked", "Judge"),
    _cell("confirmed", "c", "judge('confirmed')", "Confirmed"),
    _cell("partly", "p", "judge('partly')", "Partly confirmed"),
    _cell("contradicted", "d", "judge('contradicted')", "Contradicted"),
    _cell("not-asked", "n", "judge('not asked')", "Not asked there"),
    _cell("unforeseen", "f", "judge('unforeseen')", "Unforeseen: of what was observed"),
    _cell("basis", "b", "basis", "On which observed CMOs the verdict rests", "Basis"),
    _cell("note", "e", "note", "Note on the verdict: why", "Note"),
    _cell("unjudge", "x,delete", "unjudge", "Take the verdict back"),
    _cell("open", "o", "open", "Open the marked CMO", "Open"),
    _cell("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _cell("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _cell("back", "q,escape", "back", "Back to the grid", "Back"),
)
"""All of them, in the order in which help lists them."""
