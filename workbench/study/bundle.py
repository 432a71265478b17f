"""A study as one JSON file, and back: every table of its content, row by row, without its change log.

The bundle is for keeping and for other programs; `schemas/bundle.schema.json` describes it. It holds the interviews
themselves, so it is as confidential as the study file. The key of pseudonyms is in neither.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from workbench.errors import BadInput, DiskFull, OutputRefused
from workbench.files.model_faults import reason_of
from workbench.model.coding import Excerpt
from workbench.model.identity import sha256_text
from workbench.model.people import Coder
from workbench.model.study import StudySetting
from workbench.model.vocabulary import plural
from workbench.store.creating import create_study
from workbench.store.reading.bundle import IN_ORDER, columns_of, content, reference_faults
from workbench.store.reading.study import settings
from workbench.store.schema import ENTITIES, FORMAT_VERSION
from workbench.store.sqlite_backup import publish, remove_leftovers
from workbench.store.sqlite_integrity import content_faults
from workbench.store.study import Reader, Study
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.bundle_rules import rule_faults
from workbench.study.files import StudyFile

MAX_FAULTS = 20
"""So many faults of a bundle are listed."""


class _Exact(BaseModel):
    """Values of exactly these types and nothing else: a bundle is written by programs."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _row_model(table: str) -> type[_Exact]:
    fields: dict[str, Any] = {
        name: (kind | None if optional else kind, ...) for name, (kind, optional) in columns_of(table).items()
    }
    made: type[_Exact] = create_model(_title(table), __base__=_Exact, **fields)
    return made


def _title(table: str) -> str:
    return "".join(word.capitalize() for word in table.split("_"))


_ROWS: Mapping[str, type[_Exact]] = {table: _row_model(table) for table in IN_ORDER}

_TABLES: dict[str, Any] = {table: (list[model], ...) for table, model in _ROWS.items()}  # type: ignore[valid-type]  # made at run time

Tables: type[_Exact] = create_model("Tables", __base__=_Exact, **_TABLES)
"""The tables of a study, each a list of rows."""


class Bundle(_Exact):
    """A study's content in the tables of one format of the study file."""

    bundle: Literal["realist workbench study"]
    format: Literal[3]
    tables: Tables  # type: ignore[valid-type]  # made at run time, as its rows are


def write_bundle(reader: Reader) -> bytes:
    """The study as JSON; the same content gives the same bytes."""
    data = {"bundle": "realist workbench study", "format": FORMAT_VERSION, "tables": dict(content(reader))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_bundle(data: bytes, *, name: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a bundle by table.

    Raises:
        BadInput: it is no bundle, of another format, or a value is of another type; every fault is placed.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"{name} is not JSON: {error}", hint="A bundle is written by: workbench export study"
        ) from error
    if not isinstance(raw, dict) or raw.get("bundle") != "realist workbench study":
        raise BadInput(
            f"{name} is no bundle of a study", hint="A bundle is written by: workbench export study"
        )
    if raw.get("format") != FORMAT_VERSION:
        raise BadInput(
            f"{name} is a bundle of format {raw.get('format')!r}; this workbench reads format {FORMAT_VERSION}",
            hint="Write it anew with a workbench of this version.",
        )
    try:
        Bundle.model_validate(raw)
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc']))}: {reason_of(dict(fault))}"
            for fault in error.errors(include_url=False)
        ]
        raise _refused(name, faults) from None
    tables: dict[str, list[dict[str, Any]]] = raw["tables"]
    wrong = [row["sha256"] for row in tables["revision_text"] if not _is_as_written(row)]
    placed = [f"the text {digest[:12]} is not the one that was written" for digest in wrong]
    placed += [*reference_faults(tables), *_setting_faults(tables["study_setting"]), *rule_faults(tables)]
    if placed:
        raise _refused(name, placed)
    return tables


def _is_as_written(row: Mapping[str, str]) -> bool:
    try:
        return sha256_text(row["body"]) == row["sha256"]
    except UnicodeEncodeError:
        return False


def _setting_faults(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """What a study could not be read with: facts of itself that are not as its own file would have them."""
    facts: dict[str, Any] = {row["key"]: row["value"] for row in rows if row["key"] in StudyFile.model_fields}
    try:
        if "authors" in facts:
            facts["authors"] = json.loads(facts["authors"])
        StudyFile.model_validate(facts)
    except json.JSONDecodeError:
        return ["tables.study_setting: authors: not a list of names in JSON"]
    except ValidationError as error:
        return [
            f"tables.study_setting: {'.'.join(map(str, fault['loc']))}: {reason_of(dict(fault))}"
            for fault in error.errors(include_url=False)
        ]
    return []


def _refused(name: str, faults: Sequence[str]) -> BadInput:
    more = [f"and {len(faults) - MAX_FAULTS:,} more"] if len(faults) > MAX_FAULTS else []
    return BadInput(
        f"{name} cannot be used: {plural(len(faults), 'fault')}",
        hint="Nothing was made. Write the bundle anew: workbench export study",
        problems=(*faults[:MAX_FAULTS], *more),
    )


@dataclass(frozen=True, slots=True)
class TakeBundle:
    """Fill a study that was just made with the rows of a bundle, by table."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    name: str

    def perform(self, work: UnitOfWork) -> Outcome[int]:
        """Carry it out; the value is how many rows there were.

        Raises:
            BadInput: the study is not empty.
        """
        known = settings(work.connection)
        for row in self.tables["study_setting"]:
            if row["key"] in known:
                work.update(StudySetting, row["key"], value=row["value"])
            else:
                work.insert(StudySetting(**row))
        for row in self.tables["revision_text"]:
            work.intern_text(row["body"])
        for table in IN_ORDER:
            if table not in ("study_setting", "revision_text"):
                self._take(work, table)
        count = sum(len(rows) for rows in self.tables.values())
        return Outcome(f"took over a study from {self.name}: {plural(count, 'row')}", count)

    def _take(self, work: UnitOfWork, table: str) -> None:
        kind = ENTITIES[table]
        columns = tuple(columns_of(table))
        rows = [tuple(row[column] for column in columns) for row in self.tables[table]]
        if kind in (Coder, Excerpt):
            work.intern_rows(kind, columns, rows)
        else:
            work.insert_rows(kind, columns, rows)


def unpack(data: bytes, *, name: str, path: Path, coder: str) -> int:
    """Make a study file at `path` of a bundle, whole or not at all; how many rows it had.

    Raises:
        BadInput: the bundle cannot be used: its shape, or rows that refer to what is not there.
        OutputRefused: the name is taken or cannot be written.
    """
    if path.exists():
        raise OutputRefused(f"{path} exists already", hint="Name another file.")
    tables = read_bundle(data, name=name)
    facts = {row["key"]: row["value"] for row in tables["study_setting"]}
    if not facts.get("id") or not facts.get("title", "").strip():
        raise _refused(name, ["tables.study_setting: the study has no id or no title"])
    aside = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        create_study(aside, title=facts["title"], study_id=facts["id"])
        with Study(aside) as study:
            count = study.execute(TakeBundle(tables, name), coder=coder).value
        if faults := content_faults(aside):
            raise _refused(name, faults)
        publish(aside, path)
    except OSError as error:
        raise OutputRefused(f"{path} cannot be written: {error.strerror}") from error
    except (OutputRefused, DiskFull) as error:
        said = error.message.replace(str(aside), str(path))
        raise type(error)(said, hint=error.hint or "Name a file in another folder.") from error
    finally:
        remove_leftovers(aside)
    return count
