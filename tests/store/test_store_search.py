"""Phrase search against a slow and obvious oracle, and an index that follows the revisions."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from store_work import rows, source, view

from workbench.errors import BadInput
from workbench.model.identity import new_id, sha256_text
from workbench.sources.commands import ImportSources, RemoveSource
from workbench.store.creating import create_study
from workbench.store.sqlite_integrity import check
from workbench.store.sqlite_search import CONTEXT_CHARS, search
from workbench.store.study import Study

WORDS = [
    "trust",
    "Trust",
    "TRUST",
    "trustworthy",
    "trüst",
    "tru\u0301st",
    "café",
    "cafe",
    "CAFÉ",
    "e",
    "é",
    "à",
    "x2",
    "2",
]
WORDS += [
    "naïve",
    "nai\u0308ve",
    "Ελλάδα",
    "ελλαδα",
    "ΕΛΛΆΔΑ",
    "привет",
    "приве\u0301т",
    "ёж",
    "еж",
    "мой",
    "мои",
    "straße",
    "ñ",
    "日本",
    "한국",
    "한글",
    "O",
]
GAPS = [
    " ",
    ", ",
    "\n",
    "–",
    "’",
    "“",
    "” ",
    "£",
    " 🙂 ",
    "...",
    "-",
    "_",
    "\t",
    "‘",
    " (",
    ") ",
    "\u00a0",
    "1 ",
    " à ",
    "²",
]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=14).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def folded(word: str) -> str:
    letters = unicodedata.normalize("NFC", word)
    parts = (c if c in "йЙ" else unicodedata.normalize("NFD", c) for c in letters)
    plain = "".join(c for part in parts for c in part if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain).lower()


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Runs of letters, digits and the marks that sit on them, with their places."""
    found: list[tuple[str, int, int]] = []
    start = None
    for place, char in enumerate(text + " "):
        inside = char.isalnum() or (start is not None and unicodedata.combining(char) != 0)
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            found.append((folded(text[start:place]), start, place))
            start = None
    return found


def oracle(text: str, phrase: str) -> list[tuple[int, int]]:
    """Every place of the phrase, one after another, not overlapping."""
    wanted = [word for word, _, _ in words_of(phrase)]
    words, places, at = words_of(text), [], 0
    while at + len(wanted) <= len(words):
        here = words[at : at + len(wanted)]
        if [word for word, _, _ in here] == wanted:
            places.append((here[0][1], here[-1][2]))
            at += len(wanted)
        else:
            at += 1
    return places


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Study:
    path = tmp_path_factory.mktemp("search") / "search.study"
    create_study(path, title="search")
    return Study(path)


def places(study: Study, phrase: str) -> list[tuple[int, int]]:
    with study.reading() as reader:
        hits = list(search(reader, phrase))
    return [(hit.start_char, hit.end_char) for hit in hits]


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, phrase=PHRASES)
@example(text="we trust à trust", phrase="trust trust")
@example(text="trust²trust", phrase="trust")
@example(text="£5 – café 🙂 “trust”, trust.", phrase="trust trust")
@example(text="re\u0301sume\u0301 and résumé, resume", phrase="resume")
@example(text="trust me trust me", phrase="trust me")
def test_it_finds_what_the_oracle_finds(empty: Study, text: str, phrase: str) -> None:
    empty.execute(ImportSources([source("one", text)]), coder="Ada")
    try:
        assert places(empty, phrase) == oracle(text, phrase)
    finally:
        empty.undo(coder="Ada")


