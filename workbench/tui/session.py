"""What the screens of one sitting share: the codebook at hand, glyphs, recent codes, the user's memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from textual.widget import Widget

from workbench.errors import WorkbenchError
from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.views import CodeView
from workbench.tui.codebook.finder import CodeFinder
from workbench.tui.desk import Desk
from workbench.tui.memory import Memory
from workbench.tui.text.painter import Legend
from workbench.tui.text.wayfinding import Place, Trail
from workbench.tui.widgets.colours import hue_of
from workbench.tui.widgets.glyphs import Glyphs

Result = TypeVar("Result")

ROUNDS_BEFORE_ALL = 50
"""The collector's small rounds between two that take up to 90 ms; while nobody types, `tidy_memory` is before them."""

DIGITS = 9
"""Keys 1 to 9."""


@dataclass(slots=True)
class Session:
    """The desk and what the screens share about it."""

    desk: Desk
    codes: dict[str, CodeView] = field(default_factory=dict)
    glyphs: Glyphs = field(default_factory=Glyphs)
    memory: Memory = field(default_factory=Memory)
    digits: list[str] = field(default_factory=list)
    """The codes that keys 1 to 9 apply. A code keeps its digit until a tenth one is used."""
    last_code: str = ""
    cmo_in_hand: str = ""
    """The id of the configuration that was looked at or added to last: passages go into it."""
    suggesting: bool = False
    """Whether what is suggested is shown beside texts."""
    version: int = 0
    """Counts the changes known of, own and others': a screen that has seen another version looks again."""
    trail: Trail = field(default_factory=Trail)
    """Where one jumped from, in all sources."""
    left_at: Place | None = None
    """Where the source that was read last was left."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys by action id where the user wants others."""
    _hues: dict[str, int] = field(default_factory=dict)
    _looks: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    _legend: Legend | None = None
    _recalled: bool = False
    """Whether the codes used last in earlier sittings were asked for."""

    def learn_codes(self) -> None:
        """Read the codebook again."""
        codes = self.desk.codebook.codes()
        self.codes = {code.id: code for code in codes}
        self.glyphs.learn(codes)
        self._hues = {code.id: hue_of(code.colour, i) for i, code in enumerate(codes)}
        looks = {code.id: (code.name, self.glyphs.of(code.id), self._hues[code.id]) for code in codes}
        if looks != self._looks:
            self._looks, self._legend = looks, self._new_legend()
        self.digits = [i for i in self.digits if i in self.codes and not self.codes[i].retired]
        if not self.digits and not self._recalled:
            self._recalled = True
            live = (
                i for i in self.desk.coding.recent_codes() if i in self.codes and not self.codes[i].retired
            )
            self.digits = list(islice(live, DIGITS))
            self.last_code = self.last_code or next(iter(self.digits), "")

    def legend(self) -> Legend:
        """How the codes of this moment are shown; another object only once one of them is shown otherwise."""
        return self._legend or self._new_legend()

    def _new_legend(self) -> Legend:
        return Legend(self.glyphs.of, self.label, lambda code_id: self._hues.get(code_id, 0))

    def label(self, code_id: str) -> str:
        """A code's name."""
        code = self.codes.get(code_id)
        return code.name if code else "unknown code"

    def path(self, code_id: str) -> str:
        """A code's name after those it hangs under."""
        code = self.codes.get(code_id)
        return code.path if code else "unknown code"

    def finder(self) -> CodeFinder:
        """The codes to find among, those on digits first."""
        return CodeFinder(list(self.codes.values()), self.digits)

    def used(self, code_id: str) -> None:
        """Remember the code for `.` and give it a digit, taking that of the code unused for longest."""
        self.last_code = code_id
        if code_id in self.digits:
            return
        if len(self.digits) < DIGITS:
            self.digits.append(code_id)
            return
        order = {other: i for i, other in enumerate(self.desk.coding.recent_codes())}
        oldest = max(self.digits, key=lambda other: order.get(other, len(order)))
        self.digits[self.digits.index(oldest)] = code_id

    def new_code(self, name: str) -> tuple[str, str | None]:
        """The name and parent's id of a code to be made: `parent/name` hangs it under an existing parent.

        Raises:
            WorkbenchError: there is no such parent.
        """
        above, _, last = name.rpartition(PATH_SEPARATOR)
        wanted = above.strip().casefold()
        parents = [c.id for c in self.codes.values() if wanted and c.path.casefold() == wanted]
        if above and not parents:
            raise WorkbenchError(
                f"There is no code “{above.strip()}” to hang “{last.strip()}” under.",
                hint=f"Create “{above.strip()}” first, or leave out the {PATH_SEPARATOR}.",
            )
        return last.strip(), parents[0] if parents else None


def settle_memory() -> None:
    """Take what is loaded by now out of the garbage collector's rounds, which else stop a key for 100 ms."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], ROUNDS_BEFORE_ALL)


def tidy_memory() -> None:
    """Let go of what old paintings left behind. It takes about 20 ms, so that it is for when nobody types."""
    gc.collect()


def attempt(widget: Widget, call: Callable[[], Result]) -> Result | None:
    """The call's result, or None after a notice that says what was wrong."""
    try:
        return call()
    except WorkbenchError as error:
        complain(widget, error)
        return None


def complain(widget: Widget, error: WorkbenchError) -> None:
    """Say what happened and what to do next."""
    message = error.message if not error.hint else f"{error.message}\n{error.hint}"
    widget.notify(message, severity="error", timeout=8, markup=False)
