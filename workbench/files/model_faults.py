"""What pydantic finds wrong with the content of a file, in the words of the person who wrote the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo

from workbench.files.places import Location
from workbench.model.likeness import near_names, one_of

MAX_SHOWN = 50
"""So many characters of a wrong value are shown; more would hide the message."""

_REASONS = {
    "missing": "this field is missing",
    "bool_parsing": "must be true or false, not {input}",
    "bool_type": "must be true or false, not {input}",
    "int_parsing": "must be a whole number, not {input}",
    "int_from_float": "must be a whole number, not {input}",
    "int_type": "must be a whole number, not {input}",
    "float_parsing": "must be a number, not {input}",
    "float_type": "must be a number, not {input}",
    "tuple_type": "must be a list, not {input}",
    "list_type": "must be a list, not {input}",
    "dict_type": "must be a group of fields, not {input}",
    "model_type": "must be a group of fields, not {input}",
    "model_attributes_type": "must be a group of fields, not {input}",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must look like {pattern}, not {input}",
    "too_short": "needs at least {min_length} of them",
    "too_long": "takes at most {max_length} of them",
    "greater_than_equal": "must be at least {ge}, not {input}",
    "greater_than": "must be more than {gt}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
    "less_than": "must be less than {lt}, not {input}",
    "literal_error": "must be {expected}, not {input}",
    "recursion_loop": "holds itself",
}
"""Pydantic's kinds of fault with our words; the words in braces are of its context."""

_SHAPES = {r"^\d+:\d+$": "START:END, such as 120:240"}
"""Patterns of our models with what they ask for."""


def reason_of(fault: Mapping[str, Any], *, fields: Sequence[str] = ()) -> str:
    """One of pydantic's faults in our words; `fields` are those that its entry may have."""
    kind, given = fault["type"], _shown(fault["input"])
    if kind == "extra_forbidden":
        return _no_such_field(str(fault["loc"][-1]) if fault["loc"] else "", fields)
    if kind == "string_type":
        return (
            "this field is empty"
            if fault["input"] is None
            else f"must be text, not {_kind_of(fault['input'])}"
        )
    if kind == "enum":
        return _no_such_word(fault)
    context = dict(fault.get("ctx") or {})
    context["pattern"] = _SHAPES.get(str(context.get("pattern")), context.get("pattern"))
    if kind in _REASONS:
        return _REASONS[kind].format(**{**context, "input": "nothing" if fault["input"] is None else given})
    return str(fault["msg"]).removeprefix("Value error, ")


def _shown(value: object) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…")
    if isinstance(value, Mapping):
        return "a group of fields"
    return "a list" if isinstance(value, (list, tuple)) else str(value)[:MAX_SHOWN]


def _no_such_field(name: str, fields: Sequence[str]) -> str:
    near = near_names(name, fields, limit=1)
    if near:
        return f"unknown field: did you mean {near[0]!r}?"
    return f"unknown field; there are: {', '.join(fields)}" if fields else "unknown field"


def _no_such_word(fault: Mapping[str, Any]) -> str:
    expected = str(fault["ctx"]["expected"])
    words = [word for word in expected.split("'") if word.strip() not in ("", ",", "or")]
    given = fault["input"]
    near = near_names(given, words, limit=1) if isinstance(given, str) else []
    said = f"must be {one_of([repr(word) for word in words])}, not {'nothing' if given is None else _shown(given)}"
    return f"{said}: did you mean {near[0]!r}?" if near else said


def _kind_of(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group of fields (a text with a colon needs quotation marks)"
    if isinstance(value, (list, tuple)):
        return "a list (a text in [ ] or { } needs quotation marks)"
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else _shown(value)


def names_of_fields(model: type[BaseModel]) -> list[str]:
    """Every name under which a field of the model may stand in a file."""
    return [name for key, field in model.model_fields.items() for name in _names(key, field)]


def _names(key: str, field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    return [str(choice) for choice in alias.choices] if isinstance(alias, AliasChoices) else [key]


def fields_at(model: type[BaseModel], location: Location) -> list[str]:
    """The fields that the entry may have in which the last part of `location` stands."""
    models = [model]
    for part in location[:-1]:
        if isinstance(part, str):
            fields = [(key, field) for one in models for key, field in one.model_fields.items()]
            models = [
                inner
                for key, field in fields
                if part == key or part in _names(key, field)
                for inner in _models_in(field.annotation)
            ]
    return list(dict.fromkeys(name for one in models for name in names_of_fields(one)))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models within a type such as `tuple[CodeItem, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
