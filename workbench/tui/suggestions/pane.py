"""The suggestions beside a text: a strip below it, or a column at its side on a wide screen. It never has the keys."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.suggestions.told import STRIP_LINES, Keyed, Told, column_blocks, strip_lines, wrapped
from workbench.tui.text.painter import Legend
from workbench.tui.widgets.choices import Part, safe
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
        self._strips: list[Strip] = []

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

    def notify_style_update(self) -> None:
        """Take new colours when the theme changes."""
        super().notify_style_update()
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _lay_out(self) -> None:
        width, height = self.size
        if not width:  # it is not in sight yet, and will be told its size
            return
        if height > STRIP_LINES:
            blocks = column_blocks(self.told, self._keyed)
            lines = [line for block in blocks for line in wrapped(block, width)][:height]
        else:
            lines = strip_lines(self.told, self._keyed, width=width, height=height)
        base = self.rich_style
        quiet = base + Style(color=self.get_component_rich_style("pane--quiet").color)
        styles = {(False, False): base, (True, False): quiet}
        styles |= {(muted, True): style + Style(bold=True) for (muted, _), style in list(styles.items())}

        def painted(part: Part) -> Segment:
            style = styles[part.quiet, part.strong]
            return Segment(
                safe(part.text), style + stripe_style(self, part.hue) if part.hue is not None else style
            )

        strips = [Strip([painted(part) for part in line]).adjust_cell_length(width, base) for line in lines]
        self._strips = [*strips, *[Strip.blank(width, base)] * (height - len(strips))]
        self.refresh()
