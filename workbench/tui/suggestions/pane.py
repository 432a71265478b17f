"""The suggestions beside a text: a strip below it, or a column at its side on a wide screen. It never has the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.suggestions.told import STRIP_LINES, Keyed, Line, Told, column_blocks, strip_lines
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import safe
from workbench.tui.widgets.look import stripe_style


class SuggestionPane(Widget):
    """Shows what is told. Its size does not depend on that, so that the text beside it stays where it is."""

    ALLOW_SELECT = False
    SCOPED_CSS = False  # rules begin at the screen, which knows how wide it is
    COMPONENT_CLASSES = {"pane--quiet"}
    DEFAULT_CSS = """
    SuggestionPane { display: none; height: 7; width: 1fr; background: $surface; color: $foreground;
        & > .pane--quiet { color: $foreground 60%; }
    }
    SuggestionPane.-open { display: block; }
    .-wide SuggestionPane { dock: right; width: 50; height: 1fr; padding: 0 1; border-left: solid $foreground 25%; }
    .-short SuggestionPane { height: 4; }
    .-tiny SuggestionPane.-open { display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.told = Told()
        self._keyed = Keyed(Legend(), lambda _: "")
        self._lines: list[list[Segment]] = []

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self.has_class("-open")

    def show(self, told: Told, *, keyed: Keyed | None = None) -> None:
        """Show this, if it is anything new, or if codes or keys are shown otherwise now (`keyed`)."""
        if told != self.told or keyed is not None:
            self.told, self._keyed = told, keyed or self._keyed
            self._lay_out()

    def on_resize(self) -> None:
        """Fit to the size there is now."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        base = self.rich_style
        line = self._lines[y] if y < len(self._lines) else []
        return Strip(line).adjust_cell_length(self.size.width, base)

    def _lay_out(self) -> None:
        width, height = self.size
        if not width:  # it is not in sight yet, and will be told its size
            return
        if height > STRIP_LINES:
            blocks = column_blocks(self.told, self._keyed)
            self._lines = [line for block in blocks for line in self._wrapped(block, width)]
        else:
            lines = strip_lines(self.told, self._keyed, width=width, height=height)
            self._lines = [self._painted(line) for line in lines]
        self.refresh()

    def _styled(self, line: Line) -> Sequence[tuple[str, Style]]:
        base = self.rich_style
        quiet = base + Style(color=self.get_component_rich_style("pane--quiet").color)
        styled = []
        for part in line:
            style = quiet if part.quiet else base
            if part.hue is not None:
                style += stripe_style(self, part.hue)
            styled.append((safe(part.text), style + Style(bold=part.strong or part.hue is not None)))
        return styled

    def _painted(self, line: Line) -> list[Segment]:
        return [Segment(text, style) for text, style in self._styled(line)]

    def _wrapped(self, block: Line, width: int) -> list[list[Segment]]:
        if not block:
            return [[]]
        console = self.app.console
        text = Text.assemble(*self._styled(block))
        return console.render_lines(text, console.options.update_width(width), pad=False)
