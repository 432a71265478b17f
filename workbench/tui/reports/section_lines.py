"""A section of a report as one line of a list, and as it is read beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from workbench.model.report_views import SectionVersion, SectionView
from workbench.model.vocabulary import SectionKind, plural
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.strips import fit

STRONG = Style(bold=True)
QUIET = Style(italic=True)

NOTHING = (
    "Nothing is written for reports yet. n writes the first section: an introduction, a theme with its quotes, "
    "a summary bullet, an actionable message.\nw writes a tracer's report as it stands, with places still to fill."
)


def entries(sections: Sequence[SectionView]) -> list[Choice]:
    """The sections as lines; the tracer stands at the first of its own."""
    out: list[Choice] = []
    tracer = ""
    for section in sections:
        name = section.tracer if section.tracer != tracer else ""
        tracer = section.tracer
        rests = [plural(len(section.cmos), "CMO")] * bool(section.cmos)
        rests += [plural(len(section.quotes), "quote")] * bool(section.quotes)
        about = ", ".join(filter(None, (section.site, *rests)))
        out.append(
            Choice(
                section.id,
                (
                    Part(f"{fit(safe(name), 18):<19}", strong=True),
                    Part(f"{section.kind:<13}"),
                    Part(safe(section.title) or "(no claim)"),
                    Part(f"  {about}" if about else "", quiet=True),
                ),
            )
        )
    return out


def as_read(section: SectionView, *, code: str) -> Text:
    """All of a section; `code` is the path of the code whose quotes illustrate it, if any."""
    text = Text()
    where = f" in {section.site}" if section.site else ""
    text.append(safe(f"{section.tracer}{where}: {section.kind}") + "\n", STRONG)
    if section.kind == SectionKind.THEME:
        _part(text, "Claim", section.claim)
    _part(text, "Text", section.body)
    if section.kind == SectionKind.THEME:
        _part(text, "In summary", section.in_summary)
    if code:
        _part(text, "Quotes of the code", code)
    if section.cmos:
        _part(text, "Rests on", ", ".join(f"CMO {number}" for number in section.cmos))
    elif section.kind == SectionKind.MESSAGE and not section.quotes:
        _part(text, "Rests on", "")
    for number, chosen in enumerate(section.quotes, start=1):
        text.append(f"\nQuote {number}\n", STRONG)
        text.append(safe(f"“{chosen.quote.shortened or chosen.quote.text}”") + "\n")
        text.append(safe(f"{chosen.quote.attribution}") + "\n", QUIET)
    text.rstrip()
    return text


def versions_read(versions: Sequence[SectionVersion]) -> Text:
    """The versions of a section, newest first."""
    text = Text()
    for version in versions:
        text.append(safe(f"{version.at[:16].replace('T', ' ')} UTC, {version.coder}") + "\n", STRONG)
        text.append(safe(version.summary) + "\n", QUIET)
        for words in (version.claim, version.body, version.in_summary):
            if words.strip():
                text.append(_lines(words))
        if version.cmos:
            text.append(f"Rests on {', '.join(version.cmos)}\n")
        for quote in version.quotes:
            text.append(safe(f"“{quote}”") + "\n")
        text.append("\n")
    text.rstrip()
    return text


def _part(text: Text, label: str, words: str) -> None:
    text.append(f"\n{label}\n", STRONG)
    if words.strip():
        text.append(_lines(words))
    else:
        text.append("to be written\n", QUIET)


def _lines(words: str) -> str:
    return "\n".join(safe(line) for line in words.strip().split("\n")) + "\n"
