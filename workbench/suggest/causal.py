"""Sentences that likely make a causal claim, found by cues, with what the cue says of cause, effect and roles.

Nothing is coded by this. Sentences are proposed rather than exact spans: people agree on the former far
more than on the latter. English only: for other languages nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workbench.suggest import causal_cues as cues
from workbench.suggest import causal_words as words_of
from workbench.suggest.causal_cue import LIKELY, Cue, Side, Tier
from workbench.suggest.causal_sides import sides
from workbench.suggest.language import Pipeline
from workbench.suggest.role_hints import RoleHint, role_hints

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Span

NEGATED, PREDICTED, COUNTERVAILING, ASKED = "negated", "predicted", "countervailing", "asked"
"""Marks: the explanation is denied; hoped, planned or expected; told against an expectation; put as a question."""

_DECOY, _OPENING_DECOY, _DENIAL = "decoy", "opening decoy", "denial"

_FILLERS = frozenset(
    ("and", "but", "so", "well", "er", "um", "yeah", "yes", "no", "oh", "then", ",", "or", "now")
)
"""What may stand before the beginning of a spoken sentence."""

_COMMAS = (",", ";", ":", "-", "–", "—", "--")

_POINTERS = frozenset(("this", "that", "it", "which", "they", "and", "so", "but"))
"""A cause that is only one of these was told in an earlier sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch `[start_char, end_char)` of the text, in code points."""

    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class CausalHint:
    """A sentence that may make a causal claim, for a person to judge.

    `precision` is how often this cue was right: by verdicts of the team where there are any. `cause` and
    `effect` are windows, None where the sentence does not hold them; `cause_before` says that the cause was
    told earlier.
    """

    start_char: int
    end_char: int
    text: str
    cue: str
    cue_words: str
    cue_start_char: int
    cue_end_char: int
    tier: Tier
    precision: float
    marks: tuple[str, ...]
    cause: Part | None
    effect: Part | None
    cause_before: bool
    roles: tuple[RoleHint, ...]

    @property
    def likely(self) -> bool:
        """Whether to propose it: the cue is right at least half the time, and it is neither denied nor asked."""
        return self.precision >= LIKELY and not {NEGATED, ASKED} & set(self.marks)


def find_causal(
    text: str,
    pipeline: Pipeline,
    *,
    precision: Mapping[str, float] | None = None,
    parser: Language | None = None,
) -> Iterator[CausalHint]:
    """The sentences of a text with a cue, in order, each by its surest cue; `precision` by cue replaces the priors.

    Cues that only look the part are passed over. For a language other than English nothing is found. Cause and effect
    are told by grammar where there is a `parser`, else by windows.
    """
    if pipeline.language != "en":
        return
    known = {} if precision is None else precision
    matchers = _matchers(pipeline)
    for start, stretch in _stretches(text):
        (doc,) = pipeline.documents([stretch.replace("’", "'").replace("‘", "'")])
        for sentence in doc.sents:
            hint = _hint(stretch, sentence, matchers, known, parser)
            if hint is not None:
                yield moved_by(hint, start)


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Lines with where they begin: no sentence goes on over a line end that was put by a person."""
    start = 0
    for line in text.split("\n"):
        for cut in range(0, len(line), 100_000):
            if line[cut : cut + 100_000].strip():
                yield start + cut, line[cut : cut + 100_000]
        start += len(line) + 1


@dataclass(frozen=True, slots=True)
class _Match:
    cue: Cue
    start: int
    end: int
    negated: bool


