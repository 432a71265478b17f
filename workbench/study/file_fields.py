"""The fields of files about a study that have rules of their own: dates, names, templates, lists of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationError, WrapValidator
from pydantic_core import InitErrorDetails, PydanticCustomError

from workbench.errors import BadInput
from workbench.model.attribution import parse_template
from workbench.model.identity import clean_name


def _iso_date(value: str) -> str:
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        raise ValueError(f"a date is written 2017-01-31, 2017-01 or 2017, not {value!r}") from None
    return value


IsoDate = Annotated[str, AfterValidator(_iso_date)]
"""ISO 8601; it may stop at the month or year."""


def named(noun: str) -> AfterValidator:
    """The rule of a name: not empty, not too long, on one line."""

    def check(value: str) -> str:
        try:
            clean_name(value, noun)
        except BadInput as error:
            raise ValueError(error.message) from None
        return value

    return AfterValidator(check)


def _template(value: str) -> str:
    try:
        parse_template(value)
    except BadInput as error:
        raise ValueError(error.one_line) from None
    return value


Template = Annotated[str, AfterValidator(_template)]
"""How attributions are written."""


def _each_once(given: Any, check: Callable[[Any], Any]) -> Any:
    """Check the entries of a list, and that no name stands in it twice; all faults of both are told."""
    twice = list(_twice(given)) if isinstance(given, (list, tuple)) else []
    faults: list[InitErrorDetails] = []
    try:
        checked = check(given)
    except ValidationError as error:
        faults = [_details(dict(fault)) for fault in error.errors(include_url=False)]
    if faults or twice:
        raise ValidationError.from_exception_data("a list", [*faults, *twice])
    return checked


def _details(fault: dict[str, Any]) -> InitErrorDetails:
    return InitErrorDetails(
        type=fault["type"], loc=fault["loc"], input=fault["input"], ctx=fault.get("ctx", {})
    )


def _twice(entries: Sequence[Any]) -> Iterator[InitErrorDetails]:
    first: dict[str, int] = {}
    for place, entry in enumerate(entries):
        name = entry.get("name") if isinstance(entry, dict) else entry
        folded = " ".join(str(name or "").split()).casefold()
        if folded and first.setdefault(folded, place) != place:
            said = f"{str(name)!r} stands in entry {first[folded] + 1} already: keep one"
            yield InitErrorDetails(
                type=PydanticCustomError("twice", "{said}", {"said": said}), loc=(place,), input=name
            )


Once = WrapValidator(_each_once)
"""Each name of a list once; letters in another case do not make it another."""
