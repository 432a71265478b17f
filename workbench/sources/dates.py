"""Dates as people write them in a manifest, to ISO 8601 that says no more than was written."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = "january february march april may june july august september october november december"
"""English whatever the machine's language is; the first three letters or more will do: Jan, Sept."""
_ISO = re.compile(
    r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?)?)?"
)
"""2017-01-12, 2017-01, 2017; spreadsheets add a midnight, which is dropped."""

_NUMBERS = re.compile(r"(?:(?P<day>\d{1,2})[/.\-])?(?P<month>\d{1,2})[/.\-](?P<year>\d{4})")
"""12/01/2017, 12.01.2017, 01/2017: the day comes first, as in Britain."""

_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-])?(?P<month>[a-z]{3,9})\.?,?[ \-](?P<year>\d{4})",
    re.IGNORECASE,
)
"""12 Jan 2017, 12th January 2017, Jan 2017."""

_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.IGNORECASE
)
"""January 12, 2017: the month is in letters, so the order is beyond doubt."""

_TWO_DIGIT_YEAR = re.compile(r"(?:.*[/.\- ])?(?:\d{1,2}|[a-z]{3,9})[/.\- ']\d{2}", re.IGNORECASE)


def parse_date(written: str) -> str:
    """`12/01/2017`, `12 Jan 2017`, `Jan 2017`, `2017` as ISO 8601: `2017-01-12`, `2017-01`, `2017`.

    The day comes before the month. What was not written is not invented.

    Raises:
        ValueError: no date, an impossible one, or a year of two digits; the message says what to write.
    """
    cleaned = " ".join(written.split())
    for pattern in (_ISO, _NUMBERS, _WORDS, _MONTH_FIRST):
        if match := pattern.fullmatch(cleaned):
            return _to_iso(match, written=cleaned)
    if _TWO_DIGIT_YEAR.fullmatch(cleaned):
        raise ValueError(f"{cleaned!r} has a year of two digits: write four, as in 2017-01-12")
    raise ValueError(f"{cleaned!r} is not a date: write 2017-01-12, 2017-01, 2017, 12/01/2017 or 12 Jan 2017")


def _to_iso(match: re.Match[str], *, written: str) -> str:
    parts = match.groupdict()
    year = int(parts["year"])
    month = _month(parts["month"], written=written) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    try:
        full = date(year, month or 1, day or 1)
    except ValueError as error:
        order = " (the day comes before the month)" if re.match(r"\d{1,2}[/.]\d{1,2}[/.]", written) else ""
        raise ValueError(f"{written!r} is no day of the calendar: {error}{order}") from error
    return full.isoformat()[: 10 if day else 7 if month else 4]


def _month(name: str, *, written: str) -> int:
    if name.isdigit():
        month = int(name)
        if not 1 <= month <= 12:
            raise ValueError(
                f"{written!r} is no day of the calendar: {month} is no month (the day comes before the month)"
            )
        return month
    for number, full_name in enumerate(_MONTH_NAMES.split(), start=1):
        if full_name.startswith(name.lower()):
            return number
    raise ValueError(f"{written!r} is not a date: {name!r} is no month")
