"""Suggestions in words: how sure, why, and what a causal claim is made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from rich.text import Text

from workbench.model.suggestion_views import ClaimView, PrecedentView, Reason, RoleView
from workbench.tui.keys.catalogue import CATALOGUE
from workbench.tui.keys.labels import key_label
from workbench.tui.widgets.choices import safe

_ACTIONS = {action.id: action for action in CATALOGUE}

LONGEST_QUOTE = 120
"""Characters of an excerpt that tell it from others on a line."""


def key_of(action_id: str, keymap: Mapping[str, str]) -> str:
    """The first key of an action, as a reader knows it."""
    return key_label((keymap.get(action_id) or _ACTIONS[action_id].keys).split(",")[0])


def how_sure(probability: float | None, band: tuple[float, float] | None) -> str:
    """`71% [60-82]`; without a figure, that none is claimed."""
    if probability is None:
        return "no figure yet"
    edges = f" [{band[0] * 100:.0f}-{band[1] * 100:.0f}]" if band else ""
    return f"{probability:.0%}{edges}"


def short_quote(text: str, cells: int = LONGEST_QUOTE) -> str:
    """The words on one line, cut."""
    words = " ".join(text[: cells * 2].split())
    return words if len(words) <= cells else words[: cells - 1].rstrip() + "…"


def precedent_words(one: PrecedentView, *, cells: int = LONGEST_QUOTE) -> str:
    """`41% “...” [NM-03, ...]`, and that it is not coded so where it is not."""
    quote = f"“{short_quote(one.text, cells)}”" if one.text else "(no longer in the study)"
    other = "" if one.carries_code else " (not coded so)"
    return f"{one.share:.0%}{other} {quote} {one.attribution or one.source_name}"


def reason_line(reason: Reason) -> str:
    """Why, on one line: the heaviest words, and the earlier excerpt that weighs most; or the codebook's entry."""
    parts = []
    if reason.speaks == "codebook":
        parts.append("the codebook entry: " + (", ".join(reason.entry_words) or "no word in common"))
    elif reason.words:
        parts.append(", ".join(reason.words[:3]))
    parts += [precedent_words(one, cells=60) for one in reason.precedents[:1]]
    return "; ".join(parts)


def reason_text(reason: Reason) -> Text:
    """Why, at length, but for the precedents."""
    text = Text()
    if reason.speaks == "codebook":
        words = ", ".join(reason.entry_words) or "no word in common"
        text.append(f"The codebook entry speaks here, not an excerpt ({reason.codebook_share:.0%}): ")
        text.append(safe(words) + "\n", Style(bold=True))
    if reason.words:
        text.append("Heaviest words: ")
        text.append(safe(", ".join(reason.words)) + "\n", Style(bold=True))
    if not reason.precedents:
        text.append("No earlier excerpt speaks for it.\n")
    text.rstrip()
    return text


def claim_words(claim: ClaimView) -> str:
    """`“which meant” 92%, predicted`: the cue, how often it was right, and the marks."""
    judged = {True: ", you say yes", False: ", you say no", None: ""}[claim.judged]
    marks = "".join(f", {mark}" for mark in claim.marks)
    return f"“{claim.cue_words}” right in {claim.precision:.0%}{judged}{marks}"


def role_words(role: RoleView, text: str) -> str:
    """`outcome (so, anticipated): “...”` with the clause from the source's text."""
    why = ", ".join(filter(None, (role.why, role.expectation)))
    return f"{role.role} ({why}): “{short_quote(text[role.start_char : role.end_char], 60)}”"
