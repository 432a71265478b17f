"""Anticipated against observed, and site against site: tables worked out from the configurations alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.export.cmo_columns import cmo_heading, cmo_label, remarks, sites_of
from workbench.export.cmo_document import statement_phrase
from workbench.export.cmo_links import cmo_run
from workbench.export.document import Cell, Column, Group, Phrase, Row, Run, Table, cell, plain
from workbench.export.evidence_rows import link_sentence
from workbench.export.plain_text import listed
from workbench.model.theory_grid_views import NOT_JUDGED, VerdictView
from workbench.model.views import Configuration, SiteView, SlotView
from workbench.model.vocabulary import Role

SILENCE = "no observed CMO"
"""What a cell says where a site is silent: a gap in what was found, which is not the outcome's absence."""

_SILENT = Cell(((Run(SILENCE, italic=True, muted=True),),))


def site_groups(
    observed: Iterable[Configuration], sites: Sequence[SiteView]
) -> tuple[tuple[str, tuple[Configuration, ...]], ...]:
    """The configurations by their sites, named as `Area 1 and Area 2`: shared ones first, then each site."""
    places = {site.name: place for place, site in enumerate(sites)}
    groups: dict[tuple[str, ...], list[Configuration]] = {}
    for configuration in observed:
        groups.setdefault(configuration.sites, []).append(configuration)

    def order(names: tuple[str, ...]) -> tuple[int, list[int]]:
        return -len(names), [places.get(name, len(places)) for name in names]

    return tuple((sites_of(groups[names][0]), tuple(groups[names])) for names in sorted(groups, key=order))


def anticipated_against_observed(
    programme_theory: Sequence[Configuration],
    observed: Sequence[Configuration],
    *,
    verdicts: Sequence[VerdictView] = (),
    sites: Sequence[SiteView] = (),
) -> Table:
    """For each configuration of the programme theory its anticipated outcomes beside those observed.

    An observed configuration stands beside a theory when a verdict on it rests on that one, a link joins the two or
    they share an element; the cell says which. Below stand the verdicts that were given, site by site, and the areas
    among `sites` for which there is none yet. Observed outcomes that no theory leads to, and those that were judged
    unforeseen, come last.
    """
    given: dict[str, list[VerdictView]] = {}
    for verdict in verdicts:
        given.setdefault(verdict.cmo.id, []).append(verdict)
    groups = []
    placed: set[str] = set()
    for theory in programme_theory:
        judged = given.get(theory.id, [])
        bases = {basis.id for verdict in judged for basis in verdict.basis}
        relations = ((one, _relation(theory, one, is_basis=one.id in bases)) for one in observed)
        beside = [(one, relation) for one, relation in relations if relation]
        placed.update(one.id for one, _ in beside)
        groups.append(_comparison(theory, beside, tuple(_verdict_rows(judged, sites))))
    rest = [one for one in observed if one.id not in placed or one.id in given]
    if rest:
        groups.append(_unforeseen(rest, given))
    columns = (Column("Anticipated"), Column("Observed"))
    return Table("Anticipated outcomes against observed outcomes", columns, tuple(groups))


def _verdict_rows(judged: Sequence[VerdictView], sites: Sequence[SiteView]) -> Iterator[Row]:
    """A row a verdict; if there is any, one more for the areas where nobody has judged yet."""
    for verdict in judged:
        head = (Run(f"{verdict.site}: "), Run(str(verdict.verdict), bold=True))
        said = [plain(verdict.note)] * bool(verdict.note)
        if verdict.basis:
            said.append(plain(f"Rests on {listed([cmo_label(one.number) for one in verdict.basis])}."))
        yield Row((Cell((head,)), Cell(tuple(said))))
    known = {verdict.site for verdict in judged}
    left = [site.name for site in sites if not site.national and site.name not in known]
    if judged and left:
        yield Row((Cell(((Run(f"{listed(left)}: {NOT_JUDGED}", italic=True, muted=True),),)), Cell()))


