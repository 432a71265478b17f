"""What people write for reports: sections of a tracer's report, and the configurations and quotes they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.quoting import LEFT_OUT, is_shortening
from workbench.model.report_views import SectionView
from workbench.model.study import ReportSection, SectionBasis
from workbench.model.vocabulary import SectionKind, plural
from workbench.store.reading.sections import basis_ids
from workbench.store.reading.sections import sections as read_sections
from workbench.store.reading.sources import revision_text
from workbench.store.reading.theory import exists
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.commands import UNCHANGED
from workbench.study.subjects import OnPassage, subject_of


@dataclass(frozen=True, slots=True)
class SectionQuote:
    """A quote that a section prints; `shortened` is how, where not whole: the words themselves with `[...]`."""

    passage: OnPassage
    shortened: str = ""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A part of a report as a person wrote it: of a tracer, at one site or (None) at all.

    `code_id` names the code whose quotes illustrate a theme for which none are chosen. `cmo_ids` and `quotes` are
    what it rests on, in the order in which they are printed.
    """

    tracer_id: str
    kind: SectionKind
    claim: str = ""
    body: str = ""
    in_summary: str = ""
    code_id: str | None = None
    site_id: str | None = None
    cmo_ids: tuple[str, ...] = ()
    quotes: tuple[SectionQuote, ...] = ()


def text_of(section: SectionView) -> SectionText:
    """A section as it stands, as a person would write it."""
    return SectionText(
        section.tracer_id,
        SectionKind(section.kind),
        section.claim,
        section.body,
        section.in_summary,
        section.code_id,
        section.site_id,
        section.cmo_ids,
        tuple(
            SectionQuote(
                OnPassage(chosen.revision_id, Span(chosen.quote.start_char, chosen.quote.end_char)),
                chosen.quote.shortened,
            )
            for chosen in section.quotes
        ),
    )


@dataclass(frozen=True, slots=True)
class WriteSections:
    """Replace what was written for the tracers that `sections` name; other tracers' sections stay.

    A section keeps its identity, and with it its history, where the same one or one of its kind and site stands there.
    """

    sections: tuple[SectionText, ...]

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out; the value is how many sections there are now for these tracers."""
        by_tracer: dict[str, list[SectionText]] = {}
        for section in self.sections:
            by_tracer.setdefault(section.tracer_id, []).append(section)
        written = 0
        for tracer_id, wanted in by_tracer.items():
            old = read_sections(work.connection, tracer_id)
            if [text_of(section) for section in old] == wanted:
                continue
            self._replace(work, old, wanted)
            written += 1
        if not written:
            return Outcome(UNCHANGED, len(self.sections))
        words = f"wrote {plural(len(self.sections), 'report section')} for {plural(len(by_tracer), 'tracer')}"
        if written < len(by_tracer):
            words += f"; {len(by_tracer) - written} unchanged"
        return Outcome(words, len(self.sections))

    def _replace(self, work: UnitOfWork, old: Sequence[SectionView], wanted: Sequence[SectionText]) -> None:
        twins = _paired(old, wanted)
        _remove(work, [section.id for section in old if section.id not in twins.values()])
        known = {section.id: section for section in old}
        for position, section in enumerate(wanted):
            _write(work, section, known.get(twins.get(position, "")), position)


_ONCE = frozenset({SectionKind.INTRODUCTION, SectionKind.BACKGROUND})
"""Of these a report has one as a rule; several are printed one after the other."""


@dataclass(frozen=True, slots=True)
class AddSection:
    """Write a section at the end of its tracer's."""

    section: SectionText

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the section's id.

        Raises:
            BadInput: it lacks its claim or text, or a quote is not of its text. Conflict: something named is gone.
        """
        there = read_sections(work.connection, self.section.tracer_id)
        position = max((section.position for section in there), default=-1) + 1
        follows = self.section.kind in _ONCE and any(
            (section.kind, section.site_id) == (self.section.kind, self.section.site_id) for section in there
        )
        summary = f"wrote {_called(self.section)}" + "; it follows the one that is there" * follows
        return Outcome(summary, _write(work, self.section, None, position))


@dataclass(frozen=True, slots=True)
class EditSection:
    """Write a section anew. `seen` is how it stood when its writer began, if somebody may have written since."""

    section_id: str
    section: SectionText
    seen: SectionText | None = None

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything changed.

        Raises:
            BadInput: as `AddSection`. Conflict: the section is gone, or is no longer as it was seen.
        """
        there = _found(work, self.section_id)
        standing = text_of(there)
        if self.seen is not None and standing != self.seen:
            raise Conflict(
                f"{_called(standing)} has been written anew by somebody else since you began",
                hint="Look at what stands there now before you replace it.",
            )
        if standing == self.section:
            return Outcome(UNCHANGED, False)
        _write(work, self.section, there, there.position)
        return Outcome(f"edited {_called(self.section)}", True)


@dataclass(frozen=True, slots=True)
class RemoveSection:
    """Take a section away."""

    section_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: it is gone already, or answers a research question.
        """
        there = _found(work, self.section_id)
        _remove(work, [there.id])
        return Outcome(f"removed {_called(text_of(there))}", None)


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Give a section another place among those of its kind, from 0; beyond the last is the last."""

    section_id: str
    to: int

    def perform(self, work: UnitOfWork) -> Outcome[bool]:
        """Carry it out; the value is whether anything moved."""
        there = _found(work, self.section_id)
        among = [
            section
            for section in read_sections(work.connection, there.tracer_id)
            if section.kind == there.kind
        ]
        order = [section.id for section in among if section.id != there.id]
        order.insert(max(0, min(self.to, len(order))), there.id)
        places = sorted(section.position for section in among)
        if len(set(places)) < len(places):
            places = [places[0] + n for n in range(len(places))]
        moved = [
            work.update(ReportSection, identity, position=place)
            for identity, place in zip(order, places, strict=True)
        ]
        place = f"now {order.index(there.id) + 1} of {len(order)}"
        called = _called(text_of(there))
        return Outcome(f"moved {called}: {place}" if any(moved) else UNCHANGED, any(moved))


