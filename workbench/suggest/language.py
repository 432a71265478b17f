"""Text to lemmas and sentences with spaCy's blank pipelines: no trained model is needed and nothing is fetched.

spaCy is imported inside functions only, since importing it takes longer than starting the program.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_LANGUAGE = "en"

MULTI_LANGUAGE = "xx"
"""spaCy's pipeline for no language in particular: it splits at blanks and punctuation."""

GUESSED = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "tr")
"""Languages in Latin letters that are told apart by their stop words."""

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
    ("ru", "\u0400-\u04ff"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)
"""Languages told by their letters; the first that has a quarter of a text's letters is taken."""

SAMPLE_CHARS = 20_000
"""So much of a text is looked at to tell its language; more tells nothing new."""

MIN_STOP_WORDS = 3
"""Fewer stop words than these say nothing of a language, so the study's own is kept."""

LONGEST_CHARS = 500_000
"""A longer text is analysed in pieces, cut at a blank: spaCy refuses a million characters."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """The words of one text: lower-case forms and lemmas, in order, without punctuation.

    `breaks` are the positions (in words) at which a sentence begins, the first being 0; no words, no breaks.
    """

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A blank spaCy pipeline and what a person should know of it (empty for English)."""

    language: str
    nlp: Language
    lemma_of: Mapping[str, str]
    note: str
    forms: dict[int, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)
    """What was looked up before, by spaCy's hash of the lower-case form; it grows with the vocabulary."""

    def documents(self, texts: Iterable[str]) -> Iterator[Doc]:
        """spaCy's own values with sentences and lemmas, one a text, in order; offsets are those of the text.

        Texts are to be shorter than `LONGEST_CHARS`, such as speaker turns and paragraphs.
        """
        return self.nlp.pipe(texts)

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysed]:
        """The words of each text, in order. A text without words gives empty tuples."""
        parts: list[Analysed] = []
        for doc, is_last in self.nlp.pipe(_pieces(texts), as_tuples=True, disable=["lemmatizer"]):
            parts.append(self._words(doc))
            if is_last:
                yield parts[0] if len(parts) == 1 else _joined(parts)
                parts = []

    def _words(self, doc: Doc) -> Analysed:
        words: list[str] = []
        lemmas: list[str] = []
        breaks: list[int] = []
        starting = True
        for token_hash, sentence_start in doc.to_array(["LOWER", "SENT_START"]).tolist():
            known = self.forms.get(token_hash)
            if known is None:
                known = self.forms[token_hash] = self._form(token_hash)
            starting = starting or sentence_start == 1
            if known[0]:
                if starting:
                    breaks.append(len(words))
                    starting = False
                words.append(known[0])
                lemmas.append(known[1])
        return Analysed(tuple(words), tuple(lemmas), tuple(breaks))

    def _form(self, token_hash: int) -> tuple[str, str]:
        """A lower-case form and its lemma; empty for what is no word."""
        form = self.nlp.vocab.strings[token_hash]
        if not any(map(str.isalnum, form)):
            return "", ""
        return form, str(self.lemma_of.get(form, form)).lower()


def _pieces(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The texts, the long ones cut at blanks; with each piece, whether it ends its text."""
    for text in texts:
        start = 0
        while len(text) - start > LONGEST_CHARS:
            cut = text.rfind(" ", start, start + LONGEST_CHARS) + 1 or start + LONGEST_CHARS
            yield text[start:cut], False
            start = cut
        yield text[start:], True


def _joined(parts: Sequence[Analysed]) -> Analysed:
    words: list[str] = []
    lemmas: list[str] = []
    breaks: list[int] = []
    for part in parts:
        breaks += [len(words) + place for place in part.breaks]
        words += part.words
        lemmas += part.lemmas
    return Analysed(tuple(words), tuple(lemmas), tuple(breaks))


@lru_cache(maxsize=8)
def pipeline(language: str = DEFAULT_LANGUAGE) -> Pipeline:
    """The blank pipeline of a language (ISO 639-1), with sentences, and lemmas by look-up where there is a table.

    A language for which spaCy has no pipeline, or one that needs more than is installed, gets the one for
    no language in particular; `note` says so.
    """
    nlp, note = _blank(language)
    nlp.add_pipe("sentencizer")
    lemma_of = _add_lemmas(nlp) if not note else {}
    if not note and (language != DEFAULT_LANGUAGE or not lemma_of):
        note = f"language {language!r}: spaCy's blank pipeline" + ("" if lemma_of else ", without lemmas")
    nlp.max_length = LONGEST_CHARS + 1
    return Pipeline(language, nlp, lemma_of, note)


def _blank(language: str) -> tuple[Language, str]:
    import spacy

    if language != MULTI_LANGUAGE and re.fullmatch("[a-z]{2,3}", language):
        try:
            return spacy.blank(language), ""
        except (
            ImportError,
            ValueError,
            OSError,
        ):  # spaCy's ImportError names a package that is not installed
            pass
    return spacy.blank(MULTI_LANGUAGE), (
        f"language {language!r}: spaCy has no pipeline for it here, so words are only split, without lemmas"
    )


def _add_lemmas(nlp: Language) -> Mapping[str, str]:
    """Give the pipeline lemmas by look-up and return the table; empty where there is none."""
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    try:
        lemmatizer.initialize()
    except ValueError:  # there is no table for this language
        nlp.remove_pipe("lemmatizer")
        return {}
    table: Mapping[str, str] = lemmatizer.lookups.get_table("lemma_lookup")
    return table


def guess_language(text: str, *, otherwise: str = DEFAULT_LANGUAGE) -> str:
    """The language a text is most likely in, by letters and stop words; `otherwise` where little tells."""
    sample = text[:SAMPLE_CHARS]
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if letters and len(re.findall(f"[{script}]", sample)) > letters / 4:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    counts = {lang: sum(words[word] for word in stop_words(lang) & words.keys()) for lang in GUESSED}
    best = max(GUESSED, key=lambda lang: counts[lang])
    if counts[best] < MIN_STOP_WORDS or counts[best] <= 1.2 * counts.get(otherwise, 0):
        return otherwise
    return best


@lru_cache(maxsize=32)
def stop_words(language: str) -> frozenset[str]:
    """spaCy's stop words of a language; none where it has no list.

    The file alone is read: importing a language's package builds its tokenizer's rules, which takes half a second.
    """
    if not re.fullmatch("[a-z]{2,3}", language):
        return frozenset()
    package = importlib.util.find_spec("spacy.lang")
    folders = package.submodule_search_locations if package else None
    path = Path(next(iter(folders or ()), "")) / language / "stop_words.py"
    spec = importlib.util.spec_from_file_location(f"_stop_words_{language}", path)
    if spec is None or spec.loader is None or not path.is_file():
        return frozenset()
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(module.STOP_WORDS)
