"""What a blind round that is open hides from the coder who sits at this terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import diagnostics
from workbench.cli.context import acting_coder
from workbench.errors import Conflict, UsageError

if TYPE_CHECKING:
    from workbench.store.study import Reader, Study


def reading_coder(study: Study) -> str:
    """The id of the coder who reads, as far as the settings or the environment tell; else empty."""
    try:
        return study.coder_id(acting_coder(None))
    except UsageError:
        return ""


def unseen_by_reader(study: Study, reader: Reader) -> str:
    """The id of the coder from whom an open, blind round hides something, which is said on stderr; else empty."""
    from workbench.store.reading.rounds import hidden_count, hiding_rounds

    coder_id = reading_coder(study)
    names = hiding_rounds(reader, coder_id) if coder_id else ()
    if not names:
        return ""
    if count := hidden_count(reader, coder_id):
        what = f"{count:,} codings of others are" if count > 1 else "1 coding of others is"
        diagnostics.warn(f"{what} hidden from you: {_told(names)} until it is frozen")
    return coder_id


def require_unhidden(study: Study, reader: Reader) -> None:
    """Refuse to show others' codings as a whole to a coder who is still coding a blind round.

    Raises:
        Conflict: naming the round.
    """
    from workbench.store.reading.rounds import hiding_rounds

    coder_id = reading_coder(study)
    if coder_id and (names := hiding_rounds(reader, coder_id)):
        raise Conflict(
            f"you are a coder of {_told(names)}: this would show what the others have coded",
            hint="When all have finished: workbench round freeze",
        )


def warn_of_all(study: Study, reader: Reader) -> None:
    """Say that what is written holds others' codings too, to a coder who should not read them yet."""
    from workbench.store.reading.rounds import hiding_rounds

    coder_id = reading_coder(study)
    if coder_id and (names := hiding_rounds(reader, coder_id)):
        diagnostics.warn(
            f"you are a coder of {_told(names)}: this holds the others' codings too; do not read them there yet"
        )


def _told(names: tuple[str, ...]) -> str:
    quoted = ", ".join(repr(name) for name in names)
    return f"the round {quoted}, blind" if len(names) == 1 else f"the rounds {quoted}, blind"
