"""Cause and effect of a sentence by its grammar, where a person has a spaCy pipeline with a parser and names it.

Without one, or where no pattern fits, `causal` goes by clause windows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import BadInput, NotFound
from workbench.suggest.causal_cue import Side

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import DependencyMatcher
    from spacy.tokens import Doc, Token

Sides = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""Cause and effect, each `[start_char, end_char)` of the sentence."""

_SUBJECTS = ["nsubj", "nsubjpass", "csubj", "csubjpass", "nsubj:pass", "csubj:pass"]
_OBJECTS = ["dobj", "obj", "ccomp", "xcomp", "acomp", "attr", "prep", "obl", "advcl"]


def _step(left: str, right: str, deps: list[str], how: str = ">") -> dict[str, Any]:
    return {"LEFT_ID": left, "REL_OP": how, "RIGHT_ID": right, "RIGHT_ATTRS": {"DEP": {"IN": deps}}}


def _any(name: str) -> dict[str, Any]:
    return {"RIGHT_ID": name, "RIGHT_ATTRS": {}}


PATTERNS: dict[str, tuple[list[dict[str, Any]], tuple[str, str, str]]] = {
    "subordinate": (
        [
            _any("main"),
            _step("main", "clause", ["advcl", "ccomp"]),
            _step("clause", "cue", ["mark", "advmod"]),
        ],
        ("cue", "clause", "main"),
    ),
    "relative": (
        [
            _any("main"),
            _step("main", "cue", ["relcl", "acl:relcl"]),
            _step("cue", "told", ["ccomp", "dobj", "obj"]),
        ],
        ("cue", "told", "main"),
    ),
    "verb": (
        [_any("cue"), _step("cue", "subject", _SUBJECTS), _step("cue", "object", _OBJECTS)],
        ("cue", "object", "subject"),
    ),
    "preposition": (
        [
            _any("main"),
            _step("main", "cue", ["prep", "case"]),
            _step("cue", "object", ["pobj", "pcomp", "obj"]),
        ],
        ("cue", "object", "main"),
    ),
}
"""Patterns for `DependencyMatcher` (Honnibal et al., spaCy), the first that fits counts; with the names of the cue, of
what follows it, and of what it is said of."""


@lru_cache(maxsize=2)
def parser(reference: str) -> Language:
    """The pipeline called so, an installed one or a folder.

    Raises:
        NotFound: there is none. BadInput: it cannot be read, or has no parser.
    """
    import spacy

    folder = Path(reference).expanduser()
    if not folder.is_dir() and not spacy.util.is_package(reference):
        there = sorted(spacy.util.get_installed_models())
        raise NotFound(
            f"no spaCy pipeline {reference!r} is installed, and there is no folder of that name",
            hint=f"Installed: {', '.join(there) or 'none'}. Without one, clause windows tell cause from effect.",
        )
    try:
        nlp = spacy.load(folder if folder.is_dir() else reference, exclude=["ner", "lemmatizer"])
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise BadInput(f"the pipeline {folder.name!r} cannot be read ({type(error).__name__})") from error
    if not nlp("He left because it rained.").has_annotation("DEP"):
        raise BadInput(f"the spaCy pipeline {folder.name!r} has no parser")
    return nlp


def sides(sentence: str, cue: tuple[int, int], follows: Side, nlp: Language) -> Sides | None:
    """Cause and effect around a cue at these characters of the sentence; None where no pattern fits."""
    doc = nlp(sentence)
    at_cue = {token.i for token in doc if token.idx < cue[1] and cue[0] < token.idx + len(token)}
    found = {doc.vocab.strings[key]: places for key, places in _matches(doc, nlp, at_cue)}
    for name, (pattern, (_, following, said_of)) in PATTERNS.items():
        if name not in found:
            continue
        named = {part["RIGHT_ID"]: doc[place] for part, place in zip(pattern, found[name], strict=True)}
        taken = at_cue | {token.i for token in named["cue"].subtree if name == "preposition"}
        after = _stretch(doc, _below(named[following]) - at_cue)
        others = _below(named[following]) | taken
        if name == "relative":
            others |= _below(named["cue"])
        before = _stretch(doc, _below(named[said_of]) - others)
        return (before, after) if follows is Side.EFFECT else (after, before)
    return None


def _matches(doc: Doc, nlp: Language, at_cue: set[int]) -> Iterable[tuple[int, list[int]]]:
    """What fits with its cue at the cue."""
    for key, places in _matcher(nlp)(doc):
        pattern, _ = PATTERNS[doc.vocab.strings[key]]
        cue = next(place for part, place in zip(pattern, places, strict=True) if part["RIGHT_ID"] == "cue")
        if cue in at_cue:
            yield key, places


@lru_cache(maxsize=2)
def _matcher(nlp: Language) -> DependencyMatcher:
    from spacy.matcher import DependencyMatcher

    made = DependencyMatcher(nlp.vocab)
    for name, (pattern, _) in PATTERNS.items():
        made.add(name, [pattern])
    return made


def _below(token: Token) -> set[int]:
    return {one.i for one in token.subtree}


def _stretch(doc: Doc, places: set[int]) -> tuple[int, int] | None:
    """The characters of the longest run of these tokens, without punctuation at its ends."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    best = max(runs, key=len, default=[])
    while best and (doc[best[0]].is_punct or doc[best[0]].is_space):
        best = best[1:]
    while best and (doc[best[-1]].is_punct or doc[best[-1]].is_space):
        best = best[:-1]
    return (doc[best[0]].idx, doc[best[-1]].idx + len(doc[best[-1]])) if best else None
