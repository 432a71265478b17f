"""Dates of a manifest."""

import pytest

from workbench.sources.dates import parse_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-01-12", "2017-01-12"),
        ("2017-1-2", "2017-01-02"),
        ("2017/01/12", "2017-01-12"),
        ("2017-01-12 00:00:00", "2017-01-12"),
        ("2017-01", "2017-01"),
        ("2017", "2017"),
        ("12/01/2017", "2017-01-12"),
        ("1/2/2017", "2017-02-01"),
        ("12.01.2017", "2017-01-12"),
        ("12-01-2017", "2017-01-12"),
        ("01/2017", "2017-01"),
        ("12 Jan 2017", "2017-01-12"),
        ("12th January 2017", "2017-01-12"),
        ("12-Jan-2017", "2017-01-12"),
        ("Jan 2017", "2017-01"),
        (" january  2017 ", "2017-01"),
        ("Sept. 2017", "2017-09"),
        ("January 12, 2017", "2017-01-12"),
        ("29 Feb 2016", "2016-02-29"),
    ],
)
def test_dates_become_iso_and_say_no_more_than_was_written(written: str, iso: str) -> None:

    assert parse_date(written) == iso


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("2017-02-30", "no day of the calendar"),
        ("01/13/2017", "day comes before the month"),
        ("31/04/2017", "no day of the calendar"),
        ("2017-13", "13 is no month"),
        ("0000", "no day of the calendar"),
        ("12/01/17", "year of two digits"),
        ("Jan-17", "year of two digits"),
        ("12 Foo 2017", "no month"),
        ("last autumn", "is not a date"),
        ("2017-01-12 14:30", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_what_is_no_date_says_why(written: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        parse_date(written)
