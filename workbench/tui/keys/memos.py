"""The memos, and writing one with title and kind."""

from __future__ import annotations

from workbench.tui.keys.action import Action


def _memos(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"memos.{name}", "memos", "Memos", keys, do, description, footer)


def _show(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"memos.{name}", "memos", "What is listed", keys, do, description, footer)


ACTIONS: tuple[Action, ...] = (
    _memos("open", "enter", "open", "Go to what the memo is on: passage, source, code, CMO", "Go there"),
    _memos("edit", "e", "edit", "Edit text, title and kind", "Edit"),
    _memos("new", "n", "new", "New memo: on the study, a source, a code, a CMO ...", "New"),
    _memos("remove", "x,delete", "remove", "Remove the memo", "Remove"),
    _memos("copy", "y,ctrl+c", "copy", "Copy its text"),
    _memos("undo", "u", "change('undo')", "Undo the last change"),
    _memos("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _memos("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
    _show(
        "filter", "slash", "filter", "Only memos with these words: text, subject, coder, 2026-11", "Filter"
    ),
    _show("kind", "k", "narrow('kind')", "Only memos of one kind"),
    _show("coder", "c", "narrow('coder')", "Only memos by one coder"),
    _show("about", "a", "narrow('about')", "Only memos on sources, or on codes, passages, CMOs ..."),
    _show("order", "o", "order", "Order: by date, kind, coder or subject"),
    _show("leave", "escape", "leave", "List all memos again"),
    _show("read-on", "ctrl+down,J", "read(2)", "Text: read on"),
    _show("read-back", "ctrl+up,K", "read(-2)", "Text: back"),
    Action(
        "memo-form.other", "memo-form", "Memo", "tab,shift+tab", "other_field", "Title or text", "Title/text"
    ),
)
"""All of them, in the order in which help lists them."""
