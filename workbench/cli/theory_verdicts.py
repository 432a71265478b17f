"""`workbench theory grid`, `cell`, `judge`, `unjudge`: programme theory against what was observed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.cmo_naming import CMOArgument
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
)
from workbench.errors import NotFound, UsageError
from workbench.model.theory_grid_views import WHOLE_PROGRAMME, EvidenceCounts

if TYPE_CHECKING:
    from workbench.model.theory_grid_views import CellAtLength, CMORef, CountedCMO, GridRow, Judged
    from workbench.store.study import Reader

SiteOption = Annotated[str, typer.Option("--site", help="The site at which it is judged.")]


def grid(
    tracer: Annotated[str | None, typer.Option(help="Only this tracer.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show for each tracer at each site how programme theory fared, and what it had not foreseen.

    Theory of a national site is judged at the areas; at the national site, too, if you judge it there. The last column
    counts the sources of the site that are about the tracer: where there is none, perhaps nobody was asked.
    """
    from workbench.findings.theory_grid import theory_grid

    with reading_study(study) as opened, opened.reading() as reader:
        wanted = None if tracer is None else _tracer_name(reader, tracer)
        where = None if site is None else _site_name(reader, site)
        found = theory_grid(reader).only(tracer=wanted, site=where)
    rows = found.rows
    if as_json:
        output.write_json({"sites": found.sites, "rows": rows})
        return
    output.write_table(
        ("tracer", "site", "verdict", "CMOs", "observed", "sources on it there"),
        [line for row in rows for line in _lines(row)],
    )


def _lines(row: GridRow) -> Iterable[tuple[object, ...]]:
    """A row of the grid as rows of a table: one for each verdict of a cell, or what stands for none."""
    if row.without_theory:
        yield (row.name, "", row.without_theory, f"searched: {row.searched}" if row.searched else "", "", "")
    for cell in row.cells:
        groups = [(words, _numbers(refs)) for words, refs in cell.groups()]
        for words, numbers in groups or [("nothing anticipated here", "")]:
            yield (row.name, cell.site, words, numbers, _numbers(cell.observed), cell.sources)


def _numbers(refs: Iterable[CMORef]) -> str:
    return ", ".join(f"CMO {ref.number}" for ref in refs)


