"""Attributions of quotes, generated from a source's record by one template per study and never typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def parse_template(template: str) -> tuple[tuple[str, str, str], ...]:
    """The template as `(literal before, field, format)` triples; the last may have an empty field.

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
    return tuple(parts)


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


def attribute(parts: tuple[tuple[str, str, str], ...], record: Mapping[str, str]) -> str:
    """The attribution of one source. An empty field goes, together with the text that led to it.

    `record` maps names of `FIELDS` to text; several values are already joined.
    """
    out: list[str] = []
    opening = True
    for literal, name, spec in parts:
        if not name:
            out.append(literal)
            continue
        value = record.get(name, "")
        if value and name == "date":
            value = format_date(value, spec)
        if value:
            out.append(literal + value)
            opening = False
        elif opening:
            out.append(literal.rstrip(" ,;"))
    return _tidy("".join(out))


def _tidy(text: str) -> str:
    for bracket in "[(":
        for comma in (", ", "; "):
            text = text.replace(bracket + comma, bracket)
    return text
