"""The codebook as YAML and CSV, every field and the hierarchy, to be read back as it was; and as a document to read.

YAML: `codes: [{id, name, parent, short_definition, full_definition, when_to_use, when_not_to_use, examples,
colour, retired}]`, a flat list with parents before their children; `parent` is the parent's id or null. The id is the
word that the codebook file had for the code, else its UUID.
CSV: the same columns and then `path`; `examples` one a line, or a JSON list where one has several lines; `retired`
yes or no, `parent` empty at the top.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from workbench.export.as_csv import ENCODING, write_rows
from workbench.export.codebook_document import codebook_document
from workbench.export.document_formats import DOCUMENT_FORMATS, DocumentRenderer
from workbench.export.formats import chosen
from workbench.export.plain_text import DEFAULT_AS_OF
from workbench.model.codebook import CODE_FIELDS, join_examples
from workbench.model.views import CodeView

CodebookRenderer = Callable[[Sequence[CodeView]], bytes]
"""Takes the codes in the codebook's order."""

CSV_COLUMNS = ("id", "name", "parent", *CODE_FIELDS, "retired", "path")
"""The header of the CSV form."""


def render_codebook(
    codes: Sequence[CodeView], *, format: str, study_title: str = "", as_of: str = DEFAULT_AS_OF
) -> bytes:
    """The codebook as a file's bytes. `format` is a name of `CODEBOOK_FORMATS`, or of `DOCUMENT_FORMATS` to be read.

    yaml and csv hold every text exactly as it is. So the CSV, unlike exports for reading, puts nothing before
    text that looks like a formula: it is made to be read back, and a mark put there silently would become
    part of a code's name. It is UTF-8 with a byte order mark.

    Raises:
        UsageError: no such format.
    """

    def as_document(write: DocumentRenderer) -> bytes:
        return write(codebook_document(codes, study_title=study_title, as_of=as_of), as_of)

    makers = {name: partial(write, codes) for name, write in CODEBOOK_FORMATS.items()}
    makers |= {name: partial(as_document, write) for name, write in DOCUMENT_FORMATS.items()}
    return chosen(makers, format, what="a codebook")()


def parents_first(codes: Sequence[CodeView]) -> Iterator[CodeView]:
    """The codes in the order given, each after its parent where that is among them."""
    by_id = {code.id: code for code in codes}
    done: set[str] = set()
    for code in codes:
        line: list[CodeView] = []
        above: CodeView | None = code
        while above is not None and above.id not in done:
            done.add(above.id)
            line.append(above)
            above = by_id.get(above.parent_id or "")
        yield from reversed(line)


def _with_parents(codes: Sequence[CodeView]) -> Iterator[tuple[CodeView, str | None]]:
    """The codes, parents first, each with the id that the file has for its parent."""
    ids = {code.id: code.key or code.id for code in codes}
    for code in parents_first(codes):
        yield code, ids.get(code.parent_id or "", code.parent_id)


def _yaml(codes: Sequence[CodeView]) -> bytes:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as blocks, which people can read and edit."""

    def text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_yaml_style(text))

    Dumper.add_representer(str, text_node)
    value = {"codes": [_record(code, parent) for code, parent in _with_parents(codes)]}
    dumped: str = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
    return dumped.encode("utf-8")


def _yaml_style(text: str) -> str | None:
    """Quoted where PyYAML would fold a rarer line break into a space, a block for several lines."""
    if any(mark in text for mark in "\r\x85\u2028\u2029"):
        return '"'
    return "|" if "\n" in text.strip("\n") and text[:1].strip() else None


def _record(code: CodeView, parent: str | None) -> dict[str, Any]:
    """A code's fields; `parent` is the id of its parent as written in the file."""
    record: dict[str, Any] = {"id": code.key or code.id, "name": code.name, "parent": parent}
    for name in CODE_FIELDS:
        record[name] = getattr(code, name)
    record["examples"] = list(code.examples)
    record["retired"] = code.retired
    return record


def _csv(codes: Sequence[CodeView]) -> bytes:
    stream = io.StringIO(newline="")
    write_rows([CSV_COLUMNS], stream)
    write_rows((_csv_row(code, parent) for code, parent in _with_parents(codes)), stream)
    return stream.getvalue().encode(ENCODING)


def _csv_row(code: CodeView, parent: str | None) -> tuple[str, ...]:
    record = _record(code, parent) | {
        "parent": parent or "",
        "examples": join_examples(code.examples),
        "retired": "yes" if code.retired else "no",
        "path": code.path,
    }
    return tuple(record[name] for name in CSV_COLUMNS)


CODEBOOK_FORMATS: Mapping[str, CodebookRenderer] = {"yaml": _yaml, "csv": _csv}
"""What `render_codebook` can write to be read back, by name."""
