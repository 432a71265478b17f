"""A person's verdict on programme theory at a site: given, replaced, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.theory_development import TheoryVerdict, TheoryVerdictBasis
from workbench.model.theory_grid_views import WHOLE_PROGRAMME
from workbench.model.views import Configuration, SiteView
from workbench.model.vocabulary import CMOKind, Stage, Verdict
from workbench.store.reading import study as design
from workbench.store.reading import theory as reading
from workbench.store.reading.theory_verdicts import basis_of, verdict_row
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.commands import configuration

RESTING = frozenset({Verdict.CONFIRMED, Verdict.PARTLY, Verdict.CONTRADICTED})
"""The verdicts that rest on observed configurations."""


@dataclass(frozen=True, slots=True)
class JudgeCMO:
    """Say how a configuration fared at a site; what was said before is replaced. The value is the verdict's id.

    `note` and `basis` (ids of observed configurations) that are None stay as they are; a verdict on which nothing can
    rest loses its basis.
    """

    cmo_id: str
    site_id: str
    verdict: Verdict
    note: str | None = None
    basis: tuple[str, ...] | None = None

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out.

        Raises:
            BadInput: the verdict does not fit the kind of configuration, or cannot rest on what it is to rest on.
            Conflict: the configuration or the site is gone, or the configuration is retired.
        """
        cmo, sites = configuration(work, self.cmo_id), design.sites(work.connection)
        site = next((one for one in sites if one.id == self.site_id), None)
        if site is None:
            raise Conflict("this site is no longer in the study", hint="Someone else removed it.")
        _require_fitting(cmo, site, self.verdict)
        old = verdict_row(work.connection, cmo.id, site.id)
        held = basis_of(work.connection, old[0]) if old is not None else set()
        wanted = held if self.basis is None else set(self.basis)
        if self.verdict not in RESTING:
            if self.basis:
                raise BadInput(
                    f"the verdict {str(self.verdict)!r} rests on no other configuration",
                    hint="Leave out --basis; say in the note what it was.",
                )
            wanted = set()
        _require_basis(work, cmo, site, sites, wanted - held)
        where = f"CMO {cmo.number} at {site.name}: {self.verdict}"
        if old is None:
            return Outcome(f"judged {where}", self._insert(work, wanted))
        identity, *said = old
        note = said[1] if self.note is None else self.note.strip()
        if (said, held) == ([str(self.verdict), note], wanted):
            return Outcome(f"nothing changed: {where} already", identity)
        self._replace(work, identity, note)
        if held - wanted:
            work.delete(TheoryVerdictBasis, [(identity, one) for one in sorted(held - wanted)])
        work.insert(*_basis_rows(identity, wanted - held))
        return Outcome(f"judged anew {where}", identity)

    def _insert(self, work: UnitOfWork, basis: Iterable[str]) -> str:
        identity = work.new_id()
        work.insert(
            TheoryVerdict(
                id=identity,
                cmo_id=self.cmo_id,
                site_id=self.site_id,
                verdict=str(self.verdict),
                note=(self.note or "").strip(),
                coder_id=work.coder_id,
                created_at=work.at,
            ),
            *_basis_rows(identity, basis),
        )
        return identity

    def _replace(self, work: UnitOfWork, identity: str, note: str) -> None:
        """Whoever judges anew has judged."""
        said = {"verdict": str(self.verdict), "note": note, "coder_id": work.coder_id, "created_at": work.at}
        work.update(TheoryVerdict, identity, **said)


def _basis_rows(verdict_id: str, cmo_ids: Iterable[str]) -> list[TheoryVerdictBasis]:
    return [TheoryVerdictBasis(verdict_id=verdict_id, cmo_id=one) for one in sorted(cmo_ids)]


@dataclass(frozen=True, slots=True)
class UnjudgeCMO:
    """Take the verdict on a configuration at a site back, with what it rests on."""

    cmo_id: str
    site_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            Conflict: there is none.
        """
        cmo = configuration(work, self.cmo_id)
        site = next((one for one in design.sites(work.connection) if one.id == self.site_id), None)
        where = site.name if site else "this site"
        old = verdict_row(work.connection, self.cmo_id, self.site_id)
        if old is None:
            raise Conflict(
                f"CMO {cmo.number} is not judged at {where}", hint="See what is: workbench theory grid"
            )
        held = basis_of(work.connection, old[0])
        if held:
            work.delete(TheoryVerdictBasis, [(old[0], one) for one in sorted(held)])
        work.delete(TheoryVerdict, [(old[0],)])
        return Outcome(f"took back the verdict on CMO {cmo.number} at {where}: {old[1]}", None)


def _require_fitting(cmo: Configuration, site: SiteView, verdict: Verdict) -> None:
    name = f"CMO {cmo.number}"
    if cmo.stage is Stage.RETIRED:
        raise Conflict(
            f"{name} is retired", hint=f"Take it up again first: workbench cmo restore {cmo.number}"
        )
    if verdict is Verdict.UNFORESEEN:
        if cmo.kind != CMOKind.OBSERVED:
            raise BadInput(
                f"{name} is programme theory; only an observed CMO can be unforeseen",
                hint="Say confirmed, partly, contradicted or 'not asked'.",
            )
        if site.name not in cmo.sites:
            raise BadInput(
                f"{name} was not observed at {site.name}: its sites are {', '.join(cmo.sites) or 'none'}",
                hint=f"See it: workbench cmo show {cmo.number}",
            )
    elif cmo.kind != CMOKind.PROGRAMME_THEORY:
        raise BadInput(
            f"{name} is observed; {str(verdict)!r} is said of programme theory",
            hint=f"Judge the programme theory and name this as its basis: --basis {cmo.number}; or say unforeseen.",
        )


def _require_basis(
    work: UnitOfWork, cmo: Configuration, site: SiteView, sites: Iterable[SiteView], new: set[str]
) -> None:
    """What a verdict newly rests on: observed, of the site or national, not retired, and of the same tracer.

    What the whole programme was expected to do may show in any tracer.
    """
    if not new:
        return
    places = {site.name} | {one.name for one in sites if one.national}
    found = {one.id: one for one in reading.configurations(work.connection, only=new)}
    if len(found) < len(new):
        raise Conflict("a CMO of the basis is no longer in the study")
    for one in found.values():
        faults = (
            (one.kind != CMOKind.OBSERVED, "it is not observed"),
            (cmo.tracer not in ("", one.tracer), f"its tracer is {one.tracer or 'none'}, not {cmo.tracer}"),
            (not places & set(one.sites), f"it belongs neither to {site.name} nor to the national level"),
            (one.stage is Stage.RETIRED, "it is retired"),
        )
        for wrong, why in faults:
            if wrong:
                row = cmo.tracer or WHOLE_PROGRAMME
                raise BadInput(
                    f"the verdict on CMO {cmo.number} at {site.name} cannot rest on CMO {one.number}: {why}",
                    hint=f"See what was observed there: workbench theory cell '{row}' '{site.name}'",
                )
