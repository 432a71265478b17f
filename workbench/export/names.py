"""Names of files and of pages made from names that people gave, fit for every system and each different."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.export.gate import fit

MAX_PART_CHARS = 60
"""Of each name in a file's name; file systems hold 255 bytes."""

SHEET_CHARS = 31
"""Excel's limit for the name of a sheet."""

_FORBIDDEN_IN_SHEETS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def file_stem(*parts: str) -> str:
    """The names in small letters and digits, joined by hyphens: `cmo-table-falls-prevention-area-1`."""
    bare = (fit(part).lower().replace("'", "").replace("’", "") for part in parts)
    words = ("".join(c if c.isalnum() else " " for c in part) for part in bare)
    return "-".join(stem for part in words if (stem := "-".join(part.split())[:MAX_PART_CHARS].strip("-")))


def sheet_name(tracer: str, site: str, what: str = "") -> str:
    """`Falls prevention, Area 1`, cut in the tracer first so that the site can still be read."""
    site, what = _clean(site), _clean(what)
    end = f", {site[:12]}" + (f", {what}" if what else "")
    whole = f"{_clean(tracer)}, {site}" + (f", {what}" if what else "")
    if len(whole) <= SHEET_CHARS:
        return whole
    return _clean(tracer)[: SHEET_CHARS - len(end)].strip("' ") + end


def _clean(text: str) -> str:
    """Without what Excel forbids in a sheet's name: some signs, and an apostrophe at either end."""
    return " ".join(
        "".join(c for c in fit(text).translate(_FORBIDDEN_IN_SHEETS) if c.isprintable()).split()
    ).strip("'")


def distinct(names: Iterable[str], *, limit: int = 0) -> tuple[str, ...]:
    """The names, a repeated one (in any case) with a number; none longer than `limit` characters if given."""
    taken: set[str] = set()
    out = []
    for name in names:
        given, count = name, 1
        while given.casefold() in taken:
            count += 1
            tail = f"-{count}"
            given = (name[: limit - len(tail)] if limit else name) + tail
        taken.add(given.casefold())
        out.append(given)
    return tuple(out)
