"""Words and dates as a reader sees them, and the one boundary at which text is made fit for documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from workbench.errors import UsageError
from workbench.export.gate import fit
from workbench.export.manner import Dates, manner

DEFAULT_AS_OF = "2000-01-01"
"""The date inside files that are given none: fixed, so that the same study gives the same bytes."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out here because `strftime` follows the machine's locale."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text fit for Word, HTML and Markdown: every line break is a newline, a tab is a space.

    Characters that XML forbids (page marks of a PDF, say) become U+FFFD, which a reader can see. Names of the
    pseudonym key pass the gate here.
    """
    return fit(_UNFIT.sub("\ufffd", _BREAKS.sub("\n", text)).replace("\t", " "))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which blank lines part; none for an empty text."""
    parts = re.split(r"\n[ ]*(?:\n[ ]*)+", printable(text).strip())
    return tuple(part.strip() for part in parts if part.strip())


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: `Area 1`, `Area 1 and Area 2`, `Area 1, Area 2 and National`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def sentence(text: str) -> str:
    """The text with a capital at its start: `observed` is printed `Observed`."""
    return text[:1].upper() + text[1:]


def long_date(iso: str) -> str:
    """`31 January 2017`, `January 2017` or `2017`, as much as is known; other text is left as it is.

    In the order of the study's dates: `January 31, 2017` in American, the ISO date itself in ISO.
    """
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$", iso)
    if match is None:
        return iso
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= len(MONTHS):
        return year if month is None else iso
    dates = manner().dates
    if dates is Dates.ISO:
        return "-".join(part for part in match.groups() if part)
    name = MONTHS[int(month) - 1]
    if not day:
        return f"{name} {year}"
    return f"{name} {int(day)}, {year}" if dates is Dates.US else f"{int(day)} {name} {year}"


def period(starts: str | None, ends: str | None) -> str:
    """`March 2015 to December 2015`, `from March 2015`, `until December 2015`; empty if neither is known."""
    if starts and ends:
        return f"{long_date(starts)} to {long_date(ends)}"
    if starts:
        return "from " + long_date(starts)
    return "until " + long_date(ends) if ends else ""


def instant(as_of: str) -> datetime:
    """The first instant of an ISO date, month or year (a time of day is ignored); the default if empty.

    Raises:
        UsageError: not a date.
    """
    day = (as_of or DEFAULT_AS_OF)[:10]
    try:
        return datetime.fromisoformat(day + "-01" * (2 - day.count("-"))).replace(tzinfo=UTC)
    except ValueError as error:
        raise UsageError(f"{as_of!r} is not a date", hint="Write it as 2026-01-31.") from error
