"""Copies of a study that go out to people, and copies that come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInput, OutputRefused, StudyDamaged, StudyNeedsMigration
from workbench.model.identity import clean_name
from workbench.store.merging.past import hash_at, length, news
from workbench.store.reading.study import facts
from workbench.store.sqlite_backup import copy_study
from workbench.store.sqlite_integrity import content_faults
from workbench.store.study import Reader, Study
from workbench.store.unit_of_work import Outcome, UnitOfWork


@dataclass(frozen=True, slots=True)
class GivenCopy:
    """A copy for a coder: what it has in common with the study is its first `changes` changes, up to `hash`."""

    path: Path
    coder: str
    changes: int
    hash: str


@dataclass(frozen=True, slots=True)
class JoinCoder:
    """Let a coder join the study before any work of theirs; the value is their id."""

    name: str

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        """Carry it out."""
        return Outcome(f"named the coder {self.name}", work.coder_for(self.name))


def copy_for(study: Study, coder: str, target: Path | None, *, by: str, dry_run: bool = False) -> GivenCopy:
    """Write a verified copy for `coder` to `target`, else beside the study. The coder joins the study first.

    A dry run writes nothing and tells the past that is there now.

    Raises:
        OutputRefused: the name is taken, or cannot be written.
        StudyDamaged: the study is, so that a copy could not be trusted.
    """
    name = clean_name(coder, "coder")
    word = "-".join("".join(char if char.isalnum() else " " for char in name.casefold()).split()) or "coder"
    target = target or study.path.with_name(f"{study.path.stem}-{word}.study")
    if target.exists():
        raise OutputRefused(f"{target} exists already", hint="Name another file.")
    study.execute(JoinCoder(name), coder=by, dry_run=dry_run)
    if not dry_run:
        copy_study(study.path, target)
    with Study(study.path if dry_run else target, read_only=True) as copy, copy.reading() as reader:
        changes = length(reader)
        return GivenCopy(target, name, changes, hash_at(reader, changes))


@contextmanager
def returned_copy(path: Path, *, of: Study, unrelated: bool = False) -> Iterator[Reader]:
    """A copy that comes back, verified from end to end and opened for reading. `unrelated`: or any other study.

    Raises:
        BadInput: this very file, or a copy of another study.
        StudyDamaged, StudyTooNew, StudyNeedsMigration, NotAStudy, NotFound: it cannot be merged; nothing is altered.
    """
    if path.exists() and path.samefile(of.path):
        raise BadInput(f"{path} is the study itself", hint="Name the copy that should be merged into it.")
    try:
        copy = Study(path, read_only=True)
    except StudyNeedsMigration as error:
        hint = f"Bring it up to date first: workbench study migrate --study {path}"
        raise StudyNeedsMigration(error.message, hint=hint) from error
    with copy, copy.reading() as reader:
        if copy.id != of.id and not unrelated:
            raise BadInput(
                f"{path} is a copy of another study ({facts(reader).title!r}), without a past in common with this one",
                hint="Merge copies made of this study: workbench study copy --for CODER. "
                "To match by content what was brought in apart: --unrelated",
            )
        if faults := content_faults(path):
            raise StudyDamaged(
                f"{path} is damaged: {faults[0]}",
                hint=f"See what is damaged: workbench study check --study {path}. Nothing was changed.",
            )
        yield reader


def has_news(study: Study, other: Reader) -> bool:
    """Whether a copy has changes that the study does not know."""
    with study.reading() as reader:
        return bool(news(reader, other))
