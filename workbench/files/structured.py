"""YAML and JSON files against a pydantic model, with every fault named by file and place."""

from __future__ import annotations

import json
import reprlib
from collections.abc import Hashable, Mapping
from typing import Annotated, Any, TypeVar

import yaml
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
from workbench.files.normalise import normalise
from workbench.model.vocabulary import plural

M = TypeVar("M", bound=BaseModel)


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


_BaseLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: ten times as fast."""


class _Loader(_BaseLoader):  # type: ignore[misc, valid-type]
    """Safe YAML in which all but `null` stays text as written, and a key that stands twice is a fault.

    YAML 1.1 reads `no` as false, `0017` as 15, `10:20` as 620 and a date as a date; here the model decides.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


_KEPT_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")

_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KEPT_TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str, *, name: str, model: type[M]) -> M:
    """The content of a YAML or JSON file (JSON by the ending of `name`) as an instance of `model`.

    Raises:
        BadInput: not YAML or JSON, or not of the model's shape; every fault with its place.
    """
    data = _cleaned(_parsed(text, name), {})
    if not isinstance(data, dict):
        wanted = ", ".join(repr(field) for field in model.model_fields)
        raise BadInput(
            f"{name} does not hold the fields of such a file", hint=f"It begins with one of {wanted}."
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = [
            f"{_place(e['loc'], data)}: {reason_of(dict(e))}" for e in error.errors(include_url=False)
        ]
        raise BadInput(
            f"{name} cannot be used: {plural(len(problems), 'fault')}",
            hint="Mend the file and try again; the study is unchanged.",
            problems=tuple(problems),
        ) from error


def _parsed(text: str, name: str) -> Any:
    is_json = name.lower().endswith(".json")
    kind = "JSON" if is_json else "YAML"
    try:
        if is_json:
            return json.loads(text, object_pairs_hook=_once_each)
        return yaml.load(text, Loader=_Loader)
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}, line {error.lineno}: not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise BadInput(f"{name}: not valid {kind} for us: it is nested too deeply") from error
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError) as error:
        # the last four come out of PyYAML for values that do not fit their tag, such as `!!int x`
        raise BadInput(f"{name}{_line(error)}: not valid {kind}: {_reason(error)}") from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _cleaned(data: Any, done: dict[int, Any]) -> Any:
    """The data with all its texts normalised as those of files are: escapes may have brought in anything.

    `done` holds what was cleaned, by identity, since YAML may name one thing in many places.
    """
    if isinstance(data, str):
        return normalise(data).text
    if not isinstance(data, (dict, list)):
        return data
    if id(data) not in done:
        done[id(data)] = data  # a thing within itself stays as it is, and the model refuses it
        done[id(data)] = (
            {_cleaned(key, done): _cleaned(value, done) for key, value in data.items()}
            if isinstance(data, dict)
            else [_cleaned(item, done) for item in data]
        )
    return done[id(data)]


def dump(data: Any) -> str:
    """Data as YAML in the order given, readable and with any character as itself."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark is not None else ""


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n", 1)[0]


def _place(location: tuple[int | str, ...], data: Any) -> str:
    """`codes[3] (trust) > parent`: where in the file, with the name of the entry where it has one."""
    out: list[str] = []
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(part, int):
            label = ""
            if isinstance(data, dict):
                label = str(next((data[k] for k in ("id", "name", "title", "wording") if data.get(k)), ""))[
                    :40
                ]
            out[-1:] = [f"{out[-1] if out else ''}[{part + 1}]" + (f" ({label})" if label else "")]
        else:
            out.append(part)
    return " > ".join(out) or "the file"


def reason_of(fault: Mapping[str, Any]) -> str:
    """One of pydantic's faults in our words."""
    kind = fault["type"]
    if kind == "extra_forbidden":
        return "there is no such field"
    if kind == "missing":
        return "this field is missing"
    if kind == "enum":
        return f"must be {fault['ctx']['expected']}, not {reprlib.repr(fault['input'])}"
    if kind == "string_type":
        return f"must be text, not {reprlib.repr(fault['input'])}"
    if kind in ("tuple_type", "list_type"):
        return f"must be a list, not {reprlib.repr(fault['input'])}"
    return str(fault["msg"]).removeprefix("Value error, ")
