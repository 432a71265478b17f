"""Likely causal claims in a source, but for the interviewer's; a cue's precision follows the team's verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.model.views import Turn
    from workbench.store.study import Reader
    from workbench.suggest.causal import CausalHint


def cue_precision(reader: Reader) -> dict[str, float]:
    """The precision of each cue by name, learnt from all verdicts of the team."""
    from workbench.store.reading.suggestions import causal_verdicts
    from workbench.suggest.causal_verdicts import Verdict, learnt_precision

    return learnt_precision(Verdict(cue, is_causal) for cue, is_causal in causal_verdicts(reader))


def causal_hints(
    body: str, turns: Iterable[Turn], *, precision: dict[str, float], parser: str = ""
) -> tuple[list[CausalHint], str]:
    """The sentences of a text with a causal cue, in order, and what to know of its language or of the `parser` that is
    named; empty where there is nothing to know.
    """
    from workbench.errors import WorkbenchError
    from workbench.suggest.causal import find_causal, moved_by
    from workbench.suggest.causal_sides import parser as parser_of
    from workbench.suggest.language import guess_language, pipeline

    language = guess_language(body)
    if language != "en":
        return [], f"the text seems to be in {language!r}; causal cues are known for English only"
    note, nlp = "", None
    if parser:
        try:
            nlp = parser_of(parser)
        except WorkbenchError as error:
            note = f"cause and effect are told by clause windows: {error.message}"
    spoken = [(turn.speech_char, turn.end_char) for turn in turns if not turn.is_interviewer]
    found = [
        moved_by(hint, start)
        for start, end in spoken or [(0, len(body))]
        for hint in find_causal(body[start:end], pipeline(), precision=precision, parser=nlp)
    ]
    return found, note
