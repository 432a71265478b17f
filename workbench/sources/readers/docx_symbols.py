"""Signs that Word keeps by font and number (`w:sym`): those that have a character of their own in Unicode."""

from __future__ import annotations

UNREADABLE = "\ufffd"
"""Stands for a sign of a font whose meaning is not known."""

_WINGDINGS = {
    0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "◻", 0x6F: "□", 0x6E: "■", 0xA7: "▪", 0x6C: "●", 0x9F: "•",
    0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xD8: "➢", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹",
    0x28: "☎", 0x2A: "✉", 0x76: "❖", 0xAB: "★",
}  # fmt: skip
_SYMBOL = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB7: "•", 0xB0: "°", 0xA5: "∞",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xDE: "⇒", 0xDB: "⇔", 0xD0: "∠", 0xD6: "√", 0xE5: "∑", 0x57: "Ω",
    0x44: "Δ", 0x53: "Σ",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}

_PRIVATE = range(0xF000, 0xF100)
"""Where Word puts the 256 places of a symbol font."""


def character_of(font: str, number: str) -> str:
    """The character of a sign: of `Wingdings` and `Symbol` where it is known, of other fonts by its own number.

    `number` is hexadecimal, as Word writes it.
    """
    try:
        code = int(number, 16)
        known = _FONTS.get(font.strip().lower())
        if known is None and code not in _PRIVATE:
            return chr(code) if chr(code).isprintable() else UNREADABLE
    except (ValueError, OverflowError):
        return UNREADABLE
    return (known or {}).get(code & 0xFF, UNREADABLE)
