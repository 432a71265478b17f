"""Causal hints: three lists of invented sentences, and what is said of cue, sides, marks and roles.

List A was looked at while the rules were written. List B was written before any rule, and no rule was ever changed
for it: its figures are the honest ones. List C is how people speak at a hearing: its 60 first sentences, written by
somebody who had not seen the rules, gave precision 0.92, recall 0.73 and F1 0.81, and its 28 others 0.85, 0.79 and 0.81
after the rules had been mended by the first; both were looked at since.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.model.vocabulary import Expectation, Role
from workbench.suggest.causal import CausalHint, find_causal, moved_by
from workbench.suggest.causal_cue import Tier
from workbench.suggest.causal_cues import CUES
from workbench.suggest.causal_evaluation import judge, summarise_causal
from workbench.suggest.causal_verdicts import Verdict, cue_records, learnt_precision
from workbench.suggest.dataset import CausalExample
from workbench.suggest.language import pipeline


def sentences(which: str) -> list[CausalExample]:
    lines = Path(__file__).with_name(f"causal_sentences_{which}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [CausalExample(text, causal == "y", kind) for causal, kind, text in rows]


def hints(text: str) -> list[CausalHint]:
    return list(find_causal(text, pipeline()))


def test_there_are_more_than_three_hundred_sentences_with_decoys() -> None:
    both = sentences("a") + sentences("b")
    assert len({example.text for example in both}) >= 300
    assert sum(not example.causal for example in both) >= 150


@pytest.mark.parametrize(("which", "strong", "f1"), [("a", 0.95, 0.94), ("b", 0.95, 0.91), ("c", 0.95, 0.90)])
def test_the_figures_on_invented_sentences_do_not_fall(which: str, strong: float, f1: float) -> None:
    report = summarise_causal(list(judge(sentences(which), pipeline())), seed=1)
    tier = next(line for line in report.tiers if line.tier == Tier.STRONG)
    assert tier.right / tier.proposed >= strong
    assert report.lines[0].f1.value >= f1
    assert report.lines[0].f1.value > max(line.f1.value for line in report.lines[1:])


@pytest.mark.parametrize(
    ("text", "cue", "cause", "effect"),
    [
        (
            "We left because the roof leaked.",
            "because",
            "the roof leaked",
            "We left",
        ),
        (
            "Because the roof leaked, we left.",
            "because",
            "the roof leaked",
            "we left",
        ),
        (
            "Short contracts led to a lot of worry.",
            "led to",
            "Short contracts",
            "a lot of worry",
        ),
        (
            "The van broke down, so nobody came.",
            "so",
            "The van broke down",
            "nobody came",
        ),
        (
            "Unless she is there, nothing is decided.",
            "unless",
            "she is there",
            "nothing is decided",
        ),
    ],
)
def test_cause_and_effect_are_on_their_sides(text: str, cue: str, cause: str, effect: str) -> None:
    (hint,) = hints(text)
    assert hint.cue == cue
    assert hint.cause is not None
    assert hint.effect is not None
    assert text[hint.cause.start_char : hint.cause.end_char] == cause
    assert text[hint.effect.start_char : hint.effect.end_char] == effect


def test_a_cause_told_in_the_sentence_before_is_said_to_be() -> None:
    (hint,) = hints("The fee doubled. This led to a queue of complaints.")
    assert hint.cause is None
    assert hint.cause_before


def test_offsets_are_those_of_the_text_with_typographic_quotes_lines_and_wide_characters() -> None:
    text = "🚌 It’s late.\n  They didn’t come, because “nobody” asked them.  \n\nFine."
    (hint,) = hints(text)
    assert (
        text[hint.start_char : hint.end_char] == hint.text == "They didn’t come, because “nobody” asked them."
    )
    assert text[hint.cue_start_char : hint.cue_end_char] == hint.cue_words == "because"
    moved = moved_by(hint, 100)
    assert moved.cause is not None
    assert hint.cause is not None
    assert moved.cause.start_char == hint.cause.start_char + 100
    assert moved.text == hint.text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("It wasn't because of the money.", "negated"),
        ("There is no sign that the leaflet made any difference.", "negated"),
        ("Was it because of the roof?", "asked"),
        ("They should come more often because it would help.", "predicted"),
        ("Although we had no money, they came because of the food.", "countervailing"),
    ],
)
def test_denied_asked_predicted_and_countervailing_talk_is_marked(text: str, mark: str) -> None:
    (hint,) = hints(text)
    assert mark in hint.marks
    assert hint.likely == (mark not in ("negated", "asked"))


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("So let me introduce my colleague.", False),
        ("Allow me to read one sentence.", False),
        ("They let me try it out by myself.", True),
        ("The rules allow me to say no.", True),
        ("The result of the vote is in annex B.", False),
        ("The result of all that is that the clinics are empty.", True),
        ("They sat by the telephone in turn.", False),
        ("We hire more staff, and that in turn eats into the rest.", True),
        ("He left the meeting without a word.", False),
        ("The freeze has left three whole villages without any service.", True),
        ("The form has made the whole thing slower.", True),
    ],
)
def test_how_people_speak_at_a_hearing(text: str, likely: bool) -> None:
    assert any(hint.likely for hint in hints(text)) is likely


def test_not_only_because_is_no_denial() -> None:
    (hint,) = hints("They came not only because it was warm.")
    assert hint.likely


@pytest.mark.parametrize(
    ("text", "role", "why"),
    [
        ("If there's no named contact, the referral just sits there.", Role.CONTEXT, "if"),
        ("It works because they introduced a panel.", Role.MECHANISM_RESOURCE, "introduced"),
        ("She came because she trusted the nurse.", Role.MECHANISM_REASONING, "trusted"),
        ("The lift was broken, so anyone with a pram turned back.", Role.OUTCOME, "so"),
    ],
)
def test_words_hint_at_roles(text: str, role: Role, why: str) -> None:
    (hint,) = hints(text)
    assert (role, why) in {(given.role, given.why) for given in hint.roles}


def test_a_hoped_for_outcome_is_anticipated() -> None:
    (hint,) = hints("We put up a sign so that people would find the door.")
    outcome = next(given for given in hint.roles if given.role is Role.OUTCOME)
    assert outcome.expectation is Expectation.ANTICIPATED


def test_verdicts_of_the_team_raise_and_lower_a_cue() -> None:
    text = "I was tired when she came in."
    assert not any(hint.likely for hint in hints(text))
    raised = learnt_precision([Verdict("when", True)] * 20)
    assert [h.likely for h in find_causal(text, pipeline(), precision=raised)] == [True]
    lowered = learnt_precision([Verdict("because", False)] * 20)
    assert [
        h.likely
        for h in find_causal("We left because of her.", pipeline(), precision=lowered | {"because of": 0.1})
    ] == [False]


def test_a_record_of_a_cue_says_how_sure_it_is() -> None:
    records = {
        record.cue: record for record in cue_records([Verdict("so", True)] * 3 + [Verdict("gone", True)])
    }
    assert (records["so"].right, records["so"].judged) == (3, 3)
    assert records["so"].precision > next(cue.prior for cue in CUES if cue.name == "so")
    assert (records["because"].low, records["because"].high) == (0.0, 1.0)
    assert "gone" not in records


def test_cue_names_are_unique_since_verdicts_are_kept_by_them() -> None:
    assert len({cue.name for cue in CUES}) == len(CUES)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "…", "because", "because " * 2_000, "so " * 500, "x" * 250_000, "🚌" * 1_000]
)
def test_any_text_can_be_read(text: str) -> None:
    for hint in hints(text):
        assert text[hint.start_char : hint.end_char] == hint.text


def test_other_languages_have_no_hints() -> None:
    assert not list(find_causal("Wir gingen, weil es because regnete.", pipeline("de")))
