"""Attributions of quotes, generated from a source's record by one template per study and never typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter

from workbench.errors import BadInput

FIELDS = (
    "interview",
    "title",
    "organisation",
    "role",
    "participant",
    "site",
    "tracer",
    "wave",
    "mode",
    "date",
)
"""The names that a template may use."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a template with its format."""

    name: str
    spec: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two brackets, or the whole template: fields and groups, each after its `lead` text."""

    opening: str
    items: tuple[tuple[str, Field | Group], ...]
    trail: str
    closing: str


_CLOSING = {"[": "]", "(": ")", "“": "”", "«": "»"}
"""Brackets in which fields stand together: an empty pair is not written."""


def parse_template(template: str) -> Group:
    """The template as a tree of groups.

    Raises:
        BadInput: an unknown field, an attribute or index access, or unbalanced braces.
    """
    try:
        parts = [(literal, name or "", spec or "") for literal, name, spec, _ in Formatter().parse(template)]
    except ValueError as error:
        raise BadInput(
            f"the attribution template {template!r} is malformed: {error}", hint="Write {{ for a plain brace."
        ) from error
    unknown = [name for _, name, _ in parts if name and name not in FIELDS]
    if unknown:
        raise BadInput(
            f"the attribution template names {unknown[0]!r}, which is not a field",
            hint="Fields: " + ", ".join(FIELDS) + ".",
        )
    for _, name, spec in parts:
        if name == "date" and spec:
            format_date("2020-01-31", spec)
    return _grouped(parts)


def _grouped(parts: Sequence[tuple[str, str, str]]) -> Group:
    """The tree of a template; brackets that do not match are text like any other."""
    tokens = [
        token for literal, name, spec in parts for token in (*literal, *([Field(name, spec)] if name else ()))
    ]
    matching = _matching(tokens)

    def group(start: int, end: int, opening: str, closing: str) -> Group:
        items: list[tuple[str, Field | Group]] = []
        text, at = "", start
        while at < end:
            token = tokens[at]
            if isinstance(token, Field):
                items.append((text, token))
                text = ""
            elif at in matching:
                items.append((text, group(at + 1, matching[at], token, _CLOSING[token])))
                text, at = "", matching[at]
            else:
                text += token
            at += 1
        return Group(opening, tuple(items), text, closing)

    return group(0, len(tokens), "", "")


def _matching(tokens: Sequence[str | Field]) -> dict[int, int]:
    """Where each bracket that has one finds its end."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, token in enumerate(tokens):
        if isinstance(token, str) and token in _CLOSING:
            waiting.append(at)
        elif waiting and token == _CLOSING[str(tokens[waiting[-1]])]:
            found[waiting.pop()] = at
    return found


def format_date(iso: str, spec: str) -> str:
    """A date, month (`2017-01`) or year (`2017`) under a strftime format that says no more than is known.

    A day that is not known is left out of `%d %b %Y`; an unknown month leaves the year.
    """
    known = iso.count("-")
    if not spec:
        return iso
    if known < 2:
        spec = _as_far_as_known(spec, MONTH_OR_YEAR[known]) or ("%Y", "%b %Y")[known]
    full = iso + "-01" * (2 - known)
    try:
        return date.fromisoformat(full).strftime(spec)
    except ValueError as error:
        raise BadInput(f"the date {iso!r} cannot be written as {spec!r}: {error}") from error


MONTH_OR_YEAR = ("YyCG", "YyCGmbBh")
"""The letters of strftime that a year alone can fill, and those that a month of a year can."""


def _as_far_as_known(spec: str, letters: str) -> str:
    """The format without what is not known and without the text that led from it to the next part."""
    kept, between, dropped = "", "", False
    for token in re.findall(r"%[-_0^#]?.|[^%]+", spec):
        if token[0] == "%" and token[-1] in letters:
            kept += (between if kept else "") + token
            between, dropped = "", False
        elif token[0] == "%" and token[-1] != "%":
            dropped = True
        elif not dropped:
            between += token
    return kept


def attribute(template: Group, record: Mapping[str, str]) -> str:
    """The attribution of one source. An empty field goes with what led to it; what then comes first needs no comma.

    `record` maps names of `FIELDS` to text; several values are already joined.
    """
    return _written(template, record) or ""


def _written(part: Field | Group, record: Mapping[str, str]) -> str | None:
    """A field or group in words; None where every field of it is empty."""
    if isinstance(part, Field):
        value = record.get(part.name, "")
        return (format_date(value, part.spec) if value and part.name == "date" else value) or None
    if not part.items:
        return part.opening + part.trail + part.closing
    out, last = "", None
    for number, (lead, item) in enumerate(part.items):
        last = _written(item, record)
        if last is not None:
            out += (lead if out or not number else _label(lead)) + last
    if not out:
        return None
    says_more = any(char.isalnum() for char in part.trail)
    return part.opening + out + (part.trail if last is not None or not says_more else "") + part.closing


def _label(lead: str) -> str:
    """The words that lead to a field, without the separator before them."""
    return next((lead[at:] for at, char in enumerate(lead) if char.isalnum()), "")
