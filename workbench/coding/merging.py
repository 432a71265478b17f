"""Codes that turned out to be one: their codings, sub-codes and memos go to the one that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.coding.merging_summaries import move_summaries
from workbench.coding.placing import code_of, require_place
from workbench.coding.recoding import doubles_note, move_codings
from workbench.errors import Conflict, UsageError
from workbench.model.codebook import CODE_FIELDS, Code, join_examples
from workbench.model.coding_views import CodesMerged
from workbench.model.memos import Memo
from workbench.model.views import CodeView
from workbench.model.vocabulary import plural
from workbench.store.reading.code_use import codings_of, memos_about, resting_on
from workbench.store.reading.codebook import code_views, next_position, with_sub_codes
from workbench.store.schema import ENTITIES
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class MergeCodes:
    """Merge codes into one that stays; the merged ones are removed. All coders' codings go along.

    A passage that a coder had coded with both is coded once then. Sub-codes move under the code that stays, memos and
    report sections follow, examples are added to its own. Its definitions stay as they are; those of the merged
    codes are named in the value and kept by the history. A dry run gives the same value: the preview.
    """

    from_ids: tuple[str, ...]
    into_id: str

    def perform(self, work: UnitOfWork) -> Outcome[CodesMerged]:
        """Carry it out.

        Raises:
            UsageError: nothing to merge, or a code into itself.
            Conflict: a code is gone, the one that stays is retired or lies below a merged one, or sub-codes would
                share a name.
        """
        codes = code_views(work.connection, counted=False)
        into = code_of(codes, self.into_id, what="the code that should stay")
        merged = [code_of(codes, one, what="a code to be merged") for one in dict.fromkeys(self.from_ids)]
        children = _children(codes, merged)
        _refuse(codes, merged, into, children)
        moved = move_codings(work, codings_of(work.connection, [code.id for code in merged]), into.id)
        first = next_position(work.connection, into.id)
        work.update_rows(
            Code,
            ("parent_id", "position"),
            {(code.id,): (into.id, first + n) for n, code in enumerate(children)},
        )
        summaries = move_summaries(work, merged, into.id)
        memos = _follow(work, [code.id for code in merged], into.id)
        examples = _examples(merged, into)
        work.update(Code, into.id, examples=join_examples((*into.examples, *examples)))
        work.delete(Code, [(code.id,) for code in sorted(merged, key=lambda code: -code.depth)])
        paths = tuple(code.path for code in merged)
        value = CodesMerged(
            into.path,
            paths,
            moved,
            tuple(code.path for code in children),
            memos,
            len(examples),
            _left(merged, into),
            summaries,
        )
        words = (
            f"merged {', '.join(map(repr, paths))} into {into.path!r}: {plural(moved.moved, 'coding')} moved"
        )
        return Outcome(words + doubles_note(moved) + _rest(value), value)


def _children(codes: Sequence[CodeView], merged: Sequence[CodeView]) -> list[CodeView]:
    """The codes right below the merged ones that are not merged themselves."""
    ids = {code.id for code in merged}
    return [code for code in codes if code.parent_id in ids and code.id not in ids]


def _refuse(
    codes: Sequence[CodeView], merged: Sequence[CodeView], into: CodeView, children: Sequence[CodeView]
) -> None:
    if not merged:
        raise UsageError("no code to be merged is named")
    if into.retired:
        raise Conflict(
            f"{into.path!r} is retired", hint="Take it up again first, or merge into another code."
        )
    names = {code.name.casefold(): code for code in codes if code.parent_id == into.id and code not in merged}
    for code in merged:
        if code.id == into.id:
            raise UsageError(f"{into.path!r} cannot be merged into itself")
        if into.id in with_sub_codes(tuple(codes), code.id):
            raise Conflict(
                f"{into.path!r} lies below {code.path!r}, which would be removed",
                hint="Merge the other way round, or move it out first: workbench codebook move",
            )
    for child in children:
        require_place(codes, into.id, moved=child.id)
        other = names.setdefault(child.name.casefold(), child)
        if other.id != child.id:
            raise Conflict(
                f"{child.path!r} and {other.path!r} would bear one name under {into.path!r}",
                hint="Merge or rename these two first.",
            )


def _follow(work: UnitOfWork, ids: Sequence[str], into_id: str) -> int:
    """Let what was about the merged codes be about the one that stays; how many memos were."""
    about = memos_about(work.connection, "code", ids)
    work.update_rows(Memo, ("subject_id",), {(memo,): (into_id,) for memo, _ in about})
    for table, column, found in resting_on(
        work.connection, "code", ids, apart_from=frozenset({"coding", "code", "matrix_summary"})
    ):
        work.update_rows(ENTITIES[table], (column,), {key: (into_id,) for key, _ in found})
    return len(about)


def _examples(merged: Sequence[CodeView], into: CodeView) -> list[str]:
    """The examples of the merged codes that the one that stays does not have."""
    new = dict.fromkeys(example for code in merged for example in code.examples)
    return [example for example in new if example not in into.examples]


def _left(merged: Sequence[CodeView], into: CodeView) -> tuple[str, ...]:
    return tuple(
        f"{code.path}: {name.replace('_', ' ')}"
        for code in merged
        for name in CODE_FIELDS
        if name not in ("examples", "colour") and getattr(code, name) not in ("", getattr(into, name))
    )


def _rest(value: CodesMerged) -> str:
    parts = [
        plural(count, noun)
        for count, noun in (
            (len(value.sub_codes), "sub-code"),
            (value.memos, "memo"),
            (value.examples, "example"),
        )
        if count
    ]
    parts += [plural(value.summaries, "summary in the matrix", "summaries in the matrix")] * bool(
        value.summaries
    )
    return f"; with {', '.join(parts)}" if parts else ""
