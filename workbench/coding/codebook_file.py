"""The shape of a codebook file, YAML, JSON or CSV; `schemas/codebook.schema.json` is made from it."""

from __future__ import annotations

from typing import Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator

from workbench.coding.hierarchy import CodeEntry
from workbench.errors import BadInput
from workbench.files.structured import FileModel, Text, load_placed, reason_of
from workbench.files.tables import delimiter_of, read_table
from workbench.model.codebook import CODE_FIELDS, COLOUR, join_examples, split_examples
from workbench.model.vocabulary import plural


class CodeItem(FileModel):
    """One code. `id` is a UUID or a word that keeps its identity from one import to the next.

    A field that is left out stays as the study has it; one that is there and empty is emptied.
    """

    id: Text = ""
    name: str
    parent: str | None = Field(None, description="id, path or name of the parent code")
    short_definition: Text = ""
    full_definition: Text = Field("", validation_alias=AliasChoices("full_definition", "definition"))
    when_to_use: Text = ""
    when_not_to_use: Text = ""
    examples: tuple[str, ...] = ()
    colour: Text = Field("", description="#rrggbb", json_schema_extra={"pattern": "^(#[0-9a-fA-F]{6})?$"})
    retired: bool = False

    @field_validator("colour", mode="after")
    @classmethod
    def _is_colour(cls, value: str) -> str:
        if value and not COLOUR.fullmatch(value):
            raise ValueError(f"a colour is written #rrggbb, not {value!r}")
        return value.lower()

    @field_validator("examples", mode="before")
    @classmethod
    def _none_is_no_example(cls, value: object) -> object:
        return () if value is None else value


class CodebookFile(FileModel):
    """A codebook: a flat list in which each code names its parent."""

    version: Literal[1] = 1
    name: str = Field("", description="For people; not kept")
    codes: tuple[CodeItem, ...]

    @field_validator("version", mode="before")
    @classmethod
    def _as_number(cls, value: object) -> object:
        return 1 if value == "1" else value


def read_codebook(text: str, *, name: str) -> tuple[CodeEntry, ...]:
    """The codes of a YAML, JSON or CSV file, by the ending of `name`; of standard input (`-`) by its first line.

    A CSV has the same columns; `path` may stand instead of `parent`; examples stand one a line, or as a JSON
    list where one has several lines.

    Raises:
        BadInput: with every fault and its place.
    """
    if name.lower().endswith((".csv", ".tsv")) or (name == "-" and _is_table(text)):
        items = _items(text, name)
    else:
        book, place_of = load_placed(text, name=name, model=CodebookFile)
        items = [(f"{name}, {place_of(('codes', at))}", item) for at, item in enumerate(book.codes)]
    has_hierarchy = any("parent" in item.model_fields_set for _, item in items)
    return tuple(_entry(where, item, has_hierarchy=has_hierarchy) for where, item in items)


def _is_table(text: str) -> bool:
    heading = text.lstrip("\ufeff").lstrip().partition("\n")[0].lower()
    return "name" in (cell.strip(' "') for cell in heading.split(delimiter_of(heading)))


def _items(text: str, name: str) -> list[tuple[str, CodeItem]]:
    rows = read_table(text, name=name, required=("name",), known=_COLUMNS)
    found, problems = [], []
    for line, row in rows:
        values: dict[str, object] = {key: value for key, value in row.items() if key != "path"}
        if "path" in row and not row.get("parent"):
            values["parent"] = row["path"].rpartition("/")[0]
        if "examples" in row:
            values["examples"] = split_examples(row["examples"])
        if not row.get("retired", "no").strip():
            values["retired"] = False
        try:
            found.append((f"{name}, line {line}", CodeItem.model_validate(values)))
        except ValidationError as error:
            problems += [
                f"{name}, line {line}, {'.'.join(map(str, fault['loc']))}: {reason_of(dict(fault))}"
                for fault in error.errors(include_url=False)
            ]
    if problems:
        raise BadInput(
            f"{name} cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend the file and try again; the study is unchanged.",
            problems=tuple(problems),
        )
    return found


_COLUMNS = (*CodeItem.model_fields, "definition", "path")
"""The columns of a codebook CSV; any other is a fault, since its content would be lost."""


def _entry(where: str, item: CodeItem, *, has_hierarchy: bool) -> CodeEntry:
    given = item.model_fields_set & {*CODE_FIELDS, "retired"}
    return CodeEntry(
        where=where,
        name=item.name,
        key=item.id.strip(),
        parent=(item.parent or "").strip(),
        short_definition=item.short_definition,
        full_definition=item.full_definition,
        when_to_use=item.when_to_use,
        when_not_to_use=item.when_not_to_use,
        examples=join_examples(item.examples),
        colour=item.colour,
        retired=item.retired,
        given=frozenset(given | {"parent"}) if has_hierarchy else frozenset(given),
    )