def test_the_oracle_itself_is_right() -> None:
    assert oracle("A café – CAFE, trustworthy café!", "cafe") == [(2, 6), (9, 13), (27, 31)]
    assert oracle("we trust, (each) other; trust each", "trust each") == [(3, 15), (24, 34)]


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("It cost £40 at the café 🙂, and “trust” grew.", "trust", ["trust"]),
        ("🙂🙂 résumé 🙂 trust", "trust", ["trust"]),
        ("the CCG’s budget – all of it", "ccg s budget all", ["CCG’s budget – all"]),
        ("Trust; TRUST; trusted; untrusting trust-based", "trust", ["Trust", "TRUST", "trust"]),
        ("Ça va? ça VA", "ca va", ["Ça va", "ça VA"]),
        ("snake_case is two words", "case", ["case"]),
        ("nothing here", "trust", []),
    ],
)
def test_offsets_are_characters_whatever_stands_before(
    empty: Study, text: str, phrase: str, found: list[str]
) -> None:
    empty.execute(ImportSources([source("one", text)]), coder="Ada")
    with empty.reading() as reader:
        hits = list(search(reader, phrase))
    empty.undo(coder="Ada")
    assert [hit.text for hit in hits] == found
    for hit in hits:
        assert text[hit.start_char : hit.end_char] == hit.text
        assert text[max(0, hit.start_char - CONTEXT_CHARS) : hit.start_char] == hit.before
        assert text[hit.end_char : hit.end_char + CONTEXT_CHARS] == hit.after


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Αθήνα, ΑΘΗΝΑ και αθηνα· Αθηνών", "αθηνα", ["Αθήνα", "ΑΘΗΝΑ", "αθηνα"]),
        ("ο χρόνος, ΧΡΟΝΟΣ", "χρόνος", ["χρόνος", "ΧΡΟΝΟΣ"]),
        ("Ещё раз: еще, ЕЩЕ", "еще", ["Ещё", "еще", "ЕЩЕ"]),
        ("больша\u0301я большая", "большая", ["больша\u0301я", "большая"]),
        ("мой дом, мои дома", "мой", ["мой"]),
        ("δεν υπάρχει εμπιστοσύνη εδώ", "υπαρχει εμπιστοσυνη", ["υπάρχει εμπιστοσύνη"]),
        ("trust και εμπιστοσύνη", "trust και εμπιστοσυνη", ["trust και εμπιστοσύνη"]),
    ],
)
def test_accents_of_greek_and_cyrillic_do_not_count_either(
    path: Path, study: Study, text: str, phrase: str, found: list[str]
) -> None:
    study.execute(ImportSources([source("el", text)]), coder="Ada")
    with Study(path, read_only=True) as reading, reading.reading() as reader:
        assert [hit.text for hit in search(reader, phrase)] == found


@pytest.mark.parametrize("phrase", ["", "   ", "?!", "—", "🙂", '"'])
def test_a_phrase_without_a_word_is_refused(empty: Study, phrase: str) -> None:
    with pytest.raises(BadInput, match="nothing to search for"):
        places(empty, phrase)


@pytest.mark.parametrize(
    "phrase", ['trust" OR "x', "trust*", "NEAR(trust x)", "trust AND", "body:trust", "^trust"]
)
def test_a_phrase_is_words_and_never_a_query(empty: Study, phrase: str) -> None:
    text = "trust or x; near trust x; trust and more; body trust; trust"
    empty.execute(ImportSources([source("one", text)]), coder="Ada")
    found = places(empty, phrase)
    empty.undo(coder="Ada")
    assert found == oracle(text, phrase)


def revise(path: Path, name: str, body: str) -> None:
    """A second text of a source, as a later version of the workbench will write it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        digest = sha256_text(body)
        raw.execute("INSERT OR IGNORE INTO revision_text VALUES (?, ?)", (digest, body))
        raw.execute(
            "INSERT INTO revision SELECT (SELECT max(row_number) + 1 FROM revision), ?, id,"
            " (SELECT max(number) + 1 FROM revision WHERE source_id = source.id), ?, ?, ''"
            " FROM source WHERE name = ?",
            (new_id(), digest, len(body), name),
        )


def test_the_index_follows_the_revisions_forward_and_back(path: Path, study: Study) -> None:
    assert len(places(study, "invoices")) == 1
    revise(path, "101", "A: What was said was quite different: zeppelin.")
    assert places(study, "invoices") == []
    assert len(places(study, "zeppelin")) == 1
    assert check(path).faults["search index"] == [] if check(path).sound else True
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
        raw.execute("DELETE FROM revision WHERE number = 2")
        raw.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    assert len(places(study, "invoices")) == 1
    assert places(study, "zeppelin") == []


def test_evidence_and_turns_of_an_earlier_text_can_still_be_read(path: Path, study: Study) -> None:
    from workbench.store.reading.theory import configurations

    revise(path, "101", "A: quite another text")
    with study.reading() as reader:
        cmo = configurations(reader)[0]
    assert cmo.slots[1].evidence[0].text == "We trusted each other more – t"
    assert cmo.slots[1].evidence[0].source_name == "101"


def test_a_source_that_is_gone_is_not_found_and_comes_back_with_undo(study: Study) -> None:
    study.execute(ImportSources([source("301", "a zeppelin " * 20)]), coder="Ada")
    study.execute(RemoveSource(view(study, "301").id), coder="Ada")
    assert places(study, "zeppelin") == []
    study.undo(coder="Ada")
    assert len(places(study, "zeppelin")) == 20


def test_two_sources_with_one_text_are_both_found(study: Study, path: Path) -> None:
    study.execute(
        ImportSources([source("301", "zeppelin here"), source("302", "zeppelin here")]), coder="Ada"
    )
    with study.reading() as reader:
        assert len({hit.source_id for hit in search(reader, "zeppelin")}) == 2
    study.execute(RemoveSource(view(study, "301").id), coder="Ada")
    assert len(places(study, "zeppelin")) == 1
    assert rows(path, "SELECT count(*) FROM revision_text WHERE body = 'zeppelin here'") == [(1,)]
    assert not re.search("search", str([part for part, found in check(path).faults.items() if found]))
