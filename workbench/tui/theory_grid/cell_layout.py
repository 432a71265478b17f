"""One cell laid out: what was anticipated at the left, what was observed at the right. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.model.theory_grid_views import CellAtLength, CMORef, CountedCMO, EvidenceCounts, Judged
from workbench.tui.theory.cmo_layout import GAP, NARROWEST, Piece, Sheet
from workbench.tui.theory.side_by_side import add_cards, card, joined
from workbench.tui.theory_grid.grid_layout import numbers
from workbench.tui.widgets.choices import Part

THEORY, OBSERVED = "theory", "observed"
"""The kinds of items: an anticipated and an observed configuration."""

Cards = list[tuple[tuple[str, str], Sequence[Part]]]


def lay_out(found: CellAtLength, width: int) -> Sheet:
    """The sheet: side by side where both have room, else one below the other."""
    sheet = Sheet()
    if found.row.without_theory:
        sheet.across(width, Part(found.row.without_theory.capitalize(), strong=True))
        if found.row.searched:
            sheet.across(width, Part(f"What was searched: {found.row.searched}", quiet=True))
        sheet.blank()
    left: Cards = [((THEORY, one.cmo.id), list(_theory(found, one))) for one in found.cell.theories]
    right: Cards = [((OBSERVED, ref.id), list(_observed(found, ref))) for ref in found.candidates]
    each = (width - GAP) // 2
    columns = (
        ("Anticipated", left, "nothing is anticipated here"),
        ("Observed", right, "nothing is observed here"),
    )
    if each < NARROWEST:
        for head, cards, none in columns:
            sheet.across(width, Part(head, strong=True))
            sheet.lines += add_cards(sheet, cards, 0, width, top=len(sheet.lines)) or _none(none, width)
        return sheet
    heads = [
        [[Piece(Part(head, strong=True))], [Piece(Part("─" * each, quiet=True))]] for head, _, _ in columns
    ]
    sheet.lines += joined(heads, (each, each))
    top = len(sheet.lines)
    bodies = [
        add_cards(sheet, cards, place, each, top=top) or _none(none, each)
        for place, (_, cards, none) in enumerate(columns)
    ]
    sheet.lines += joined(bodies, (each, each))
    return sheet


def _none(words: str, width: int) -> list[list[Piece]]:
    return [*card([Part(words, quiet=True)], width, None), []]


def _theory(found: CellAtLength, one: Judged) -> Iterator[Part]:
    yield Part(f"CMO {one.cmo.number} {one.cmo.title}", strong=True)
    verdict = one.verdict
    if verdict is None:
        proposed = " (not asked? no source and nothing observed)" if found.cell.proposes_not_asked else ""
        yield Part(f"= {found.cell.said(one)}{proposed}", quiet=True)
    else:
        yield Part(f"= {one.words.upper()}", strong=True)
        if verdict.basis:
            yield Part(f"rests on CMO {numbers(verdict.basis)}")
        if verdict.note:
            yield Part(f"“{verdict.note}”")
        yield Part(f"{verdict.coder}, {verdict.created_at[:10]}", quiet=True)
    yield from _statements(found.statements.get(one.cmo.id))


def _observed(found: CellAtLength, ref: CMORef) -> Iterator[Part]:
    cmo = found.statements.get(ref.id)
    yield Part(f"CMO {ref.number} {ref.title}", strong=True)
    yield Part(", ".join(cmo.sites) if cmo else "", quiet=True)
    for one in found.cell.theories:
        if one.verdict and ref in one.verdict.basis:
            yield Part(f"= basis of the verdict on CMO {one.cmo.number}: {one.words}", strong=True)
    for one in found.cell.unforeseen:
        if one.cmo == ref and one.verdict:
            yield Part(f"= {one.words.upper()}", strong=True)
            if one.verdict.note:
                yield Part(f"“{one.verdict.note}”")
            yield Part(f"{one.verdict.coder}, {one.verdict.created_at[:10]}", quiet=True)
    for words in found.joined.get(ref.id, ()):
        yield Part(words, quiet=True)
    if ref in found.cell.offered:
        yield Part("= unforeseen? No verdict rests on it, no link joins it to theory")
    yield from _statements(cmo)


def _statements(cmo: CountedCMO | None) -> Iterator[Part]:
    for one in cmo.statements if cmo else ():
        status = f" ({one.status})" if one.status else ""
        yield Part(f"{one.role}: {one.wording}{status}")
        yield Part(f"[{one.evidence.words}]", quiet=True)
    if cmo is not None and cmo.whole != EvidenceCounts():
        yield Part(f"the whole: [{cmo.whole.words}]", quiet=True)
