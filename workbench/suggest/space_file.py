"""A space as bytes and back: numbers and words, never code, so that a file of it can be opened without trust."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from hashlib import sha256

import numpy as np

from workbench.suggest.features import Floats, Space, Terms

DIGEST_BYTES = sha256().digest_size
"""The file begins with the SHA-256 of the rest: the checksums within do not cover all that is read of it."""

UNUSABLE = (
    OSError,
    ValueError,
    KeyError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    OverflowError,
    MemoryError,
)
"""What opening a damaged or foreign file raises."""


def packed(space: Space, *, key: str) -> bytes:
    """The space under a key that says what it was made of. Its words and how often they stand in texts; no text."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        allow_pickle=False,
        key=_words([key]),
        lemmas=_words(space.lemmas.index),
        lemma_idf=space.lemmas.idf,
        characters=_words(space.characters.index),
        character_idf=space.characters.idf,
        projection=space.projection,
        held=_words(space.frequencies),
        frequencies=np.array(list(space.frequencies.values()), dtype=np.int64),
        size=np.array([space.n_texts, space.mean_words]),
    )
    content = buffer.getvalue()
    return sha256(content).digest() + content


def unpacked(data: bytes, *, key: str) -> Space | None:
    """The space in these bytes; None where they are damaged, foreign, or made of something else than `key` says."""
    content = data[DIGEST_BYTES:]
    if sha256(content).digest() != data[:DIGEST_BYTES]:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as parts:
            if _listed(parts["key"]) != [key]:
                return None
            lemmas = _terms(parts["lemmas"], parts["lemma_idf"])
            characters = _terms(parts["characters"], parts["character_idf"])
            projection = parts["projection"]
            held, frequencies = _listed(parts["held"]), parts["frequencies"]
            size = parts["size"]
    except UNUSABLE:
        return None
    if projection.shape[:1] != (len(lemmas.index),) or len(held) != len(frequencies) or size.shape != (2,):
        return None
    counted = dict(zip(held, frequencies.tolist(), strict=True))
    return Space(lemmas, characters, projection.astype(np.float32), counted, int(size[0]), float(size[1]))


def _words(words: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _listed(data: np.ndarray) -> list[str]:
    text = data.astype(np.uint8).tobytes().decode("utf-8")
    return text.split("\n") if text else []


def _terms(words: np.ndarray, idf: Floats) -> Terms:
    listed = _listed(words)
    if len(listed) != len(idf):
        raise ValueError("words and weights do not belong together")
    return Terms({word: n for n, word in enumerate(listed)}, idf.astype(np.float64))
