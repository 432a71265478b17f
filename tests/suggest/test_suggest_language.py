"""Words, lemmas, sentences and languages, without any trained pipeline."""

from __future__ import annotations

import pytest

from workbench.suggest import language
from workbench.suggest.language import Analysed, guess_language, pipeline
from workbench.suggester.answering import telling


def one(text: str, lang: str = "en") -> Analysed:
    return next(pipeline(lang).analyse([text]))


def test_lemmas_are_looked_up_whatever_the_case_and_breaks_are_sentences() -> None:
    found = one("Meetings were held. The nurses WENT home!")
    assert found.lemmas == ("meeting", "be", "hold", "the", "nurse", "go", "home")
    assert found.breaks == (0, 3)


def test_punctuation_and_emptiness_give_no_words() -> None:
    assert one("… — !!") == Analysed((), (), ())
    assert one("") == Analysed((), (), ())


def test_a_very_long_text_is_cut_at_blanks_and_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = one("The bus came late. " * 40)
    monkeypatch.setattr(language, "LONGEST_CHARS", 100)
    assert one("The bus came late. " * 40).words == whole.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We went to the clinic because they had told us that it was open.", "en"),
        ("Wir sind in die Klinik gegangen, weil sie uns gesagt haben, dass sie nicht zu ist.", "de"),
        (
            "Nous sommes allés à la clinique parce qu'ils nous avaient dit que c'était ouvert pour les enfants.",
            "fr",
        ),
        ("Мы пошли в больницу", "ru"),
        ("私たちは病院に行きました", "ja"),
        ("bus", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_letters_and_stop_words(text: str, expected: str) -> None:
    assert guess_language(text) == expected


def test_another_language_uses_its_blank_pipeline_and_says_so() -> None:
    german = pipeline("de")
    assert "'de'" in german.note
    assert german.nlp.lang == "de"
    assert not pipeline("en").note


@pytest.mark.parametrize("unknown", ["qq", "cy", "not a language", "../x", "ja"])
def test_a_language_without_a_pipeline_is_split_into_words_and_said(unknown: str) -> None:
    found = pipeline(unknown)
    if found.nlp.lang == "xx":
        assert "no pipeline" in found.note
    assert next(found.analyse(["mae'r bws yn hwyr"])).words


def test_words_that_say_something_are_shown_before_those_that_do_not() -> None:
    assert telling(["it be", "the nurse", "than", "ward round"], "en") == ("the nurse", "ward round")
    assert telling(["it be", "than"], "en") == ("it be", "than"), "all that there is"
    assert telling([f"w{n}" for n in range(9)], "en") == ("w0", "w1", "w2", "w3", "w4")
    assert telling(["die", "haus"], "de") == ("haus",)
