"""Where what is written from the screen goes: always to a new file."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import OutputRefused


def new_target(path: str) -> Path:
    """The file that is to be written.

    Raises:
        OutputRefused: it exists already, or its folder does not.
    """
    target = Path(path).expanduser().absolute()
    if target.exists():
        raise OutputRefused(f"{target} exists already", hint="Choose another name.")
    if not target.parent.is_dir():
        raise OutputRefused(f"there is no folder {target.parent}", hint="Make it first, or choose another.")
    return target
