"""Vectors from elsewhere as one more likeness of texts: word vectors of a spaCy pipeline that is installed, or sentence
embeddings from a local folder. Off unless asked for by name; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from workbench.errors import BadInput, NotFound, UsageError
from workbench.suggest.language import Analysed, stop_words

if TYPE_CHECKING:
    from workbench.suggest.features import Floats

BATCH = 256
"""Texts that a sentence model is given at a time."""


class Embedding(Protocol):
    """Turns texts to vectors. `name` is kept with suggestions; it holds no folder of the user's."""

    @property
    def name(self) -> str:
        """What the vectors are called."""
        ...

    def vectors(self, texts: Sequence[Analysed]) -> Floats:
        """`(n_texts, n_dimensions)`; zeros for a text of which nothing is known."""
        ...


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The mean of the vectors of a text's words, without stop words as far as there are others."""

    name: str
    vocabulary: Any
    language: str

    def vectors(self, texts: Sequence[Analysed]) -> Floats:
        """`(n_texts, n_dimensions)`; zeros for a text of which no word has a vector."""
        found = np.zeros((len(texts), self.vocabulary.vectors_length))
        stops = stop_words(self.language)
        for row, text in enumerate(texts):
            words = [word for word in text.words if self.vocabulary.has_vector(word)]
            telling = [word for word in words if word not in stops] or words
            if telling:
                found[row] = np.mean([self.vocabulary.get_vector(word) for word in telling], axis=0)
        return found


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """What a sentence model makes of a text's words."""

    name: str
    encode: Callable[[list[str]], Any]

    def vectors(self, texts: Sequence[Analysed]) -> Floats:
        """`(n_texts, n_dimensions)`."""
        words = [" ".join(text.words) for text in texts]
        parts = [self.encode(words[n : n + BATCH]) for n in range(0, len(words), BATCH)] or [
            self.encode([""])[:0]
        ]
        return np.asarray(np.vstack(parts), dtype=np.float64)


def embedding(reference: str) -> Embedding:
    """The vectors called so: an installed spaCy pipeline, or a folder with one or with a sentence model.

    Raises:
        NotFound: nothing of that name is installed, and there is no such folder.
        UsageError: the folder needs a library that is not installed.
        BadInput: what is there cannot be read, or has no vectors.
    """
    folder = Path(reference).expanduser()
    try:
        if folder.is_dir():
            return _pipeline(folder, folder.name) if (folder / "meta.json").is_file() else _sentences(folder)
        return _installed(reference)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise BadInput(f"the vectors of {folder.name!r} cannot be read ({type(error).__name__})") from error


def _installed(name: str) -> Embedding:
    import spacy

    if not spacy.util.is_package(name):
        there = sorted(spacy.util.get_installed_models())
        raise NotFound(
            f"no spaCy pipeline {name!r} is installed, and there is no folder of that name",
            hint=f"Installed: {', '.join(there) or 'none'}. Install one with pip, or give a folder.",
        )
    return _pipeline(name, name)


def _pipeline(reference: str | Path, name: str) -> Embedding:
    import spacy

    nlp = spacy.load(reference)
    if not nlp.vocab.vectors_length or not len(nlp.vocab.vectors):
        raise BadInput(
            f"the spaCy pipeline {name!r} has no word vectors",
            hint="Those whose names end in _md or _lg have some.",
        )
    return WordVectors(name, nlp.vocab, nlp.lang or "")


def _sentences(folder: Path) -> Embedding:
    os.environ["HF_HUB_OFFLINE"] = "1"  # or either library might look for a newer model on the network
    if importlib.util.find_spec("model2vec") is not None:
        model = importlib.import_module("model2vec").StaticModel.from_pretrained(folder)
        return SentenceVectors(folder.name, model.encode)
    if importlib.util.find_spec("sentence_transformers") is not None:
        made = importlib.import_module("sentence_transformers").SentenceTransformer
        return SentenceVectors(folder.name, made(str(folder), local_files_only=True).encode)
    raise UsageError(
        f"the folder {folder.name!r} has no spaCy pipeline, and no library for sentence models is installed",
        hint="Install model2vec (small) or sentence-transformers (large) with pip.",
    )
