"""The one doorway to Matplotlib (the extra `figures`): a blank picture, and its bytes as SVG, PNG or PDF.

The same picture gives the same bytes. Words stay words in SVG and PDF. Greys and line styles alone carry meaning.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.export.formats import chosen
from workbench.export.gate import fit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INSTALL_HINT = 'Install what draws them: pip install "realist-workbench[figures]"'

CM = 1 / 2.54
"""Inches."""

DPI = 300
"""Of PNG: sharp in print."""

_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "realist-workbench",
    "pdf.fonttype": 42,
    "text.parse_math": False,
    "font.size": 8.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
"""Words as words; ids in the SVG that are the same each time; a `$` in somebody's wording is a `$`."""

_METADATA: Mapping[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "ModDate": None},
}
"""Without the date of today, so that the bytes are the same."""


def figures_available() -> bool:
    """Whether the extra `figures` is installed."""
    return find_spec("matplotlib") is not None


@contextmanager
def picture(width_cm: float, height_cm: float) -> Iterator[tuple[Figure, Axes]]:
    """A blank picture with one pair of axes that fills it, in which Matplotlib has this project's settings.

    Raises:
        UsageError: the extra `figures` is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError("figures cannot be drawn here", hint=INSTALL_HINT) from error
    settings: dict[Any, Any] = {**dict(matplotlib.rcParamsDefault), **_SETTINGS}
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that its own font lacks; the words are kept all the same
        figure = Figure(figsize=(width_cm * CM, height_cm * CM))
        yield figure, figure.add_axes((0, 0, 1, 1))


def saved(figure: Figure, *, format: str, title: str) -> bytes:
    """The picture's bytes; to be called within `picture`.

    Raises:
        UsageError: no such format.
    """
    from matplotlib.text import Text

    metadata = chosen(_METADATA, format, what="a figure")
    for words in figure.findobj(Text):
        if isinstance(words, Text):
            words.set_text(fit(words.get_text()))
    stream = io.BytesIO()
    figure.savefig(stream, format=format, dpi=DPI, metadata={**metadata, "Title": fit(title)})
    return stream.getvalue()


FORMATS = tuple(_METADATA)
"""What a figure can be written as."""
