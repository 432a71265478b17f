"""Vectors from elsewhere: read from a spaCy pipeline, compared before use, and plainly refused where there are none."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from command_line import CommandLine
from suggest_invented import CODEBOOK, FIELDS, analysed, entries

from workbench.errors import BadInput, NotFound, UsageError
from workbench.suggest.comparing import compared, hit_rate
from workbench.suggest.embedding import embedding
from workbench.suggest.explanation import explain
from workbench.suggest.features import fit_space
from workbench.suggest.themes import CodedText, CodeEntry, ThemeModel, fit_themes

THEMES = ("t0", "t1", "t2", "t3", "t4", "t5")
SOURCES = 4


def word(theme: int, source: int, number: int) -> str:
    """A made-up word that only one source uses for a theme, like no other to look at."""
    chance = random.Random(f"{theme} {source} {number}")
    return "".join(chance.choice("bcdfghjklmnprstvwz") + chance.choice("aeiou") for _ in range(4))


@pytest.fixture
def pipeline_folder(tmp_path: Path) -> Path:
    """A spaCy pipeline in which the words of a theme have like vectors, whatever source uses them."""
    nlp = spacy.blank("en")
    chance = np.random.default_rng(1)
    for theme in range(len(THEMES)):
        for source in range(SOURCES):
            for number in range(8):
                vector = np.eye(len(THEMES), dtype=np.float32)[theme]
                noise = 0.1 * chance.standard_normal(len(THEMES)).astype(np.float32)
                nlp.vocab.set_vector(word(theme, source, number), vector + noise)
    nlp.to_disk(tmp_path / "tiny_vectors")
    return tmp_path / "tiny_vectors"


def model() -> ThemeModel:
    """Each source speaks of each theme in words of its own, so that words alone tell nothing across sources."""
    chance = random.Random(3)
    items = []
    for source in range(SOURCES):
        for theme, code in enumerate(THEMES):
            for n in range(6):
                words = " ".join(word(theme, source, chance.randrange(8)) for _ in range(6))
                items.append(CodedText(f"{source}:{code}:{n}", f"s{source}", (code,), analysed(words)[0]))
    codes = [CodeEntry(code, analysed(code)[0]) for code in THEMES]
    space = fit_space([item.words for item in items] + [code.words for code in codes])
    return fit_themes(space, codes, items)


def test_vectors_that_prove_better_are_used_and_the_score_is_still_explained_exactly(
    pipeline_folder: Path,
) -> None:
    plain = model()
    codes = [CodeEntry(code, analysed(code)[0]) for code in THEMES]
    better, note = compared(plain, codes, embedding(str(pipeline_folder)))
    assert hit_rate(better, better.out_of_fold()) > 0.95
    assert hit_rate(plain, plain.out_of_fold()) < 0.75
    assert note.startswith("the vectors of tiny_vectors are used: out of fold, a right code among three")
    (asked,) = analysed(f"{word(2, 0, 1)} {word(2, 3, 2)}")
    why = explain(better, asked, "t2")
    assert why.parts.score == pytest.approx(better.scores([asked])[0, better.codes.index("t2")])
    fewer = better.without_item(better.items[0].id).with_item(better.items[0])
    assert np.allclose(fewer.scores([asked]), better.scores([asked]))


def test_vectors_that_prove_no_better_are_not_used(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.vocab.set_vector("trust", np.ones(4, dtype=np.float32))
    nlp.to_disk(tmp_path / "useless")
    plain = model()
    codes = [CodeEntry(code, analysed(code)[0]) for code in THEMES]
    same, note = compared(plain, codes, embedding(str(tmp_path / "useless")))
    assert same is plain
    assert "are not used: out of fold" in note


def test_too_little_is_coded_to_compare(pipeline_folder: Path) -> None:
    few = fit_themes(fit_space(analysed(*CODEBOOK.values())), entries(), [])
    same, note = compared(few, entries(), embedding(str(pipeline_folder)))
    assert same is few
    assert "takes 100 coded excerpts" in note


def test_what_is_not_there_or_has_no_vectors_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no spaCy pipeline 'xx_none' is installed") as missing:
        embedding("xx_none")
    assert "Installed:" in (missing.value.hint or "")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(BadInput, match="'blank' has no word vectors"):
        embedding(str(tmp_path / "blank"))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput, match="'broken' cannot be read"):
        embedding(str(tmp_path / "broken"))
    (tmp_path / "empty").mkdir()
    with pytest.raises((UsageError, BadInput), match="'empty'"):
        embedding(str(tmp_path / "empty"))


def test_they_are_off_until_a_person_names_them_and_said_to_be_used_or_not(
    invented: CommandLine, tmp_path: Path
) -> None:
    nlp = spacy.blank("en")
    for n, words in enumerate(FIELDS.values()):
        for one in words.split():
            nlp.vocab.set_vector(one, np.eye(4, dtype=np.float32)[n])
    nlp.to_disk(tmp_path / "fields")
    assert "vectors of" not in invented.ok("suggest", "passage", "I1", "--span", "0:400").err
    assert invented("config", "vectors", "xx_none").code != 0
    invented.ok("config", "vectors", str(tmp_path / "fields"))
    assert invented.ok("config", "show", "--json").json["vectors"].endswith("fields")
    said = invented.ok("suggest", "passage", "I1", "--span", "0:400")
    assert "the vectors of fields are" in said.err
    assert str(tmp_path) not in said.err
    measured = invented.ok(
        "suggest", "evaluate", "--no-svm", "--repeats", "1", "--vectors", str(tmp_path / "fields"), "--json"
    )
    assert "suggester with vectors" in json.dumps(measured.json)
    nlp.to_disk(tmp_path / "fields")
    for path in (tmp_path / "fields").rglob("*"):
        if path.is_file():
            path.unlink()
    assert "vectors are not used" in invented.ok("suggest", "passage", "I1", "--span", "0:400").err
    invented.ok("config", "vectors", "off")
    assert "vectors" not in invented.ok("suggest", "passage", "I1", "--span", "0:400").err
