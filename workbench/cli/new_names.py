"""What names joined the study by a change to its sources, and which of them may be slips of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.cli import diagnostics
from workbench.model.likeness import lettered

if TYPE_CHECKING:
    from workbench.store.study import Study

ALIKE = 80
"""From this similarity (0 to 100) a new name is asked about: `Harlmer` for `Harlmere`, not `North` for `South`."""


def design_names(study: Study) -> dict[str, list[str]]:
    """The names of the sites, tracers and waves that the study has, by noun."""
    from workbench.store.reading import finding

    with study.reading() as reader:
        return {noun: finding.names(reader, noun) for noun in ("site", "tracer", "wave")}


def tell_new(new: Mapping[str, Sequence[str]], known: Mapping[str, Sequence[str]]) -> None:
    """Say what is new, by noun, and ask about names near one that was known before or that came just before."""
    for what, names in new.items():
        if what != "participant":
            earlier = [(*known[what], *names[:n]) if what in known else () for n in range(len(names))]
            shown = ", ".join(
                name + _alike(name, others) for name, others in zip(names, earlier, strict=True)
            )
            diagnostics.warn(f"new {what}{'s' * (len(names) != 1)}: {shown}")


def _alike(name: str, known: Iterable[str]) -> str:
    """A hint that a new name may be a slip of the pen for one that the study or an earlier row has."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        name, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=ALIKE
    )
    if found is None or _signs(found[0]) != _signs(name):
        return ""
    return f" (did you mean {found[0]}? If so, undo, mend the name and try again)"


def _signs(name: str) -> tuple[str, list[str]]:
    """The digits and lone letters of a name: `Wave 2` is no slip of the pen for `Wave 1`, nor `Site B` for `Site A`."""
    return "".join(char for char in name if char.isdigit()), lettered(name.casefold().split())
