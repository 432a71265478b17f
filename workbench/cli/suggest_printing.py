"""How suggestions are printed: tags with their reasons, and the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.cli import diagnostics, output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.model.suggestion_views import PassageAnswer, Reason, SuggestionView, TagView

QUOTE_CHARS = 160
"""So much of a precedent is printed in a table; JSON has all of it."""


def print_answer(told: PassageAnswer, *, as_json: bool) -> None:
    """What is said of one passage."""
    if as_json:
        output.write_json(
            {
                "tags": [_tag(tag) for tag in told.tags],
                "silence": told.silence,
                "standing": told.standing,
                "already_coded": told.already,
                "rejected": told.rejected,
                "notes": told.notes,
            }
        )
        return
    for tag in told.tags:
        output.write_text(
            output.visible(
                "\n".join([f"{tag.code_path}{sure(tag.probability, tag.band)}", *reason_lines(tag.reason)])
            )
        )
    if told.silence:
        output.write_text(f"no suggestion: {told.silence}")
    if told.already:
        diagnostics.say(f"coded here already, and left out: {', '.join(told.already)}")
    if told.rejected:
        diagnostics.say(f"rejected here before, and left out: {', '.join(told.rejected)}")
    for line in (told.standing, *told.notes):
        diagnostics.say(line)


def _tag(tag: TagView) -> dict[str, Any]:
    return {
        "code": tag.code_path,
        "code_id": tag.code_id,
        "probability": tag.probability,
        "band": tag.band,
        **reason_data(tag.reason),
    }


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason for JSON."""
    return {
        "speaks": reason.speaks,
        "codebook_share": reason.codebook_share,
        "words": reason.words,
        "words_of_the_codebook_entry": reason.entry_words,
        "precedents": [
            {
                "share": one.share,
                "carries_code": one.carries_code,
                "source": one.source_name,
                "span": f"{one.start_char}:{one.end_char}",
                "text": one.text,
                "attribution": one.attribution,
            }
            for one in reason.precedents
        ],
    }


def sure(probability: float | None, band: tuple[float, float] | None) -> str:
    """A probability with its band, with two blanks before; empty where none is claimed."""
    if probability is None:
        return ""
    edges = f" [{band[0] * 100:.0f}-{band[1] * 100:.0f}]" if band else ""
    return f"  {probability:.0%}{edges}"


def reason_lines(reason: Reason) -> list[str]:
    """A reason in words, a line each: what speaks, the heaviest words, the precedents with their shares."""
    lines = []
    if reason.speaks == "codebook":
        words = ", ".join(reason.entry_words) or "no word in common"
        lines.append(
            f"  the codebook entry speaks here, not an excerpt ({reason.codebook_share:.0%}): {words}"
        )
    if reason.words:
        lines.append(f"  words: {', '.join(reason.words)}")
    for one in reason.precedents:
        other = "" if one.carries_code else " (not coded so)"
        quote = f"“{shortened(one.text)}”" if one.text else "(no longer in the study)"
        lines.append(f"  {one.share:.0%}{other}  {quote}  {one.attribution}")
    return lines


def shortened(text: str) -> str:
    """A quote on one line, cut to `QUOTE_CHARS`."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_CHARS else words[: QUOTE_CHARS - 1] + "…"


def print_queue(views: Sequence[SuggestionView], *, as_json: bool) -> None:
    """A list of suggestions."""
    if as_json:
        output.write_json_lines(_queued(view) for view in views)
        return
    output.write_table(
        ("id", "source", "span", "code", "probability", "state", "quote", "attribution"),
        (
            (
                output.shown_id(view.id),
                view.source_name,
                f"{view.start_char}:{view.end_char}",
                view.code_path,
                sure(view.probability, view.band).strip(),
                view.state,
                shortened(view.text),
                view.attribution,
            )
            for view in views
        ),
    )


def _queued(view: SuggestionView) -> dict[str, Any]:
    from workbench.model.suggestion_views import reason_kept

    data: dict[str, Any] = output.plain(view)
    return {**data, "explanation": reason_data(reason_kept(view.explanation))}
