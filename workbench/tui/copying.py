"""Copying words out of the screen: to the terminal's clipboard, and to a file for terminals that do not pass it on."""

from __future__ import annotations

import os
from pathlib import Path

from textual.widget import Widget

from workbench import config

MOST_COPIED = 100_000
"""Characters that are put on the clipboard; terminals drop longer ones, which the file has whole."""


def copy_text(widget: Widget, text: str) -> str:
    """Copy; returns a sentence that says where the words are. The file is the user's alone and holds the last copy."""
    if len(text) <= MOST_COPIED:
        widget.app.copy_to_clipboard(text)
    try:
        path = _keep(text)
    except OSError:
        return (
            "Copied. If your terminal did not take it, there is no copy: the state folder cannot be written."
        )
    if len(text) > MOST_COPIED:
        return f"Too long for the clipboard: saved in {path}"
    return f"Copied; if your terminal did not take it: {path}"


def _keep(text: str) -> Path:
    folder = config.state_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "copied.txt"
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    return path
