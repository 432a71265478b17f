"""Choosing a renderer by the name of a format. Owns the refusal of a name nobody knows, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from workbench.errors import UsageError

Renderer = TypeVar("Renderer")


def chosen(formats: Mapping[str, Renderer], name: str, *, what: str) -> Renderer:
    """The renderer of that name; `what` (for example `a CMO table`) names the output in the refusal.

    Raises:
        UsageError: no format of that name; the message lists those there are.
    """
    try:
        return formats[name]
    except KeyError:
        raise UsageError(
            f"{what} cannot be written as {name!r}",
            hint="Formats: " + ", ".join(formats) + ".",
        ) from None
