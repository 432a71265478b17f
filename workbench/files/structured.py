"""YAML and JSON files against a pydantic model, with every fault named by file and place."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from workbench.errors import BadInput

M = TypeVar("M", bound=BaseModel)

MAX_PROBLEMS = 30
"""Faults listed for one file; more would not be read."""


class FileModel(BaseModel):
    """The base of all file models: unknown fields are faults, since a mistyped field would be lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Loader(yaml.SafeLoader):
    """Safe YAML in which dates stay text and a key that stands twice is a fault."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str, *, name: str, model: type[M]) -> M:
    """The content of a YAML or JSON file (JSON by the ending of `name`) as an instance of `model`.

    Raises:
        BadInput: not YAML or JSON, or not of the model's shape; every fault with its place.
    """
    try:
        data = json.loads(text) if name.lower().endswith(".json") else yaml.load(text, Loader=_Loader)
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}, line {error.lineno}: not valid JSON: {error.msg}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"{name}{_line(error)}: not valid YAML: {_reason(error)}") from error
    if not isinstance(data, dict):
        wanted = ", ".join(repr(field) for field in model.model_fields)
        raise BadInput(
            f"{name} does not hold the fields of such a file", hint=f"It begins with one of {wanted}."
        )
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = [f"{_place(e['loc'], data)}: {_say(dict(e))}" for e in error.errors(include_url=False)]
        raise BadInput(
            f"{name} cannot be used: {len(problems)} fault{'s' * (len(problems) != 1)}",
            hint="Mend the file and try again; the study is unchanged.",
            problems=tuple(problems[:MAX_PROBLEMS]),
        ) from error


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


def _say(fault: dict[str, Any]) -> str:
    kind = fault["type"]
    if kind == "extra_forbidden":
        return "there is no such field"
    if kind == "missing":
        return "this field is missing"
    if kind == "enum":
        return f"must be {fault['ctx']['expected']}, not {fault['input']!r}"
    return str(fault["msg"]).removeprefix("Value error, ")
