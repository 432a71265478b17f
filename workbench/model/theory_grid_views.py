"""Programme theory against what was observed: a grid of tracers by sites, and one of its cells at length."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.model.vocabulary import Role, Verdict, plural

WHOLE_PROGRAMME = "Whole programme"
"""What the row of configurations without a tracer is called."""

NOT_JUDGED = "not judged yet"
"""What is said of an anticipated configuration on which nobody has given a verdict."""

AT_AREAS = "judged at the areas"
"""What is said of it at a national site, where others are studied, too."""

OFFERED = "unforeseen?"
"""What is said of an observed configuration that no verdict rests on and no link joins to programme theory."""

NO_THEORY = "no identifiable programme theory"
"""The finding where what was searched for one is on record."""

NO_THEORY_YET = "no programme theory yet"
"""What is said where there is neither a programme theory nor a record of what was searched."""


@dataclass(frozen=True, slots=True)
class CMORef:
    """A configuration by its id, number and title."""

    id: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class PlacedCMO:
    """A configuration that is not retired, with where it belongs; `tracer` is empty if it has none."""

    ref: CMORef
    kind: str
    tracer: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A person's judgement of one configuration at one site, with the observed configurations on which it rests."""

    id: str
    cmo: CMORef
    site: str
    verdict: Verdict
    note: str
    coder: str
    created_at: str
    basis: tuple[CMORef, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A configuration in a cell, with the verdict on it there; None: nobody has judged it yet."""

    cmo: CMORef
    verdict: VerdictView | None = None

    @property
    def words(self) -> str:
        """The verdict in a word or two."""
        return str(self.verdict.verdict) if self.verdict else NOT_JUDGED


@dataclass(frozen=True, slots=True)
class GridCell:
    """A tracer at a site.

    `theories`: what was anticipated there. `unforeseen`: observed configurations that somebody judged so.
    `offered`: observed ones that might be. `observed`: all that were observed there. `sources`: how many sources of
    the site are about the tracer. `at_areas`: it is a national site, what is anticipated there is judged elsewhere.
    """

    site: str
    theories: tuple[Judged, ...]
    unforeseen: tuple[Judged, ...]
    offered: tuple[CMORef, ...]
    observed: tuple[CMORef, ...]
    sources: int
    at_areas: bool = False

    @property
    def proposes_not_asked(self) -> bool:
        """Whether nothing of the tracer was collected or observed here, so that it may not have been asked."""
        return not self.sources and not self.observed and not self.at_areas

    @property
    def awaited(self) -> tuple[Judged, ...]:
        """What somebody has judged here, or is still to judge."""
        return tuple(one for one in self.theories if one.verdict or not self.at_areas)

    def said(self, one: Judged) -> str:
        """What is said of an anticipated configuration here."""
        return AT_AREAS if self.at_areas and one.verdict is None else one.words

    def groups(self) -> tuple[tuple[str, tuple[CMORef, ...]], ...]:
        """What the cell says: verdicts in their order, then what is not judged yet; none without configurations."""
        by_words: dict[str, list[CMORef]] = {}
        for one in (*self.theories, *self.unforeseen):
            by_words.setdefault(self.said(one), []).append(one.cmo)
        if self.proposes_not_asked and NOT_JUDGED in by_words:
            by_words[f"{NOT_JUDGED} (not asked?)"] = by_words.pop(NOT_JUDGED)
        if self.offered:
            by_words[OFFERED] = list(self.offered)
        order = [str(verdict) for verdict in Verdict]
        ranked = sorted(by_words, key=lambda words: order.index(words) if words in order else len(order))
        return tuple((words, tuple(by_words[words])) for words in ranked)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A tracer at every site. `tracer` is empty for the whole programme; `searched` is None where nothing was noted."""

    tracer: str
    has_theory: bool
    searched: str | None
    cells: tuple[GridCell, ...]

    @property
    def name(self) -> str:
        """The tracer's name, or what stands for none."""
        return self.tracer or WHOLE_PROGRAMME

    @property
    def without_theory(self) -> str:
        """What is said where the tracer has no programme theory; empty where it has one."""
        if self.has_theory:
            return ""
        return NO_THEORY_YET if self.searched is None else NO_THEORY


@dataclass(frozen=True, slots=True)
class TheoryGrid:
    """Tracers down, sites across, both in the study's order. Retired configurations are left out."""

    sites: tuple[str, ...]
    rows: tuple[GridRow, ...]

    def only(self, *, tracer: str | None = None, site: str | None = None) -> TheoryGrid:
        """The part of it about one tracer (empty: the whole programme), one site, or both; None is all."""
        sites = tuple(name for name in self.sites if site in (None, name))
        rows = (
            replace(row, cells=tuple(cell for cell in row.cells if cell.site in sites))
            for row in self.rows
            if tracer in (None, row.tracer)
        )
        return TheoryGrid(sites, tuple(rows))

    def cell(self, tracer: str, site: str) -> tuple[GridRow, GridCell] | None:
        """The cell of a tracer (empty: the whole programme) and a site with its row, None if there is none."""
        for row in self.rows:
            if row.tracer == tracer:
                return next(((row, cell) for cell in row.cells if cell.site == site), None)
        return None


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """How many pieces of evidence of each stance there are, and from how many distinct sources."""

    supports: int = 0
    contradicts: int = 0
    qualifies: int = 0
    sources: int = 0

    @property
    def words(self) -> str:
        """`3+ 1- 2~; 2 sources`, or that there is none."""
        pairs = ((self.supports, "+"), (self.contradicts, "-"), (self.qualifies, "~"))
        words = " ".join(f"{count}{sign}" for count, sign in pairs if count)
        return f"{words}; {plural(self.sources, 'source')}" if words else "no evidence"


@dataclass(frozen=True, slots=True)
class CountedStatement:
    """A statement of a configuration with what stands behind it."""

    role: Role
    wording: str
    status: str
    evidence: EvidenceCounts


@dataclass(frozen=True, slots=True)
class CountedCMO:
    """A configuration with its statements in order, and what stands behind the whole of it."""

    cmo: CMORef
    sites: tuple[str, ...]
    statements: tuple[CountedStatement, ...]
    whole: EvidenceCounts


@dataclass(frozen=True, slots=True)
class CellAtLength:
    """A cell with all its words: `statements` by the id of a configuration, `joined` by that of an observed one.

    `joined` says how an observed configuration is linked to which of the programme theory. `candidates` are the
    observed ones on which a verdict there may rest: those of the site, and national ones.
    """

    row: GridRow
    cell: GridCell
    statements: dict[str, CountedCMO]
    joined: dict[str, tuple[str, ...]]
    candidates: tuple[CMORef, ...]
