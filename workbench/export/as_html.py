"""The neutral document as one self-contained, accessible HTML file; its markup is in the templates."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from workbench.export.document import Block, BlockQuote, Document, Heading, Table
from workbench.export.plain_text import printable
from workbench.export.quotation import quoted

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def to_html(document: Document) -> bytes:
    """The document as UTF-8 HTML: no script, no outside file, style for screen and print."""
    template = _environment().get_template("document.html.j2")
    headings = _headings(document)
    contents = [
        (headings[place], block.text)
        for place, block in enumerate(document.blocks)
        if document.contents and isinstance(block, Heading) and block.level == 1
    ]
    return template.render(
        document=document, headings=headings, contents=contents, anchors=_Anchors(document)
    ).encode("utf-8")


class _Anchors:
    """The groups and quotes that links can lead to; a name that stands twice is the first one's."""

    def __init__(self, document: Document) -> None:
        self._names = {name for block in document.blocks for name in _names(block) if name}
        self._left = set(self._names)

    def has(self, name: str) -> bool:
        """Whether a link to this name leads anywhere."""
        return name in self._names

    def claim(self, name: str) -> bool:
        """Whether what asks is the first of this name."""
        if name not in self._left:
            return False
        self._left.remove(name)
        return True


def _names(block: Block) -> tuple[str, ...]:
    """The anchors of a block."""
    if isinstance(block, Table):
        return tuple(group.anchor for group in block.groups)
    return (block.anchor,) if isinstance(block, BlockQuote) else ()


def _headings(document: Document) -> dict[int, str]:
    """An anchor for each heading, by the place of its block."""
    places = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading)]
    return {place: f"part-{count}" for count, place in enumerate(places, start=1)}


def _with_breaks(text: str) -> Markup:
    """Text with its newlines as `<br>`; everything else is escaped."""
    from markupsafe import Markup

    return Markup("<br>\n").join(printable(text).split("\n"))


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


@cache
def _environment() -> Environment:
    """Made once: compiling the templates costs more than rendering a short report."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("workbench.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["lines"] = _with_breaks
    environment.filters["quoted"] = quoted
    environment.filters["one_line"] = _one_line
    environment.filters["base64"] = lambda data: b64encode(data).decode("ascii")
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    return environment
