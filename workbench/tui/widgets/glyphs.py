"""One letter or digit for each code.

With the label in the detail strip, what tells codes apart without colour.
"""

from __future__ import annotations

import string
from collections.abc import Iterable

from workbench.model.views import CodeView

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits
"""What a stripe can be marked with; one cell wide in every terminal."""

UNKNOWN = "?"
"""The glyph of a code that the codebook does not hold."""


class Glyphs:
    """Gives each code a glyph and never changes it: the same letter all session, on all sources.

    The initial of a word of its name if free, else another letter of the name, else any; shared once all are
    taken.
    """

    def __init__(self) -> None:
        self._by_code: dict[str, str] = {}
        self._taken: set[str] = set()

    def learn(self, codes: Iterable[CodeView]) -> None:
        """Give glyphs to the codes that have none yet, in their order; used codes come first."""
        new = [code for code in codes if code.id not in self._by_code]
        for code in sorted(new, key=lambda code: (code.coding_count == 0, code.retired)):
            glyph = self._choose(code.name)
            self._by_code[code.id] = glyph
            self._taken.add(glyph)

    def of(self, code_id: str) -> str:
        """The glyph of a code, `?` if it was never learnt."""
        return self._by_code.get(code_id, UNKNOWN)

    def _choose(self, name: str) -> str:
        letters: list[str] = [c for c in name if c in ALPHABET]
        initials: list[str] = [word[0] for word in name.split() if word[0] in ALPHABET]
        wishes = [c.upper() for c in initials + letters] + [c.lower() for c in initials + letters]
        for glyph in wishes + list(ALPHABET):
            if glyph not in self._taken:
                return glyph
        return wishes[0] if wishes else UNKNOWN
