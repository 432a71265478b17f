"""Cause and effect by grammar: with a parser they are told apart where windows cannot; without one nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from command_line import CommandLine
from spacy.language import Language
from spacy.tokens import Doc

from workbench.errors import BadInput, NotFound
from workbench.suggest.causal import CausalHint, find_causal
from workbench.suggest.causal_sides import parser
from workbench.suggest.language import pipeline

HEADS = {
    "Because the lead stayed in post the two teams kept talking.": [3, 2, 3, 9, 3, 4, 8, 8, 9, 9, 9, 9],
    "The clinic closed because of the new contract in May.": [1, 2, 2, 2, 3, 7, 7, 3, 7, 8, 2],
    "In the second year the joint board, as we feared, led to nothing but delay.": [
        12, 3, 3, 0, 6, 6, 12, 12, 10, 10, 12, 12, 12, 12, 13, 14, 14, 12,
    ],
    "The money went, which meant that nobody answered the phone.": [1, 2, 2, 2, 5, 2, 8, 8, 5, 10, 8, 2],
}  # fmt: skip
"""The place of the word that governs each word, as a trained parser tells it."""

DEPS = {
    "Because the lead stayed in post the two teams kept talking.": (
        "mark det nsubj advcl prep pobj det nummod nsubj ROOT xcomp punct"
    ),
    "The clinic closed because of the new contract in May.": (
        "det nsubj ROOT prep pcomp det amod pobj prep pobj punct"
    ),
    "In the second year the joint board, as we feared, led to nothing but delay.": (
        "prep det amod pobj det amod nsubj punct mark nsubj advcl punct ROOT prep pobj prep pobj punct"
    ),
    "The money went, which meant that nobody answered the phone.": (
        "det nsubj ROOT punct nsubj relcl mark nsubj ccomp det dobj punct"
    ),
}


@Language.component("learnt_by_heart")
def learnt_by_heart(doc: Doc) -> Doc:
    """A parser that knows the sentences of this test; of any other that its first word governs all."""
    heads = HEADS.get(doc.text, [0] * len(doc))
    deps = DEPS[doc.text].split() if doc.text in DEPS else ["ROOT", *["dep"] * (len(doc) - 1)]
    for token, head, dep in zip(doc, heads, deps, strict=True):
        token.head, token.dep_ = doc[head], dep
    return doc


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("learnt_by_heart")
    return made


def sides(hint: CausalHint) -> tuple[str, str]:
    assert hint.cause is not None
    assert hint.effect is not None
    start = hint.start_char
    cause, effect = ((part.start_char - start, part.end_char - start) for part in (hint.cause, hint.effect))
    return hint.text[slice(*cause)], hint.text[slice(*effect)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect"),
    [
        (
            "Because the lead stayed in post the two teams kept talking.",
            "the lead stayed in post",
            "the two teams kept talking",
        ),
        (
            "The clinic closed because of the new contract in May.",
            "the new contract in May",
            "The clinic closed",
        ),
        (
            "In the second year the joint board, as we feared, led to nothing but delay.",
            "the joint board",
            "nothing but delay",
        ),
        (
            "The money went, which meant that nobody answered the phone.",
            "The money went",
            "that nobody answered the phone",
        ),
    ],
)
def test_grammar_tells_cause_from_effect(nlp: Language, sentence: str, cause: str, effect: str) -> None:
    text = f"It was so. {sentence} And then?"
    (hint,) = (one for one in find_causal(text, pipeline(), parser=nlp) if one.text == sentence)
    assert sides(hint) == (cause, effect)
    assert text[hint.start_char : hint.end_char] == sentence


def test_where_no_pattern_fits_windows_do(nlp: Language) -> None:
    text = "They stayed because people trusted her."
    (by_grammar,), (by_windows,) = find_causal(text, pipeline(), parser=nlp), find_causal(text, pipeline())
    assert by_grammar == by_windows


def test_a_parser_is_named_by_a_person_and_refused_in_words(
    invented: CommandLine, nlp: Language, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="no spaCy pipeline 'xx_none'"):
        parser("xx_none")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(BadInput, match="'blank' has no parser"):
        parser(str(tmp_path / "blank"))
    assert invented("config", "parser", "xx_none").code != 0
    nlp.to_disk(tmp_path / "by_heart")
    invented.ok("config", "parser", str(tmp_path / "by_heart"))
    (invented.folder / "talk.txt").write_text("\n".join(HEADS), "utf-8")
    invented.ok("source", "import", "talk.txt")
    told = invented.ok("suggest", "causal", "talk", "--all", "--json").json
    texts = "\n".join(HEADS)
    causes = {texts[one["cause"]["start_char"] : one["cause"]["end_char"]] for one in told if one["cause"]}
    assert "the lead stayed in post" in causes
    invented.ok("config", "parser", "off")
    other = invented.ok("suggest", "causal", "talk", "--all", "--json").json
    assert [one["cause"] for one in other] != [one["cause"] for one in told]
