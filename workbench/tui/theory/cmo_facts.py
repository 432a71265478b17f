"""Editing what a configuration says of itself: title, narrative, tracer, sites, kind, and whether the team agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.views import Configuration
from workbench.model.vocabulary import CMOKind
from workbench.model.words import Words
from workbench.tui.overwriting import edit_words
from workbench.tui.widgets.choices import Choice, ChoiceList, Part
from workbench.tui.widgets.panels import Chooser

if TYPE_CHECKING:
    from workbench.tui.theory.cmo_screen import CMOScreen


def edit_facts(screen: CMOScreen, cmo: Configuration) -> None:
    """Which fact, then the fact."""
    agreed = "yes; Enter takes that back" if cmo.agreed else "not yet; Enter: the team takes it for complete"
    facts = {
        "narrative": cmo.narrative or "if ... then ... because ...",
        "title": cmo.title,
        "tracer": cmo.tracer or "none",
        "sites": ", ".join(cmo.sites) or "none",
        "agreed": agreed,
        "kind": f"{cmo.kind}; Enter makes it {_other_kind(cmo)}",
    }
    choices = [Choice(name, (Part(f"{name:<10} "), Part(words, quiet=True))) for name, words in facts.items()]
    screen.query_one(Chooser).open(
        f"Edit what of CMO {cmo.number}?   Enter, Esc none",
        choices,
        lambda name: _edit_fact(screen, cmo, name),
    )


def _other_kind(cmo: Configuration) -> CMOKind:
    return next(kind for kind in CMOKind if kind != cmo.kind)


def _edit_fact(screen: CMOScreen, cmo: Configuration, name: str) -> None:
    theory = screen.session.desk.theory
    if name == "agreed":
        screen.do(lambda: theory.edit_cmo(cmo.id, agreed=not cmo.agreed))
        if not cmo.agreed and cmo.wanting_evidence:
            screen.notify(f"{cmo.wanting_evidence}.", severity="warning")
    elif name == "kind":
        screen.do(lambda: theory.edit_cmo(cmo.id, kind=_other_kind(cmo)))
    elif name == "tracer":
        choices = [Choice(tracer_id, (Part(tracer),)) for tracer_id, tracer in theory.names().tracers]
        choices.append(Choice("-", (Part("no tracer", quiet=True),)))
        screen.query_one(Chooser).open(
            "Which tracer?   Enter, Esc leaves it",
            choices,
            lambda key: screen.do(lambda: theory.edit_cmo(cmo.id, tracer_id="" if key == "-" else key)),
        )
    elif name == "sites":
        _edit_sites(screen)
    else:
        _edit_text(screen, cmo, name)


def _edit_sites(screen: CMOScreen, key: str | None = None) -> None:
    """Tick sites one by one until Escape."""
    cmo, theory = screen.cmo, screen.session.desk.theory
    sites = theory.names().sites
    if cmo is None or not sites:
        screen.notify(
            "The study has no sites yet. In the shell: workbench study describe FILE", severity="warning"
        )
        return
    here = [site_id for site_id, name in sites if name in cmo.sites]

    def toggle(key: str) -> None:
        wanted = tuple(i for i, _ in sites if (i in here) != (i == key))
        screen.do(lambda: theory.edit_cmo(cmo.id, site_ids=wanted))
        _edit_sites(screen, key)

    choices = [Choice(i, (Part("✓ " if i in here else "  "), Part(name))) for i, name in sites]
    chooser = screen.query_one(Chooser)
    chooser.open("Its sites   Enter adds or takes away, Esc ends", choices, toggle)
    chooser.query_one(ChoiceList).show(choices, key=key)


def _edit_text(screen: CMOScreen, cmo: Configuration, name: str) -> None:
    theory = screen.session.desk.theory

    def save(text: str) -> str:
        return (
            theory.edit_cmo(cmo.id, title=text)
            if name == "title"
            else theory.edit_cmo(cmo.id, narrative=text)
        )

    between = " / " if name == "title" else "\n\n"
    label = f"{name.capitalize()} of CMO {cmo.number}"
    edit_words(screen, Words("cmo", cmo.id, name), label, getattr(cmo, name), save, between=between)
