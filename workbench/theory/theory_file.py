"""Files of verdicts and versions: their shape, and taking them up as one change."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.files.structured import FileModel, Text
from workbench.model.vocabulary import TheoryLevel, Verdict, plural
from workbench.store.reading import finding
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.verdicts import JudgeCMO
from workbench.theory.versions import NewVersion


class VerdictItem(FileModel):
    """A verdict on a configuration at a site; configurations go by number, title, id or key."""

    cmo: str
    site: str
    verdict: Verdict
    note: Text = ""
    basis: tuple[str, ...] = ()


class VersionItem(FileModel):
    """A version of the theory, of one tracer or of the whole programme."""

    level: TheoryLevel
    statement: str
    title: Text = ""
    reason: Text = ""
    tracer: str | None = None
    cmos: tuple[str, ...] = ()


class TheoryFile(FileModel):
    """Verdicts, then versions, in the order in which they were made."""

    verdicts: tuple[VerdictItem, ...] = ()
    versions: tuple[VersionItem, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeUpTheory:
    """Give the verdicts of a file and make its versions, as one change; the value is how many of both."""

    file: TheoryFile
    origin: str = ""

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out.

        Raises:
            NotFound, Ambiguous: a configuration, site or tracer. BadInput, Conflict: as of each by itself.
        """
        for verdict in self.file.verdicts:
            basis = tuple(_cmo(work, one) for one in verdict.basis)
            site = finding.find(work.connection, "site", verdict.site)
            JudgeCMO(_cmo(work, verdict.cmo), site, verdict.verdict, verdict.note, basis).perform(work)
        for version in self.file.versions:
            tracer = finding.find(work.connection, "tracer", version.tracer) if version.tracer else None
            cmos = tuple(_cmo(work, one) for one in version.cmos)
            made = NewVersion(version.level, version.statement, cmos, version.title, version.reason, tracer)
            made.perform(work)
        counts = (len(self.file.verdicts), "verdict"), (len(self.file.versions), "version")
        told = " and ".join(plural(count, noun) for count, noun in counts)
        return Outcome(
            f"took up {told} of the theory from {self.origin or 'a file'}", sum(n for n, _ in counts)
        )


def _cmo(work: UnitOfWork, reference: str) -> str:
    return finding.find_cmo(work.connection, reference, study_id=work.study_id)
