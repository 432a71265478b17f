"""What may have been meant by the name of a file that is not there."""

from __future__ import annotations

from pathlib import Path

from workbench.model.likeness import did_you_mean, near_names

MAX_LOOKED_AT = 2_000
"""So many names of a folder are compared; in a larger one the person knows better."""


def near_files(path: Path) -> str:
    """A hint with the files in the same folder that have a name like this; empty if none has.

    A folder that is missing itself is said instead.
    """
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either."
    try:
        names = [entry.name for _, entry in zip(range(MAX_LOOKED_AT), folder.iterdir(), strict=False)]
    except OSError:
        return ""
    names = sorted(name for name in names if not name.startswith(".") and not _is_other_study(name, path))
    stems = {Path(name).stem: name for name in names if Path(name).suffix.lower() == path.suffix.lower()}
    same_stem = [name for name in names if Path(name).stem.casefold() == path.stem.casefold()]
    near = list(dict.fromkeys((*same_stem, *(stems[stem] for stem in near_names(path.stem, stems)))))[:3]
    return did_you_mean([str(folder / name) for name in near])


def _is_other_study(name: str, path: Path) -> bool:
    return name.endswith(".study") and path.suffix != ".study"
