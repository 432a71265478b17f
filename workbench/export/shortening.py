"""Quotes edited for length: cut at the end of a sentence where there is one, and marked `[...]`; no word is changed."""

from __future__ import annotations

import re

from workbench.model.quoting import LEFT_OUT

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def shortened(text: str, *, words: int) -> str:
    """The first `words` words of the text or fewer, with a mark for the rest; the text itself if it has no more.

    It ends with a sentence if one ends in the second half of what is kept. With 0 words nothing is cut.
    """
    found = list(_WORD.finditer(text))
    if not words or len(found) <= words:
        return text
    kept = words
    for count in range(words, words // 2, -1):
        if _SENTENCE_END.search(found[count - 1].group()):
            kept = count
            break
    return f"{text[: found[kept - 1].end()]} {LEFT_OUT}"
