"""Plain text files."""

from __future__ import annotations

from workbench.errors import UnreadableFile
from workbench.files.decode import decode_text
from workbench.files.normalise import normalise
from workbench.model.vocabulary import plural
from workbench.sources.readers.reading import Reader, ReadText

MAX_CONTROL_SHARE = 0.01
"""A file with more control characters than this is no text: exports of transcription programs hold a few."""

FEW_CONTROLS = 20
"""Up to as many are removed from a file however short it is."""


def read(data: bytes, name: str) -> ReadText:
    """The text of a plain text file in whichever encoding; may be empty.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    decoded = decode_text(data, name=name)
    normalised = normalise(decoded.text)
    removed = normalised.removed_count
    if removed > max(FEW_CONTROLS, MAX_CONTROL_SHARE * len(decoded.text)):
        raise UnreadableFile(
            f"{name} is not text: {removed:,} of its {len(decoded.text):,} characters are control characters",
            hint="Save it as plain text or .docx.",
        )
    return ReadText(normalised.text, decoded.notes + removal_notes(removed), decoded.encoding)


def removal_notes(removed_count: int) -> tuple[str, ...]:
    """What to say of control characters that were taken out: nothing for none."""
    return (f"{plural(removed_count, 'control character')} removed",) if removed_count else ()


READER = Reader(name="plain text", suffixes=(".txt", ".text"), read=read)
"""The registration of plain text."""
