"""A version of the programme theory, and what changed between two, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.model.theory_version_views import (
    CMOAsItStood,
    CMOChange,
    SlotAsItStood,
    SlotChange,
    TextChange,
    VersionDiff,
    VersionView,
)


def described(version: VersionView) -> Iterator[str]:
    """A version with its configurations as they stood."""
    yield version.name
    yield f"  {version.tracer or 'the whole programme'}; by {version.coder}, {version.created_at[:10]}"
    if version.reason:
        yield f"  why: {version.reason}"
    yield f"\n  {version.statement}"
    for cmo in version.cmos:
        yield f"\n  {head(cmo)}"
        if cmo.narrative:
            yield f"    {cmo.narrative}"
        for slot in cmo.slots:
            yield f"    {statement(slot)}"


def head(cmo: CMOAsItStood) -> str:
    """`CMO 3 Its title (observed; Harlmere)`."""
    return f"CMO {cmo.number}  {cmo.title} ({'; '.join((cmo.kind, *cmo.sites))})"


def statement(slot: SlotAsItStood) -> str:
    """`outcome: fewer falls (anticipated)`."""
    return f"{slot.role}: {slot.wording}" + (f" ({slot.status})" if slot.status else "")


def difference_lines(diff: VersionDiff) -> Iterator[str]:
    """What changed: `+` added, `-` dropped, `~` changed, with `[-words taken out-]` and `{+words put in+}`."""
    yield f"from {diff.before.name}"
    yield f"to   {diff.after.name}"
    if diff.after.reason:
        yield f"why: {diff.after.reason}"
    if diff.is_empty:
        yield "\nstatement and CMOs are the same"
        return
    if diff.statement:
        yield f"\n~ statement: {marked(diff.statement)}"
    for sign, cmos in (("+", diff.added), ("-", diff.dropped)):
        for cmo in cmos:
            yield f"\n{sign} {head(cmo)}"
            for slot in cmo.slots:
                yield f"    {sign} {statement(slot)}"
    for change in diff.reworded:
        yield from _changed(change)
    if diff.same:
        yield f"\n= as it stood: {', '.join(f'CMO {cmo.number}' for cmo in diff.same)}"


def _changed(change: CMOChange) -> Iterator[str]:
    yield f"\n~ {head(change.after)}"
    for what, text in (("title", change.title), ("narrative", change.narrative)):
        if text:
            yield f"    ~ {what}: {marked(text)}"
    if change.sites:
        before, after = (", ".join(names) or "none" for names in change.sites)
        yield f"    ~ sites: {before} -> {after}"
    for slot in change.slots:
        yield f"    {_slot(slot)}"


def _slot(change: SlotChange) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        sign, slot = ("-", before) if before else ("+", after)
        return f"{sign} {statement(slot)}" if slot else ""
    role = after.role if before.role == after.role else f"{before.role} -> {after.role}"
    said = f"~ {role}: {marked(change.words) if change.words else after.wording}"
    if before.status != after.status:
        said += f" ({before.status or 'no status'} -> {after.status or 'no status'})"
    return said


def marked(text: TextChange) -> str:
    """The text with what was taken out and put in."""
    return " ".join(_marks((one.before, one.after, one.same) for one in text.words))


def _marks(words: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    for before, after, same in words:
        if same:
            yield after
            continue
        if before:
            yield f"[-{before}-]"
        if after:
            yield f"{{+{after}+}}"
