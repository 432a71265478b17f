"""Sections of reports: writing them, what they rest on, and the report itself."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _section(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"reports.{name}", "reports", "Reports", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _section("text", "enter,e", "write('body')", "Write on in the text", "Text"),
    _section("new", "n", "new", "New section: of which tracer, of which kind", "New"),
    _section("claim", "c", "ask('claim')", "The claim of a theme"),
    _section("in-summary", "s", "write('in_summary')", "A theme in summary"),
    _section("cmos", "m", "ask('cmos')", "The CMOs that it rests on: choose one more, or one less", "CMOs"),
    _section("quote", "g", "ask('quote')", "Choose a quote for it", "Quote"),
    _section("quotes", "G", "ask('quotes')", "One of its quotes: leave words out, or take it away"),
    _section(
        "code", "o", "ask('code')", "The code whose quotes are offered, and printed while none are chosen"
    ),
    _section("site", "t", "ask('site')", "Of one site alone, or of all"),
    _section("earlier", "K,shift+up", "move(-1)", "Earlier among those of its kind"),
    _section("later", "J,shift+down", "move(1)", "Later among those of its kind"),
    _section("versions", "v", "show(True)", "How it read before: its versions", "Versions"),
    _section("leave", "escape", "show(False)", "Read the section itself again"),
    _section("read-on", "ctrl+down,pagedown", "read(6)", "Read on"),
    _section("read-back", "ctrl+up,pageup", "read(-6)", "Read back"),
    _section("save", "w", "save", "Write the tracer's report into a file", "Write report"),
    _section("remove", "x,delete", "remove", "Remove the section; CMOs and passages stay"),
    _section("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _section("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _section("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
)
"""All of them, in the order in which help lists them."""
