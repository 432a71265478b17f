"""Labelled material to measure on: JSON lines of excerpts or of causal sentences, and a codebook file beside them.

Nothing is written anywhere from here, so that fields the measuring has no use for are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator

from workbench.errors import BadInput
from workbench.files.structured import load, reason_of
from workbench.model.vocabulary import plural


@dataclass(frozen=True, slots=True)
class CodeText:
    """A code with all that its codebook entry says, in one text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled excerpt. `group` is what is held out together. No codes: read, and nothing to code."""

    id: str
    group: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CausalExample:
    """A sentence with whether it makes a causal claim; `kind` groups them in the report."""

    text: str
    causal: bool
    kind: str


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class _Code(_Lenient):
    id: str = ""
    name: str
    definition: str = ""
    short_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    examples: tuple[str, ...] = Field((), validation_alias=AliasChoices("examples", "cues"))

    @field_validator("*", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object, info: Any) -> object:
        return (() if info.field_name == "examples" else "") if value is None else value


class _Codebook(_Lenient):
    codes: tuple[_Code, ...]


class _Row(_Lenient):
    id: str = ""
    document: str = Field("", validation_alias=AliasChoices("document", "source"))
    text: str
    codes: tuple[str, ...] = Field(validation_alias=AliasChoices("codes", "themes"))


class _CausalRow(_Lenient):
    text: str
    causal: bool
    kind: str = Field("", validation_alias=AliasChoices("kind", "negative_kind"))

    @field_validator("kind", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return "" if value is None else value


def entry_text(*parts: str) -> str:
    """What a codebook entry says as one text: name, definitions, when to use, examples."""
    return "\n".join(part.strip().rstrip(".") + "." for part in parts if part.strip())


def read_codes(text: str, *, name: str) -> tuple[CodeText, ...]:
    """The codes of a codebook file, YAML or JSON. A code is known by its id, or by its name where it has none.

    Raises:
        BadInput: with every fault and its place; or two codes with one id.
    """
    book = load(text, name=name, model=_Codebook)
    codes = tuple(
        CodeText(
            code.id or code.name,
            entry_text(
                code.name,
                code.short_definition,
                code.full_definition or code.definition,
                code.when_to_use,
                *code.examples,
            ),
        )
        for code in book.codes
    )
    ids = [code.id for code in codes]
    twice = sorted({identity for identity in ids if ids.count(identity) > 1})
    if twice:
        raise BadInput(f"{name}: two codes are called {twice[0]!r}", hint="Give each code an id of its own.")
    return codes


def read_examples(text: str, *, name: str, group: str = "document") -> tuple[Example, ...]:
    """The excerpts of JSON lines of `{id, document, text, codes}`, held out together by the field `group`.

    Raises:
        BadInput: with every faulty line, or where no line has the field `group`.
    """
    found, problems, fields = [], [], set[str]()
    for line, data in _lines(text, name):
        fields |= data.keys()
        try:
            row = _Row.model_validate(data)
        except ValidationError as error:
            problems += _faults(error, name, line)
            continue
        where = data.get(group, row.document) if group != "document" else row.document
        prefix = f"{row.document} / " if group != "document" else ""
        found.append(
            Example(row.id or str(line), f"{prefix}{where}", row.text, tuple(dict.fromkeys(row.codes)))
        )
    _refuse(problems, name)
    if found and group not in fields and not (group == "document" and "source" in fields):
        raise BadInput(
            f"{name}: no line has a field {group!r} to hold out by",
            hint=f"Its fields: {', '.join(sorted(fields))}.",
        )
    return tuple(found)


def read_causal(text: str, *, name: str) -> tuple[CausalExample, ...]:
    """The sentences of JSON lines of `{text, causal}`.

    Raises:
        BadInput: with every faulty line.
    """
    found, problems = [], []
    for line, data in _lines(text, name):
        try:
            row = _CausalRow.model_validate(data)
        except ValidationError as error:
            problems += _faults(error, name, line)
            continue
        found.append(CausalExample(row.text, row.causal, row.kind))
    _refuse(problems, name)
    return tuple(found)


def _lines(text: str, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadInput(f"{name}, line {number}: not valid JSON: {error}") from error
        if not isinstance(data, dict):
            raise BadInput(f'{name}, line {number}: an object is wanted, such as {{"id": ..., "text": ...}}')
        yield number, data


def _faults(error: ValidationError, name: str, line: int) -> list[str]:
    return [
        f"{name}, line {line}, {'.'.join(map(str, fault['loc']))}: {reason_of(dict(fault))}"
        for fault in error.errors(include_url=False)
    ]


def _refuse(problems: list[str], name: str) -> None:
    if problems:
        raise BadInput(
            f"{name} cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend the file and try again.",
            problems=tuple(problems),
        )
