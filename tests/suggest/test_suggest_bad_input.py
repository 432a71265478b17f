"""No codings, one code, one source, thousands of codes, one word, five thousand words, foreign words, deleted codes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from suggest_invented import analysed, entries, items, model_of, space_of

from workbench.suggest import themes
from workbench.suggest.calibration import Calibration, calibrate
from workbench.suggest.features import fit_space
from workbench.suggest.language import Analysed
from workbench.suggest.suggesting import Answer, suggest
from workbench.suggest.themes import CodedText, CodeEntry, ThemeModel, fit_themes


@cache
def learnt() -> tuple[ThemeModel, Calibration]:
    model = model_of(items(120))
    return model, calibrate(model)


def ask(model: ThemeModel, text: str) -> Answer:
    return suggest(model, calibrate(model), analysed(text)[0])


def test_no_codebook_is_silence_with_its_reason() -> None:
    model = fit_themes(space_of(items()), [], items())
    assert ask(model, "the minibus").silence == "the codebook has no codes"
    assert model.out_of_fold().shape == (60, 0)


def test_nothing_at_all_is_silence() -> None:
    assert ask(fit_themes(fit_space([]), [], []), "the minibus").silence
    model = fit_themes(fit_space([]), [CodeEntry("x", Analysed((), (), ()))], [])
    assert "nothing in the passage" in ask(model, "the minibus").silence


def test_no_codings_let_the_codebook_speak_without_claiming_precision() -> None:
    answer = ask(fit_themes(space_of(items()), entries(), []), "the minibus driver on the road")
    assert answer.tags[0].code == "transport"
    assert answer.tags[0].probability is None
    assert "no precision is claimed" in answer.standing


def test_one_code_and_one_source_work() -> None:
    given = [replace(item, source="only", codes=("food",)) for item in items(120)]
    model = fit_themes(space_of(given), entries()[3:], given)
    answer = ask(model, "soup in the kitchen")
    assert [tag.code for tag in answer.tags] == ["food"]
    assert np.isfinite(model.out_of_fold()).all()
    assert "no precision" in answer.standing


def test_codes_without_definitions_work() -> None:
    bare = [CodeEntry(code, words) for code, words in zip("abcd", analysed("a", "", "b", "…"), strict=True)]
    given = tuple(replace(item, codes=("a",) if n % 2 else ("c",)) for n, item in enumerate(items(120)))
    model = fit_themes(space_of(given), bare, given)
    assert np.isfinite(model.scores([given[0].words])).all()
    assert 0 <= (calibrate(model).probability(0.5) or 0.0) <= 1


def test_thousands_of_codes_take_part_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        CodeEntry(f"c{n}", words)
        for n, words in enumerate(analysed(*(f"matter number{n}" for n in range(2_000))))
    ]
    given = tuple(replace(item, codes=("c1999",)) for item in items(30))
    space = fit_space([*(e.words for e in many), *(i.words for i in given)])
    monkeypatch.setattr(themes, "MAX_ENTRIES", 200)
    model = fit_themes(space, many, given)
    assert model.codes[0] == "c1999"
    assert any("200 of 2000" in note for note in model.notes)
    assert ask(model, "matter number100").tags[0].code == "c100"


def test_more_excerpts_than_there_is_room_for_are_thinned_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "MAX_EXCERPTS", 10)
    rare = CodedText("rare", "s0", ("food",), items()[0].words)
    common = tuple(replace(item, codes=("money",)) for item in items(60))
    model = model_of((rare, *common))
    assert len(model.items) == 10
    assert model.items[0].id == "rare"
    assert "10 of 61 excerpts" in model.notes[0]


@pytest.mark.parametrize(
    "text", ["bus", "bus " * 5_000, "Der Bus kam zu spät", "公共汽车", "🚌", "x" * 5_000, "\u200b"]
)
def test_any_passage_is_answered(text: str) -> None:
    model, calibration = learnt()
    answer = suggest(model, calibration, analysed(text)[0])
    assert bool(answer.tags) != bool(answer.silence)
    assert np.isfinite(model.scores(analysed(text))).all()


def test_very_long_and_empty_excerpts_can_be_learnt_from() -> None:
    long, empty = analysed("the driver of the minibus " * 1_000, "")
    given = (
        *items(100),
        CodedText("long", "s1", ("transport",), long),
        CodedText("empty", "s2", ("food",), empty),
    )
    model = model_of(given)
    assert np.isfinite(model.out_of_fold()).all()
    assert ask(model, "the minibus driver").tags[0].code == "transport"


def test_codings_of_a_deleted_code_are_left_out_and_noted() -> None:
    given = tuple(replace(item, codes=(*item.codes, "deleted")) for item in items(30))
    model = model_of(given)
    assert "deleted" not in model.codes
    assert any("not in the codebook" in note for note in model.notes)
    model.with_item(replace(given[0], codes=("deleted",)))


def test_the_same_excerpt_many_times_is_no_trouble() -> None:
    given = tuple(replace(items()[0], id=f"e{n}", source=f"s{n % 4}") for n in range(120))
    model = model_of(given)
    assert np.isfinite(model.out_of_fold()).all()
    assert calibrate(model).threshold is not None
