"""Who was interviewed: organisations by site and wave, with small counts masked where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.export.document import Block, Cell, Column, Group, Paragraph, Row, Run, Table, cell, emphasised
from workbench.model.views import InterviewCount, TracerReport
from workbench.model.vocabulary import SourceKind, plural

UNKNOWN = "not recorded"
"""Where an interview names no organisation, site or wave."""


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of counts of which `masked` are below the limit and must not be found out by subtraction."""

    count: int
    masked: int

    def shown(self, *, mask_below: int) -> str:
        """The sum; with masked parts only what is sure: each of them is at least one."""
        if self.masked == 1 and not self.count:
            return f"<{mask_below}"
        return f"at least {self.count + self.masked:,}" if self.masked else f"{self.count:,}"


def total(counts: Iterable[int], *, mask_below: int) -> Total:
    """The sum of the counts; those from 1 to `mask_below - 1` are only counted as masked."""
    known = masked = 0
    for count in counts:
        if 0 < count < mask_below:
            masked += 1
        else:
            known += count
    return Total(known, masked)


def shown_count(count: int, *, mask_below: int) -> str:
    """The count, or `<3` for one that is above nought and below the limit 3."""
    return f"<{mask_below}" if 0 < count < mask_below else f"{count:,}"


def interview_blocks(report: TracerReport, *, mask_below: int) -> tuple[Block, ...]:
    """The table of interviews and what must be said about how it counts; a sentence if there are none."""
    if not report.interview_counts:
        return (Paragraph(emphasised("No interviews are recorded for this tracer.")),)
    table = _table(report.interview_counts, report, mask_below=mask_below)
    note = _note(report, mask_below=mask_below)
    return (table, Paragraph(emphasised(note))) if note else (table,)


def _table(counts: Sequence[InterviewCount], report: TracerReport, *, mask_below: int) -> Table:
    sites = _in_order((one.site for one in counts), [site.name for site in report.sites])
    waves = _in_order((one.wave for one in counts), [wave.name for wave in report.waves])
    organisations = _in_order((one.organisation for one in counts), ())
    cells: dict[tuple[str, str, str], int] = {}
    for one in counts:
        key = (one.organisation, one.wave, one.site)
        cells[key] = cells.get(key, 0) + one.count
    rows = []
    for organisation in organisations:
        for wave in waves:
            numbers = [cells.get((organisation, wave, site), 0) for site in sites]
            if any(numbers):
                names = (organisation, wave) if len(waves) > 1 else (organisation,)
                rows.append(_row(names, numbers, mask_below=mask_below))
    rows.append(_totals(cells, sites, width=2 if len(waves) > 1 else 1, mask_below=mask_below))
    caption = (
        "Interviews by organisation, phase and area"
        if len(waves) > 1
        else "Interviews by organisation and area"
    )
    return Table(caption, _columns(sites, several_waves=len(waves) > 1), (Group(tuple(rows)),))


def _columns(sites: Sequence[str], *, several_waves: bool) -> tuple[Column, ...]:
    naming = (
        (Column("Organisation", 3), Column("Phase", 2)) if several_waves else (Column("Organisation", 3),)
    )
    return (*naming, *(Column(site or UNKNOWN, 2, numeric=True) for site in (*sites, "Total")))


def _row(names: tuple[str, ...], numbers: Sequence[int], *, mask_below: int) -> Row:
    cells = [cell(name or UNKNOWN) for name in names]
    cells += [cell(shown_count(number, mask_below=mask_below)) for number in numbers]
    return Row(
        (*cells, cell(total(numbers, mask_below=mask_below).shown(mask_below=mask_below))), headed=True
    )


def _totals(
    cells: dict[tuple[str, str, str], int], sites: Sequence[str], *, width: int, mask_below: int
) -> Row:
    def bold(text: str) -> Cell:
        return Cell(((Run(text, bold=True),),))

    sums = [
        total((count for key, count in cells.items() if key[2] == site), mask_below=mask_below)
        for site in sites
    ]
    every = total(cells.values(), mask_below=mask_below)
    blanks = [cell("")] * (width - 1)
    return Row(
        (cell("Total"), *blanks, *(bold(one.shown(mask_below=mask_below)) for one in (*sums, every))),
        headed=True,
    )


def _in_order(found: Iterable[str], known: Sequence[str]) -> list[str]:
    """The distinct names: known ones in their order, others after them by name, the empty one last."""
    names = set(found)
    return [name for name in known if name in names] + sorted(
        names - set(known), key=lambda name: (not name, name)
    )


def _note(report: TracerReport, *, mask_below: int) -> str:
    cells = sum(one.count for one in report.interview_counts)
    interviews = sum(source.kind == SourceKind.INTERVIEW for source in report.sources)
    notes = []
    if total((one.count for one in report.interview_counts), mask_below=mask_below).masked:
        notes.append(f"Counts below {mask_below} are masked.")
    elif interviews and cells != interviews:
        notes.append(f"In all there were {plural(interviews, 'interview')}.")
    if interviews and cells != interviews:
        notes.append("An interview that speaks for several organisations or sites counts under each.")
    return " ".join(notes)
