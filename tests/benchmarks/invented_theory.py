"""A study of the largest theory that is promised to be quick: 500 CMOs, 3,000 elements, 20,000 pieces of evidence."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from workbench.model.theory import CMO, CMOLink, CMOSite, Element, Evidence, Slot
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stance
from workbench.sources.commands import ImportSources
from workbench.sources.preparing import gather, prepare
from workbench.store.creating import create_study
from workbench.store.reading import study as facts
from workbench.store.reading.sources import revision_text, source_views
from workbench.store.study import Study
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.commands import DescribeStudy, Design

WORDS = "people trust the hub because nobody waits when staff know each other and money is held in one budget".split()


@dataclass(frozen=True, slots=True)
class Invent:
    """Write so many configurations with six slots each, over the sources there are; the first are programme theory."""

    cmos: int
    elements: int
    evidence: int
    theories: int = 0

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out, the same each time."""
        dice = random.Random(7)
        reader = work.connection
        tracers, sites = [t.id for t in facts.tracers(reader)], [s.id for s in facts.sites(reader)]
        elements = [
            Element(id=work.new_id(), number=i + 1, wording=f"{' '.join(dice.choices(WORDS, k=14))} {i}")
            for i in range(self.elements)
        ]
        work.insert(*elements)
        cmos = [
            CMO(
                id=work.new_id(),
                number=i + 1,
                title=" ".join(dice.choices(WORDS, k=6)),
                kind=str(CMOKind.PROGRAMME_THEORY if i < self.theories else CMOKind.OBSERVED),
                tracer_id=dice.choice(tracers),
                narrative=" ".join(dice.choices(WORDS, k=40)),
                agreed=int(dice.random() < 0.5),
                coder_id=work.coder_id,
                created_at=work.at,
            )
            for i in range(self.cmos)
        ]
        work.insert(*cmos)
        work.insert(*(CMOSite(cmo_id=cmo.id, site_id=dice.choice(sites)) for cmo in cmos))
        roles = (Role.CONTEXT, Role.CONTEXT, Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING, Role.OUTCOME)
        slots = []
        for i, cmo in enumerate(cmos):
            seen = "anticipated" if i < self.theories else "observed"
            for position, role in enumerate((*roles, Role.OUTCOME)):
                element = elements[(i * 6 + position) % len(elements)]
                expectation = seen if role is Role.OUTCOME else None
                slots.append(
                    Slot(
                        id=work.new_id(),
                        cmo_id=cmo.id,
                        element_id=element.id,
                        role=str(role),
                        position=position,
                        expectation=expectation,
                    )
                )
        work.insert(*slots)
        work.insert(
            *(
                CMOLink(id=work.new_id(), from_cmo_id=a.id, to_cmo_id=b.id, kind=str(LinkKind.REFINES))
                for a, b in pairwise(cmos)
            )
        )
        spans = []
        for source in source_views(reader, counted=False):
            body = revision_text(reader, source.revision_id)
            places = [(at, at + 200) for at in range(0, len(body) - 200, 97)]
            spans += list(work.intern_excerpts(source.revision_id, places, body).values())
        stances = [str(Stance.SUPPORTS)] * 8 + [str(Stance.CONTRADICTS), str(Stance.QUALIFIES)]
        observed = slots[6 * self.theories :]
        held = [observed[i % len(observed)] for i in range(self.evidence)]
        work.insert(
            *(
                Evidence(
                    id=work.new_id(),
                    cmo_id=slot.cmo_id,
                    slot_id=slot.id,
                    excerpt_id=dice.choice(spans),
                    stance=dice.choice(stances),
                    coder_id=work.coder_id,
                    created_at=work.at,
                )
                for slot in held
            )
        )
        return Outcome("invented a theory", None)


def invent_theory(
    folder: Path, *, cmos: int = 500, elements: int = 3_000, evidence: int = 20_000, theories: int = 0
) -> Path:
    """A study file in the folder, with 143 sources, five tracers and three sites."""
    texts = folder / "texts"
    texts.mkdir()
    dice = random.Random(3)
    for i in range(143):
        lines = [f"{'QA'[n % 2]}: {' '.join(dice.choices(WORDS, k=60))}." for n in range(150)]
        (texts / f"S{i:03}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    path = folder / "theory.study"
    create_study(path, title="Invented theory")
    with Study(path) as study:
        files, _ = gather([str(texts)])
        prepared = [one.prepared for one in prepare(files) if one.prepared]
        study.execute(ImportSources(tuple(prepared)), coder="Ann")
        tracers = ("Dementia", "Screening", "Orthopaedics", "Sexual health", "Specialised")
        sites = ("Area 1", "Area 2", "National")
        design = DescribeStudy(
            sites=tuple(Design(name) for name in sites), tracers=tuple(Design(name) for name in tracers)
        )
        study.execute(design, coder="Ann")
        study.execute(Invent(cmos, elements, evidence, theories), coder="Ann")
    return path
