"""From a study to the suggester's values: what is coded, what was read and left, the codebook, and all words.

Reads only; writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from workbench.model.coding import Span
from workbench.suggester.passages import apart_from, passages, usual_length, within

if TYPE_CHECKING:
    from workbench.model.views import Quote, SourceView, Turn
    from workbench.store.study import Reader
    from workbench.suggest.dataset import CodeText, Example


@dataclass(frozen=True, slots=True)
class KnownPassage:
    """A passage that people have coded, or read and left uncoded: then it has no codes.

    `id` is that of the example learnt from, made of source and span.
    """

    id: str
    source_id: str
    source_name: str
    start_char: int
    end_char: int
    text: str
    code_ids: tuple[str, ...]
    attribution: str

    def overlaps(self, source_id: str, start_char: int, end_char: int) -> bool:
        """Whether it shares a character with a span of a source."""
        return self.source_id == source_id and self.start_char < end_char and start_char < self.end_char


def passage_id(source_id: str, start_char: int, end_char: int) -> str:
    """The id of the example that a span of a source is."""
    return f"{source_id}:{start_char}:{end_char}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's current text, its turns, and what of it is coded or marked as read, as spans."""

    source: SourceView
    body: str
    turns: tuple[Turn, ...]
    coded: tuple[tuple[int, int], ...]
    read: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What a study has to learn from; coded excerpts by the time of their newest coding, then what was read and left.

    Retired codes take no part. `entries` is the hash of each code's entry, `length` the usual one of an excerpt.
    """

    codes: tuple[CodeText, ...]
    paths: dict[str, str]
    entries: dict[str, str]
    known: tuple[KnownPassage, ...]
    texts: tuple[SourceText, ...]
    length: int
    blind: frozenset[str] = frozenset()
    """The sources from whose codings nothing is learnt."""

    @property
    def coded(self) -> tuple[KnownPassage, ...]:
        """The passages with codes."""
        return tuple(one for one in self.known if one.code_ids)

    @property
    def left(self) -> int:
        """How many passages were read and left uncoded."""
        return sum(not one.code_ids for one in self.known)

    def examples(self) -> tuple[Example, ...]:
        """The coded passages as examples, held out together by source."""
        from workbench.suggest.dataset import Example

        return tuple(Example(p.id, p.source_id, p.text, p.code_ids) for p in self.coded)

    def inputs_sha256(self) -> str:
        """The hash of all that is learnt from: codes and their entries, passages with their codes, and texts."""
        return _hash((self.words_sha256(),), *((one.id, *one.code_ids) for one in self.known))

    def words_sha256(self) -> str:
        """The hash of where all words come from: the entries of the codes, and the texts."""
        return _hash(
            *((code.id, code.text) for code in self.codes),
            *((text.source.revision_id,) for text in self.texts),
        )


def _hash(*rows: Sequence[str]) -> str:
    digest = sha256()
    for row in rows:
        digest.update("\x1f".join(row).encode() + b"\x1e")
    return digest.hexdigest()


def material(reader: Reader, *, coder_id: str = "") -> Material:
    """Read the codebook, all texts and all codings; equal spans of a text are one excerpt, whoever coded them.

    Nothing is learnt from what people made of sources that this coder codes blind: it would shine through.
    """
    from workbench.model.suggestions import entry_sha256
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.codings import quotes
    from workbench.store.reading.rounds import hidden_sources
    from workbench.suggest.dataset import CodeText, entry_text

    codes = [code for code in code_views(reader, counted=False) if not code.retired]
    texts = tuple(
        CodeText(
            code.id,
            entry_text(
                code.name, code.short_definition, code.full_definition, code.when_to_use, *code.examples
            ),
        )
        for code in codes
    )
    blind = hidden_sources(reader, coder_id)
    every = _coded(quotes(reader), {code.id for code in codes})
    length = usual_length(one.end_char - one.start_char for one in every)
    sources = tuple(source_texts(reader, every))
    coded = tuple(one for one in every if one.source_id not in blind)
    return Material(
        texts,
        {code.id: code.path for code in codes},
        {code.id: entry_sha256(code) for code in codes},
        (*coded, *left_uncoded([one for one in sources if one.source.id not in blind], length)),
        sources,
        length,
        blind,
    )


def reread(found: Material, reader: Reader, source_id: str) -> Material:
    """The material after people coded or marked something in one source; codebook and texts are as they were."""
    from workbench.store.reading.coding_filter import CodingFilter
    from workbench.store.reading.codings import quotes
    from workbench.store.reading.suggestions import all_read_spans

    coded = _coded(quotes(reader, CodingFilter(source_ids=frozenset((source_id,)))), set(found.paths))
    read = all_read_spans(reader)
    texts = tuple(
        replace(
            text,
            coded=tuple((one.start_char, one.end_char) for one in coded),
            read=tuple(read.get(text.source.revision_id, ())),
        )
        if text.source.id == source_id
        else text
        for text in found.texts
    )
    here = [text for text in texts if text.source.id == source_id and source_id not in found.blind]
    others = [one for one in found.known if one.source_id != source_id]
    known = (
        *(one for one in others if one.code_ids),
        *(one for one in coded if source_id not in found.blind),
        *(one for one in others if not one.code_ids),
        *left_uncoded(here, found.length),
    )
    return replace(found, known=known, texts=texts)


def _coded(quotes: Iterable[Quote], known: set[str]) -> tuple[KnownPassage, ...]:
    found: dict[str, tuple[str, KnownPassage]] = {}
    for quote in quotes:
        if quote.code_id not in known:
            continue
        identity = passage_id(quote.source_id, quote.start_char, quote.end_char)
        newest, before = found.get(identity, ("", None))
        had = before.code_ids if before else ()
        passage = KnownPassage(
            identity,
            quote.source_id,
            quote.source_name,
            quote.start_char,
            quote.end_char,
            quote.text,
            tuple(dict.fromkeys((*had, quote.code_id))),
            quote.attribution,
        )
        found[identity] = (max(newest, quote.created_at), passage)
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].id))
    return tuple(passage for _, passage in ordered)


def source_texts(reader: Reader, coded: Iterable[KnownPassage]) -> Iterator[SourceText]:
    """The current text of every source, by name, with its turns and what is coded and read of it."""
    from workbench.store.reading.sources import revision_text, source_views
    from workbench.store.reading.suggestions import all_read_spans, all_turns

    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in coded:
        spans[one.source_id].append((one.start_char, one.end_char))
    turns, read = all_turns(reader), all_read_spans(reader)
    for source in source_views(reader, counted=False):
        yield SourceText(
            source,
            revision_text(reader, source.revision_id),
            tuple(turns.get(source.revision_id, ())),
            tuple(spans[source.id]),
            tuple(read.get(source.revision_id, ())),
        )


def left_uncoded(texts: Sequence[SourceText], length: int) -> tuple[KnownPassage, ...]:
    """The passages that were marked as read with nothing to code, but for those that somebody coded all the same."""
    return tuple(
        KnownPassage(
            passage_id(text.source.id, span.start_char, span.end_char),
            text.source.id,
            text.source.name,
            span.start_char,
            span.end_char,
            text.body[span.start_char : span.end_char],
            (),
            text.source.attribution,
        )
        for text in texts
        if text.read
        for span in apart_from(
            within(text.body, passages(text.body, text.turns, length=length), text.read), text.coded
        )
    )


def to_read(text: SourceText, *, length: int) -> tuple[Span, ...]:
    """The passages of a text that nobody has coded or marked as read, in order."""
    return apart_from(passages(text.body, text.turns, length=length), (*text.coded, *text.read))
