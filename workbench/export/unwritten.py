"""What a person has still to write: marked in a draft, listed, or left out of a final report with what it empties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import BadInput
from workbench.export.document import Block, Heading, Paragraph, emphasised


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A place to fill: `what` and `where` as in *To be written: the aim of the study (aim in study.yaml).*

    `draft` and `final` are what stands there instead of that note, and instead of nothing, in the two states.
    """

    what: str
    where: str
    draft: Block | None = None
    final: Block | None = None

    @property
    def told(self) -> str:
        """What is missing, and what fills it."""
        return f"{self.what} ({self.where})"


def in_study(field: str) -> str:
    """Where a field of the study's own file is written, and the command that takes it in."""
    return f"{field} in study.yaml, then workbench study describe study.yaml"


def in_sections(kind: str) -> str:
    """Where a section of this kind is written, and the command that takes it in."""
    return f"kind: {kind} in sections.yaml, then workbench report import sections.yaml"


IN_CMOS = "cmos.yaml, then workbench cmo import cmos.yaml; or workbench cmo new"
"""Where configurations are written."""

Part = Block | Unwritten
"""A piece of a report before it is known whether it is a draft."""


class Unfinished(StrEnum):
    """What becomes of the places that nobody has filled yet."""

    MARK = "mark"
    REFUSE = "refuse"
    OMIT = "omit"


def settled(parts: tuple[Part, ...], how: Unfinished, *, what: str) -> tuple[Block, ...]:
    """The parts as blocks; `what` (such as `the report of Dementia`) names them in a refusal.

    Raises:
        BadInput: something is to be written, and `how` refuses that; all of it is listed.
    """
    missing = still_to_write(parts)
    if how is Unfinished.REFUSE and missing:
        count = "a part" if len(missing) == 1 else f"{len(missing)} parts"
        raise BadInput(
            f"{what} is not finished: {count} still to be written",
            hint="Write them as each says, or leave them out: --final omit",
            problems=missing,
        )
    return finished(parts) if how is Unfinished.OMIT else tuple(drafted(parts))


def drafted(parts: Iterable[Part]) -> Iterator[Block]:
    """The parts with every place to fill marked."""
    for part in parts:
        if not isinstance(part, Unwritten):
            yield part
        elif part.draft is not None:
            yield part.draft
        else:
            yield Paragraph(emphasised(f"To be written: {part.told}."))


def finished(parts: Iterable[Part]) -> tuple[Block, ...]:
    """The parts without the places to fill, and without headings under which nothing is left."""
    written = [part.final if isinstance(part, Unwritten) else part for part in parts]
    out: list[Block] = []
    for block in reversed([block for block in written if block is not None]):
        below = out[-1] if out else None
        if isinstance(block, Heading) and _is_bare(block, below):
            continue
        out.append(block)
    return tuple(reversed(out))


def _is_bare(heading: Heading, below: Block | None) -> bool:
    return below is None or (isinstance(below, Heading) and below.level <= heading.level)


def still_to_write(parts: Iterable[Part]) -> tuple[str, ...]:
    """The places to fill, each under its heading: `Themes: the claim of this theme (kind: theme in ...)`."""
    heading = ""
    out = []
    for part in parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Unwritten):
            out.append(f"{heading}: {part.told}" if heading else part.told)
    return tuple(out)


def lowered(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with their headings one level deeper, to stand in a chapter."""
    for part in parts:
        yield Heading(part.level + 1, part.text, part.numbered) if isinstance(part, Heading) else part
