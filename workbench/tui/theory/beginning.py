"""Beginning a configuration on the list: its kind, then its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.model.vocabulary import CMOKind
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory.theory_screen import TheoryScreen


def begin_cmo(screen: TheoryScreen, only: Mapping[str, str]) -> None:
    """Ask for the kind and the title, and open what was begun; it gets the tracer and site that alone are shown."""
    theory = screen.session.desk.theory
    names = theory.names()
    tracer = next((i for i, one in names.tracers if one == only.get("tracer")), None)
    sites = tuple(i for i, one in names.sites if one == only.get("site"))
    kinds = [
        Choice(CMOKind.OBSERVED, (Part("observed"), Part("  found in the field", quiet=True))),
        Choice(
            CMOKind.PROGRAMME_THEORY, (Part("programme theory"), Part("  read out of policy", quiet=True))
        ),
    ]

    def entitle(kind: str) -> None:
        def begin(title: str) -> None:
            cmo_id = screen.change(
                lambda: theory.new_cmo(title, CMOKind(kind), tracer_id=tracer, site_ids=sites)
            )
            if cmo_id is not None:
                screen.show_cmo(cmo_id)

        question = Question(
            "Its title   Enter begins it", (), "In a few words; it can be changed later", "begin"
        )
        screen.query_one(PickPanel).open(question, begin, begin)

    place = [only[kind] for kind, known in (("tracer", tracer), ("site", sites)) if known]
    where = f" ({', '.join(place)})" if place else ""
    screen.query_one(Chooser).open(f"A new CMO{where} of which kind?   Enter, Esc none", kinds, entitle)
