"""What was learnt from a study: the model, what may be claimed of it, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.model.suggestions import Maker
from workbench.suggester.cache import cache_path, keep_space, kept_space
from workbench.suggester.material import KnownPassage, Material

if TYPE_CHECKING:
    from workbench.suggest.calibration import Calibration
    from workbench.suggest.features import Space
    from workbench.suggest.language import Pipeline
    from workbench.suggest.themes import CodedText, CodeEntry, ThemeModel

LEAST_PARAGRAPH = 20
"""Shorter lines, such as headings and timestamps, teach the vocabulary nothing."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model of a study. `asked` is what may be claimed of passages that a person selected, `proposed` of others."""

    found: Material
    pipeline: Pipeline
    model: ThemeModel
    asked: Calibration
    proposed: Calibration
    maker: Maker
    note: str = ""
    """What became of vectors from elsewhere that were asked for."""


def language_pipeline(texts: Iterable[str], *, language: str = "") -> Pipeline:
    """The pipeline for these texts: of the language named, else of the one that most of their words are in."""
    from workbench.suggest.language import guess_language, pipeline

    return pipeline(language or guess_language(" ".join(text[:2_000] for text in texts)))


def learn(
    found: Material,
    *,
    promise: float,
    language: str = "",
    without: Callable[[KnownPassage], bool] = lambda _: False,
    study: Path | None = None,
    vectors: str = "",
) -> Learnt:
    """Learn from what people made of a study's passages, but for those `without`, in the words of all its texts.

    The words are kept beside the file `study`, where one is given. `vectors` names some from elsewhere, which are
    used where they prove better out of fold; what became of that is said in a note, whatever it was.
    """
    from workbench.suggest.themes import fit_themes

    pipeline = language_pipeline((text.body for text in found.texts), language=language)
    entries = entries_of(found, pipeline)
    space = space_of(found, pipeline, entries, study=study)
    kept = [passage for passage in found.known if not without(passage)]
    model = fit_themes(space, entries, items_of(kept, pipeline))
    model, note = better_with(model, entries, vectors) if vectors else (model, "")
    return replace(claimed(found, pipeline, model, promise=promise), note=note)


def better_with(model: ThemeModel, entries: Sequence[CodeEntry], vectors: str) -> tuple[ThemeModel, str]:
    """The model with vectors from elsewhere where that is better out of fold, else as it is; and what was found."""
    from workbench.errors import WorkbenchError
    from workbench.suggest.comparing import compared
    from workbench.suggest.embedding import embedding

    try:
        return compared(model, entries, embedding(vectors))
    except WorkbenchError as error:
        return model, f"vectors are not used: {error.message}"


def items_of(known: Sequence[KnownPassage], pipeline: Pipeline) -> list[CodedText]:
    """Passages as examples with their words, in order."""
    from workbench.suggest.themes import CodedText

    return [
        CodedText(passage.id, passage.source_id, passage.code_ids, words)
        for passage, words in zip(known, pipeline.analyse(one.text for one in known), strict=True)
    ]


def entries_of(found: Material, pipeline: Pipeline) -> list[CodeEntry]:
    """The words of the codebook's entries, in order."""
    from workbench.suggest.themes import CodeEntry

    words = pipeline.analyse(code.text for code in found.codes)
    return [CodeEntry(code.id, one) for code, one in zip(found.codes, words, strict=True)]


def space_of(
    found: Material, pipeline: Pipeline, entries: Sequence[CodeEntry], *, study: Path | None = None
) -> Space:
    """The space of all words of a study: as it is kept beside its file, or fitted and then kept there."""
    from workbench.suggest.features import fit_space
    from workbench.suggest.themes import MODEL_VERSION

    key = f"{MODEL_VERSION} {pipeline.language} {found.words_sha256()}"
    kept = None if study is None else kept_space(cache_path(study), key=key)
    if kept is not None:
        return kept
    paragraphs = (
        line for text in found.texts for line in text.body.split("\n") if len(line) >= LEAST_PARAGRAPH
    )
    space = fit_space([*pipeline.analyse(paragraphs), *(entry.words for entry in entries)])
    if study is not None:
        keep_space(cache_path(study), space, key=key, like=study)
    return space


def claimed(found: Material, pipeline: Pipeline, model: ThemeModel, *, promise: float) -> Learnt:
    """A model with what may be claimed of it, measured out of fold on its own excerpts."""
    from workbench.suggest.calibration import calibrate, calibrate_proposals
    from workbench.suggest.themes import MODEL_VERSION

    told = model.out_of_fold()
    return Learnt(
        found,
        pipeline,
        model,
        calibrate(model, promise=promise, coded_only=True, told=told),
        calibrate_proposals(model, promise=promise, told=told),
        Maker(_version(model, f"{MODEL_VERSION} {pipeline.language}"), found.inputs_sha256()),
    )


def _version(model: ThemeModel, version: str) -> str:
    embedding = model.space.embedding
    return version if embedding is None else f"{version} {embedding.name}"
