"""Research questions, interview guides and demi-regularities."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _asked(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"questions.{name}", "questions", "Research questions", keys, do, description, footer)


def _guide(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"guide.{name}", "guide", "Interview guide", keys, do, description, footer)


def _pattern(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"patterns.{name}", "patterns", "Demi-regularities", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _asked("open", "enter", "open", "From a question to its answers; from an answer to what answers", "Open"),
    _asked("other", "tab,shift+tab", "other_side", "Questions or answers", "Other side"),
    _asked("new", "n", "ask('new')", "New question after the marked one", "New"),
    _asked("part", "s", "ask('part')", "New sub-question of the marked one", "Sub-question"),
    _asked("edit", "e", "ask('wording')", "Reword the question; on an answer: its note", "Reword"),
    _asked("note", "t", "ask('note')", "Note on the question"),
    _asked(
        "answer",
        "a",
        "ask('answer')",
        "Say what answers the question: CMO, source, memo, report section",
        "Answer",
    ),
    _asked(
        "remove",
        "x,delete",
        "ask('remove')",
        "Remove the question, or the answer where one is marked",
        "Remove",
    ),
    _asked("up", "K,shift+up", "shift(-1)", "Move the question up"),
    _asked("down", "J,shift+down", "shift(1)", "Move the question down"),
    _asked("in", "greater_than_sign,shift+right", "nest", "Make it part of the question above"),
    _asked("out", "less_than_sign,shift+left", "unnest", "Take it out of the wider question"),
    _asked("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _asked("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _asked("back", "q", "back", "Back to the list of CMOs", "Back"),
    _guide("take", "enter", "open", "Adopt the marked proposal; in the guide: open its CMO", "Adopt/open"),
    _guide("other", "tab,shift+tab", "other_side", "Proposals or guide", "Other side"),
    _guide("edit", "e", "ask('wording')", "Reword the question", "Reword"),
    _guide("own", "n", "ask('own')", "Add a question of your own", "Own"),
    _guide("purpose", "p", "ask('purpose')", "Purpose of the question: gleaning, refining, consolidating"),
    _guide("whom", "w", "ask('whom')", "Who is to be asked it"),
    _guide("drop", "x,delete", "ask('drop')", "Drop the question from the guide", "Drop"),
    _guide("up", "K,shift+up", "shift(-1)", "Move the question up"),
    _guide("down", "J,shift+down", "shift(1)", "Move the question down"),
    _guide("guide", "g", "ask('guide')", "Another guide, or a new one: empty, or from this one", "Guide"),
    _guide("title", "t", "ask('title')", "Title of the guide"),
    _guide("remove", "X", "ask('remove')", "Remove the guide"),
    _guide("compare", "d", "ask('compare')", "What changed since the guide before", "Changes"),
    _guide("only", "f", "ask('only')", "Propose only for a tracer, site or role", "Only"),
    _guide("leave", "escape", "leave", "Propose everything again"),
    _guide("write", "o", "ask('write')", "Write the guide to a file: md, docx, html", "Write"),
    _guide("read-on", "ctrl+down", "read(2)", "Text below: read on"),
    _guide("read-back", "ctrl+up", "read(-2)", "Text below: back"),
    _guide("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _guide("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _guide("back", "q", "back", "Back to the list of CMOs", "Back"),
    _pattern("open", "enter", "open", "Go to a CMO or a source of it", "Go to"),
    _pattern("memo", "m", "memo('context')", "Analytic memo on its context element", "Memo"),
    _pattern("memo-outcome", "M", "memo('outcome')", "Analytic memo on its outcome element"),
    _pattern("read-on", "ctrl+down,J", "read(2)", "Text: read on"),
    _pattern("read-back", "ctrl+up,K", "read(-2)", "Text: back"),
    _pattern("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _pattern("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _pattern("back", "q", "back", "Back to the list of CMOs", "Back"),
)
"""All of them, in the order in which help lists them."""
