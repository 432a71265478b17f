"""From a study to the suggester's values: what is coded, the codebook, and all words. Reads only; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.store.study import Reader
    from workbench.suggest.calibration import Calibration
    from workbench.suggest.dataset import CodeText, Example
    from workbench.suggest.language import Pipeline
    from workbench.suggest.themes import ThemeModel

LEAST_PARAGRAPH = 20
"""Shorter lines, such as headings and timestamps, teach the vocabulary nothing."""


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coded excerpt with the words a person sees. `id` is that of the example learnt from."""

    id: str
    source_id: str
    source_name: str
    start_char: int
    end_char: int
    text: str
    code_ids: tuple[str, ...]
    attribution: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a study has to learn from; excerpts by the time of their newest coding. Retired codes take no part."""

    codes: tuple[CodeText, ...]
    paths: dict[str, str]
    passages: tuple[CodedPassage, ...]

    def examples(self) -> tuple[Example, ...]:
        """The passages as examples, held out together by source."""
        from workbench.suggest.dataset import Example

        return tuple(Example(p.id, p.source_id, p.text, p.code_ids) for p in self.passages)


def material(reader: Reader) -> Material:
    """Read the codebook and all codings; equal spans of a text are one excerpt, whoever coded them."""
    from workbench.store.reading.codebook import code_views
    from workbench.store.reading.codings import quotes
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
    known = {code.id for code in codes}
    found: dict[tuple[str, int, int], tuple[str, CodedPassage]] = {}
    for quote in quotes(reader):
        if quote.code_id not in known:
            continue
        place = (quote.source_id, quote.start_char, quote.end_char)
        newest, before = found.get(place, ("", None))
        had = before.code_ids if before else ()
        passage = CodedPassage(
            ":".join(map(str, place)),
            quote.source_id,
            quote.source_name,
            quote.start_char,
            quote.end_char,
            quote.text,
            tuple(dict.fromkeys((*had, quote.code_id))),
            quote.attribution,
        )
        found[place] = (max(newest, quote.created_at), passage)
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].id))
    return Material(texts, {code.id: code.path for code in codes}, tuple(p for _, p in ordered))


def source_texts(reader: Reader) -> tuple[str, ...]:
    """The current text of every source, by name."""
    from workbench.store.reading.sources import revision_text, source_views

    return tuple(revision_text(reader, s.revision_id) for s in source_views(reader, counted=False))


def language_pipeline(texts: Iterable[str], *, language: str = "") -> Pipeline:
    """The pipeline for these texts: of the language named, else of the one that most of their words are in."""
    from workbench.suggest.language import guess_language, pipeline

    return pipeline(language or guess_language(" ".join(text[:2_000] for text in texts)))


def learn(
    found: Material,
    texts: Iterable[str],
    pipeline: Pipeline,
    *,
    without: Callable[[CodedPassage], bool],
    promise: float,
) -> tuple[ThemeModel, Calibration]:
    """Learn from a study's codings but for those `without`, in the words of all its texts."""
    from workbench.suggest.calibration import calibrate
    from workbench.suggest.features import fit_space
    from workbench.suggest.themes import CodedText, CodeEntry, fit_themes

    kept = [passage for passage in found.passages if not without(passage)]
    entries = [
        CodeEntry(code.id, words)
        for code, words in zip(found.codes, pipeline.analyse(code.text for code in found.codes), strict=True)
    ]
    items = [
        CodedText(passage.id, passage.source_id, passage.code_ids, words)
        for passage, words in zip(kept, pipeline.analyse(p.text for p in kept), strict=True)
    ]
    paragraphs = [line for text in texts for line in text.split("\n") if len(line) >= LEAST_PARAGRAPH]
    space = fit_space([*pipeline.analyse(paragraphs), *(entry.words for entry in entries)])
    model = fit_themes(space, entries, items)
    return model, calibrate(model, promise=promise)