def _hint(
    text: str,
    sentence: Span,
    matchers: tuple[Matcher, Matcher],
    known: Mapping[str, float],
    parser: Language | None,
) -> CausalHint | None:
    matches = _matches(sentence, *matchers)
    if not matches:
        return None
    best = max(matches, key=lambda m: (not m.negated, known.get(m.cue.name, m.cue.prior), -m.start))
    marks = _marks(sentence, best, matches)
    cause, effect = _parsed(sentence, best, parser) or _windows(sentence, best)
    cue = sentence[best.start : best.end]
    first, last = sentence.start_char, sentence.end_char
    first += len(text[first:last]) - len(text[first:last].lstrip())
    last -= len(text[first:last]) - len(text[first:last].rstrip())
    pointing = cause is not None and all(t.lower_ in _POINTERS or t.is_punct for t in cause)
    told_before = best.cue.follows is Side.EFFECT and (cause is None or pointing)
    return CausalHint(
        start_char=first,
        end_char=last,
        text=text[first:last],
        cue=best.cue.name,
        cue_words=text[cue.start_char : cue.end_char],
        cue_start_char=cue.start_char,
        cue_end_char=cue.end_char,
        tier=best.cue.tier,
        precision=known.get(best.cue.name, best.cue.prior),
        marks=marks,
        cause=None if told_before else _part(cause),
        effect=_part(effect),
        cause_before=told_before,
        roles=role_hints(cause, effect, cue=best.cue, predicted=PREDICTED in marks),
    )


def _matches(sentence: Span, wanted: Matcher, others: Matcher) -> list[_Match]:
    """The cues of a sentence that no decoy covers; of two that overlap the longer."""
    covered: list[tuple[int, int]] = []
    denied_from = len(sentence)
    for kind, start, end in others(sentence):
        name = sentence.doc.vocab.strings[kind]
        if name == _DENIAL:
            denied_from = min(denied_from, end)
        elif name == _DECOY or _opens(sentence, start):
            covered.append((start, end))
    found: list[_Match] = []
    matched: Any = wanted(sentence, with_alignments=True)
    for key, start, end, places in matched:
        cue, opening, head, tail = _pattern_of(sentence.doc.vocab.strings[key])
        if opening and not _opens(sentence, start):
            continue
        core = [n for n, place in zip(range(start, end), places, strict=True) if head <= place < tail]
        if core and not any(low <= core[0] and core[-1] < high for low, high in covered):
            negated = core[0] >= denied_from or _is_negated(sentence, core[0])
            found.append(_Match(cue, core[0], core[-1] + 1, negated))
    found.sort(key=lambda m: (m.start - m.end, -m.cue.prior, m.start))
    kept: list[_Match] = []
    for match in found:
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return kept


def _opens(sentence: Span, start: int) -> bool:
    return all(token.lower_ in _FILLERS for token in sentence[:start])


def _is_negated(sentence: Span, start: int) -> bool:
    for place in range(start - 1, max(-1, start - 7), -1):
        word = sentence[place].lower_
        if word in words_of.NEGATIONS:
            return True
        if word not in words_of.BETWEEN:
            return False
    return False


def _marks(sentence: Span, best: _Match, matches: Iterable[_Match]) -> tuple[str, ...]:
    found = []
    if best.negated:
        found.append(NEGATED)
    if any(_foretells(sentence, n) for n in range(len(sentence))):
        found.append(PREDICTED)
    if any(match.cue is cues.CONTRARY for match in matches):
        found.append(COUNTERVAILING)
    if sentence.text.rstrip(" \"'”’)").endswith("?"):
        found.append(ASKED)
    return tuple(found)


def _foretells(sentence: Span, place: int) -> bool:
    """Whether a word speaks of what is to come; `'d` is *had* before a participle."""
    word = sentence[place].lower_
    if word == "'d":
        following = sentence[place + 1].lower_ if place + 1 < len(sentence) else ""
        return not following.endswith(("ed", "en", "got", "had", "gone", "come", "lost"))
    return word in words_of.PREDICTED


