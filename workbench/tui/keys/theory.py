"""Configurations: the list of them, one of them, its evidence, and the way from a passage into one."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _list(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"theory.{name}", "theory", "CMOs", keys, do, description, footer)


def _cmo(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"cmo.{name}", "cmo", "CMO", keys, do, description, footer)


def _slot(name: str, keys: str, description: str, footer: str = "") -> Action:
    return Action(f"slot.{name}", "cmo", "Slots", keys, f"act('{name}')", description, footer)


def _evidence(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"evidence.{name}", "evidence", "Evidence", keys, do, description, footer)


def _passage(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"passage.{name}", "passage", "Passage into a CMO", keys, do, description, footer)


_LIST = (
    _list("open", "enter", "open", "Open the marked CMO", "Open"),
    _list("new", "n", "new", "New CMO: observed, or programme theory", "New"),
    _list(
        "only",
        "f",
        "only",
        "Show only a tracer, site, kind, stage, element or coder; several together",
        "Only",
    ),
    _list("filter", "slash", "filter", "Show only CMOs with these words", "Filter"),
    _list("leave", "escape", "leave", "Show all CMOs again"),
    _list("retired", "h", "retired", "Show or hide retired CMOs"),
    _list("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _list("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _list("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
)

_CMO = (
    _cmo("evidence", "enter,tab", "evidence", "Go to the evidence of what is marked", "Evidence"),
    _slot("add", "a", "Add a slot: role, then words or an element there is", "Add"),
    _slot("reword", "w", "Reword the element, here or everywhere; write the note on a link", "Reword"),
    _slot("share", "s", "Put another element here, or everywhere in its place"),
    _slot("role", "m", "Move to another role"),
    _slot("status", "o", "Status of an outcome"),
    _slot("generalise", "g", "Make its element a variant of a more general one, or of none"),
    _slot("memo-evidence", "v", "Let it rest on a memo, e.g. of retroduction"),
    _slot("remove", "x,delete", "Remove the marked slot or link; set marked advice aside"),
    Action("slot.earlier", "cmo", "Slots", "K,shift+up", "act('earlier')", "Earlier among the slots"),
    Action("slot.later", "cmo", "Slots", "J,shift+down", "act('later')", "Later among the slots"),
    _cmo("edit", "e", "act('edit')", "Edit title, narrative, tracer, sites; agree on it", "Edit"),
    _cmo(
        "link", "l", "act('link')", "Link to another CMO: ripple, rival, refines, nests, generalises", "Link"
    ),
    _cmo("memo", "M", "act('memo')", "Write a memo on the CMO"),
    _cmo("hunt", "d", "act('hunt')", "Hunt for disconfirming cases: passages to read"),
    _cmo("split", "b", "act('split')", "Break it up: slots go to a new CMO"),
    _cmo("merge", "i", "act('merge')", "Merge it into another CMO, which remains"),
    _cmo("follow", "f", "act('follow')", "Follow links to another CMO: does one source tell all of it?"),
    _cmo("history", "h", "act('history')", "Its history: who changed what and when"),
    _cmo("retire", "t", "act('retire')", "Retire it, or take it up again"),
    _cmo("next", "n", "act('next')", "Next CMO of the list"),
    _cmo("previous", "N,p", "act('previous')", "The CMO before"),
    _cmo("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _cmo("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _cmo("back", "q", "back", "Back to where you came from", "Back"),
    *(
        Action(f"sheet.{way}", "sheet", "CMO", way, f"go('{way}')", f"Mark what is {words}")
        for way, words in (
            ("left", "to the left"),
            ("right", "to the right"),
            ("up", "above"),
            ("down", "below"),
        )
    ),
    Action("sheet.top", "sheet", "CMO", "home", "end(-1)", "To the top"),
    Action("sheet.bottom", "sheet", "CMO", "end", "end(1)", "To the bottom"),
    Action("sheet.page-up", "sheet", "CMO", "pageup,minus", "page(-1)", "Page up"),
    Action("sheet.page-down", "sheet", "CMO", "pagedown,space", "page(1)", "Page down"),
)

_EVIDENCE = (
    _evidence(
        "read", "enter", "screen.piece('passage')", "Read it where it stands; q comes back", "Read there"
    ),
    _evidence("stance", "s", "screen.piece('stance')", "It supports, contradicts or qualifies", "Stance"),
    _evidence("rate", "r", "screen.piece('rate')", "Rate relevance, richness or rigour", "Rate"),
    _evidence("note", "n", "screen.piece('note')", "Note on it", "Note"),
    _evidence("remove", "x,delete", "screen.piece('remove')", "Take it away; the passage stays", "Remove"),
    _evidence("read-on", "ctrl+down", "screen.piece('read-on')", "Its words: read on"),
    _evidence("read-back", "ctrl+up", "screen.piece('read-back')", "Its words: back"),
    _evidence("leave", "escape,q,tab", "screen.leave", "Back to the slots", "Slots"),
)

_ROLES = (
    ("context", "c", "context"),
    ("mechanism", "m", "mechanism"),
    ("resource", "r", "mechanism-resource"),
    ("reasoning", "g", "mechanism-reasoning"),
    ("outcome", "o", "outcome"),
    ("intervention", "i", "intervention"),
    ("actor", "a", "actor"),
)
"""The letters of roles, by which a slot's role is chosen."""

_PASSAGE = (
    *(
        _passage(name, key, f"role('{role}')", words)
        for name, key, role, words in (
            ("context", "c", "context", "It says a new context"),
            ("mechanism", "m", "mechanism", "It says a new mechanism"),
            ("resource", "r", "mechanism-resource", "It says a resource: what the programme offers"),
            ("reasoning", "g", "mechanism-reasoning", "It says a reasoning: how people respond"),
            ("outcome", "o", "outcome", "It says a new outcome"),
            ("intervention", "i", "intervention", "It says an intervention, where the study uses that"),
            ("actor", "a", "actor", "It says an actor, where the study uses that"),
        )
    ),
    *(
        _passage(f"slot-{n}", str(n), f"slot({n})", "It is evidence for that slot" if n == 1 else "")
        for n in range(1, 10)
    ),
    _passage("whole", "w", "whole", "It is evidence for the whole CMO"),
    _passage("tick", "space,tab", "tick", "Tick two that it links: a dyad", "Tick"),
    _passage("stance", "s", "stance", "It supports, contradicts or qualifies", "Stance"),
    _passage("other", "h", "other", "Take another CMO in hand", "Other CMO"),
    _passage("fragment", "n", "fragment", "Start a new fragment", "Fragment"),
)

_PICK = (
    Action("pick.up", "pick", "Lists", "up", "step(-1)", "Up"),
    Action("pick.down", "pick", "Lists", "down", "step(1)", "Down"),
    Action("pick.page-up", "pick", "Lists", "pageup", "step(-8)", "Page up"),
    Action("pick.page-down", "pick", "Lists", "pagedown", "step(8)", "Page down"),
)

_ROLE = tuple(
    Action(f"role.{name}", "role", "Slots", key, f"role('{role}')", f"Its role: {role}")
    for name, key, role in _ROLES
)

ACTIONS: tuple[Action, ...] = (*_LIST, *_CMO, *_EVIDENCE, *_PASSAGE, *_ROLE, *_PICK)
"""All of them, in the order in which help lists them."""
