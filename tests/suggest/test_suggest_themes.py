"""The theme model: exact explanations, honest folds, updates that equal a refit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from suggest_invented import CODEBOOK, analysed, entries, items, model_of, space_of

from workbench.suggest.explanation import contributions, explain, lemma_weights
from workbench.suggest.features import feature_matrix, fit_space, similarity
from workbench.suggest.themes import CodedText, ThemeModel, fit_themes

QUESTIONS = analysed(
    "The driver said the minibus was late again.",
    "Nobody trusted the promise about the budget.",
    "soup",
    "Quixotic zephyrs vex.",
    "",
)


def test_contributions_sum_to_the_score_for_every_code() -> None:
    model = model_of(items())
    for text in QUESTIONS:
        scores = model.scores([text])[0]
        heard = model.hear([text])
        for column, code in enumerate(model.codes):
            assert contributions(model, heard, code).score == pytest.approx(scores[column], abs=1e-12)
            assert explain(model, text, code).score == pytest.approx(scores[column], abs=1e-12)


def test_the_score_is_the_formula_of_the_ridge() -> None:
    given = items()
    model = model_of(given)
    kernel = similarity(model.rows, model.rows)
    noise = np.diag([0.5] * 4 + [3.0] * len(given))
    labels = np.vstack([np.eye(4), model.labels()])
    base = (model.labels().sum(axis=0) + 50 / 4) / (len(given) + 50)
    heard = model.hear(QUESTIONS)
    expected = base + heard.kernel @ np.linalg.solve(kernel + noise, labels - base)
    expected += heard.neighbours @ model.labels() + heard.entries
    assert model.scores(QUESTIONS) == pytest.approx(expected, abs=1e-9)


def test_lemma_weights_sum_to_the_lemma_part_of_the_kernel() -> None:
    model = model_of(items())
    for column in range(4):
        row = model.space.rows([QUESTIONS[0]]).lemmas
        alpha = model.ridge.weights(model.current_base())[:, column]
        whole = float(((row @ model.rows.lemmas.T).toarray() @ alpha)[0])
        assert sum(lemma_weights(model, QUESTIONS[0], column).values()) == pytest.approx(whole, abs=1e-12)


def test_the_kernel_is_the_inner_product_of_the_features() -> None:
    model = model_of(items())
    features = feature_matrix(model.rows)
    assert similarity(model.rows, model.rows) == pytest.approx((features @ features.T).toarray(), abs=1e-9)


def test_it_learns_what_people_coded_and_names_excerpts_that_carry_the_code() -> None:
    model = model_of(items(120))
    best = model.codes[int(np.argmax(model.scores([QUESTIONS[0]])[0]))]
    why = explain(model, QUESTIONS[0], best)
    assert best == "transport"
    assert why.precedents
    assert all(known.carries_code for known in why.precedents)
    assert {"driver", "minibus"} & {lemma for lemma, _ in why.lemmas}
    assert sum(known.share for known in why.precedents) <= 1.0


def test_without_codings_the_codebook_speaks_and_says_so() -> None:
    model = fit_themes(space_of(items()), entries(), [])
    why = explain(model, analysed("the minibus driver")[0], "transport")
    assert model.codes[int(np.argmax(model.scores(analysed("the minibus driver"))[0]))] == "transport"
    assert (why.speaks, why.precedents, why.codebook_share) == ("codebook", (), 1.0)
    assert set(why.entry_words) <= set(CODEBOOK["transport"].lower().split())
    assert why.entry_words


def test_an_entry_that_shares_no_word_does_not_speak() -> None:
    code = entries()[0].id
    coded = CodedText("1", "s0", (code,), analysed("she waited for hours in the cold")[0])
    few = fit_themes(space_of([coded]), entries()[:2], [coded])
    why = explain(few, coded.words, code)
    assert (why.entry_words, why.speaks) == ((), "excerpts")
    assert why.precedents[0].share > 0.8
    assert why.score == pytest.approx(float(few.scores([coded.words])[0, few.codes.index(code)]))


def test_what_a_source_is_told_is_what_a_model_without_it_tells() -> None:
    given = items(60)
    space = space_of(given)
    told = model_of(given, space=space).out_of_fold()
    for source in ("s0", "s3"):
        rows = [n for n, item in enumerate(given) if item.source == source]
        others = model_of(tuple(item for item in given if item.source != source), space=space)
        assert told[rows] == pytest.approx(others.scores([given[n].words for n in rows]), abs=1e-9)


def test_relabelling_a_source_changes_nothing_that_it_is_told() -> None:
    given = items(60)
    space = space_of(given)
    lied = tuple(replace(i, codes=("food",)) if i.source == "s1" else i for i in given)
    rows = [n for n, item in enumerate(given) if item.source == "s1"]
    before, after = (model_of(some, space=space).out_of_fold()[rows] for some in (given, lied))
    assert before == pytest.approx(after, abs=1e-12)


def same(one: ThemeModel, other: ThemeModel) -> None:
    assert [item.id for item in one.items] == [item.id for item in other.items]
    assert one.scores(QUESTIONS) == pytest.approx(other.scores(QUESTIONS), abs=1e-9)
    assert one.out_of_fold() == pytest.approx(other.out_of_fold(), abs=1e-9)


def test_a_coding_more_equals_a_refit() -> None:
    given, space = items(40), space_of(items(40))
    grown = model_of(given[:30], space=space)
    for item in given[30:]:
        grown = grown.with_item(item)
    same(grown, model_of(given, space=space))


def test_a_coding_less_equals_a_refit() -> None:
    given, space = items(40), space_of(items(40))
    shrunk = model_of(given, space=space).without_item("e7").without_item("unknown")
    same(shrunk, model_of(tuple(i for i in given if i.id != "e7"), space=space))


def test_a_second_code_for_an_excerpt_equals_a_refit() -> None:
    given, space = items(40), space_of(items(40))
    both = replace(given[5], codes=("food", "money"))
    same(
        model_of(given, space=space).with_item(both),
        model_of((*given[:5], both, *given[6:]), space=space),
    )


def test_a_corrected_excerpt_is_learnt_anew() -> None:
    given, space = items(40), space_of(items(40))
    mended = replace(given[5], words=QUESTIONS[0])
    same(
        model_of(given, space=space).with_item(mended),
        model_of((*given[:5], *given[6:], mended), space=space),
    )


def test_an_update_leaves_the_model_it_came_from_alone() -> None:
    model = model_of(items(30))
    before = model.scores(QUESTIONS)
    model.with_item(CodedText("new", "s9", ("food",), QUESTIONS[2]))
    assert (model.scores(QUESTIONS) == before).all()


def test_passages_read_and_left_uncoded_lower_the_scores_of_what_is_like_them() -> None:
    given = items(60)
    nothing = CodedText("none", "s9", (), QUESTIONS[0])
    space = space_of([*given, nothing])
    plain, told = model_of(given, space=space), model_of((*given, nothing), space=space)
    assert not plain.has_negatives
    assert told.has_negatives
    assert told.scores([QUESTIONS[0]]).max() < plain.scores([QUESTIONS[0]]).max()


def test_equal_input_gives_equal_models() -> None:
    assert (model_of(items()).scores(QUESTIONS) == model_of(items()).scores(QUESTIONS)).all()


def test_a_space_of_nothing_measures_nothing() -> None:
    space = fit_space([])
    assert similarity(space.rows(QUESTIONS), space.rows(QUESTIONS)) == pytest.approx(np.zeros((5, 5)))
