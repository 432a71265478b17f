"""What is asked about a section: tracer and kind of a new one, its CMOs, quotes, code and site, and a report's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from workbench.model.report_views import SectionView
from workbench.model.vocabulary import MemoKind, SectionKind
from workbench.model.words import Words
from workbench.tui.jobs import Progress, StartJob
from workbench.tui.overwriting import edit_line
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.session import attempt
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.desk import Desk
    from workbench.tui.reports.reports_screen import ReportsScreen

ALL = "-"
"""The key that stands for all sites, or for no code."""

ABOUT = {
    SectionKind.INTRODUCTION: "what the service is and whom it serves",
    SectionKind.BACKGROUND: "policy before and around the programme",
    SectionKind.THEME: "a claim, a narrative, quotes, in summary",
    SectionKind.SUMMARY: "a bullet: what was found across sites",
    SectionKind.MESSAGE: "what could be done, traced to CMOs and quotes",
}


def new(screen: ReportsScreen) -> None:
    """Tracer, kind, and the first words."""
    names = attempt(screen, screen.session.desk.reports.names)
    if names is None:
        return
    if not names.tracers:
        screen.notify("The study has no tracers yet: workbench study describe", severity="warning")
        return
    chooser = screen.query_one(Chooser)

    def of_tracer(tracer_id: str) -> None:
        kinds = [
            Choice(str(kind), (Part(f"{kind:<13}"), Part(ABOUT[kind], quiet=True))) for kind in SectionKind
        ]
        chooser.open(
            "A section of which kind?   Enter, Esc gives up",
            kinds,
            lambda kind: _words(screen, tracer_id, kind),
        )

    tracers = [Choice(identity, (Part(name),)) for identity, name in names.tracers]
    chooser.open("A section for the report of which tracer?   Enter, Esc gives up", tracers, of_tracer)


def _words(screen: ReportsScreen, tracer_id: str, name: str) -> None:
    kind = SectionKind(name)

    def save(_: MemoKind, words: str) -> str | None:
        made = screen.change(lambda: screen.session.desk.reports.add(tracer_id, kind, words.strip()))
        if made is None:
            return None
        screen.main.show(screen.main.choices, key=made)
        return f"Wrote the {kind}"

    label = "The claim of the theme" if kind is SectionKind.THEME else f"The text of the {kind}"
    _write_words(screen, f"section:new:{tracer_id}:{kind}", label, save)


def claim(screen: ReportsScreen, section: SectionView) -> None:
    """The claim of a theme."""
    words, write = Words("report_section", section.id, "claim"), screen.session.desk.reports.write_part
    edit_line(screen, words, "The claim", section.claim, lambda line: write(section.id, "claim", line))


def cmos(screen: ReportsScreen, section: SectionView) -> None:
    """Configurations of its tracer first; those that it rests on are ticked."""
    names = attempt(screen, screen.session.desk.reports.names)
    if names is None:
        return
    ordered = sorted(names.cmos, key=lambda one: (one[3] != section.tracer, one[1]))
    entries = [
        Entry(
            identity,
            title or "(no title)",
            tracer,
            f"{'✓' if identity in section.cmo_ids else ' '} CMO {number}",
        )
        for identity, number, title, tracer in ordered
    ]

    def choose(identity: str) -> None:
        held = section.cmo_ids
        after = tuple(one for one in held if one != identity) if identity in held else (*held, identity)
        _edit(screen, section, cmo_ids=after)

    screen.query_one(PickPanel).open(
        Question("It rests on which CMO? Enter adds it, or takes it off where ticked ✓", entries), choose
    )


def quote(screen: ReportsScreen, section: SectionView) -> None:
    """Codings with its code, else evidence for its CMOs."""
    offered = attempt(screen, lambda: screen.session.desk.reports.offered(section))
    if offered is None:
        return
    if not offered:
        screen.notify(
            "Nothing to choose from: give it a code (o), or CMOs with evidence (m).", severity="warning"
        )
        return
    entries = [
        Entry(str(place), " ".join(one.text.split()), f"{one.attribution} {one.why}")
        for place, one in enumerate(offered)
    ]

    def take(key: str) -> None:
        screen.do(lambda: screen.session.desk.reports.quote(section, offered[int(key)]))

    screen.query_one(PickPanel).open(
        Question("Quote which passage?   Enter takes it, Esc none", entries), take
    )


def quotes(screen: ReportsScreen, section: SectionView) -> None:
    """One of its quotes, and then what is done with it."""
    if not section.quotes:
        screen.notify("It has no quotes of its own yet: g chooses one.", severity="warning")
        return
    chooser = screen.query_one(Chooser)

    def of_quote(key: str) -> None:
        place = int(key)
        ways = [
            Choice("shorten", (Part("Leave words out: write [...] for them"),)),
            Choice("remove", (Part("Take it away from here"),)),
        ]

        def way(name: str) -> None:
            if name == "remove":
                screen.do(lambda: screen.session.desk.reports.unquote(section, place))
            else:
                _shorten(screen, section, place)

        chooser.open("And then?   Enter, Esc nothing", ways, way)

    listed = [
        Choice(str(place), (Part(" ".join((one.quote.shortened or one.quote.text).split())),))
        for place, one in enumerate(section.quotes)
    ]
    chooser.open("Which of its quotes?   Enter, Esc none", listed, of_quote)


def _shorten(screen: ReportsScreen, section: SectionView, place: int) -> None:
    chosen = section.quotes[place]

    def save(_: MemoKind, words: str) -> str | None:
        return screen.change(lambda: screen.session.desk.reports.shorten(section, place, words))

    key = f"section:{section.id}:quote:{chosen.excerpt_id}"
    label = "Leave words out, and write [...] for them"
    _write_words(screen, key, label, save, chosen.quote.shortened or chosen.quote.text)


def code(screen: ReportsScreen, section: SectionView) -> None:
    """The code whose quotes are offered."""
    codes = screen.session.codes.values()
    entries = [Entry(one.id, one.path.replace("/", " / "), one.short_definition) for one in codes]
    none = Entry(ALL, "No code", label="×") if section.code_id else None

    def take(key: str) -> None:
        _edit(screen, section, code_id=None if key == ALL else key)

    question = Question("Quotes of which code?   Enter takes it, Esc none", entries, first=none)
    screen.query_one(PickPanel).open(question, take)


def site(screen: ReportsScreen, section: SectionView) -> None:
    """One site, or all."""
    names = attempt(screen, screen.session.desk.reports.names)
    if names is None:
        return
    entries = [Choice(ALL, (Part("All sites together"),))]
    entries += [Choice(identity, (Part(name),)) for identity, name in names.sites]

    def take(key: str) -> None:
        _edit(screen, section, site_id=None if key == ALL else key)

    screen.query_one(Chooser).open("Of which site?   Enter, Esc leaves it", entries, take)


def report(screen: ReportsScreen, marked: tuple[str, str] | None) -> None:
    """The file of a tracer's report."""
    if marked is not None:
        _file(screen, *marked)
        return
    names = attempt(screen, screen.session.desk.reports.names)
    if not names or not names.tracers:
        screen.notify("The study has no tracers yet: workbench study describe", severity="warning")
        return
    tracers = dict(names.tracers)
    screen.query_one(Chooser).open(
        "The report of which tracer?   Enter, Esc none",
        [Choice(identity, (Part(name),)) for identity, name in names.tracers],
        lambda key: _file(screen, key, tracers[key]),
    )


