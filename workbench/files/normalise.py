"""The one place where a text is changed on its way in: line ends, the byte order mark and control characters.

Nothing else is: no Unicode normal form, no trimming, no quotation marks. Excerpts quote what people wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text whose only line end is LF, and how many control characters were taken out of it."""

    text: str
    removed_count: int = 0


def normalise(text: str) -> Normalised:
    """CRLF, CR, VT, FF, NEL, LS and PS become LF; a leading byte order mark goes; so do control characters.

    Tabs stay, and so do characters that steer direction and joining (bidi marks, ZWJ): scripts need them.
    Lone surrogates, which no file should yield, count as control characters. Idempotent.
    """
    if not _SUSPECT.search(text):
        return Normalised(text)
    text = text.replace("\r\n", "\n")
    if not _SUSPECT.search(text):
        return Normalised(text)
    text, removed = _REMOVED.subn("", text)
    return Normalised(_LINE_END.sub("\n", text).lstrip("\ufeff"), removed)
