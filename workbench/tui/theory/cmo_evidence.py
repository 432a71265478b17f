"""The evidence behind what is marked in a configuration: the list of it, its words, and changes to one piece."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from workbench.model.views import Configuration, EvidenceView
from workbench.model.vocabulary import Rating, Stance
from workbench.model.words import Words
from workbench.tui.keys.catalogue import bindings
from workbench.tui.overwriting import edit_words
from workbench.tui.session import attempt
from workbench.tui.theory.cmo_layout import Item
from workbench.tui.widgets.choices import Choice, ChoiceList, Part, safe
from workbench.tui.widgets.panels import Chooser

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen

SIGNS = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "-", Stance.QUALIFIES: "~"}
"""Before the word, so that what speaks against is seen at once."""

RATED = ("relevance", "richness", "rigour")
"""What a piece of evidence is rated for."""


class EvidenceList(ChoiceList):
    """Pieces of evidence, with keys of their own. The mark shows only while it has the keys, as the cards have one."""

    BINDINGS = bindings("evidence")

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        if self.has_focus:
            return super().render_line(y)
        marked, self.marked = self.marked, -1
        try:
            return super().render_line(y)
        finally:
            self.marked = marked


def pieces_behind(cmo: Configuration, item: Item) -> tuple[EvidenceView, ...]:
    """The evidence of an item: of a slot, of the link of two slots, or of the whole."""
    if item.kind == "slot":
        return next((slot.evidence for slot in cmo.slots if slot.id == item.id), ())
    if item.kind == "dyad":
        return tuple(d.evidence for d in cmo.dyad_evidence if f"{d.from_position}>{d.to_position}" == item.id)
    return cmo.evidence if item.kind in ("whole", "narrative") else ()


def listed(cmo: Configuration, item: Item | None) -> list[Choice]:
    """The evidence of an item as entries: name, stance, where it is from."""
    if item is None:
        return []
    names = {piece.id: name for name, piece in cmo.evidence_by_name.items()}
    return [
        Choice(
            piece.id,
            (
                Part(f"{names.get(piece.id, '')} "),
                Part(f"{SIGNS[piece.stance]} {piece.stance} ", strong=piece.stance is Stance.CONTRADICTS),
                Part(origin(piece), quiet=True),
            ),
        )
        for piece in pieces_behind(cmo, item)
    ]


def origin(piece: EvidenceView) -> str:
    """Where a piece of evidence is from."""
    return piece.source_name or f"{piece.memo_kind} memo {piece.memo_title}".rstrip()


def cited(piece: EvidenceView) -> Text:
    """A piece of evidence at length: its words with attribution, ratings, note, and whose it is."""
    text = Text()
    words = "\n".join(safe(line) for line in piece.text.splitlines())
    if piece.source_name:
        text.append(f"“{words}” ")
        text.append(safe(piece.attribution or piece.source_name), Style(bold=True))
    else:
        text.append(f"{safe(origin(piece))}: ", Style(bold=True))
        text.append(words)
    rated = [f"{part} {value}" for part in RATED if (value := getattr(piece, part))]
    if piece.note:
        text.append(f"\nNote: {safe(' '.join(piece.note.split()))}")
    text.append(f"\n{', '.join([str(piece.stance), *rated, f'by {piece.coder}'])}", Style(dim=True))
    return text


def _stance(screen: CMOScreen, piece: EvidenceView) -> None:
    choices = [Choice(stance, (Part(f"{SIGNS[stance]} {stance}"),)) for stance in Stance]
    evidence = screen.session.desk.evidence
    _choose(
        screen,
        "It does what to the statement?   Enter, Esc leaves it",
        choices,
        lambda key: screen.do(lambda: evidence.edit_evidence(piece.id, stance=Stance(key))),
    )


def _rate(screen: CMOScreen, piece: EvidenceView) -> None:
    """Rate one aspect, then be asked for the value."""
    choices = [
        Choice(part, (Part(part), Part(f"  {getattr(piece, part) or 'not rated'}", quiet=True)))
        for part in RATED
    ]
    _choose(screen, "Rate which?   Enter, Esc none", choices, lambda part: _rate_as(screen, piece, part))


def _rate_as(screen: CMOScreen, piece: EvidenceView, part: str) -> None:
    evidence = screen.session.desk.evidence
    choices = [Choice(value, (Part(value),)) for value in (*Rating, "not rated")]
    _choose(
        screen,
        f"Its {part}?   Enter, Esc leaves it",
        choices,
        lambda key: screen.do(
            lambda: evidence.edit_evidence(
                piece.id, rating=(part, None if key == "not rated" else Rating(key))
            )
        ),
    )


def _note(screen: CMOScreen, piece: EvidenceView) -> None:
    evidence = screen.session.desk.evidence

    edit_words(
        screen,
        Words("evidence", piece.id, "note"),
        "Note on this evidence",
        piece.note,
        lambda note: evidence.edit_evidence(piece.id, note=note),
    )


def _remove(screen: CMOScreen, piece: EvidenceView) -> None:
    evidence = screen.session.desk.evidence
    screen.do(lambda: evidence.remove_evidence(piece.id))
    if screen.piece is None:
        screen.action_leave()


def _choose(screen: CMOScreen, title: str, choices: list[Choice], then: Callable[[str], None]) -> None:
    screen.close_panels()
    screen.query_one(Chooser).open(title, choices, then)


def _passage(screen: CMOScreen, piece: EvidenceView) -> None:
    """Read the marked passage where it stands."""
    if not piece.source_name:
        screen.notify("This is a memo: its words are beside it.", severity="warning")
        return
    desk = screen.session.desk
    source = desk.sources.source(piece.source_name)
    if source is None:
        screen.notify(f"{piece.source_name} is no longer in the study.", severity="warning", markup=False)
        return
    start = piece.start_char or 0
    text = attempt(screen, lambda: desk.reading.text(source.revision_id)) or ""
    if text[start : start + len(piece.text)] != piece.text:
        start = text.find(piece.text)
    if start < 0:
        words = f"{source.name} has a newer text, in which these words are no more."
        screen.notify(words, severity="warning", markup=False)
    else:
        screen.read_source(source.id, start_char=start, end_char=start + len(piece.text))


def _read(screen: CMOScreen, _: EvidenceView, *, lines: int) -> None:
    from workbench.tui.theory.evidence_pane import EvidencePane

    screen.query_one(EvidencePane).read(lines)


PIECES: Mapping[str, Callable[[CMOScreen, EvidenceView], None]] = {
    "stance": _stance,
    "rate": _rate,
    "note": _note,
    "remove": _remove,
    "passage": _passage,
    "read-on": partial(_read, lines=2),
    "read-back": partial(_read, lines=-2),
}
"""What can be done to a piece of evidence, by the name that its key gives."""