def _file(screen: ReportsScreen, tracer_id: str, name: str) -> None:
    stem = "-".join("".join(char if char.isalnum() else " " for char in name.lower()).split())
    screen.query_one(LinePanel).open(
        f"Write the report of {name} into which file? .docx .html .md .pdf",
        f"tracer-{stem}.docx",
        lambda path: _write(screen, tracer_id, path),
    )


def _write(screen: ReportsScreen, tracer_id: str, path: str) -> bool:
    def write(desk: Desk, progress: Progress) -> str:
        return desk.reports.write(tracer_id, path, progress)

    screen.post_message(StartJob("Writing the report", write))
    return True


def _edit(screen: ReportsScreen, section: SectionView, **changes: Any) -> bool:
    """Change fields of a section and say so; whether it went well."""
    return screen.do(lambda: screen.session.desk.reports.edit(section, **changes))


ASKED: Mapping[str, Callable[[ReportsScreen, SectionView], None]] = {
    "claim": claim,
    "cmos": cmos,
    "quote": quote,
    "quotes": quotes,
    "code": code,
    "site": site,
}
"""What can be asked about a section, by the names of its keys."""


def _write_words(
    screen: ReportsScreen, key: str, label: str, save: Callable[[MemoKind, str], str | None], before: str = ""
) -> None:
    """Open the editor; what is typed is a draft under `key` until it is saved."""
    screen.close_panels()
    screen.query_one(MemoPanel).open(MemoSubject(key, label, save, before, has_kind=False))
