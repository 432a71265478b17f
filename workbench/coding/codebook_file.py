"""The shape of a codebook file, YAML, JSON or CSV; `schemas/codebook.schema.json` is made from it."""

from __future__ import annotations

import re

from pydantic import AliasChoices, Field, field_validator

from workbench.coding.codebook import CodeEntry
from workbench.errors import BadInput
from workbench.files.structured import FileModel, load
from workbench.files.tables import read_table

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class CodeItem(FileModel):
    """One code. `id` is a UUID or a word that keeps its identity from one import to the next."""

    id: str = ""
    name: str
    parent: str | None = Field(None, description="id, path or name of the parent code")
    short_definition: str = ""
    full_definition: str = Field("", validation_alias=AliasChoices("full_definition", "definition"))
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: tuple[str, ...] = ()
    colour: str = Field("", description="#rrggbb")
    retired: bool = False

    @field_validator("colour")
    @classmethod
    def _is_colour(cls, value: str) -> str:
        if value and not COLOUR.fullmatch(value):
            raise ValueError(f"a colour is written #rrggbb, not {value!r}")
        return value.lower()

    @field_validator("short_definition", "full_definition", "when_to_use", "when_not_to_use", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return "" if value is None else value


class CodebookFile(FileModel):
    """A codebook: a flat list in which each code names its parent."""

    version: int = 1
    name: str = ""
    codes: tuple[CodeItem, ...]


def read_codebook(text: str, *, name: str) -> tuple[CodeEntry, ...]:
    """The codes of a YAML, JSON or CSV file, by the ending of `name`.

    A CSV has the same columns; `path` may stand instead of `parent`; examples are separated by line ends.

    Raises:
        BadInput: with every fault and its place.
    """
    if name.lower().endswith((".csv", ".tsv")):
        return tuple(_from_row(line, row) for line, row in _items(text, name))
    book = load(text, name=name, model=CodebookFile)
    return tuple(_entry(f"codes[{n}]", item) for n, item in enumerate(book.codes, 1))


def _items(text: str, name: str) -> list[tuple[int, CodeItem]]:
    rows = read_table(text, name=name, required=("name",), known=_COLUMNS)
    found, problems = [], []
    for line, row in rows:
        values = {key: value for key, value in row.items() if key not in ("path", "examples") and value}
        values["name"] = row["name"]
        if "/" in row.get("path", "") and not values.get("parent"):
            values["parent"] = row["path"].rsplit("/", 1)[0]
        try:
            examples = tuple(filter(None, row.get("examples", "").split("\n")))
            found.append((line, CodeItem.model_validate({**values, "examples": examples})))
        except ValueError as error:
            problems.append(f"{name}, line {line}: {_first_reason(error)}")
    if problems:
        raise BadInput(f"{name} cannot be used: {len(problems)} faults", problems=tuple(problems))
    return found


_COLUMNS = (*CodeItem.model_fields, "definition", "path")
"""The columns of a codebook CSV; any other is a fault, since its content would be lost."""


def _first_reason(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    return str(errors()[0]["msg"]) if errors else str(error)


def _from_row(line: int, item: CodeItem) -> CodeEntry:
    return _entry(f"line {line}", item)


def _entry(where: str, item: CodeItem) -> CodeEntry:
    return CodeEntry(
        where=where,
        name=item.name,
        key=item.id,
        parent=item.parent or "",
        short_definition=item.short_definition,
        full_definition=item.full_definition,
        when_to_use=item.when_to_use,
        when_not_to_use=item.when_not_to_use,
        examples="\n".join(" ".join(example.split()) for example in item.examples),
        colour=item.colour,
        retired=item.retired,
    )
