"""CMO tables and their evidence as blocks of a document; the CMO table and the report share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from workbench.export.cmo_columns import (
    INFERRED,
    NO_EVIDENCE,
    RoleColumn,
    cmo_anchor,
    cmo_detail,
    cmo_heading,
    dispute,
    is_observed,
    remarks,
    role_columns,
    slot_anchor,
)
from workbench.export.cmo_links import TABLE, link_blocks
from workbench.export.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Group,
    Heading,
    Phrase,
    Row,
    Run,
    Table,
    emphasised,
    plain,
)
from workbench.export.evidence_rows import Behind, parts_of, ratings
from workbench.export.plain_text import sentence
from workbench.export.quotation import quoted
from workbench.model.views import Configuration, EvidenceView, SlotView
from workbench.model.vocabulary import Role, Stance, plural

WIDE_FROM = 6
"""A table with this many columns needs a landscape page for its statements to stay readable."""

_EVIDENCE_COLUMNS = (Column("Stance", 3), Column("Evidence", 11), Column("Appraisal", 5))


def appendix_blocks(configurations: Sequence[Configuration], *, level: int) -> Iterator[Block]:
    """The evidence behind the configurations and the links between them, under a heading at `level`."""
    yield Heading(level, "Appendix: the evidence behind each configuration")
    yield from evidence_blocks(configurations)
    yield from link_blocks(configurations, level=level, where=TABLE)


def configuration_table(
    configurations: Sequence[Configuration],
    *,
    caption: str,
    detail: Callable[[Configuration], str] = cmo_detail,
) -> Table:
    """One table of configurations: a heading row each, statements as bullets, the narrative below."""
    columns = printed_columns(configurations)
    return Table(
        caption=caption,
        columns=tuple(Column(column.heading) for column in columns),
        groups=tuple(_group(one, columns, detail=detail(one)) for one in configurations),
        wide=len(columns) >= WIDE_FROM,
    )


def printed_columns(configurations: Sequence[Configuration]) -> tuple[RoleColumn, ...]:
    """The columns on paper: where mechanisms are divided, undivided ones reach over both halves instead."""
    columns = role_columns(configurations)
    divided = any(column.role is Role.MECHANISM_RESOURCE for column in columns)
    return tuple(column for column in columns if not (divided and column.role is Role.MECHANISM))


def _group(configuration: Configuration, columns: tuple[RoleColumn, ...], *, detail: str) -> Group:
    narrative = configuration.narrative.strip()
    return Group(
        rows=(Row(tuple(_cells(configuration, columns))),),
        heading=cmo_heading(configuration),
        detail=detail,
        foot=emphasised(narrative) if narrative else (),
        anchor=cmo_anchor(configuration.number),
    )


def _cells(configuration: Configuration, columns: tuple[RoleColumn, ...]) -> Iterator[Cell]:
    """A cell a column; a mechanism that is only undivided reaches over resource and reasoning."""
    whole = _bulleted(configuration, configuration.slots_of(Role.MECHANISM))
    spans = _is_undivided(configuration)
    for column in columns:
        here = _bulleted(configuration, configuration.slots_of(column.role))
        if column.role is Role.MECHANISM_RESOURCE and spans:
            yield replace(whole, span=2, heading="Mechanism")
        elif column.role is Role.MECHANISM_REASONING and not spans:
            apart = tuple((*phrase, Run(" (undivided)", muted=True)) for phrase in whole.items)
            yield replace(here, items=here.items + apart)
        elif column.role is not Role.MECHANISM_REASONING:
            yield here


def _is_undivided(configuration: Configuration) -> bool:
    """Whether its mechanisms are all told as one, without resource and reasoning set apart."""
    halves = configuration.slots_of(Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING)
    return bool(configuration.slots_of(Role.MECHANISM)) and not halves


def _bulleted(configuration: Configuration, slots: tuple[SlotView, ...]) -> Cell:
    return Cell(tuple(statement_phrase(configuration, slot) for slot in slots), bulleted=True)


def statement_phrase(configuration: Configuration, slot: SlotView) -> Phrase:
    """A statement, which leads to its evidence, with its remarks set back."""
    words = Run(slot.wording, link=slot_anchor(configuration, slot))
    notes = remarks(slot, observed=is_observed(configuration))
    return (words, Run(" " + " ".join(notes), muted=True)) if notes else (words,)


def reading_notes(configurations: Sequence[Configuration]) -> tuple[Block, ...]:
    """What the marks in the cells mean, where they occur."""
    notes = []
    if any(slot.inferred for one in configurations for slot in one.slots):
        notes.append("(inferred): a mechanism reasoned back to from the pattern, in nobody's own words.")
    disputed = {dispute(slot.evidence) for one in configurations for slot in one.slots}
    if any("contradicted" in words for words in disputed):
        notes.append(
            "(contradicted by 1 of 3): of three pieces of evidence behind it, one speaks against it."
        )
    if any("qualified" in words for words in disputed):
        notes.append("(qualified): some of the evidence behind it bounds it or makes it depend on something.")
    if any(is_observed(one) and one.without_evidence for one in configurations):
        notes.append("(no evidence yet): a statement behind which no excerpt or memo stands so far.")
    roles = {column.role for column in role_columns(configurations)}
    if {Role.MECHANISM_RESOURCE, Role.MECHANISM} <= roles:
        notes.append("A mechanism that reaches over resource and reasoning has not been divided into them.")
    return (Bullets(tuple(emphasised(note) for note in notes)),) if notes else ()


def evidence_blocks(configurations: Sequence[Configuration]) -> tuple[Block, ...]:
    """A table for each configuration: behind each statement, link and whole the evidence for and against."""
    return tuple(_evidence_table(one) for one in configurations)


def _evidence_table(configuration: Configuration) -> Table:
    parts = tuple(parts_of(configuration))
    pieces = sum(len(part.evidence) for part in parts)
    if pieces:
        sources = plural(len(configuration.source_names), "source")
        count = f"{plural(pieces, 'piece')} of evidence from {sources}"
    else:
        count = "no evidence yet"
    return Table(
        caption=f"Behind {cmo_heading(configuration)} ({count})",
        columns=_EVIDENCE_COLUMNS,
        groups=tuple(_evidence_group(part) for part in parts),
    )


def _evidence_group(part: Behind) -> Group:
    notes = [f"({part.status})"] if part.status else []
    if part.slot is not None and part.to_slot is None and part.slot.inferred:
        notes.append(INFERRED)
    if against := dispute(part.evidence):
        notes.append(f"({against})")
    return Group(
        rows=tuple(_evidence_row(piece) for piece in part.evidence),
        heading=" ".join((part.heading, *notes)),
        foot=() if part.evidence else (Run(NO_EVIDENCE, italic=True, muted=True),),
        anchor=part.anchor,
        back=cmo_anchor(part.configuration.number),
    )


def _evidence_row(piece: EvidenceView) -> Row:
    contrary = piece.stance is not Stance.SUPPORTS
    stance: Phrase = (Run(sentence(piece.stance.value), bold=contrary),)
    appraisal = [plain(sentence(", ".join(ratings(piece))))] if ratings(piece) else []
    if piece.note:
        appraisal.append(emphasised(piece.note))
    return Row((Cell((stance,)), Cell((_evidence_words(piece),)), Cell(tuple(appraisal))))


def _evidence_words(piece: EvidenceView) -> Phrase:
    """A quote with its attribution, or a memo with its kind, title and author."""
    if piece.memo_kind:
        lead = f"Memo ({piece.memo_kind})" + (f", {piece.memo_title}" if piece.memo_title else "") + ":"
        return (Run(lead, bold=True), Run(" " + piece.text.strip()), Run(f" [{piece.coder}]", muted=True))
    attribution = (Run(" " + piece.attribution, muted=True),) if piece.attribution else ()
    return (Run(quoted(piece.text)), *attribution)
