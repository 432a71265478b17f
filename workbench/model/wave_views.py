"""Repeat interviews: what one participant or organisation said on an element or a code, wave by wave."""

from __future__ import annotations

from dataclasses import dataclass

NOT_INTERVIEWED = "not interviewed"
"""What a wave says in which nothing was collected from the case."""

SAID_NOTHING = "said nothing on it"
"""What a wave says in which something was collected, and none of it is on the matter."""

NO_WAVE = "no wave"
"""What the sources are called that belong to none."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant (`kind`, `name` the label) or an organisation, with the waves in which there is a source of it."""

    kind: str
    name: str
    waves: tuple[str, ...]
    source_count: int

    @property
    def key(self) -> str:
        """Its kind and name in one."""
        return f"{self.kind}:{self.name}"

    @property
    def is_repeated(self) -> bool:
        """Whether there is something of it in several waves."""
        return len(self.waves) > 1


@dataclass(frozen=True, slots=True)
class SaidInWave:
    """A passage. `about` says what makes it one on the matter: the path of the code, or stance and configuration."""

    text: str
    attribution: str
    source_id: str
    source_name: str
    start_char: int
    end_char: int
    about: str


@dataclass(frozen=True, slots=True)
class WaveCell:
    """A wave: the names of the case's sources in it, and what is said in them on the matter."""

    wave: str
    sources: tuple[str, ...]
    said: tuple[SaidInWave, ...]

    @property
    def silence(self) -> str:
        """Why there is nothing, empty if there is something."""
        if self.said:
            return ""
        return SAID_NOTHING if self.sources else NOT_INTERVIEWED


@dataclass(frozen=True, slots=True)
class WaveComparison:
    """A case on a matter (`code Trust`, `element E3: ...`), a cell for each wave in the study's order."""

    case: Case
    matter: str
    cells: tuple[WaveCell, ...]
