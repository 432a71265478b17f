"""`workbench suggest`: what it prints, and that it leaves the study alone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from workbench.cli import suggest
from workbench.errors import UsageError
from workbench.suggest import evaluation, metrics


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(
        suggest.app, [str(word) for word in words], catch_exceptions=False, standalone_mode=False
    )


def ran(*words: str | Path) -> Result:
    result = run(*words)
    if result.exception:
        raise result.exception
    return result


def test_a_passage_is_answered_with_precedents_and_the_study_is_left_alone(built_demonstration: Path) -> None:
    before = sha256(built_demonstration.read_bytes()).digest()
    words = ("passage", "BF-01", "--span", "2200:2700", "--promise", "0.3", "--study", built_demonstration)
    told = json.loads(ran(*words, "--json").stdout)
    assert told["tags"] or told["silence"]
    assert len(told["tags"]) <= 3
    for tag in told["tags"]:
        assert all(known["attribution"].startswith("[") for known in tag["precedents"])
    plain = ran(*words)
    assert "Suggestions are no codings" in plain.stderr
    assert "15 sources" in plain.stderr
    assert sha256(built_demonstration.read_bytes()).digest() == before


def test_causal_claims_carry_cue_and_attribution_and_leave_the_interviewer_out(
    built_demonstration: Path,
) -> None:
    told = json.loads(ran("causal", "BF-01", "--study", built_demonstration, "--json").stdout)
    assert told
    assert all(hint["likely"] and hint["cue_words"] and hint["attribution"] for hint in told)
    assert not any("What's changed as a result?" in hint["text"] for hint in told)
    everything = json.loads(ran("causal", "BF-01", "--all", "--study", built_demonstration, "--json").stdout)
    assert len(everything) > len(told)


def test_the_study_is_evaluated(built_demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "RESAMPLES", 40)
    monkeypatch.setattr(evaluation, "FIRST_SIZES", (0, 100))
    result = ran("evaluate", "--study", built_demonstration, "--repeats", "1", "--no-svm", "--json")
    report = json.loads(result.stdout)
    assert report["groups"] == 15
    assert {line["n"] for line in report["lines"]} == {0, 100}


def test_causal_sentences_are_evaluated(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text(
        '{"text": "We left because it rained.", "causal": true}\n{"text": "It is red.", "causal": false}\n'
    )
    assert ran("evaluate", "--causal", file).stdout.splitlines()[1].startswith("suggester\t1.000")


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", "--causal"),
        ("evaluate", "x.jsonl"),
        ("evaluate", "--promise", "1"),
        ("evaluate", "x.jsonl", "--causal", "--vectors", "en_core_web_md"),
        ("run", "--language", "english"),
        ("passage", "BF-01"),
        ("passage", "BF-01", "--span", "1:9", "--promise", "60"),
    ],
)
def test_words_that_do_not_fit_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        ran(*words)


def test_a_span_beyond_the_text_is_refused(built_demonstration: Path) -> None:
    with pytest.raises(UsageError, match="ends at"):
        ran("passage", "BF-01", "--span", "1:99999999", "--study", built_demonstration)
