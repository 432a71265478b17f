"""What may come next in a query that is being typed: names of codes and fields that go on from what is there. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.model.likeness import near_names

FREE = ("text", "memo", "near", "only")
"""Fields whose values are no names of the study."""

JOINERS = ("and", "or", "not")
"""Words that are not looked for as codes."""

_LAST = re.compile(r"(?:(?P<field>[A-Za-z]+):)?(?P<value>\"[^\"]*|[^\s\":]*)$")


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand from `start` to the caret instead of what was typed, likeliest first; `near` if none begins so."""

    start: int = 0
    words: tuple[str, ...] = ()
    near: bool = False


def completions(line: str, names: Mapping[str, Sequence[str]]) -> Completion:
    """How the last name in the line, up to the caret, may go on; nothing where no name is being typed."""
    match = _LAST.search(line)
    if match is None or line[: match.start()].count('"') % 2:
        return Completion()
    field, typed = (match["field"] or "").lower(), match["value"].strip('"').casefold()
    if field:
        found, near = _going_on(typed, names.get(field, ()))
        return Completion(match.start(), tuple(f"{field}:{name}" for name in found), near)
    if not typed or typed in JOINERS:
        return Completion(match.start())
    known = [*names.get("code", ()), *_fields(names), *names.get("=", ())]
    found, near = _going_on(typed, known)
    return Completion(match.start(), found, near)


def _fields(names: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{field}:" for field in (*names, *FREE) if field not in ("code", "=")]


def _going_on(typed: str, names: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Names that begin so, then those with a word that does, then those with it inside; else near ones, and that."""
    first: list[str] = []
    second: list[str] = []
    third: list[str] = []
    for name in names:
        plain = name.strip('"').casefold()
        at = plain.find(typed)
        if at == 0:
            first.append(name)
        elif at > 0:
            (third if plain[at - 1].isalnum() else second).append(name)
    found = (*first, *second, *third)
    return (found, False) if found else (tuple(near_names(typed, names)), True)
