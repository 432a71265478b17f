"""Names that somebody may have meant: slips of the pen, missing accents, words in another order, beginnings.

A far-fetched suggestion is worse than none, so that a name must be near by a rule that can be said in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LETTERS_PER_SLIP = 4
"""One wrong, missing, doubled or swapped letter is allowed for so many letters typed; always one from three on."""

MIN_BEGINNING = 3
"""As few letters of a name's beginning, or of one of its words, are enough to offer it."""


def near_names(wanted: str, names: Iterable[str], *, limit: int = 3) -> list[str]:
    """The names most like what was typed, as they are written, best first; empty if none is near.

    Near are: a slip of the pen a few letters (`Falls prevntion`), accents, case and punctuation left out, the same
    words in another order, a beginning, and some of the words of a longer name or the other way round.
    """
    typed = _folded(wanted)
    if not typed or "".join(typed).isdigit():
        return []  # another number is another thing, not a slip
    scored = ((_nearness(typed, _folded(name)), name) for name in dict.fromkeys(names))
    near = sorted(((score, name) for score, name in scored if score), key=lambda pair: -pair[0])
    return [name for _, name in near[:limit]]


def did_you_mean(names: Sequence[str]) -> str:
    """`Did you mean A, B or C?`; empty without names."""
    return f"Did you mean {one_of(names)}?" if names else ""


def one_of(words: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or C`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents and punctuation; leading zeros of numbers do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return tuple(word.lstrip("0") or word for word in re.findall(r"[^\W\d_]+|\d+", plain))


def _nearness(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """From 0, not near, to 1, the same but for case, accents and punctuation."""
    if not name:
        return 0
    one, other = "".join(typed), "".join(name)
    if one == other:
        return 1
    if lettered(typed) and lettered(name) and lettered(typed) != lettered(name):
        return 0
    if similarity := _slip(one, other):
        return 0.5 + similarity / 2
    if sorted(typed) == sorted(name):
        return 0.9
    if len(one) >= MIN_BEGINNING and other.startswith(one):
        return 0.8
    return _by_words(typed, name)


def lettered(words: Iterable[str]) -> list[str]:
    """The words of one letter, which tell `Site A` from `Site B` as a number would."""
    return [word for word in words if len(word) == 1]


def _slip(one: str, other: str) -> float:
    """The similarity of two words that differ by a slip of the pen, else 0. Digits are no letters to slip on."""
    from rapidfuzz.distance import OSA

    allowed = max(len(one) // LETTERS_PER_SLIP, 1) if len(one) >= 3 else 0
    if abs(len(one) - len(other)) > allowed or _digits(one) != _digits(other):
        return 0
    if len(one) == len(other) == 3 and sorted(one) != sorted(other):
        return 0  # Ben is not Bea
    distance = OSA.distance(one, other, score_cutoff=allowed)
    return 1 - distance / max(len(one), len(other)) if distance <= allowed else 0


def _by_words(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """Whether each word of the shorter one is near, or the beginning of, a word of the longer one."""
    short, long = (typed, name) if len(typed) <= len(name) else (name, typed)
    met = sum(len(word) for word in short if any(_word_met(word, other) for other in long))
    if met < len("".join(short)) or met < MIN_BEGINNING:
        return 0
    share = len(short) / len(long)
    return 0.7 * share if short is typed or share >= 0.5 else 0


def _word_met(word: str, other: str) -> bool:
    if word == other or (word[0] == other[0] and _slip(word, other)):
        return True
    begun, whole = sorted((word, other), key=len)
    return (
        len(begun) >= MIN_BEGINNING
        and whole.startswith(begun)
        and (begun is word or 2 * len(begun) >= len(whole))
    )


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
