"""From paths and a manifest to sources that can be stored, one verdict a file. Each file is ready or it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.errors import BadInput, UnreadableFile, WorkbenchError
from workbench.files.nearby import near_files
from workbench.model.vocabulary import SourceKind
from workbench.sources.commands import PreparedSource, SourceRecord
from workbench.sources.manifest import ManifestRow
from workbench.sources.readers import MAX_FILE_BYTES, read_text, suffixes
from workbench.sources.roles import paired
from workbench.sources.turns import find_turns

STDIN = "-"
"""The path that means standard input."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file: `prepared`, or a `fault` that says why not. `notes` are for the importer to read."""

    path: str
    name: str
    prepared: PreparedSource | None = None
    fault: str = ""
    hint: str = ""
    notes: tuple[str, ...] = ()
    encoding: str = ""


def gather(paths: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files that paths and folders stand for, sorted within a folder, and what a folder holds besides.

    Raises:
        BadInput: a path that does not exist; all of them are listed.
    """
    files: list[Path] = []
    passed_over: list[str] = []
    missing: list[Path] = []
    for text in paths:
        path = Path(text)
        if text == STDIN:
            files.append(path)
        elif path.is_dir():
            for entry in sorted(path.rglob("*")):
                if entry.is_file() and not any(
                    part.startswith(".") for part in entry.relative_to(path).parts
                ):
                    known = entry.suffix.lower() in suffixes()
                    (files.append(entry) if known else passed_over.append(str(entry)))
        elif path.exists():
            files.append(path)
        else:
            missing.append(path)
    if len(missing) == 1:
        raise BadInput(f"there is no file or folder {missing[0]}", hint=near_files(missing[0]))
    if missing:
        raise BadInput(f"{len(missing)} files or folders are not there", problems=tuple(map(str, missing)))
    return list(dict.fromkeys(files)), passed_over


class ManifestIndex:
    """Which row of a manifest a file belongs to: by its path beside the manifest, its name, or the interview id."""

    def __init__(self, rows: Sequence[ManifestRow], *, name: str, folder: Path) -> None:
        self.rows = rows
        self.name = name
        self.folder = folder
        self.used: set[int] = set()
        self._by_file: dict[str, list[int]] = {}
        for index, row in enumerate(rows):
            if row.file:
                named = _named_file(row)
                for key in {named.as_posix(), named.name}:
                    self._by_file.setdefault(key.casefold(), []).append(index)
        self._by_interview = {row.interview.casefold(): i for i, row in enumerate(rows)}

    def files(self) -> list[Path]:
        """The files that the manifest names itself, beside the manifest."""
        return [self.folder / _named_file(row) for row in self.rows if row.file]

    def row_of(self, path: Path) -> ManifestRow | None:
        """The row of a file, None if the manifest has none for it."""
        try:
            relative = path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            relative = path.as_posix()
        candidates = [
            *self._by_file.get(relative.casefold(), []),
            *self._by_file.get(path.name.casefold(), []),
        ]
        index = candidates[0] if candidates else self._by_interview.get(path.stem.casefold())
        if index is None:
            return None
        self.used.add(index)
        return self.rows[index]

    def unused(self) -> list[str]:
        """The interviews whose rows no file was given for."""
        return [row.interview for index, row in enumerate(self.rows) if index not in self.used]


def _named_file(row: ManifestRow) -> PurePath:
    """The file of a row; a manifest written on Windows parts folders by backslashes."""
    return PurePath(row.file.replace("\\", "/"))


def prepare(
    files: Iterable[Path],
    *,
    manifest: ManifestIndex | None = None,
    kind: SourceKind = SourceKind.INTERVIEW,
    stdin: bytes = b"",
    stdin_name: str = "",
) -> Iterator[Verdict]:
    """Read the files one after another; a fault of one never touches another. `kind` holds without a manifest."""
    for path in files:
        piped = str(path) == STDIN
        shown = stdin_name if piped else str(path)
        try:
            data = stdin if piped else _read_bytes(path)
            yield _prepared(data, Path(shown), manifest=manifest, kind=kind)
        except WorkbenchError as error:
            yield Verdict(shown, Path(shown).stem, fault=error.message, hint=error.hint)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            size = path.stat().st_size / 1e6
            raise UnreadableFile(
                f"{path} is too large: {size:,.0f} MB of at most {MAX_FILE_BYTES / 1e6:,.0f} MB",
                hint="Divide it into one file for each interview.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist") from None
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error


def _prepared(data: bytes, path: Path, *, manifest: ManifestIndex | None, kind: SourceKind) -> Verdict:
    record, told = SourceRecord(name=path.stem, kind=kind), tuple[str, ...]()
    if manifest is not None:
        row = manifest.row_of(path)
        if row is None:
            raise UnreadableFile(
                f"{path.name} has no row in {manifest.name}",
                hint="Add a row for it, or import it without the manifest.",
            )
        record, told = record_of(row), paired(row.interview, row.participants, row.roles)[1]
    read = read_text(data, path.name)
    turns = find_turns(read.text, hints=read.turn_starts)
    digest = hashlib.sha256(data).hexdigest()
    prepared = PreparedSource(record, read.text, turns, path.name, digest)
    return Verdict(str(path), record.name, prepared, notes=(*read.notes, *told), encoding=read.encoding)


def record_of(row: ManifestRow) -> SourceRecord:
    """A manifest row as a source's record, its roles paired with its participants (`roles.paired`)."""
    return SourceRecord(
        name=row.interview,
        kind=row.kind,
        title=row.title,
        date=row.date,
        mode=row.mode,
        wave=row.wave,
        participants=paired(row.interview, row.participants, row.roles)[0],
        organisations=row.organisations,
        sites=row.sites,
        tracers=row.tracers,
        attributes=dict(row.attributes),
    )
