"""What a codebook may lack or have twice: read from a study for `suggest.new_codes`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.model.coding import Span
from workbench.suggester.learning import language_pipeline
from workbench.suggester.material import Material, SourceText, passage_id, to_read
from workbench.suggester.passages import apart_from, passages

if TYPE_CHECKING:
    from workbench.suggest.new_codes import Phrase, Text

MUCH_READ = 0.2
"""A source is much read when so large a part of its passages is coded or marked as read."""


@dataclass(frozen=True, slots=True)
class PhraseFound:
    """A key phrase that no code covers; `example` is the first passage that it stands in."""

    words: str
    passages: int
    sources: int
    source_name: str
    start_char: int
    end_char: int
    example: str
    attribution: str


@dataclass(frozen=True, slots=True)
class NewCodes:
    """Key phrases that no code covers, and pairs of codes with names alike, as paths; `silence` says why none."""

    phrases: tuple[PhraseFound, ...]
    alike: tuple[tuple[str, str], ...]
    read_sources: int
    silence: str = ""


Places = dict[str, tuple[SourceText, Span]]
"""Where a passage stands, by its id."""


def new_codes(found: Material, names: dict[str, str], *, language: str = "", limit: int = 20) -> NewCodes:
    """Look for them in what nobody coded in the sources that were much read. `names` are the codes' names by id.

    Nothing is said of sources that the reader codes in a blind round: what others read and left would show.
    """
    from workbench.suggest.new_codes import Text, key_phrases, names_alike

    texts: list[Text] = []
    places: Places = {}
    read = 0
    for one in found.texts:
        if one.source.id in found.blind:
            continue
        every = passages(one.body, one.turns, length=found.length)
        unread = to_read(one, length=found.length)
        if not every or 1 - len(unread) / len(every) < MUCH_READ:
            continue
        read += 1
        for span in apart_from(every, one.coded):
            identity = passage_id(one.source.id, span.start_char, span.end_char)
            places[identity] = (one, span)
            texts.append(Text(identity, one.source.id, one.body[span.start_char : span.end_char]))
    pipeline = language_pipeline((one.text for one in texts), language=language)
    phrases = key_phrases(
        texts,
        {code.id: code.text for code in found.codes},
        names.values(),
        [one.text for one in found.coded],
        pipeline,
        limit=limit,
    )
    return NewCodes(
        tuple(_found(phrase, places) for phrase in phrases),
        tuple((found.paths[pair.first], found.paths[pair.second]) for pair in names_alike(names)),
        read,
        "" if read else f"no source is much read yet: at least {MUCH_READ:.0%} of it coded or marked as read",
    )


def _found(phrase: Phrase, places: Places) -> PhraseFound:
    text, span = places[phrase.passages[0]]
    return PhraseFound(
        phrase.words,
        len(phrase.passages),
        phrase.sources,
        text.source.name,
        span.start_char,
        span.end_char,
        text.body[span.start_char : span.end_char],
        text.source.attribution,
    )
