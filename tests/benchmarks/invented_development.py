"""What stands around an invented theory: waves, people, codings, verdicts, versions, questions, a guide, summaries.

So that every screen of theory has as much to show as a study of that size would have.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from invented_theory import WORDS, invent_theory
from sqlalchemy import select

from workbench.model.codebook import Code
from workbench.model.coding import Coding
from workbench.model.framework import MatrixSummary
from workbench.model.people import Organisation, Participant
from workbench.model.questions import GuideQuestion, InterviewGuide, QuestionAnswer, ResearchQuestion
from workbench.model.sources import Source, SourceOrganisation, SourceParticipant, SourceSite, SourceTracer
from workbench.model.study import Wave
from workbench.model.theory import CMOLink, Element, Slot
from workbench.model.theory_development import TheoryVerdict
from workbench.model.vocabulary import LinkKind, TheoryLevel, Verdict
from workbench.store.reading import study as facts
from workbench.store.schema import TABLES
from workbench.store.study import Study
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.theory.versions import NewVersion

THEORIES, PEOPLE, CODES, CODINGS, QUESTIONS, SUMMARIES = 100, 75, 120, 20_000, 40, 600
ROLES = ("commissioner", "provider", "nurse", "local authority", "patient")


@dataclass(frozen=True, slots=True)
class Surround:
    """Write all that, over the configurations and sources there are."""

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out, the same each time."""
        dice = random.Random(11)
        sources = list(
            work.connection.scalars(select(TABLES["source"].c.id).order_by(TABLES["source"].c.name))
        )
        cmos = list(work.connection.scalars(select(TABLES["cmo"].c.id).order_by(TABLES["cmo"].c.number)))
        self._people(work, dice, sources)
        self._shared(work, dice, cmos)
        self._asked(work, dice, cmos, sources)
        self._coded(work, dice, sources, cmos)
        return Outcome("surrounded the theory", None)

    def _people(self, work: UnitOfWork, dice: random.Random, sources: list[str]) -> None:
        waves = [Wave(id=work.new_id(), name=f"Wave {n + 1}", position=n) for n in range(2)]
        people = [Participant(id=work.new_id(), label=f"P{n:03}") for n in range(PEOPLE)]
        bodies = [Organisation(id=work.new_id(), name=f"Organisation {n}") for n in range(20)]
        work.insert(*waves, *people, *bodies)
        tracers, sites = facts.tracers(work.connection), facts.sites(work.connection)
        for n, source in enumerate(sources):
            one = n % PEOPLE
            work.update(Source, source, wave_id=waves[n // PEOPLE].id)
            work.insert(
                SourceParticipant(
                    source_id=source, participant_id=people[one].id, role=ROLES[one % len(ROLES)]
                ),
                SourceOrganisation(source_id=source, organisation_id=bodies[one % len(bodies)].id),
                SourceSite(source_id=source, site_id=sites[one % len(sites)].id),
                SourceTracer(source_id=source, tracer_id=dice.choice(tracers).id),
            )

    def _shared(self, work: UnitOfWork, dice: random.Random, cmos: list[str]) -> None:
        """Elements put under more general ones, ripples, rivals and verdicts."""
        elements = list(work.connection.execute(select(TABLES["element"].c.id, TABLES["element"].c.number)))
        wide = [
            Element(
                id=work.new_id(), number=len(elements) + n + 1, wording=" ".join(dice.choices(WORDS, k=9))
            )
            for n in range(60)
        ]
        work.insert(*wide)
        for identity, _ in elements[::3]:
            work.update(Element, identity, parent_id=dice.choice(wide).id)
        slots = work.connection.execute(
            select(TABLES["slot"].c.cmo_id, TABLES["slot"].c.element_id).where(
                TABLES["slot"].c.role == "outcome"
            )
        )
        ends = dict(map(tuple, slots))
        for before, after in zip(cmos[THEORIES::3], cmos[THEORIES + 1 :: 3], strict=False):
            work.insert(
                Slot(id=work.new_id(), cmo_id=after, element_id=ends[before], role="context", position=6),
                CMOLink(
                    id=work.new_id(),
                    from_cmo_id=before,
                    to_cmo_id=after,
                    kind=str(LinkKind.RIPPLE),
                    element_id=ends[before],
                ),
            )
        rivals = zip(cmos[THEORIES::4], cmos[THEORIES + 2 :: 4], strict=False)
        for one, other in rivals:
            work.insert(
                CMOLink(id=work.new_id(), from_cmo_id=one, to_cmo_id=other, kind=str(LinkKind.RIVAL_OF))
            )
        verdicts = [Verdict.CONFIRMED, Verdict.PARTLY, Verdict.CONTRADICTED, Verdict.NOT_ASKED]
        for cmo in cmos[:THEORIES]:
            for site in facts.sites(work.connection)[:2]:
                work.insert(
                    TheoryVerdict(
                        id=work.new_id(),
                        cmo_id=cmo,
                        site_id=site.id,
                        verdict=str(dice.choice(verdicts)),
                        coder_id=work.coder_id,
                        created_at=work.at,
                    )
                )

    def _asked(self, work: UnitOfWork, dice: random.Random, cmos: list[str], sources: list[str]) -> None:
        by = {"coder_id": work.coder_id, "created_at": work.at}
        guide = InterviewGuide(id=work.new_id(), number=1, title="Second round", **by)
        work.insert(guide)
        for n in range(QUESTIONS):
            wording = f"{' '.join(dice.choices(WORDS, k=12))}?"
            question = ResearchQuestion(id=work.new_id(), number=n + 1, position=n + 1, wording=wording, **by)
            work.insert(question)
            work.insert(
                GuideQuestion(
                    id=work.new_id(), guide_id=guide.id, position=n + 1, purpose="refining", wording=wording
                ),
                *(
                    QuestionAnswer(id=work.new_id(), question_id=question.id, cmo_id=cmo, **by)
                    for cmo in dice.sample(cmos, 6)
                ),
                QuestionAnswer(
                    id=work.new_id(), question_id=question.id, source_id=dice.choice(sources), **by
                ),
            )

    def _coded(self, work: UnitOfWork, dice: random.Random, sources: list[str], cmos: list[str]) -> None:
        by = {"coder_id": work.coder_id, "created_at": work.at}
        codes = [Code(id=work.new_id(), name=f"Code {n}", position=n) for n in range(CODES)]
        work.insert(*codes)
        spans = list(work.connection.scalars(select(TABLES["excerpt"].c.id)))
        pairs = {(dice.choice(spans), dice.choice(codes).id) for _ in range(CODINGS)}
        work.insert(
            *(Coding(id=work.new_id(), excerpt_id=span, code_id=code, **by) for span, code in sorted(pairs))
        )
        cells = {(dice.choice(sources), dice.choice(codes).id) for _ in range(SUMMARIES // 2)}
        work.insert(
            *(
                MatrixSummary(
                    id=work.new_id(),
                    source_id=one,
                    code_id=code,
                    body=" ".join(dice.choices(WORDS, k=40)),
                    **by,
                )
                for one, code in sorted(cells)
            )
        )
        cells = {(dice.choice(sources), dice.choice(cmos)) for _ in range(SUMMARIES // 2)}
        work.insert(
            *(
                MatrixSummary(
                    id=work.new_id(),
                    source_id=one,
                    cmo_id=cmo,
                    body=" ".join(dice.choices(WORDS, k=40)),
                    **by,
                )
                for one, cmo in sorted(cells)
            )
        )


def invent_development(folder: Path) -> Path:
    """A study file in the folder, with 500 configurations of which 100 are programme theory, and all around them."""
    path = invent_theory(folder, theories=THEORIES)
    with Study(path) as study:
        study.execute(Surround(), coder="Ann")
        with study.reading() as reader:
            ids = tuple(reader.scalars(select(TABLES["cmo"].c.id).order_by(TABLES["cmo"].c.number)))
        for n in range(4):
            study.execute(
                NewVersion(TheoryLevel.REFINED, f"Version {n}", ids[n:], reason="More"), coder="Ann"
            )
    return path
