"""What a person asks of the coded excerpts, as one line: `trust or respect not cost site:Nordmoor near:200`.

A word is a code with its sub-codes; a name with blanks stands in quotation marks. `or` joins codes into a group; groups
follow one another, with or without `and`, and all must hold; `not` before a group refuses it. The excerpts shown are
those of the first wanted group; the other groups ask what else is coded over them, or `near:N` characters of them.
Fields (`site:`, `wave:`, ...) limit the sources, coders and words; several values of one field are alternatives;
`name=value` asks for an attribute of the source. `only:names` leaves sub-codes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.errors import BadInput

FIELDS = ("source", "site", "tracer", "wave", "coder", "organisation", "role", "text", "memo", "near", "only")
"""The words that may stand before a colon."""

LIMITS = ("source", "site", "tracer", "wave", "organisation", "role", "speaker")
"""The same where the words of all texts are searched, and no codings."""

_TOKEN = re.compile(
    r"""(?P<field>[A-Za-z]+):(?P<value>"[^"]*"|[^\s"]*)"""
    r"""|(?P<key>"[^"]+"|[^\s"=:]+)=(?P<equal>"[^"]*"|[^\s"]*)"""
    r"""|(?P<word>"[^"]*"|[^\s"]+)"""
)


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Codes by name, any of which will do; `wanted` is false after `not`."""

    names: tuple[str, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class ExcerptQuery:
    """A question about coded excerpts, by names as typed. `near` is in characters; 0 asks for an overlap."""

    groups: tuple[CodeGroup, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    near: int = 0
    sub_codes: bool = True

    def values(self, name: str) -> tuple[str, ...]:
        """What was asked of a field, none if nothing was."""
        return dict(self.fields).get(name, ())


@dataclass(slots=True)
class _Parts:
    groups: list[CodeGroup] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, list[str]] = field(default_factory=dict)


def parse_limits(text: str) -> ExcerptQuery:
    """Read what limits a search in the texts: fields of `LIMITS` and attributes, no codes.

    Raises:
        BadInput: as `parse_query`, and for words without a field.
    """
    query = parse_query(text, fields=LIMITS)
    if query.groups or query.near or not query.sub_codes:
        word = query.groups[0].names[0] if query.groups else "near:" if query.near else "only:"
        raise BadInput(f"{word!r} limits no search", hint=f"Fields: {', '.join(LIMITS)}; or attribute=value.")
    return query


def parse_query(text: str, *, fields: tuple[str, ...] = FIELDS) -> ExcerptQuery:
    """Read a question; an empty one asks for every coded excerpt.

    Raises:
        BadInput: an unknown field, a field without value, `or`, `and` or `not` without a code, `or not`, or an unclosed
            quotation mark.
    """
    line = text.replace("“", '"').replace("”", '"')
    if line.count('"') % 2:
        raise BadInput("a quotation mark is not closed", hint="Names with blanks stand between two of them.")
    parts = _Parts()
    joiner, negated = "", False
    for match in _TOKEN.finditer(line):
        if match["field"]:
            _add_field(parts, match["field"].lower(), _bare(match["value"]), fields=fields)
        elif match["key"]:
            _add(parts.attributes, _bare(match["key"]), _bare(match["equal"]), shown=match[0])
        elif match["word"].lower() in ("and", "or", "not"):
            word = match["word"].lower()
            if word == "or" and (joiner or not parts.groups):
                raise BadInput(
                    f"{word!r} stands without a code before it", hint="For example: trust or respect"
                )
            if word == "not" and joiner == "or":
                raise BadInput("'or not' cannot be asked", hint="For example: trust or respect not cost")
            negated = negated or word == "not"
            joiner = word
        elif name := _bare(match["word"]):
            _add_code(parts, name, joined=joiner == "or", wanted=not negated)
            joiner, negated = "", False
    if joiner:
        raise BadInput(f"{joiner!r} stands without a code after it", hint="For example: trust or respect")
    return _query(parts)


def _query(parts: _Parts) -> ExcerptQuery:
    near, only = parts.fields.pop("near", ["0"]), parts.fields.pop("only", [])
    if not (near[-1].isascii() and near[-1].isdigit()):
        raise BadInput(f"near:{near[-1]} is not a number of characters", hint="For example near:200")
    if any(word.lower() not in ("names", "name") for word in only):
        raise BadInput(f"only:{only[-1]} is not known", hint="only:names leaves sub-codes out.")
    return ExcerptQuery(
        tuple(parts.groups),
        tuple((name, tuple(values)) for name, values in parts.fields.items()),
        tuple((name, tuple(values)) for name, values in parts.attributes.items()),
        int(near[-1][:9]),
        not only,
    )


def _add_code(parts: _Parts, name: str, *, joined: bool, wanted: bool) -> None:
    if joined:
        last = parts.groups[-1]
        parts.groups[-1] = CodeGroup((*last.names, name), last.wanted)
    else:
        parts.groups.append(CodeGroup((name,), wanted))


def _add_field(parts: _Parts, name: str, value: str, *, fields: tuple[str, ...]) -> None:
    if name not in fields:
        raise BadInput(f"{name!r} is not a field of a query", hint=f"Fields: {', '.join(fields)}.")
    _add(parts.fields, name, value, shown=f"{name}:")


def _add(values: dict[str, list[str]], name: str, value: str, *, shown: str) -> None:
    if not value:
        raise BadInput(f"{shown} needs a value", hint=f'For example {shown}"two words" or {shown}word')
    values.setdefault(name, []).append(value)


def _bare(token: str) -> str:
    return " ".join(token.strip('"').split())


def written(query: ExcerptQuery) -> str:
    """The line that gives this question again."""
    return " ".join(_tokens(query))


def _tokens(query: ExcerptQuery) -> Iterator[str]:
    for group in query.groups:
        joined = " or ".join(quoted(name) for name in group.names)
        yield joined if group.wanted else f"not {joined}"
    for name, values in query.fields:
        yield from (f"{name}:{quoted(value)}" for value in values)
    for name, values in query.attributes:
        yield from (f"{quoted(name)}={quoted(value)}" for value in values)
    if query.near:
        yield f"near:{query.near}"
    if not query.sub_codes:
        yield "only:names"


def quoted(name: str) -> str:
    """A name or value as it is written in a query: between quotation marks where it could be misread."""
    plain = re.fullmatch(r"[^\s\":=]+", name) and name.lower() not in ("and", "or", "not")
    return name if plain else f'"{name}"'
