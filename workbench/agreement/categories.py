"""From the codes that a person names to the categories by which codings are compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from workbench.agreement.values import Categories
from workbench.model.views import CodeView


def categories(
    codes: Sequence[CodeView], *, used: Collection[str], chosen: Sequence[str] = (), roll_up: bool = False
) -> Categories:
    """The categories of a comparison; codes are in the order of the hierarchy, parents first.

    Without roll-up, each of the `chosen` codes (else each of the `used` ones) is a category of its own. With it, a
    coding also counts for every chosen code above its own; where none is chosen, for the top code of its branch.
    """
    parents = {code.id: code.parent_id for code in codes}
    wanted = set(chosen)
    if not wanted:
        wanted = {_lineage(parents, one)[-1] if roll_up else one for one in used}
    of_code = {}
    for code in codes:
        line = _lineage(parents, code.id) if roll_up else (code.id,)
        found = tuple(one for one in line if one in wanted)
        if found:
            of_code[code.id] = found
    return Categories({code.id: code.path for code in codes if code.id in wanted}, of_code)


def categories_by_path(lines: Mapping[str, Sequence[str]], *, chosen: Sequence[str] = ()) -> Categories:
    """The same from the paths that codes had when a round was frozen, whatever the codebook is now.

    `lines` holds, by code's id, the paths for which its codings may count: its own, and with roll-up those above, the
    top one last. Categories are paths here, and so are the `chosen` ones; they are listed by path.
    """
    wanted = set(chosen) or {line[-1] for line in lines.values()}
    of_code = {
        code: found for code, line in lines.items() if (found := tuple(p for p in line if p in wanted))
    }
    return Categories({path: path for path in sorted(wanted, key=str.casefold)}, of_code)


def _lineage(parents: dict[str, str | None], code_id: str) -> tuple[str, ...]:
    """A code and those above it, the top one last."""
    line = [code_id]
    while (above := parents[line[-1]]) is not None:
        line.append(above)
    return tuple(line)