def _parsed(sentence: Span, match: _Match, parser: Language | None) -> tuple[Span | None, Span | None] | None:
    """Cause and effect by grammar; None without a parser, or where it does not tell both of them."""
    if parser is None:
        return None
    cue, start = sentence[match.start : match.end], sentence.start_char
    found = sides(sentence.text, (cue.start_char - start, cue.end_char - start), match.cue.follows, parser)
    if found is None or None in found:
        return None
    cause, effect = (sentence.char_span(*one, alignment_mode="expand") if one else None for one in found)
    return cause, effect


def _windows(sentence: Span, match: _Match) -> tuple[Span | None, Span | None]:
    """Cause and effect as clauses around the cue: to the comma after an opening clause, else to the sentence's ends."""
    before, after = sentence[: match.start], sentence[match.end :]
    if match.cue.follows is Side.EFFECT:
        return _trimmed(before), _trimmed(after)
    if not _opens(sentence, match.start):
        return _trimmed(after), _trimmed(before)
    comma = next((n for n, token in enumerate(after) if token.lower_ in _COMMAS), None)
    if comma is None:
        return _trimmed(after), None
    return _trimmed(after[:comma]), _trimmed(after[comma + 1 :])


def _trimmed(span: Span) -> Span | None:
    start, end = 0, len(span)
    while start < end and (span[start].is_punct or span[start].is_space):
        start += 1
    while end > start and (span[end - 1].is_punct or span[end - 1].is_space):
        end -= 1
    return span[start:end] if end > start else None


def _part(span: Span | None) -> Part | None:
    return None if span is None else Part(span.start_char, span.end_char)


def moved_by(hint: CausalHint, by: int) -> CausalHint:
    """The same hint in a text that begins `by` characters earlier."""

    def moved(part: Part | None) -> Part | None:
        return None if part is None else Part(part.start_char + by, part.end_char + by)

    return replace(
        hint,
        start_char=hint.start_char + by,
        end_char=hint.end_char + by,
        cue_start_char=hint.cue_start_char + by,
        cue_end_char=hint.cue_end_char + by,
        cause=moved(hint.cause),
        effect=moved(hint.effect),
        roles=tuple(
            replace(role, start_char=role.start_char + by, end_char=role.end_char + by) for role in hint.roles
        ),
    )


@lru_cache(maxsize=2)
def _matchers_of(nlp: Any) -> tuple[Matcher, Matcher]:
    from spacy.matcher import Matcher

    wanted, others = Matcher(nlp.vocab), Matcher(nlp.vocab)
    for number, cue in enumerate(cues.CUES):
        for place, pattern in enumerate(cue.patterns):
            wanted.add(f"{number}/{place}", [_compiled(pattern)])
    others.add(_DECOY, [_compiled(pattern) for pattern in words_of.DECOYS])
    others.add(_OPENING_DECOY, [_compiled(pattern) for pattern in words_of.OPENING_DECOYS])
    others.add(_DENIAL, [_compiled(pattern) for pattern in words_of.DENIALS])
    return wanted, others


def _matchers(pipeline: Pipeline) -> tuple[Matcher, Matcher]:
    return _matchers_of(pipeline.nlp)


def _compiled(pattern: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    for word in pattern.split():
        if word == "*":
            places.append({"IS_PUNCT": False, "OP": "{0,3}"})
        elif word == ",":
            places.append({"LOWER": {"IN": list(_COMMAS)}})
        elif word not in "<>":
            optional = word.endswith("?") and len(word) > 1
            forms = word.removesuffix("?").split("|") if optional else word.split("|")
            places.append({"LOWER": {"IN": forms}} | ({"OP": "?"} if optional else {}))
    return places


@lru_cache(maxsize=512)
def _pattern_of(key: str) -> tuple[Cue, bool, int, int]:
    """The cue of a pattern, whether it must open the sentence, and which places are the cue itself."""
    number, place = map(int, key.split("/"))
    cue = cues.CUES[number]
    words = cue.patterns[place].split()
    opening = words[0] == "<"
    words = words[1:] if opening else words
    tail = words.index(">") if ">" in words else len(words)
    return cue, opening, 1 if words[0] == "," else 0, tail
