"""Colours that survive: themes, and the palette onto which the colours of codes are mapped.

All are of the 256-colour cube or grey ramp, so that a 256-colour terminal shows what a 24-bit one does.
Colours never carry meaning alone: stripes have glyphs, and terminals without colour get underlining.
"""

from __future__ import annotations

import re

from rich.color import Color, ColorParseError
from textual.theme import Theme

NIGHT = Theme(
    name="workbench-night",
    primary="#87afd7",
    secondary="#5f87af",
    accent="#d7af5f",
    warning="#d7af5f",
    error="#d78787",
    success="#87af87",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#87afd7",
        "footer-background": "#1c1c1c",
        "footer-description-foreground": "#9e9e9e",
        "input-selection-background": "#5f87af 40%",
    },
)
"""The theme on a dark ground: greys, one blue for what is active, one ochre for what is chosen."""

DAY = Theme(
    name="workbench-day",
    primary="#005f87",
    secondary="#5f87af",
    accent="#875f00",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#262626",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#005f87",
        "footer-background": "#eeeeee",
        "footer-description-foreground": "#585858",
    },
)
"""The same on a light ground."""

CONTRAST = Theme(
    name="workbench-contrast",
    primary="#ffff00",
    secondary="#005fd7",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8787",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#ffff00",
        "footer-background": "#000000",
        "footer-description-foreground": "#ffffff",
    },
)
"""White and yellow on black, for tired eyes and poor projectors."""

ANSI = Theme(
    name="workbench-ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "block-cursor-text-style": "none",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "footer-key-foreground": "ansi_blue",
        "footer-background": "ansi_default",
        "footer-description-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "scrollbar": "ansi_blue",
        "scrollbar-background": "ansi_default",
        "border-blurred": "ansi_default",
    },
)
"""The 16 colours and the ground that the terminal has of its own, as its user has chosen them."""

THEMES = (NIGHT, DAY, CONTRAST, ANSI)
"""In the order in which a key goes through them; the first is there at first."""

HUES: tuple[tuple[str, str, str, str], ...] = (
    ("#5fafff", "#00005f", "#005faf", "#afd7ff"),
    ("#ffaf5f", "#5f0000", "#875f00", "#ffd7af"),
    ("#87d787", "#005f00", "#005f00", "#afffaf"),
    ("#d787d7", "#5f005f", "#870087", "#ffd7ff"),
    ("#5fd7d7", "#005f5f", "#005f5f", "#afffff"),
    ("#d7d75f", "#444444", "#5f5f00", "#ffffaf"),
    ("#ff8787", "#5f005f", "#af0000", "#ffd7d7"),
    ("#afafff", "#5f00af", "#5f00af", "#d7d7ff"),
)
"""For each hue: stripe and ground of highlights on dark, then on light.

Text on each ground has a contrast above 6.
"""

ANSI_HUES = ("blue", "yellow", "green", "magenta", "cyan", "bright_yellow", "red", "bright_magenta")
"""For each hue, the stripe where the terminal's own colours are wanted."""

HUE_NAMES = ("blue", "orange", "green", "violet", "cyan", "yellow", "red", "lavender")
"""What people call them, where a colour is chosen: a terminal of 16 colours shows some of them alike."""

CALM_BLEND = 0.22
"""How much of a stripe's colour goes into the ground behind coded text where 24-bit colour allows it."""


def hue_of(colour: str, position: int) -> int:
    """The index in `HUES` nearest to a code's colour.

    It goes by `position` in the codebook where it has none that parses.
    """
    wanted = _triplet(colour)
    if wanted is None:
        return position % len(HUES)
    return min(range(len(HUES)), key=lambda i: _distance(wanted, _parse(HUES[i][0])))


def stripe_colour(hue: int, *, dark: bool, ansi: bool = False) -> str:
    """The colour of a stripe and glyph; with `ansi` the name of one of the terminal's own."""
    if ansi:
        return ANSI_HUES[hue]
    return HUES[hue][0 if dark else 2]


def ground_colour(hue: int, *, dark: bool, background: str, full_colour: bool, depth: int = 1) -> str:
    """The ground behind coded text: a calm blend in 24-bit colour, else of the 256 cube.

    `depth` codings overlap.
    """
    if not full_colour:
        return HUES[hue][1 if dark else 3]
    share = CALM_BLEND * (1.4 if depth > 1 else 1)
    return _blend(background, stripe_colour(hue, dark=dark), share)


def _blend(ground: str, colour: str, share: float) -> str:
    mixed = [round(a + (b - a) * share) for a, b in zip(_parse(ground), _parse(colour), strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _triplet(colour: str) -> tuple[int, int, int] | None:
    """A colour as people write it: `#rgb`, `#rrggbb`, `#aarrggbb`, or a name."""
    text = colour.strip().lower()
    if not text:
        return None
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(c * 2 for c in text[1:])
    if re.fullmatch(r"#[0-9a-f]{8}", text):
        text = "#" + text[3:]
    try:
        triplet = Color.parse(text).get_truecolor()
    except ColorParseError:
        return None
    return (triplet.red, triplet.green, triplet.blue) if text != "default" else None


def _parse(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    """Perceived distance, by the usual weights of red, green and blue."""
    return sum(w * (a - b) ** 2 for w, a, b in zip((3, 6, 1), one, other, strict=True))
