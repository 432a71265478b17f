"""Whatever is judged or made of versions, undo takes it back wholly and redo brings it again."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from command_line import substance
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from workbench.errors import WorkbenchError
from workbench.model.vocabulary import CMOKind, Role, TheoryLevel, Verdict
from workbench.store.creating import create_study
from workbench.store.reading.study import sites
from workbench.store.reading.theory import configurations
from workbench.store.reading.theory_versions import theory_versions
from workbench.store.study import Study
from workbench.store.unit_of_work import Command
from workbench.study.commands import DescribeStudy, Design
from workbench.theory.commands import AddSlot, EditCMO, NewCMO
from workbench.theory.verdicts import JudgeCMO, UnjudgeCMO
from workbench.theory.versions import EditVersion, NewVersion, RemoveVersion

ANY = st.integers(0, 7)
"""Which of the present things is meant, counted round."""
NOTES = st.none() | st.sampled_from(["", "Why.", "Otherwise."])
BASES = st.none() | st.lists(ANY, max_size=3)


def build(path: Path) -> None:
    create_study(path, title="Invented study")
    with Study(path) as study:
        places = (Design("North"), Design("Nation", {"national": True}))
        study.execute(DescribeStudy(sites=places, tracers=(Design("Falls"),)), coder="Ada")
        with study.reading() as reader:
            north, nation = (site.id for site in sites(reader))
        for number, (kind, site) in enumerate(
            ((CMOKind.PROGRAMME_THEORY, nation), (CMOKind.OBSERVED, north), (CMOKind.OBSERVED, nation))
        ):
            cmo = study.execute(NewCMO(f"CMO {number}", kind, site_ids=(site,)), coder="Ada").value
            study.execute(AddSlot(cmo, Role.CONTEXT, f"trust {number}"), coder="Ada")


class Developing(RuleBasedStateMachine):
    """One coder does one thing after another; what is refused changes nothing."""

    built: Path | None = None

    @initialize()
    def open_a_copy(self) -> None:
        if Developing.built is None:
            Developing.built = Path(tempfile.mkdtemp()) / "built.study"
            build(Developing.built)
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "theory.study"
        shutil.copyfile(Developing.built, self.path)
        self.study = Study(self.path)
        self.states = [substance(self.path)]
        with self.study.reading() as reader:
            self.cmos = [cmo.id for cmo in configurations(reader)]
            self.sites = [site.id for site in sites(reader)]

    def do(self, command: Command[Any]) -> None:
        try:
            done = self.study.execute(command, coder="Ada")
        except WorkbenchError:
            assert substance(self.path) == self.states[-1], "a refusal changed the study"
            return
        if done.change_id is not None:
            self.states.append(substance(self.path))

    def version(self, which: int) -> str:
        with self.study.reading() as reader:
            made = theory_versions(reader)
        return made[which % len(made)].id if made else "none"

    @rule(cmo=ANY, site=ANY, verdict=st.sampled_from(Verdict), note=NOTES, basis=BASES)
    def judge(self, cmo: int, site: int, verdict: Verdict, note: str | None, basis: list[int] | None) -> None:
        named = None if basis is None else tuple(self.cmos[one % 3] for one in basis)
        self.do(JudgeCMO(self.cmos[cmo % 3], self.sites[site % 2], verdict, note, named))

    @rule(cmo=ANY, site=ANY)
    def unjudge(self, cmo: int, site: int) -> None:
        self.do(UnjudgeCMO(self.cmos[cmo % 3], self.sites[site % 2]))

    @rule(cmo=ANY, held=st.lists(ANY, max_size=2))
    def other_sites(self, cmo: int, held: list[int]) -> None:
        self.do(EditCMO(self.cmos[cmo % 3], site_ids=tuple({self.sites[one % 2] for one in held})))

    @rule(cmo=ANY)
    def retire(self, cmo: int) -> None:
        self.do(EditCMO(self.cmos[cmo % 3], retired=True))

    @rule(
        level=st.sampled_from(TheoryLevel),
        held=st.lists(ANY, max_size=3),
        statement=st.sampled_from(["", "So."]),
    )
    def new_version(self, level: TheoryLevel, held: list[int], statement: str) -> None:
        self.do(NewVersion(level, statement, tuple(self.cmos[one % 3] for one in held), reason="It changed."))

    @rule(which=ANY, title=NOTES, statement=NOTES)
    def edit_version(self, which: int, title: str | None, statement: str | None) -> None:
        self.do(EditVersion(self.version(which), title, statement))

    @rule(which=ANY)
    def remove_version(self, which: int) -> None:
        self.do(RemoveVersion(self.version(which)))

    def teardown(self) -> None:
        if not hasattr(self, "study"):
            return
        ends = list(self.states)
        while len(self.states) > 1:
            self.study.undo(coder="Ada")
            self.states.pop()
            assert substance(self.path) == self.states[-1]
        for state in ends[1:]:
            self.study.redo(coder="Ada")
            assert substance(self.path) == state
        self.study.close()
        self.folder.cleanup()


TestDeveloping = Developing.TestCase
TestDeveloping.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
