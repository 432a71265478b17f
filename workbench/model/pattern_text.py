"""A demi-regularity in words, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model.pattern_views import DemiRegularity, ElementRef, PatternCMO
from workbench.model.vocabulary import plural


def named(element: ElementRef) -> str:
    """`E3 Partners share a budget`."""
    return f"E{element.number} {element.wording}"


def numbers(cmos: Iterable[PatternCMO]) -> str:
    """`CMO 3, CMO 5`."""
    return ", ".join(f"CMO {cmo.number}" for cmo in cmos)


def described(one: DemiRegularity) -> list[str]:
    """A pattern as lines: what recurs, through what, where it was seen, what speaks against it."""
    lines = [f"Where  {named(one.context)}", f"so     {named(one.outcome)}", ""]
    lines += [f"through  {named(via.mechanism)}  ({numbers(via.cmos)})" for via in one.through]
    if not one.through:
        lines.append("No mechanism is recorded in any of them.")
    elif not one.shared:
        own = "; ".join(f"{numbers(via.cmos)} has E{via.mechanism.number}" for via in one.through)
        lines.append(f"They share no mechanism: {own}. So something else may join the two.")
    lines += ["", f"Observed in {plural(len(one.cmos), 'CMO')}"]
    for cmo in one.cmos:
        place = ", ".join(filter(None, (cmo.tracer, *cmo.sites)))
        told = f"; supported by {', '.join(cmo.sources)}" if cmo.sources else "; supported by no source"
        lines.append(f"  {cmo.name}  ({place or 'no tracer or site'}{told})")
    distinct = f"supported by {plural(len(one.sources), 'distinct source')}"
    lines.append(f"  {distinct}" + (f", at {', '.join(one.sites)}" if one.sites else ""))
    if one.anticipated:
        lines.append(f"Anticipated in programme theory: {numbers(one.anticipated)}")
    lines += [
        "",
        "Counter-cases" if one.counter_cases else "No counter-case is recorded. Has one been looked for?",
    ]
    lines += [f"  {case.cmo.name}: {case.why}" for case in one.counter_cases]
    return lines
