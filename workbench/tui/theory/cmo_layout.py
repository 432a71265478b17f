"""A configuration laid out in columns of cards, or stacked where there is little room. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rich.cells import cell_len, chop_cells

from workbench.model.advice_views import Advice
from workbench.model.evidence_text import evidence_said
from workbench.model.memo_views import MemoView
from workbench.model.views import Configuration, LinkView, SlotView
from workbench.model.vocabulary import CMOKind, Role, Stance, plural
from workbench.tui.widgets.choices import Part, safe

NARROWEST = 22
"""Cells in which a column can still be read."""

GAP = 2
"""Cells between columns; also before the words of a card, for the mark."""

ACROSS = -1
"""The column of what goes across all columns."""

COLUMNS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("Intervention", (Role.INTERVENTION,)),
    ("Context", (Role.CONTEXT,)),
    ("Actor", (Role.ACTOR,)),
    ("Mechanism: resource", (Role.MECHANISM_RESOURCE,)),
    ("Mechanism: reasoning", (Role.MECHANISM_REASONING,)),
    ("Mechanism", (Role.MECHANISM,)),
    ("Outcome", (Role.OUTCOME,)),
)
"""All columns there can be, in the order of `if ... then ... because` in a table."""

DIALECT_ROLES: Mapping[str, tuple[Role, ...]] = {
    "ICAMO": (Role.INTERVENTION, Role.CONTEXT, Role.ACTOR, Role.MECHANISM, Role.OUTCOME),
    "SCMO": (Role.INTERVENTION, Role.CONTEXT, Role.MECHANISM, Role.OUTCOME),
    "CIMO": (Role.CONTEXT, Role.INTERVENTION, Role.MECHANISM, Role.OUTCOME),
}
"""The roles that a dialect asks for besides those of CMO."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be marked: what it is (`slot`, `link`, `memo`, ...), its id, and where it is drawn."""

    kind: str
    id: str
    column: int
    line: int
    height: int

    @property
    def key(self) -> str:
        """Its name among the others."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `item` is the index of the item that it belongs to, `first` marks its first line."""

    part: Part
    item: int | None = None
    first: bool = False


