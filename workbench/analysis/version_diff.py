"""What changed from one version of the programme theory to another: configurations, slot by slot, and the statement."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from workbench.model.theory_version_views import (
    CMOAsItStood,
    CMOChange,
    SlotAsItStood,
    SlotChange,
    TextChange,
    VersionDiff,
    VersionView,
    Words,
)


def version_diff(before: VersionView, after: VersionView) -> VersionDiff:
    """The difference. A configuration is the same by its id; one in another order is not changed by that."""
    old = {cmo.cmo_id: cmo for cmo in before.cmos}
    new = {cmo.cmo_id: cmo for cmo in after.cmos}
    changes = {key: _change(old[key], new[key]) for key in new if key in old}
    return VersionDiff(
        before,
        after,
        text_change(before.statement, after.statement),
        tuple(cmo for cmo in after.cmos if cmo.cmo_id not in old),
        tuple(cmo for cmo in before.cmos if cmo.cmo_id not in new),
        tuple(change for change in changes.values() if change is not None),
        tuple(new[key] for key, change in changes.items() if change is None),
    )


def text_change(before: str, after: str) -> TextChange | None:
    """What changed between two texts, word by word; None if nothing but white space did."""
    old, new = before.split(), after.split()
    if old == new:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    words = tuple(
        Words(" ".join(old[i1:i2]), " ".join(new[j1:j2])) for _, i1, i2, j1, j2 in matcher.get_opcodes()
    )
    return TextChange(before, after, words)


def _change(before: CMOAsItStood, after: CMOAsItStood) -> CMOChange | None:
    change = CMOChange(
        before,
        after,
        text_change(before.title, after.title),
        text_change(before.narrative, after.narrative),
        None if set(before.sites) == set(after.sites) else (before.sites, after.sites),
        tuple(_slots(before.slots, after.slots)),
    )
    return change if change.title or change.narrative or change.sites or change.slots else None


def _slots(before: tuple[SlotAsItStood, ...], after: tuple[SlotAsItStood, ...]) -> Iterator[SlotChange]:
    """Slots are the same by their ids, else by role and wording: one taken out and put in again is the same."""
    pairs = {slot.id: slot for slot in before}
    left = [slot for slot in before if slot.id not in {one.id for one in after}]
    matched: set[str] = set()
    for new in after:
        old = pairs.get(new.id)
        if old is None:
            old = next((s for s in left if (s.role, s.wording) == (new.role, new.wording)), None)
            if old is not None:
                left.remove(old)
        if old is None:
            yield SlotChange(None, new)
            continue
        matched.add(old.id)
        if (old.wording, old.role, old.status) != (new.wording, new.role, new.status):
            yield SlotChange(old, new, text_change(old.wording, new.wording))
    for old in before:
        if old.id not in matched:
            yield SlotChange(old, None)
