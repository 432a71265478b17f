"""Sentences that a methods appendix can say out of what a study holds, each with where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workbench.export.plain_text import listed, long_date, period
from workbench.model.methods_views import MethodsFacts, VersionMade
from workbench.model.vocabulary import MemoKind, SectionKind, SourceKind, plural


@dataclass(frozen=True, slots=True)
class Draft:
    """Words for an item, and the part of the study that they were made from."""

    text: str
    source: str


def title(facts: MethodsFacts) -> Iterable[Draft]:
    """The title as it stands."""
    if facts.study.title:
        yield Draft(f"{facts.study.title}.", "title of the study")


def aim(facts: MethodsFacts) -> Iterable[Draft]:
    """What the study is for."""
    if facts.study.aim.strip():
        yield Draft(facts.study.aim.strip(), "aim of the study")


def approach(facts: MethodsFacts) -> Iterable[Draft]:
    """How the study went about it."""
    if facts.study.approach.strip():
        yield Draft(facts.study.approach.strip(), "approach of the study")


def ethics(facts: MethodsFacts) -> Iterable[Draft]:
    """The approval, and how consent and confidentiality were looked after."""
    if facts.study.ethics.strip():
        yield Draft(facts.study.ethics.strip(), "ethics of the study")


def questions(facts: MethodsFacts) -> Iterable[Draft]:
    """The research questions."""
    if facts.questions:
        yield Draft(" ".join(facts.questions), "research questions")


def background(facts: MethodsFacts) -> Iterable[Draft]:
    """The policy that is evaluated, tracer by tracer."""
    told = [
        f"{tracer.name}: {tracer.background.strip()}" for tracer in facts.tracers if tracer.background.strip()
    ]
    if told:
        yield Draft("\n".join(told), "background of the tracers")


def tracers(facts: MethodsFacts) -> Iterable[Draft]:
    """Which tracers were followed and why."""
    told = [f"{one.name}: {one.reason.strip()}" if one.reason.strip() else one.name for one in facts.tracers]
    if told:
        yield Draft(
            f"{plural(len(told), 'tracer was', 'tracers were')} followed.\n" + "\n".join(told),
            "tracers of the study",
        )


def sites(facts: MethodsFacts) -> Iterable[Draft]:
    """The areas studied."""
    told = [
        f"{one.name}: {one.description.strip()}" if one.description.strip() else one.name
        for one in facts.sites
    ]
    if told:
        yield Draft("\n".join(told), "sites of the study")


def programme_theory(facts: MethodsFacts) -> Iterable[Draft]:
    """What theory there was at first, and where none was found."""
    held = facts.theory
    if held.programme_theory:
        count = plural(held.programme_theory, "CMO configuration")
        yield Draft(
            f"Programme theory was read out of documents as {count}.", "CMOs of kind programme theory"
        )
    for tracer in facts.tracers:
        if tracer.no_theory_searched is not None:
            searched = tracer.no_theory_searched.strip()
            told = f"No programme theory could be identified for {tracer.name}"
            yield Draft(f"{told}; searched: {searched}" if searched else f"{told}.", "tracers of the study")
    yield from _versions("Versions of the programme theory", facts.theory_versions, "theory versions")


def _versions(what: str, made: tuple[VersionMade, ...], source: str) -> Iterable[Draft]:
    if made:
        told = "; ".join(
            f"{one.name} ({', '.join(part for part in (one.about, long_date(one.day)) if part)})"
            for one in made
        )
        yield Draft(f"{what}: {told}.", source)


def collection(facts: MethodsFacts) -> Iterable[Draft]:
    """What was collected, and when."""
    kinds = Counter(source.kind for source in facts.sources)
    parts = [plural(kinds[kind], kind.value) for kind in SourceKind if kinds[kind]]
    if parts:
        dates = sorted(source.date for source in facts.sources if source.date)
        when = f", {period(dates[0], dates[-1])}" if dates else ""
        yield Draft(f"The study holds {listed(parts)}{when}.", "sources")
    modes = Counter(source.mode for source in facts.sources if source.mode)
    if modes:
        told = listed([f"{count} {mode}" for mode, count in sorted(modes.items())])
        yield Draft(f"Of these: {told}.", "mode of the sources")
    for wave in facts.waves:
        when = period(wave.starts, wave.ends)
        here = sum(source.wave == wave.name for source in facts.sources)
        about = ", ".join(part for part in (when, plural(here, "source")) if part)
        yield Draft(f"{wave.name}: {about}.", "waves of the study")


def participants(facts: MethodsFacts) -> Iterable[Draft]:
    """Who was interviewed, in counts alone."""
    interviews = [source for source in facts.sources if source.kind == SourceKind.INTERVIEW]
    people = {person.label for source in interviews for person in source.participants}
    organisations = {name for source in interviews for name in source.organisations}
    if interviews:
        told = plural(len(interviews), "interview")
        if people:
            told += f" with {plural(len(people), 'participant')}"
        if organisations:
            told += f" from {plural(len(organisations), 'organisation')}"
        yield Draft(f"{told}.", "interviews and their participants")


def roles(facts: MethodsFacts) -> Iterable[Draft]:
    """The roles of those interviewed; a role that one person alone has is not named."""
    held: dict[str, set[str]] = {}
    for source in facts.sources:
        for person in source.participants:
            if person.role:
                held.setdefault(person.role, set()).add(person.label)
    several = {role: people for role, people in held.items() if len(people) > 1}
    if several:
        told = "; ".join(f"{role} ({len(people)})" for role, people in sorted(several.items()))
        rest = len(held) - len(several)
        more = f"; and {plural(rest, 'role')} that one person each had" if rest else ""
        yield Draft(f"Roles of participants: {told}{more}.", "participants")


def repeated(facts: MethodsFacts) -> Iterable[Draft]:
    """Whether people were interviewed more than once."""
    met = Counter(
        person.label
        for source in facts.sources
        if source.kind == SourceKind.INTERVIEW
        for person in source.participants
    )
    if met:
        again = sum(count > 1 for count in met.values())
        yield Draft(
            f"{plural(again, 'participant')} of {len(met)} took part in more than one interview.",
            "participants",
        )


def guides(facts: MethodsFacts) -> Iterable[Draft]:
    """The interview guides that the study keeps."""
    yield from _versions("Interview guides", facts.guides, "interview guides")


def coders(facts: MethodsFacts) -> Iterable[Draft]:
    """Who coded how much, and when."""
    if facts.coders:
        told = "; ".join(
            f"{one.name} {plural(one.codings, 'coding')} in {plural(one.sources, 'source')}"
            f" ({_days(one.first, one.last)})"
            for one in facts.coders
        )
        yield Draft(f"{plural(len(facts.coders), 'coder')}: {told}.", "codings and the change log")


def codebook(facts: MethodsFacts) -> Iterable[Draft]:
    """The codebook and how it came about."""
    book = facts.codebook
    if book.codes:
        yield Draft(
            f"The codebook has {plural(book.codes, 'code')} at {plural(book.levels, 'level')}, "
            f"{book.defined} of them with a definition. Top level: {'; '.join(book.top)}. It was changed "
            f"{plural(book.changes, 'time')} ({_days(book.first, book.last)}).",
            "codebook and the change log",
        )


def _days(first: str, last: str) -> str:
    return long_date(first) if first == last else period(first, last)


def software(facts: MethodsFacts) -> Iterable[Draft]:
    """What the analysis was done with."""
    yield Draft(
        f"Realist workbench {facts.version}; the study is one file with an audit trail.", "this program"
    )


def audit(facts: MethodsFacts) -> Iterable[Draft]:
    """The audit trail."""
    yield Draft(
        f"Every change is kept with who made it and when: {plural(facts.changes, 'change')} to date, in a log whose "
        "entries are chained by hashes.",
        "change log",
    )


def agreement(facts: MethodsFacts) -> Iterable[Draft]:
    """Independent coding and what was agreed; figures are for a person to put in."""
    yield from _versions("Coding rounds", facts.rounds, "coding rounds")
    if facts.consensus:
        yield Draft(
            f"Coders reconciled {plural(facts.consensus, 'difference')} by discussion; their own codings are kept.",
            "consensus on coding rounds",
        )


def analysis(facts: MethodsFacts) -> Iterable[Draft]:
    """How configurations were built and tested."""
    held = facts.theory
    if held.observed or held.programme_theory:
        yield Draft(
            f"Excerpts were attached to {plural(held.observed + held.programme_theory, 'CMO configuration')} as "
            f"evidence: {plural(held.evidence, 'piece')} from {plural(held.evidence_sources, 'source')}, of which "
            f"{held.contrary} contrary to what they stand beside, or qualifying it. "
            f"Pairs of configurations held as rivals: {held.rivals}.",
            "CMOs, their evidence and links",
        )
    retroduction = facts.memos.get(MemoKind.RETRODUCTION.value, 0)
    if retroduction:
        yield Draft(
            f"{plural(retroduction, 'memo records', 'memos record')} retroduction to mechanisms that nobody named.",
            "memos of kind retroduction",
        )


def findings(facts: MethodsFacts) -> Iterable[Draft]:
    """The findings, by number: they stand in the reports."""
    held = facts.theory
    if held.observed:
        yield Draft(
            f"{plural(held.observed, 'observed CMO configuration')} ({held.agreed} of all agreed by the team), in the "
            "tracer reports with the evidence behind each statement.",
            "observed CMOs",
        )


def quotations(facts: MethodsFacts) -> Iterable[Draft]:
    """How quotes are attributed."""
    themes = facts.sections.get(SectionKind.THEME.value, 0)
    if themes:
        yield Draft(
            f"Themes carry quotes, each attributed by one template, {facts.study.attribution}; "
            "a quote that was shortened stands whole in an appendix.",
            "report sections and the attribution template",
        )


def themes(facts: MethodsFacts) -> Iterable[Draft]:
    """The themes, in numbers."""
    count = facts.sections.get(SectionKind.THEME.value, 0)
    if count:
        yield Draft(
            f"{plural(count, 'theme stands', 'themes stand')} in the tracer reports, each with a claim.",
            "report sections",
        )


def contrary(facts: MethodsFacts) -> Iterable[Draft]:
    """Minor and contrary voices."""
    if facts.theory.contrary:
        yield Draft(
            f"{plural(facts.theory.contrary, 'piece')} of contrary or qualifying evidence, each printed beside what it "
            "speaks against.",
            "evidence with its stance",
        )


def reflexivity(facts: MethodsFacts) -> Iterable[Draft]:
    """That reflexive notes were kept; what they say is for a person to tell."""
    count = facts.memos.get(MemoKind.REFLEXIVE.value, 0)
    if count:
        yield Draft(
            f"{plural(count, 'reflexive memo was', 'reflexive memos were')} kept during the analysis.",
            "memos of kind reflexive",
        )


def summaries(facts: MethodsFacts) -> Iterable[Draft]:
    """Where the findings are summed up."""
    count = facts.sections.get(SectionKind.SUMMARY.value, 0)
    if count:
        yield Draft(
            f"{plural(count, 'point sums', 'points sum')} up the findings in the tracer reports, across sites.",
            "report sections",
        )


def messages(facts: MethodsFacts) -> Iterable[Draft]:
    """The recommendations, in numbers."""
    count = facts.sections.get(SectionKind.MESSAGE.value, 0)
    if count:
        yield Draft(
            f"{plural(count, 'actionable message ends', 'actionable messages end')} the tracer reports.",
            "report sections",
        )


DRAFTS: Mapping[str, Callable[[MethodsFacts], Iterable[Draft]]] = {
    draft.__name__: draft
    for draft in (
        title, aim, approach, ethics, questions, background, tracers, sites, programme_theory, collection, participants,
        roles, repeated, guides, coders, codebook, software, audit, agreement, analysis, findings, quotations, themes,
        contrary, reflexivity, summaries, messages,
    )
}  # fmt: skip
"""Every kind of draft by name, as the standards call for them."""
