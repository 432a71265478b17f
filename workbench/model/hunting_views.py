"""The hunt for disconfirming cases: passages that may speak against a configuration, to read and not to count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoor:
    """A passage with what it shares with a configuration, and where it is from.

    `codes` are paths of codes that evidence for the configuration has too; `elements` say `E3 in CMO 5`.
    """

    excerpt_id: str
    source_id: str
    source_name: str
    attribution: str
    start_char: int
    end_char: int
    text: str
    codes: tuple[str, ...]
    elements: tuple[str, ...]
    sites: tuple[str, ...]
    tracers: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """From where a configuration has evidence already."""

    sites: frozenset[str]
    tracers: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage to read, and why: `from Area 2, not heard on it yet`, `“although”: it speaks against the grain`."""

    passage: Spoor
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A passage that somebody passed over as no case against it: by which dismissal (id), why and who."""

    passage: Spoor
    dismissal_id: str
    reason: str
    coder: str


@dataclass(frozen=True, slots=True)
class Hunted:
    """What a hunt brought for one configuration, by source and place, and what was passed over."""

    cmo_id: str
    cmo_number: int
    offers: tuple[Offer, ...]
    passed_over: tuple[PassedOver, ...]
