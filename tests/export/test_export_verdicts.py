"""Verdicts on programme theory in the part of a tracer report that sets anticipated against observed."""

from __future__ import annotations

from dataclasses import replace

from workbench.export.tracer_report import render_tracer_report
from workbench.model.theory_grid_views import CMORef, VerdictView
from workbench.model.views import Configuration, TracerReport
from workbench.model.vocabulary import Verdict


def part(report: TracerReport) -> str:
    """Anticipated against observed, as Markdown."""
    text = render_tracer_report(report, format="md").decode("utf-8")
    return text.partition("Anticipated against observed\n")[2].partition("### ")[0]


def judged(
    cmo: Configuration, site: str, verdict: Verdict, note: str = "", basis: tuple[Configuration, ...] = ()
) -> VerdictView:
    refs = tuple(CMORef(one.id, one.number, one.title) for one in basis)
    ref = CMORef(cmo.id, cmo.number, cmo.title)
    return VerdictView(f"v{cmo.number}{site}", ref, site, verdict, note, "Mared", "2026-01-01", refs)


def test_without_verdicts_nothing_is_printed_of_them(tracer_report: TracerReport) -> None:
    assert "not judged yet" not in part(tracer_report)


def test_a_verdict_is_printed_with_its_note_and_basis(tracer_report: TracerReport) -> None:
    [theory], (trust, _) = tracer_report.programme_theory, tracer_report.observed
    first, *others = [site.name for site in tracer_report.sites if not site.national]
    verdict = judged(theory, first, Verdict.PARTLY, "Only where it was counted.", (trust,))
    text = part(replace(tracer_report, verdicts=(verdict,)))
    assert f"| {first}: **partly** | Only where it was counted.<br>Rests on CMO {trust.number}. |" in text
    assert all(f"{name}" in text for name in others)
    assert ("not judged yet" in text) == bool(others)


def test_what_a_verdict_rests_on_stands_beside_the_theory(tracer_report: TracerReport) -> None:
    [theory], observed = tracer_report.programme_theory, tracer_report.observed
    alone = tuple(
        replace(one, links=(), slots=tuple(replace(slot, element_id=f"own {slot.id}") for slot in one.slots))
        for one in observed
    )
    bare = replace(tracer_report, programme_theory=(replace(theory, links=()),), observed=alone)
    verdict = judged(theory, tracer_report.sites[0].name, Verdict.CONTRADICTED, "", (alone[1],))
    before, after = part(bare), part(replace(bare, verdicts=(verdict,)))
    words = f"**CMO {alone[1].number}** (basis of the verdict"
    assert words not in before
    assert words in after


def test_what_was_judged_unforeseen_is_told_apart_with_its_note(tracer_report: TracerReport) -> None:
    trust = tracer_report.observed[0]
    site = trust.sites[0]
    verdict = judged(trust, site, Verdict.UNFORESEEN, "Nobody wrote of trust.")
    text = part(replace(tracer_report, verdicts=(verdict,)))
    after = text.partition("Observed without being anticipated")[2]
    assert f"| {site}: **unforeseen**<br>Nobody wrote of trust. |" in after
