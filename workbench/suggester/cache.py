"""The words of a study, counted, in a file beside it, so that learning need not read all texts again.

`NAME.study-suggest` lies beside `NAME.study`, where a person expects what belongs to a study: it holds the words and
pairs of words of its texts with how often they stand there, and no text. It is made anew when it is missing, damaged
or of another state of the study, and may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.suggest.features import Space

LARGEST_BYTES = 400_000_000
"""A larger file is none of ours."""


def cache_path(study: Path) -> Path:
    """Where the words of a study are kept."""
    return study.with_name(f"{study.name}-suggest")


def kept_space(path: Path, *, key: str) -> Space | None:
    """The space that is kept there for this key; None where there is none that can be used."""
    from workbench.suggest.space_file import unpacked

    try:
        if path.stat().st_size > LARGEST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return unpacked(data, key=key)


def keep_space(path: Path, space: Space, *, key: str, like: Path) -> None:
    """Keep a space there, whole or not at all, readable by whom the study `like` is; a folder that may not be
    written keeps none."""
    from workbench.suggest.space_file import packed

    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    data = packed(space, key=key)
    try:
        mode = like.stat().st_mode & 0o777
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
