"""The fields of a code while somebody writes in them: what was there, what is typed, what differs. Pure.

A draft outlives the panel and the program; it knows what the study said when it was begun, so that others' changes
since are neither lost nor mistaken for one's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from workbench.model.code_text import CodeText
from workbench.model.codebook import join_examples, split_examples
from workbench.model.views import CodeView

FIELDS: Mapping[str, str] = {
    "name": "Name",
    "short_definition": "In short",
    "full_definition": "Definition",
    "when_to_use": "Use when",
    "when_not_to_use": "Not when",
    "examples": "Examples",
    "colour": "Colour",
}
"""The fields in the order in which they stand, with what they are called here."""

Texts = dict[str, str]
"""Texts by field; all of `FIELDS` are there. Examples are one a line."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Pasted controls, changes of direction and lone surrogates: nobody means them, and terminals obey some."""


def plain(text: str) -> str:
    """A text as it may be shown and kept: lines end in one way, and nothing is in it that nobody sees."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def texts_of(code: CodeView | None) -> Texts:
    """The fields of a code; all empty for a new one."""
    if code is None:
        return dict.fromkeys(FIELDS, "")
    return {
        field: plain(join_examples(code.examples) if field == "examples" else getattr(code, field))
        for field in FIELDS
    }


def differing(texts: Texts, base: Texts) -> list[str]:
    """The fields in which they differ, blanks at the ends not counted."""
    return [field for field in FIELDS if plain(texts[field]).strip() != base[field].strip()]


def as_stored(read: Mapping[str, str], code: CodeView) -> Texts:
    """What was read of fields, in the very words of the study as far as it still says so: shown texts are cleaned."""
    shown = texts_of(code)
    stored = {
        name: join_examples(code.examples) if name == "examples" else getattr(code, name) for name in read
    }
    return {name: stored[name] if shown[name] == text else text for name, text in read.items()}


def written(texts: Texts, fields: list[str]) -> CodeText:
    """These fields as they are to be written; the others stay as the study has them."""
    values: dict[str, Any] = {field: plain(texts[field]).strip() for field in fields}
    if "examples" in values:
        values["examples"] = split_examples(values["examples"])
    return CodeText(**values)


def to_draft(texts: Texts, base: Texts) -> str:
    """A draft as text; empty where nothing is typed that was not there."""
    typed = {field: texts[field] for field in differing(texts, base)}
    kept = {"typed": typed, "base": {field: base[field] for field in typed}}
    return json.dumps(kept, ensure_ascii=False) if typed else ""


def from_draft(draft: str, now: Texts) -> tuple[Texts, Texts]:
    """`(texts, base)` of a draft upon what the study says now; without a draft, or with a broken one, that alone."""
    try:
        kept = json.loads(draft)
        typed, base = _known(kept["typed"]), _known(kept["base"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return dict(now), dict(now)
    return now | typed, now | base


def _known(texts: Mapping[str, Any]) -> Texts:
    return {field: text for field, text in texts.items() if field in FIELDS and isinstance(text, str)}
