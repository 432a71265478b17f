"""JSON to plain data with places; a field that stands twice is a fault."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cache
from itertools import count
from typing import Any

from workbench.files.normalise import normalise
from workbench.files.places import Location, Place, Placed, Unparsable, twice

_REASONS = (
    (
        "Expecting property name",
        "a field's name in double quotation marks should stand here; is there a comma too many before it?",
    ),
    ("Illegal trailing comma", "there is a comma too many"),
    (
        "Expecting ',' delimiter",
        'a comma is missing here, or a quotation mark within a text is not written \\"',
    ),
    ("Expecting ':' delimiter", "a colon is missing between a field and its value"),
    ("Unterminated string", "a quotation mark is opened here and not closed"),
    (
        "Invalid control character",
        "a text breaks off here: write \\n for a line end and \\t for a tab within it",
    ),
    ("Extra data", "the content ends before this: is there a closing bracket too many?"),
    ("Invalid \\", "a backslash within a text is written twice"),
    ("Expecting value", "a value is missing here, or has no double quotation marks around it"),
)
"""The beginning of the parser's words, ours."""

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_PLAIN = re.compile(r"[^\s,\]}]+")


def read_json(text: str) -> Placed:
    """The data of a JSON text.

    Raises:
        Unparsable: not JSON, or nested too deeply.
    """
    repeated: list[str] = []
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, repeated))
    except json.JSONDecodeError as error:
        reason = next((ours for theirs, ours in _REASONS if error.msg.startswith(theirs)), "this is not JSON")
        raise Unparsable(reason, Place(error.lineno, error.colno)) from error
    except RecursionError as error:
        raise Unparsable("it is nested too deeply") from error
    except ValueError as error:
        raise Unparsable("it holds a number with too many digits") from error
    walked = cache(lambda: _Walk(text))  # places are wanted for faults alone
    faults = walked().faults if repeated else []
    return Placed(_cleaned(data), tuple(faults), lambda location: _place_of(walked().places, location))


def _object(pairs: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        repeated.append("")
    return found


def _cleaned(data: Any) -> Any:
    """The data with its texts normalised as those of files are: escapes may have brought in anything."""
    if isinstance(data, str):
        return normalise(data).text
    if isinstance(data, list):
        return [_cleaned(item) for item in data]
    if isinstance(data, dict):
        return {_cleaned(key): _cleaned(value) for key, value in data.items()}
    return data


def _place_of(places: dict[Location, Place], location: Location) -> Place:
    while location not in places:
        location = location[:-1]
    return places[location]


class _Walk:
    """Goes once through a JSON text that is known to be right and notes where everything stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[Location, Place] = {}
        self.faults: list[tuple[Place, str]] = []
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._value(self._skip(0), ())

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _place(self, at: int) -> Place:
        line = bisect_right(self.line_starts, at)
        return Place(line, at - self.line_starts[line - 1] + 1)

    def _value(self, at: int, location: Location) -> int:
        """Note the value that begins at `at`; returns where it ends."""
        self.places.setdefault(location, self._place(at))
        if self.text[at] == '"':
            return self._string(at)[1]
        if self.text[at] == "{":
            return self._fields(at, location)
        if self.text[at] == "[":
            return self._items(at, location)
        match = _PLAIN.match(self.text, at)
        return match.end() if match else at + 1

    def _string(self, at: int) -> tuple[str, int]:
        match = _STRING.match(self.text, at)
        return (str(json.loads(match[0])), match.end()) if match else ("", at + 1)

    def _items(self, at: int, location: Location) -> int:
        at = self._skip(at + 1)
        for number in count():
            if self.text[at] == "]":
                break
            at = self._after_comma(self._value(at, (*location, number)))
        return at + 1

    def _fields(self, at: int, location: Location) -> int:
        at = self._skip(at + 1)
        own: dict[str, Place] = {}
        while self.text[at] != "}":
            begun = self._place(at)
            name, at = self._string(at)
            here = (*location, name)
            if name in own:
                self.faults.append((begun, twice(name, own[name])))
            own.setdefault(name, begun)
            self.places.setdefault(here, begun)
            at = self._after_comma(self._value(self._skip(self._skip(at) + 1), here))
        return at + 1

    def _after_comma(self, at: int) -> int:
        at = self._skip(at)
        return self._skip(at + 1) if self.text[at] == "," else at
