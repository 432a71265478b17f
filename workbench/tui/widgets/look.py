"""From the theme and the terminal in hand to the styles that the painter lays on.

Reads widgets, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.widget import Widget

from workbench.tui.text.painter import Legend, Look
from workbench.tui.widgets.colours import ground_colour, stripe_colour


def has_few_colours(widget: Widget) -> bool:
    """Whether grounds cannot tell coded text: no colour wanted, a terminal with at most 16, or its own 16 wanted."""
    app = widget.app
    few = app.console.color_system in (None, "standard", "windows")
    return app.no_color or few or app.native_ansi_color


def look_of(widget: Widget, legend: Legend) -> Look:
    """The styles of the reading view, from its component classes."""

    def part(name: str) -> Style:
        return widget.get_component_rich_style(f"transcript--{name}")

    few = has_few_colours(widget)
    stripe, ground = _code_styles(widget, legend, few=few)
    return Look(
        text=widget.rich_style,
        interviewer=part("interviewer"),
        speaker=part("speaker"),
        timestamp=part("timestamp"),
        number=part("number"),
        number_here=part("number-here"),
        label=part("label"),
        selection=Style(reverse=True)
        if few
        else part("selection").without_color + _colours(part("selection")),
        hit=Style(bold=True, underline2=True) if few else part("hit").without_color + _colours(part("hit")),
        caret=Style(reverse=False, underline=True, bold=True) if few else Style(reverse=True),
        caret_alone=Style(reverse=True),
        stripe=stripe,
        ground=ground,
    )


def stripe_style(widget: Widget, hue: int) -> Style:
    """The style of a glyph outside the reading view: in lists and strips."""
    app = widget.app
    return Style(color=stripe_colour(hue, dark=app.current_theme.dark, ansi=app.native_ansi_color), bold=True)


def _code_styles(
    widget: Widget, legend: Legend, *, few: bool
) -> tuple[Callable[[str], Style], Callable[[str, int], Style]]:
    dark, ansi = widget.app.current_theme.dark, widget.app.native_ansi_color
    full = widget.app.console.color_system == "truecolor"
    base = widget.rich_style
    background = base.bgcolor.get_truecolor().hex if base.bgcolor else "#000000"

    @lru_cache(maxsize=4096)
    def stripe(code_id: str) -> Style:
        return base + Style(color=stripe_colour(legend.hue(code_id), dark=dark, ansi=ansi), bold=True)

    @lru_cache(maxsize=4096)
    def ground(code_id: str, depth: int) -> Style:
        if few:
            return Style(underline=True, bold=depth > 1)
        colour = ground_colour(
            legend.hue(code_id), dark=dark, background=background, full_colour=full, depth=depth
        )
        return Style(bgcolor=colour, underline=depth > 1)

    return stripe, ground


def _colours(style: Style) -> Style:
    return Style.from_color(style.color or Color.default(), style.bgcolor)
