"""What works on every screen: going from one to another, help, undo, quitting."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACTIONS: tuple[Action, ...] = (
    Action("go.home", "app", "Go to", "f3", "go('home')", "Go to the study's home"),
    Action("go.sources", "app", "Go to", "f4", "go('sources')", "Go to the sources"),
    Action("go.codebook", "app", "Go to", "f5", "go('codebook')", "Go to the codebook"),
    Action("go.excerpts", "app", "Go to", "f6", "go('excerpts')", "Go to the excerpts"),
    Action("go.search", "app", "Go to", "f7", "go('search')", "Search all sources"),
    Action("go.memos", "app", "Go to", "f8", "go('memos')", "Go to the memos"),
    Action("go.theory", "app", "Go to", "f9", "go('theory')", "Go to the CMO configurations"),
    Action("go.suggestions", "app", "Go to", "f10", "go('suggestions')", "Go to the suggestions that wait"),
    Action("go.reports", "app", "Go to", "f11", "go('reports')", "Go to what is written for reports"),
    Action(
        "go.team", "app", "Go to", "f12", "go('team')", "Go to the team: rounds, disagreements, conflicts"
    ),
    Action("app.help", "app", "Screen", "question_mark,f1", "screen.help", "All keys of this screen", "Help"),
    Action("app.commands", "app", "Screen", "ctrl+p", "command_palette", "Find any action by its name"),
    Action("app.undo", "app", "Screen", "ctrl+z", "screen.change('undo')", "Undo the last change, anywhere"),
    Action("app.redo", "app", "Screen", "ctrl+y", "screen.change('redo')", "Redo what was undone, anywhere"),
    Action("app.cancel", "app", "Screen", "ctrl+x", "cancel_job", "Cancel the long work that is going on"),
    Action(
        "app.theme",
        "app",
        "Screen",
        "f2",
        "theme",
        "Next theme: dark, light, high contrast, the terminal's own",
    ),
    Action("app.quit", "app", "Screen", "ctrl+q", "quit", "Quit; everything is saved already"),
)
"""All of them, in the order in which help lists them."""
