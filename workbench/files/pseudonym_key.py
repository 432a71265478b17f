"""The key of pseudonyms: a table of names and what stands for them, in a file of its own, never in a study."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import BadInput
from workbench.files.decode import decode_text
from workbench.files.tables import read_table
from workbench.model.vocabulary import plural

MIN_CHARS = 2
"""A shorter name would stand in too many words."""


def read_key(path: Path) -> dict[str, str]:
    """Names to pseudonyms of a CSV with the columns `name` and `pseudonym`.

    Raises:
        BadInput: the file cannot be read, or a row lacks one of the two; a name is a single letter or stands twice.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"the pseudonym key {path} cannot be read: {error.strerror}") from error
    names: dict[str, str] = {}
    problems: list[str] = []
    text = decode_text(data, name=path.name).text
    for line, row in read_table(
        text, name=path.name, required=("name", "pseudonym"), known=("name", "pseudonym")
    ):
        name, pseudonym = (" ".join(row.get(column, "").split()) for column in ("name", "pseudonym"))
        if len(name) < MIN_CHARS or not pseudonym:
            problems.append(f"{path.name}, line {line}: needs a name of two letters or more and a pseudonym")
        elif names.setdefault(name, pseudonym) != pseudonym:
            problems.append(f"{path.name}, line {line}: this name has another pseudonym above")
    if problems:
        raise BadInput(
            f"the pseudonym key cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend it; nothing is exported without it.",
            problems=tuple(problems),
        )
    return names
