"""A code's mark in lists and strips: its stripe and letter, as in the margin, so that no letter looks like a key."""

from __future__ import annotations

from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Part


def glyph_part(legend: Legend, code_id: str) -> Part:
    """Stripe, letter and a blank, in the code's colour."""
    return Part(f"│{legend.glyph(code_id)} ", hue=legend.hue(code_id))