@dataclass(slots=True)
class Sheet:
    """A configuration as lines to draw, and the items in them."""

    lines: list[list[Piece]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def across(self, width: int, *parts: Part, item: tuple[str, str] | None = None) -> None:
        """Add a text over all columns, wrapped; an item if it is one."""
        index = None
        rows = [piece for part in parts for piece in wrapped(part, width - GAP)]
        if item is not None:
            index = len(self.items)
            self.items.append(Item(*item, ACROSS, len(self.lines), len(rows)))
        for i, row in enumerate(rows):
            self.lines.append([Piece(Part(" " * GAP), index, i == 0), Piece(row, index)])

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append([])


def lay_out(
    cmo: Configuration,
    width: int,
    *,
    dialect: str = "CMO",
    shared: Mapping[str, Sequence[str]] | None = None,
    memos: Sequence[MemoView] = (),
    advice: Sequence[Advice] = (),
) -> Sheet:
    """A configuration in `width` cells. `shared` names, by element id, the other CMOs that hold it (by number)."""
    sheet = Sheet()
    facts = [cmo.kind, cmo.tracer or "no tracer", ", ".join(cmo.sites) or "no site", f"by {cmo.coder}"]
    if advice:
        facts.append(f"{plural(len(advice), 'check')} below")
    sheet.across(width, Part(cmo.stage_explained, strong=True))
    sheet.across(width, Part(" · ".join(facts), quiet=True))
    if cmo.narrative:
        sheet.across(width, Part(cmo.narrative), item=("narrative", cmo.id))
    else:
        words = "no narrative yet: if ... then ... because ... (e writes it)"
        sheet.across(width, Part(words, quiet=True), item=("narrative", cmo.id))
    sheet.blank()
    _columns(sheet, cmo, width, columns_of(cmo, dialect), shared or {})
    _below(sheet, cmo, width, memos)
    if advice:
        sheet.across(width, Part("Checks that advise; x sets one aside", strong=True))
    for one in advice:
        where = f"slot {one.position}: " if one.position else ""
        sheet.across(width, Part(f"{where}{one.said}"), item=("check", advice_key(one)))
    return sheet


def advice_key(advice: Advice) -> str:
    """What tells advice on one configuration apart."""
    return f"{advice.check}:{advice.slot_id}"


def columns_of(cmo: Configuration, dialect: str) -> list[tuple[str, tuple[Role, ...]]]:
    """Heads and roles of the columns: those of the dialect and those in use; the halves of a mechanism where used."""
    used = {slot.role for slot in cmo.slots}
    wanted = {Role.CONTEXT, Role.OUTCOME, *DIALECT_ROLES.get(dialect, ())} | used
    halves = {Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING}
    if used & halves:
        wanted = (wanted - {Role.MECHANISM}) | halves | (used & {Role.MECHANISM})
    else:
        wanted.add(Role.MECHANISM)
    found = [(head, roles) for head, roles in COLUMNS if wanted & set(roles)]
    if dialect == "CIMO":
        found.sort(key=lambda column: column[1] != (Role.CONTEXT,))
    if dialect == "SCMO":
        found = [("Strategy" if roles[0] is Role.INTERVENTION else head, roles) for head, roles in found]
    return found


def _columns(
    sheet: Sheet,
    cmo: Configuration,
    width: int,
    columns: Sequence[tuple[str, tuple[Role, ...]]],
    shared: Mapping[str, Sequence[str]],
) -> None:
    """Cards under heads, side by side if each column gets `NARROWEST` cells, else one column below the other."""
    each = (width - GAP * (len(columns) - 1)) // len(columns)
    if each < NARROWEST:
        for head, roles in columns:
            sheet.across(width, Part(head, strong=True))
            sheet.lines += _joined([_cards(sheet, cmo, roles, shared, ACROSS, width)], width)
        return
    heads = [[[Piece(Part(head, strong=True))], [Piece(Part("─" * each, quiet=True))]] for head, _ in columns]
    sheet.lines += _joined(heads, each)
    top = len(sheet.lines)
    bodies = [_cards(sheet, cmo, roles, shared, i, each, top=top) for i, (_, roles) in enumerate(columns)]
    sheet.lines += _joined(bodies, each)


def _cards(
    sheet: Sheet,
    cmo: Configuration,
    roles: tuple[Role, ...],
    shared: Mapping[str, Sequence[str]],
    column: int,
    width: int,
    *,
    top: int | None = None,
) -> list[list[Piece]]:
    """The slots of one column, as lines of that column."""
    start = len(sheet.lines) if top is None else top
    lines: list[list[Piece]] = []
    for slot in cmo.slots_of(*roles):
        index, first = len(sheet.items), len(lines)
        parts = card(slot, shared.get(slot.element_id, ()), kind=cmo.kind)
        rows = [row for part in parts for row in wrapped(part, width - GAP)]
        sheet.items.append(Item("slot", slot.id, column, start + first, len(rows)))
        for i, row in enumerate(rows):
            lines.append([Piece(Part(" " * GAP), index, i == 0), Piece(row, index)])
        lines.append([])
    if not lines:
        none = wrapped(Part("none yet: a adds one", quiet=True), width - GAP)
        lines = [*([Piece(Part(" " * GAP)), Piece(row)] for row in none), []]
    return lines


def card(slot: SlotView, others: Sequence[str], *, kind: str) -> Iterable[Part]:
    """What a card says: the statement, the status of an outcome, evidence, and where else the statement stands."""
    yield Part(f"{slot.position} {slot.wording}")
    if slot.status:
        yield Part(slot.status, quiet=True)
    if marks := marks_of(slot):
        yield Part(marks, strong=True)
    if slot.evidence or kind == CMOKind.OBSERVED:
        yield Part(evidence_said(slot.evidence), quiet=True)
    if slot.variant_of:
        yield Part(slot.variant_of, quiet=True)
    if others:
        yield Part(f"also in CMO {', '.join(others)}", quiet=True)


def marks_of(slot: SlotView) -> str:
    """`inferred`, `contradicted`, both or nothing."""
    against = any(piece.stance is Stance.CONTRADICTS for piece in slot.evidence)
    return ", ".join(["inferred"] * slot.inferred + ["contradicted"] * against)


def link_said(link: LinkView) -> str:
    """`ripple → CMO 5 Title, through “...”`; a link that comes from the other has its arrow turned round."""
    through = f", through “{link.shared_wording}”" if link.shared_wording else ""
    stage = f" ({link.other_stage})" if link.other_stage in ("retired", "fragment") else ""
    return f"{link.kind} {'→' if link.outgoing else '←'} CMO {link.other_number} {link.other_title}{stage}{through}"


def _below(sheet: Sheet, cmo: Configuration, width: int, memos: Sequence[MemoView]) -> None:
    """Evidence for links of slots and for the whole, links to other configurations, memos."""
    pairs = dict.fromkeys((d.from_position, d.to_position) for d in cmo.dyad_evidence)
    if pairs or cmo.evidence:
        sheet.across(width, Part("Evidence for links and for the whole", strong=True))
    for pair in pairs:
        pieces = [d.evidence for d in cmo.dyad_evidence if (d.from_position, d.to_position) == pair]
        words = f"slot {pair[0]} → slot {pair[1]}: {evidence_said(pieces)}"
        sheet.across(width, Part(words), item=("dyad", f"{pair[0]}>{pair[1]}"))
    if cmo.evidence:
        sheet.across(width, Part(f"the whole: {evidence_said(cmo.evidence)}"), item=("whole", cmo.id))
    sheet.across(
        width,
        Part(
            "Links" if cmo.links else "No links yet: l adds one", strong=bool(cmo.links), quiet=not cmo.links
        ),
    )
    for link in cmo.links:
        sheet.across(width, Part(link_said(link)), item=("link", link.id))
    if memos:
        sheet.across(width, Part("Memos", strong=True))
    for memo in memos:
        words = " ".join((memo.title or memo.body).split())
        sheet.across(
            width, Part(f"{memo.created_at[:10]} {memo.kind}, {memo.coder}: {words}"), item=("memo", memo.id)
        )


def wrapped(part: Part, width: int) -> list[Part]:
    """A text in lines of at most `width` cells, broken between words, and within words that are too long."""
    lines, room = [""], 0
    for word in safe(" ".join(part.text.split())).split():
        for chunk in [word] if cell_len(word) <= width else chop_cells(word, max(width, 2)):
            cells = cell_len(chunk)
            if lines[-1] and room + 1 + cells <= width:
                lines[-1] += " " + chunk
                room += 1 + cells
            elif not lines[-1]:
                lines[-1], room = chunk, cells
            else:
                lines.append(chunk)
                room = cells
    return [Part(line, part.quiet, part.hue, part.strong) for line in lines]


def _joined(columns: Sequence[Sequence[list[Piece]]], width: int) -> list[list[Piece]]:
    """Columns of lines side by side, each padded to `width`."""
    out = []
    for row in zip_longest(*columns, fillvalue=[]):
        line: list[Piece] = []
        for i, cell in enumerate(row):
            used = sum(cell_len(piece.part.text) for piece in cell)
            item = cell[0].item if cell else None
            gap = GAP if i < len(row) - 1 else 0
            line += [*cell, Piece(Part(" " * max(width - used, 0)), item), Piece(Part(" " * gap))]
        out.append(line)
    return out


def neighbour(items: Sequence[Item], at: int, way: str) -> int:
    """The index of the item that a step leads to, `at` itself where there is none."""
    if not items:
        return at
    here = items[at]
    if way in ("left", "right"):
        side = -1 if way == "left" else 1
        ahead = [
            i
            for i, item in enumerate(items)
            if item.column != ACROSS and (item.column - here.column) * side > 0
        ]
        if here.column == ACROSS or not ahead:
            return at
        return min(ahead, key=lambda i: (abs(items[i].column - here.column), abs(items[i].line - here.line)))
    below = way == "down"
    ahead = [
        i
        for i, item in enumerate(items)
        if i != at
        and (item.line > here.line if below else item.line < here.line)
        and (here.column == ACROSS or item.column in (here.column, ACROSS))
    ]
    if not ahead:
        return at
    nearest = min if below else max
    line = nearest(items[i].line for i in ahead)
    return next(i for i in ahead if items[i].line == line)
