"""YAML and JSON files against a pydantic model, with every fault named by file, line and entry, in one round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema

from workbench.errors import BadInput
from workbench.files.model_faults import fields_at, names_of_fields, reason_of
from workbench.files.places import Location, Place, Placed, Unparsable
from workbench.model.vocabulary import plural

__all__ = ["FileModel", "Text", "dump", "load", "load_placed", "reason_of"]

M = TypeVar("M", bound=BaseModel)

MEND = "Mend the file and try again; the study is unchanged."


class FileModel(BaseModel):
    """The base of all file models: unknown fields are faults, since a mistyped field would be lost.

    Numbers stand for themselves where text is wanted: interviews are often called 18967.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The schema with the other names under which a field may stand, too."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for field in cls.model_fields.values():
            if isinstance(field.validation_alias, AliasChoices):
                first, *others = (str(choice) for choice in field.validation_alias.choices)
                properties.update(dict.fromkeys(others, properties[first]))
        return schema


Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""Text that a file may leave empty: YAML reads an empty value as null."""


def load(text: str, *, name: str, model: type[M]) -> M:
    """The content of a YAML or JSON file (JSON by the ending of `name`) as an instance of `model`.

    Raises:
        BadInput: not YAML or JSON, or not of the model's shape; every fault with its line, in the file's order.
    """
    return load_placed(text, name=name, model=model)[0]


def load_placed(text: str, *, name: str, model: type[M]) -> tuple[M, Callable[[Location], Place]]:
    """As `load`, and where each part of the file stands, for faults that only the study can tell."""
    placed = _read(text, name)
    if not isinstance(placed.data, dict):
        what = "is empty" if placed.data is None else "does not hold the fields of such a file"
        raise BadInput(
            f"{name} {what}",
            hint=f"It begins with one of these fields: {', '.join(map(repr, names_of_fields(model)))}.",
        )
    faults = list(placed.faults)
    try:
        content = model.model_validate(placed.data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            location = _within(fault["loc"], placed.data)
            said = reason_of(dict(fault), fields=fields_at(model, fault["loc"]))
            faults.append((placed.place_of(location), f"{_entry(location, placed.data)}: {said}"))
        _refuse(name, faults, cause=error)
    if faults:
        _refuse(name, faults)
    return content, placed.place_of


def dump(data: Any) -> str:
    """Data as YAML in the order given, readable and with any character as itself."""
    import yaml

    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _read(text: str, name: str) -> Placed:
    kind = "JSON" if name.lower().endswith(".json") else "YAML"
    try:
        if kind == "JSON":
            from workbench.files.placed_json import read_json

            return read_json(text)
        from workbench.files.placed_yaml import read_yaml

        return read_yaml(text)
    except Unparsable as error:
        where = f"{name}, {error.place}" if error.place else name
        raise BadInput(
            f"{where}: not valid {kind}: {error.reason}", hint=f"{MEND} Further faults are told then."
        ) from error


def _within(location: Location, data: Any) -> Location:
    """The part of pydantic's location that the file has, and the field that is missing or misspelt in it."""
    known: list[int | str] = []
    for part in location:
        known.append(part)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(known)


def _entry(location: Location, data: Any) -> str:
    """`codes[3] (trust) > parent`: which entry and field, with the name of the entry where it has one."""
    out: list[str] = []
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(part, int):
            label = _label(data)
            out[-1:] = [f"{out[-1] if out else ''}[{part + 1}]" + (f" ({label})" if label else "")]
        else:
            out.append(part)
    return " > ".join(out) or "the file"


def _label(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    named = next((entry[key] for key in ("id", "name", "title", "wording") if entry.get(key)), "")
    return str(named)[:40] if isinstance(named, (str, int)) else ""


def _refuse(name: str, faults: list[tuple[Place, str]], *, cause: Exception | None = None) -> NoReturn:
    lines = dict.fromkeys(f"{place}: {said}" for place, said in sorted(faults, key=lambda fault: fault[0]))
    raise BadInput(
        f"{name} cannot be used: {plural(len(lines), 'fault')}", hint=MEND, problems=tuple(lines)
    ) from cause