def _relation(theory: Configuration, observed: Configuration, *, is_basis: bool) -> str:
    """How an observed configuration stands to a theory, in words; empty if nothing joins them."""
    for link in theory.links:
        if link.other_id == observed.id:
            return link_sentence(link.kind, outgoing=not link.outgoing) + f" {cmo_label(theory.number)}"
    shared = _outcome_elements(theory) & _outcome_elements(observed)
    if shared:
        return "same outcome"
    if {slot.element_id for slot in theory.slots} & {slot.element_id for slot in observed.slots}:
        return "shares a statement"
    return "basis of the verdict" if is_basis else ""


def _outcome_elements(configuration: Configuration) -> set[str]:
    return {slot.element_id for slot in configuration.slots_of(Role.OUTCOME)}


def _comparison(
    theory: Configuration, beside: Sequence[tuple[Configuration, str]], verdicts: tuple[Row, ...]
) -> Group:
    anticipated = tuple(statement_phrase(theory, slot) for slot in theory.slots_of(Role.OUTCOME))
    seen = tuple(phrase for one, relation in beside for phrase in _observed_outcomes(one, relation))
    right = Cell(seen, bulleted=True) if seen else _silence_about_theory()
    first = Row((Cell(anticipated, bulleted=True), right))
    return Group(rows=(first, *verdicts), heading=cmo_heading(theory))


def _silence_about_theory() -> Cell:
    return Cell(((Run("No observed CMO takes this theory up.", italic=True, muted=True),),))


def _unforeseen(configurations: Sequence[Configuration], given: Mapping[str, Sequence[VerdictView]]) -> Group:
    left = Cell(((Run("Not part of any programme theory", italic=True, muted=True),),))
    free = [one for one in configurations if one.id not in given]
    phrases = tuple(phrase for one in free for phrase in _observed_outcomes(one, ""))
    rows = [Row((left, Cell(phrases, bulleted=True)))] if phrases else []
    for one in configurations:
        for verdict in given.get(one.id, ()):
            head = (Run(f"{verdict.site}: "), Run(str(verdict.verdict), bold=True))
            notes = [plain(verdict.note)] * bool(verdict.note)
            rows.append(Row((Cell((head, *notes)), Cell(_observed_outcomes(one, ""), bulleted=True))))
    return Group(rows=tuple(rows), heading="Observed without being anticipated")


def _observed_outcomes(configuration: Configuration, relation: str) -> tuple[Phrase, ...]:
    about = "; ".join(part for part in (relation, sites_of(configuration)) if part)
    lead = cmo_run(configuration)
    return tuple(
        (lead, Run(f" ({about}): ", muted=True), *statement_phrase(configuration, slot))
        for slot in configuration.slots_of(Role.OUTCOME)
    )


def across_sites(observed: Sequence[Configuration], sites: Sequence[SiteView]) -> Table:
    """Each observed outcome (one row an element) by site: which CMO shows it there, or that none does."""
    elements: dict[str, list[tuple[Configuration, SlotView]]] = {}
    for configuration in observed:
        for slot in configuration.slots_of(Role.OUTCOME):
            elements.setdefault(slot.element_id, []).append((configuration, slot))
    rows = tuple(
        Row((cell(shown[0][1].wording), *(_at_site(shown, site) for site in sites)), headed=True)
        for shown in elements.values()
    )
    columns = (Column("Outcome", 2), *(Column(site.name) for site in sites))
    return Table("Observed outcomes site by site", columns, (Group(rows),), wide=len(sites) >= 5)


def _at_site(shown: Sequence[tuple[Configuration, SlotView]], site: SiteView) -> Cell:
    here = [(one, slot) for one, slot in shown if site.name in one.sites]
    if not here:
        return _SILENT
    return Cell(tuple(_marker(one, slot) for one, slot in here))


def _marker(configuration: Configuration, slot: SlotView) -> Phrase:
    label = cmo_run(configuration)
    notes = remarks(slot, observed=True)
    return (label, Run(" " + " ".join(notes))) if notes else (label,)
