"""What the links of configurations amount to: feedback, chains, broken chains, and rivals side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text

from workbench.model.path_views import Broken, LinkedCMO, LinkReview, Path, Rivals
from workbench.model.vocabulary import Role, plural
from workbench.tui.aside import read_aside
from workbench.tui.keys.catalogue import bindings
from workbench.tui.session import Session
from workbench.tui.theory.cmo_layout import wrapped
from workbench.tui.theory.view_screen import VIEW_PLACES
from workbench.tui.theory.words_screen import WordsScreen
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.panels import Chooser, Prose
from workbench.tui.widgets.sections import heading
from workbench.tui.widgets.strips import TitleBar

NARROWEST = 24
"""Cells in which a rival can be read beside another."""


class LinksScreen(WordsScreen):
    """The web of configurations in words; Enter opens one of those that the marked line names."""

    BINDINGS = bindings("links")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("links", "list", *VIEW_PLACES)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._review = LinkReview((), (), (), ())
        self._is_read = False

    def look(self) -> None:
        """Read the links, beside the screen."""
        read_aside(self, "links", self.session.desk.advice.links, self._take)

    def _take(self, found: LinkReview) -> None:
        self._review, self._is_read = found, True
        self.show()

    def show(self) -> None:
        """Each kind under its heading."""
        if not self._is_read:
            self.main.show([heading(Part("Reading the links …", quiet=True))])
            return
        self.main.show(list(self._choices()), key=self.main.key)
        review, desk = self._review, self.session.desk
        about = ", ".join(
            (
                plural(len(review.cycles), "feedback cycle"),
                plural(len(review.chains), "chain"),
                f"{len(review.broken)} broken",
                plural(len(review.rivals), "rival explanation"),
            )
        )
        self.query_one(TitleBar).show("Links and paths", about, f"{desk.path}  {desk.coder}")

    def words(self) -> Text:
        """The marked line at length."""
        match self._marked():
            case Path() as path:
                text = Text(f"{path.said}\n{path.teller}\n")
                for cmo in path.cmos:
                    text.append(
                        f"\nCMO {cmo.number} {safe(cmo.title)}: {', '.join(cmo.sources) or 'no source'}"
                    )
                return text
            case Broken() as broken:
                return Text(f"{safe(broken.why)}.\nUnlink the two, or add the element there again.")
            case Rivals() as rivals:
                return side_by_side(rivals, self.query_one("#words", Prose).size.width - 2)
            case _:
                return Text()

    def action_open(self) -> None:
        """Open a configuration of the marked line; which is asked where there are several."""
        cmos = list({cmo.id: cmo for cmo in self._named()}.values())
        if not cmos:
            return
        choices = [Choice(cmo.id, (Part(f"CMO {cmo.number} ", strong=True), Part(cmo.title))) for cmo in cmos]
        self.close_panels()
        self.query_one(Chooser).open("Open which?   Enter, Esc none", choices, self._open)

    def _open(self, cmo_id: str) -> None:
        from workbench.tui.theory.cmo_screen import CMOScreen

        self.app.push_screen(CMOScreen(self.session, cmo_id, [cmo.id for cmo in self._named()]))

    def _named(self) -> tuple[LinkedCMO, ...]:
        """The configurations that the marked line names."""
        match self._marked():
            case Path() as path:
                return path.cmos
            case Broken() as broken:
                return broken.from_cmo, broken.to_cmo
            case Rivals() as rivals:
                return rivals.cmos
            case _:
                return ()

    def _marked(self) -> Path | Broken | Rivals | None:
        part, _, at = (self.main.key or "").partition(":")
        return getattr(self._review, part)[int(at)] if at else None

    def _choices(self) -> Iterator[Choice]:
        review = self._review
        yield heading(Part("Feedback: ripples that come back", strong=True))
        yield from self._entries("cycles", [(path.said, path.teller) for path in review.cycles])
        yield heading(Part("Chains of ripples", strong=True))
        yield from self._entries("chains", [(path.said, path.teller) for path in review.chains])
        yield heading(Part("Broken chains", strong=True))
        ends = [(f"CMO {b.from_cmo.number} -ripple-> CMO {b.to_cmo.number}", b.why) for b in review.broken]
        yield from self._entries("broken", ends)
        yield heading(Part("Rivals: one outcome, several explanations", strong=True))
        yield from self._entries("rivals", [_rivals_said(one) for one in review.rivals])

    def _entries(self, part: str, lines: list[tuple[str, str]]) -> Iterator[Choice]:
        for at, (what, about) in enumerate(lines):
            yield Choice(f"{part}:{at}", (Part(what), Part(f"  {about}", quiet=True)))
        if not lines:
            yield heading(Part("  none", quiet=True))


def _rivals_said(rivals: Rivals) -> tuple[str, str]:
    names = " / ".join(f"CMO {cmo.number}" for cmo in rivals.cmos)
    about = rivals.outcome or "no outcome in common"
    return names, about if rivals.linked else f"{about} (not linked as rivals)"


def side_by_side(rivals: Rivals, width: int) -> Text:
    """The outcome, and under it each explanation in a column; one below the other where there is no room."""
    blocks = [_explanation(cmo) for cmo in rivals.cmos]
    each = (width - 2 * (len(blocks) - 1)) // len(blocks)
    head = f"Outcome: {safe(rivals.outcome)}\n\n" if rivals.outcome else ""
    if each < NARROWEST:
        return Text(head + "\n\n".join("\n".join(block) for block in blocks))
    columns = [[row.text for line in block for row in wrapped(Part(line), each)] for block in blocks]
    lines = [
        "  ".join(cell + " " * (each - cell_len(cell)) for cell in row).rstrip()
        for row in zip_longest(*columns, fillvalue="")
    ]
    return Text(head + "\n".join(lines))


def _explanation(cmo: LinkedCMO) -> list[str]:
    """A configuration in short: title, contexts, mechanisms, evidence."""
    lines = [f"CMO {cmo.number} {cmo.title}"]
    lines += [f"C {one.wording}" for one in cmo.statements if one.role is Role.CONTEXT]
    lines += [f"M {one.wording}" for one in cmo.statements if one.role.is_mechanism]
    lines.append(f"{cmo.supports}+ {cmo.contradicts}-  {plural(len(cmo.sources), 'source')}")
    return lines
