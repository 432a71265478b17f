"""Which end of a coding the margin gives to the mouse, and where it goes when it is dragged."""

from __future__ import annotations

import pytest

from workbench.model.views import CodingMark
from workbench.tui.text.cursor import Cursor, Reading, changed_lines
from workbench.tui.text.edges import Edge
from workbench.tui.text.layout import lay_out
from workbench.tui.text.segments import Segments

TEXT = "alpha beta gamma delta epsilon zeta"


def reading(text: str = TEXT, *, width: int = 12) -> Reading:
    return Reading(lay_out(text, width=width), Segments(text, ()))