def cell(
    tracer: Annotated[
        str, typer.Argument(help=f"Name or id of a tracer; '{WHOLE_PROGRAMME}' for CMOs without one.")
    ],
    site: Annotated[str, typer.Argument(help="Name or id of a site.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what was anticipated of a tracer at a site, what was observed, and the verdicts, in words."""
    from workbench.findings.theory_grid import cell_at_length
    from workbench.store.reading import finding
    from workbench.store.reading.study import sites

    with reading_study(study) as opened, opened.reading() as reader:
        site_id = finding.find(reader, "site", site)
        name = next(place.name for place in sites(reader) if place.id == site_id)
        found = cell_at_length(reader, _tracer_name(reader, tracer), name)
    if found is None:
        raise NotFound(f"no CMO is without a tracer, so {WHOLE_PROGRAMME!r} has no row")
    if as_json:
        output.write_json(found)
    else:
        output.write_text("\n".join(output.visible(line) for line in described(found)))


def _tracer_name(reader: Reader, reference: str) -> str:
    """The name of the tracer that a person means, empty for the whole programme; raises NotFound."""
    from workbench.store.reading import finding
    from workbench.store.reading.study import tracers

    if " ".join(reference.split()).casefold() in ("", WHOLE_PROGRAMME.casefold()):
        return ""
    identity = finding.find(reader, "tracer", reference)
    return next(tracer.name for tracer in tracers(reader) if tracer.id == identity)


def _site_name(reader: Reader, reference: str) -> str:
    """The name of the site that a person means; raises NotFound."""
    from workbench.store.reading import finding
    from workbench.store.reading.study import sites

    identity = finding.find(reader, "site", reference)
    return next(site.name for site in sites(reader) if site.id == identity)


def described(found: CellAtLength) -> list[str]:
    """A cell as lines: what was anticipated with its verdicts first, then what was observed."""
    row, cell = found.row, found.cell
    lines = [f"{row.name} at {cell.site}", ""]
    if row.without_theory:
        lines.append(
            row.without_theory.capitalize() + (f". Searched: {row.searched}" if row.searched else "")
        )
    elif not cell.theories:
        lines.append("Nothing is anticipated here.")
    for one in cell.theories:
        lines += _theory(found, one)
    lines += ["Observed here or nationally" if found.candidates else "Nothing is observed here."]
    for ref in found.candidates:
        lines += _observed(found, ref)
    return lines


def _theory(found: CellAtLength, one: Judged) -> list[str]:
    proposed = one.verdict is None and found.cell.proposes_not_asked
    words = found.cell.said(one).upper() + (
        " (not asked? no source and nothing observed here)" if proposed else ""
    )
    lines = [f"CMO {one.cmo.number}  {one.cmo.title}", f"  {words}"]
    if verdict := one.verdict:
        lines[-1] += f"  by {verdict.coder}, {verdict.created_at[:10]}"
        lines += [f"  {verdict.note}"] if verdict.note else []
        lines += [f"  rests on {_numbers(verdict.basis)}"] if verdict.basis else []
    return [*lines, *_statements(found.statements[one.cmo.id]), ""]


def _observed(found: CellAtLength, ref: CMORef) -> list[str]:
    cell = found.cell
    told = [", ".join(found.statements[ref.id].sites)]
    told += [f"basis of the verdict on CMO {one.cmo.number}" for one in cell.theories if _rests(one, ref)]
    told += [
        f"unforeseen, said {one.verdict.coder}{f': {one.verdict.note}' if one.verdict.note else ''}"
        for one in cell.unforeseen
        if one.verdict and one.cmo.id == ref.id
    ]
    told += found.joined.get(ref.id, ())
    if ref in cell.offered:
        told.append("unforeseen? No verdict rests on it and no link joins it to programme theory")
    lines = [f"CMO {ref.number}  {ref.title}", *(f"  {words}" for words in told)]
    return [*lines, *_statements(found.statements[ref.id]), ""]


def _rests(one: Judged, ref: CMORef) -> bool:
    return one.verdict is not None and any(basis.id == ref.id for basis in one.verdict.basis)


def _statements(cmo: CountedCMO) -> list[str]:
    lines = [
        f"    {one.role}: {one.wording}{f' ({one.status})' if one.status else ''}  [{one.evidence.words}]"
        for one in cmo.statements
    ]
    return [*lines, f"    the whole: [{cmo.whole.words}]"] if cmo.whole != EvidenceCounts() else lines


def judge(
    cmo: CMOArgument,
    site: SiteOption,
    verdict: Annotated[
        str,
        typer.Option(
            help="Of programme theory: confirmed, partly, contradicted, 'not asked'. Of an observed CMO: unforeseen."
        ),
    ],
    note: Annotated[str | None, typer.Option(help="Why; left as it is if not given.")] = None,
    basis: Annotated[
        list[str] | None,
        typer.Option(
            "--basis", help="An observed CMO on which it rests; repeat for several. Replaces what it had."
        ),
    ] = None,
    no_basis: Annotated[bool, typer.Option("--no-basis", help="It rests on no observed CMO.")] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say how a configuration fared at a site; a verdict given before is replaced."""
    from workbench.model.vocabulary import Verdict
    from workbench.store.reading import finding
    from workbench.theory.verdicts import JudgeCMO

    if basis and no_basis:
        raise UsageError("give a basis or say that there is none, not both")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            site_id = finding.find(reader, "site", site)
            named = [finding.find_cmo(reader, one, study_id=opened.id) for one in basis or []]
        wanted = tuple(dict.fromkeys(named)) if named or no_basis else None
        command = JudgeCMO(identity, site_id, enum_of(Verdict, verdict, what="verdict"), note, wanted)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def unjudge(
    cmo: CMOArgument,
    site: SiteOption,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take the verdict on a configuration at a site back."""
    from workbench.store.reading import finding
    from workbench.theory.verdicts import UnjudgeCMO

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            site_id = finding.find(reader, "site", site)
        change(opened, UnjudgeCMO(identity, site_id), coder=acting_coder(coder), dry_run=dry_run)
