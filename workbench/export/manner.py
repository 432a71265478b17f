"""How a study has its documents written: the order of dates, and the paper. British and A4 unless it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Dates(StrEnum):
    """31 January 2017, January 31, 2017 or 2017-01-31."""

    UK = "uk"
    US = "us"
    ISO = "iso"


class Paper(StrEnum):
    """The paper that documents are laid out for."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210, 297) if self is Paper.A4 else (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class Manner:
    """The dates and the paper of documents."""

    dates: Dates = Dates.UK
    paper: Paper = Paper.A4


BRITISH = Manner()

_MANNER: ContextVar[Manner] = ContextVar("manner", default=BRITISH)


def manner() -> Manner:
    """The manner in which documents are written now."""
    return _MANNER.get()


def manner_of(dates: str, paper: str) -> Manner:
    """The manner that a study's settings name; what this workbench does not know is as by default."""
    return Manner(
        Dates(dates) if dates in list(Dates) else Dates.UK, Paper(paper) if paper in list(Paper) else Paper.A4
    )


def write_in(wanted: Manner) -> None:
    """Let documents be written in this manner from now on, within the `written_in` around it."""
    _MANNER.set(wanted)


@contextmanager
def written_in(wanted: Manner) -> Iterator[None]:
    """Let documents be written in this manner."""
    token = _MANNER.set(wanted)
    try:
        yield
    finally:
        _MANNER.reset(token)
