"""Suggestions as a person sees them: up to three tags for a passage with reasons, what is kept, causal claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.model.suggestions import Maker, Proposal, SuggestionState

NO_CODING = "Suggestions are no codings: nothing is coded until a person decides."
"""What stands beside every list of suggestions."""


@dataclass(frozen=True, slots=True)
class PrecedentView:
    """An earlier passage that speaks for a code, with its part of all that speaks for it, 0 to 1.

    `text` and `attribution` are empty where the passage is no longer in the study.
    """

    source_id: str
    source_name: str
    start_char: int
    end_char: int
    share: float
    carries_code: bool
    text: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a code is suggested. `speaks` is what weighs more, `excerpts` or `codebook`; the rest is heaviest first.

    `words` are lemmas of the passage, `entry_words` those that it shares with the code's entry.
    """

    speaks: str
    codebook_share: float
    words: tuple[str, ...]
    entry_words: tuple[str, ...]
    precedents: tuple[PrecedentView, ...]

    def kept(self) -> str:
        """The reason as JSON, without any passage's text."""
        precedents = [
            {"source_id": one.source_id, "source": one.source_name, "start_char": one.start_char,
             "end_char": one.end_char, "share": one.share, "carries_code": one.carries_code}
            for one in self.precedents
        ]  # fmt: skip
        return json.dumps(
            {
                "speaks": self.speaks,
                "codebook_share": self.codebook_share,
                "words": self.words,
                "entry_words": self.entry_words,
                "precedents": precedents,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def reason_kept(kept: str) -> Reason:
    """The reason that was kept as JSON; what is missing of it is empty."""
    data: Mapping[str, Any] = json.loads(kept)
    precedents = tuple(
        PrecedentView(
            one["source_id"],
            one["source"],
            one["start_char"],
            one["end_char"],
            one["share"],
            one["carries_code"],
        )
        for one in data.get("precedents", ())
    )
    return Reason(
        data.get("speaks", ""),
        data.get("codebook_share", 0.0),
        tuple(data.get("words", ())),
        tuple(data.get("entry_words", ())),
        precedents,
    )


@dataclass(frozen=True, slots=True)
class TagView:
    """A code suggested for a passage. Probability and band are None while no precision is claimed.

    `proposal` and `maker` are what a command needs to accept or reject it.
    """

    code_id: str
    code_path: str
    probability: float | None
    band: tuple[float, float] | None
    reason: Reason
    proposal: Proposal
    maker: Maker


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """What is said of a passage: up to three tags, best first, or none and `silence` says why.

    `standing` is the measured precision in words; `already` the paths of codes that the passage has and `rejected`
    of those that were turned down for it: neither is suggested again.
    """

    revision_id: str
    start_char: int
    end_char: int
    tags: tuple[TagView, ...]
    silence: str
    standing: str
    notes: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageProposals:
    """What is proposed for the passages of a text that nobody has coded or read.

    `standing` is the measured precision in words; where none can be claimed, nothing is proposed.
    """

    revision_id: str
    proposals: tuple[Proposal, ...]
    maker: Maker
    standing: str
    claims_precision: bool


class SuggesterStage(StrEnum):
    """How far the suggester is."""

    STARTING = "starting"
    LEARNING = "learning"
    READY = "ready"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SuggesterState:
    """How far the suggester is, with words to show."""

    kind: SuggesterStage
    words: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """A clause `[start_char, end_char)` that may be a context, a mechanism or an outcome, and the word that says so.

    `role` is one of `vocabulary.Role`, `expectation` of `vocabulary.Expectation` or empty. A person decides.
    """

    role: str
    start_char: int
    end_char: int
    why: str
    expectation: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A sentence that may make a causal claim, `[start_char, end_char)` of its text, with the cue that says so.

    `precision` is how often this cue was right, by the team's verdicts where there are any. `marks` are of `negated`,
    `predicted`, `countervailing`, `asked`. `likely` is whether to propose it. `judged` is this coder's own verdict.
    """

    start_char: int
    end_char: int
    text: str
    cue: str
    cue_words: str
    cue_start_char: int
    cue_end_char: int
    tier: str
    precision: float
    marks: tuple[str, ...]
    likely: bool
    cause: tuple[int, int] | None
    effect: tuple[int, int] | None
    cause_before: bool
    roles: tuple[RoleView, ...]
    judged: bool | None = None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion with its place and words. `code_path` is empty where the code is no longer in the codebook.

    `probability` and `band` are None where no precision was claimed. `explanation` is the JSON text that was kept.
    """

    id: str
    source_id: str
    source_name: str
    revision_id: str
    start_char: int
    end_char: int
    text: str
    code_id: str
    code_path: str
    rank: int
    probability: float | None
    band: tuple[float, float] | None
    state: SuggestionState
    model_version: str
    inputs_sha256: str
    entry_sha256: str
    explanation: str
    held_back: bool
    proposed_at: str
    decided_at: str
    decided_by: str
    coding_id: str
    attribution: str
