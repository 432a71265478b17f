"""Names of coders in an option that may be repeated and may hold several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.errors import UsageError


def listed_names(coders: Sequence[str]) -> list[str]:
    """The names in options that may be repeated and may hold several, with commas in between.

    Raises:
        UsageError: somebody is named twice.
    """
    names = [name.strip() for words in coders for name in words.split(",") if name.strip()]
    times = Counter(name.casefold() for name in names)
    if twice := next((name for name in names if times[name.casefold()] > 1), None):
        raise UsageError(f"{twice} is named twice", hint="Name each coder once: --coders Ann,Ben")
    return names
