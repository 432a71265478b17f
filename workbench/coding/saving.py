"""Questions about the codings, kept under a name."""

from __future__ import annotations

import json
from dataclasses import dataclass

from workbench.errors import BadInput, Conflict
from workbench.model.identity import clean_name
from workbench.model.queries import SavedQuery
from workbench.store.reading.saved_queries import saved_queries
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class SaveQuery:
    """Keep a query under a name; one of that name, in any case, is replaced. `definition` is a JSON object as text."""

    name: str
    definition: str

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out; the value is the query's id.

        Raises:
            BadInput: the name is none, or the definition no JSON object.
        """
        name = clean_name(self.name, "query")
        _require_object(self.definition)
        there = {one.name.casefold(): one for one in saved_queries(work.connection)}
        old = there.get(name.casefold())
        if old is None:
            identity = work.new_id()
            work.insert(
                SavedQuery(
                    id=identity,
                    name=name,
                    definition=self.definition,
                    coder_id=work.coder_id,
                    created_at=work.at,
                )
            )
            return Outcome(f"saved the query {name!r}", identity)
        if not work.update(SavedQuery, old.id, name=name, definition=self.definition):
            return Outcome(f"nothing changed in the query {name!r}", old.id)
        return Outcome(f"saved the query {name!r} anew", old.id)


@dataclass(frozen=True, slots=True)
class RenameQuery:
    """Give a saved query another name."""

    query_id: str
    name: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out.

        Raises:
            BadInput: the name is none.
            Conflict: the query is gone, or another has that name in any case.
        """
        name = clean_name(self.name, "query")
        there = {one.id: one.name for one in saved_queries(work.connection)}
        if self.query_id not in there:
            raise Conflict("this query is no longer in the study")
        old = there.pop(self.query_id)
        if name.casefold() in (other.casefold() for other in there.values()):
            raise Conflict(f"there is a query {name!r} already", hint="Choose another name.")
        if not work.update(SavedQuery, self.query_id, name=name):
            return Outcome(f"nothing changed in the query {name!r}", None)
        return Outcome(f"renamed the query {old!r} to {name!r}", None)


@dataclass(frozen=True, slots=True)
class RemoveQuery:
    """Take a saved query away."""

    query_id: str

    def perform(self, work: UnitOfWork) -> Outcome[None]:
        """Carry it out; raises Conflict if it is gone."""
        name = next((one.name for one in saved_queries(work.connection) if one.id == self.query_id), None)
        if name is None:
            raise Conflict("this query is no longer in the study")
        work.delete(SavedQuery, [(self.query_id,)])
        return Outcome(f"removed the query {name!r}", None)


def definition_of(line: str) -> str:
    """A line of a query as the definition that is saved."""
    return json.dumps({"query": line}, ensure_ascii=False)


def line_of(definition: str) -> str:
    """The line in a saved definition.

    Raises:
        BadInput: the definition was written by something else and holds no query.
    """
    _require_object(definition)
    line = json.loads(definition).get("query")
    if not isinstance(line, str):
        raise BadInput("this saved query holds no line that could be asked")
    return line


def _require_object(definition: str) -> None:
    try:
        found = json.loads(definition)
    except (json.JSONDecodeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadInput("the definition of a query is a JSON object")
