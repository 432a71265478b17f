"""What a YAML parser complains of, in the words of somebody who writes lists of fields and no parsers."""

from __future__ import annotations

import re

import yaml

from workbench.files.places import Place, Unparsable

_MARKS = "needs quotation marks around it"
_BACKSLASH = "a backslash means something else within double quotation marks: use single ones"

_REASONS = (
    ("found unexpected end of stream", "a quotation mark is opened here and not closed"),
    ("found unexpected document indicator", "a quotation mark is opened here and not closed"),
    ("found a tab character", "a tab is used to indent this line: use spaces"),
    ("could not find expected ':'", "this line is neither a field with its colon nor part of a text"),
    ("did not find expected '-' indicator", "this line does not fit the list above it: begin it with '- '"),
    ("did not find expected ',' or ']'", "a list in [ ] is not closed, or a comma is missing in it"),
    ("did not find expected ',' or '}'", "a group in { } is not closed, or a comma is missing in it"),
    ("found undefined alias", f"a text that begins with * {_MARKS}"),
    ("did not find expected alphabetic or numeric", f"a text that begins with * or & {_MARKS}"),
    ("found duplicate anchor", f"a text that begins with & {_MARKS}"),
    ("found unknown escape character", _BACKSLASH),
    ("did not find expected hexdecimal number", _BACKSLASH),
    ("block sequence entries are not allowed", "a list entry begins with '- ' on a line of its own"),
    ("but found another document", "'---' begins a second document: one file holds one"),
    ("did not find expected <document start>", "this line does not belong to what stands above it"),
    ("did not find expected comment or line break", f"a text that begins with > or | {_MARKS}"),
    ("did not find expected node content", "a value is missing here"),
    ("directive", f"a text that begins with % {_MARKS}"),
)
"""A part of the parser's words, ours."""

_AT_ITS_OPENING = ("found unexpected end of stream", "found unexpected document indicator", "expected ':'")
"""Complaints whose place is where the text or line began, since the parser notices only later."""

_ELSE = "this line cannot be read: look at its indentation, its colons and its quotation marks"


def reason_of_yaml(error: yaml.YAMLError, text: str) -> Unparsable:
    """The parser's complaint in our words, at the line where a person will find the fault."""
    mark = getattr(error, "problem_mark", None)
    complaint = str(getattr(error, "problem", None) or "")
    if mark is None:
        return Unparsable("it holds a character that no text has, such as a control character")
    if any(words in complaint for words in _AT_ITS_OPENING):
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = Place(mark.line + 1, mark.column + 1)
    opened = getattr(error, "context_mark", None)
    if "',' or" in complaint and opened:
        return Unparsable(
            f"{_reason(complaint, line, mark.column)}; it begins on line {opened.line + 1}", place
        )
    if not line[mark.column :] and not any(lines[mark.line + 1 :]):
        return Unparsable("the file ends before everything in it is closed, such as a [ or {", place)
    return Unparsable(_reason(complaint, line, mark.column), place)


def _reason(complaint: str, line: str, column: int) -> str:
    if "mapping values are not allowed" in complaint:
        return _colon(line, column)
    if "cannot start any token" in complaint:
        sign = line[column : column + 1]
        if sign == "\t":
            return "a tab is used to indent this line: use spaces"
        return f"a text that begins with {sign} {_MARKS}"
    if "did not find expected key" in complaint:
        return _no_field(line, column)
    return next((ours for theirs, ours in _REASONS if theirs in complaint), _ELSE)


def _colon(line: str, column: int) -> str:
    """A second colon in a line is part of a text; a first one stands too deep."""
    if re.search(r":\s", line[:column]):
        return f"a text with a colon in it {_MARKS}"
    return "this line is indented deeper than the line above it allows"


def _no_field(line: str, column: int) -> str:
    before = line[:column].strip()
    if not before:
        return "this line is not indented like the lines it belongs to"
    if before[-1] in "\"'" or before.count('"') % 2 or before.count("'") % 2:
        return "a text goes on after its closing quotation mark: write a quotation mark within it twice"
    if line[column : column + 1] in ("]", "}"):
        return "a closing bracket too many"
    return _ELSE