def _found(work: UnitOfWork, section_id: str) -> SectionView:
    for section in read_sections(work.connection):
        if section.id == section_id:
            return section
    raise Conflict("this report section is no longer in the study", hint="Someone else removed it.")


def _paired(old: Sequence[SectionView], wanted: Sequence[SectionText]) -> dict[int, str]:
    """Which section of old each wanted one is, by its place: the same one, else the next of its kind and site."""
    free = list(old)
    twins: dict[int, str] = {}
    for same in (_is_same, _is_alike):
        for place, section in enumerate(wanted):
            if place in twins:
                continue
            found = next((one for one in free if same(one, section)), None)
            if found is not None:
                twins[place] = found.id
                free.remove(found)
    return twins


def _is_same(old: SectionView, wanted: SectionText) -> bool:
    return text_of(old) == wanted or bool(
        wanted.claim and (old.kind, old.site_id, old.claim) == (wanted.kind, wanted.site_id, wanted.claim)
    )


def _is_alike(old: SectionView, wanted: SectionText) -> bool:
    return (old.kind, old.site_id) == (wanted.kind, wanted.site_id)


def _remove(work: UnitOfWork, section_ids: Sequence[str]) -> None:
    _remove_bases(work, section_ids)
    work.delete(ReportSection, [(identity,) for identity in section_ids])


def _remove_bases(work: UnitOfWork, section_ids: Sequence[str]) -> None:
    work.delete(SectionBasis, [(identity,) for identity in basis_ids(work.connection, section_ids)])


def _write(work: UnitOfWork, section: SectionText, old: SectionView | None, position: int) -> str:
    """Insert or update a section with what it rests on; its id."""
    if fault := section_fault(section.kind, claim=section.claim, text=section.body):
        raise BadInput(fault)
    _require_there(work, section)
    values: dict[str, Any] = {
        "tracer_id": section.tracer_id,
        "kind": str(section.kind),
        "position": position,
        "claim": section.claim,
        "body": section.body,
        "in_summary": section.in_summary,
        "code_id": section.code_id,
        "site_id": section.site_id,
    }
    if old is None:
        identity = work.new_id()
        work.insert(ReportSection(id=identity, **values))
    else:
        identity = old.id
        work.update(ReportSection, identity, **values)
    standing = text_of(old) if old is not None else None
    if standing is None or (standing.cmo_ids, standing.quotes) != (section.cmo_ids, section.quotes):
        _remove_bases(work, [identity])
        work.insert(*_bases(work, section, identity))
    return identity


def _require_there(work: UnitOfWork, section: SectionText) -> None:
    named = {
        "tracer": [section.tracer_id],
        "site": [section.site_id] if section.site_id else [],
        "code": [section.code_id] if section.code_id else [],
        "cmo": section.cmo_ids,
    }
    for table, ids in named.items():
        if not all(exists(work.connection, table, identity) for identity in ids):
            what = "CMO" if table == "cmo" else table
            raise Conflict(f"a {what} that this section names is no longer in the study")
    if len(set(section.cmo_ids)) < len(section.cmo_ids):
        raise BadInput("a report section names a CMO twice")


def _bases(work: UnitOfWork, section: SectionText, section_id: str) -> list[SectionBasis]:
    rows = [
        SectionBasis(id=work.new_id(), section_id=section_id, position=place, cmo_id=cmo_id)
        for place, cmo_id in enumerate(section.cmo_ids)
    ]
    seen: set[str] = set()
    for place, chosen in enumerate(section.quotes, start=len(rows)):
        _, excerpt_id = subject_of(work, chosen.passage)
        if excerpt_id in seen:
            raise BadInput("a report section quotes the same passage twice")
        seen.add(excerpt_id)
        _require_shortening(work, chosen)
        rows.append(
            SectionBasis(
                id=work.new_id(),
                section_id=section_id,
                position=place,
                excerpt_id=excerpt_id,
                shortened=chosen.shortened,
            )
        )
    return rows


def _require_shortening(work: UnitOfWork, chosen: SectionQuote) -> None:
    if not chosen.shortened:
        return
    span = chosen.passage.span
    words = revision_text(work.connection, chosen.passage.revision_id)[span.start_char : span.end_char]
    if not is_shortening(chosen.shortened, words):
        raise BadInput(
            f"a shortened quote has words that its passage has not, or in another order: {chosen.shortened[:80]!r}",
            hint=f"Keep the speaker's words as they stand and write {LEFT_OUT} for what is left out.",
        )


def _called(section: SectionText) -> str:
    words = " ".join((section.claim or section.body).split())
    short = words if len(words) <= 50 else words[:49].rstrip() + "…"
    return f"the {section.kind} {short!r}"


def section_fault(kind: SectionKind, *, claim: str, text: str) -> str:
    """What a section of a report lacks to be taken over, empty if nothing."""
    if kind is SectionKind.THEME and not claim.strip():
        return "a theme of a report needs its claim"
    if kind is not SectionKind.THEME and not text.strip():
        return f"a report section of kind {kind} needs its text"
    return ""
