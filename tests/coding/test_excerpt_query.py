"""The line in which a person asks for excerpts: what it means, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.query import CodeGroup, ExcerptQuery, parse_query, written
from workbench.errors import BadInput


def groups(line: str) -> list[tuple[tuple[str, ...], bool]]:
    return [(g.names, g.wanted) for g in parse_query(line).groups]


def test_codes_are_joined_by_or_and_groups_by_standing_together() -> None:
    assert groups('trust or "no wrong door" cost') == [(("trust", "no wrong door"), True), (("cost",), True)]
    assert groups("trust and cost") == groups("trust cost")
    assert groups("trust not cost or waiting") == [(("trust",), True), (("cost", "waiting"), False)]
    assert groups("trust and not cost AND waiting") == [
        (("trust",), True),
        (("cost",), False),
        (("waiting",), True),
    ]
    assert groups("trust not and cost") == [(("trust",), True), (("cost",), False)]


def test_fields_and_attributes_limit_what_is_asked() -> None:
    query = parse_query(
        'site:Nordmoor SITE:"South Vale" text:“no time” profession=nurse "years here"="5 or more"'
    )
    assert query.values("site") == ("Nordmoor", "South Vale")
    assert query.values("text") == ("no time",)
    assert query.values("wave") == ()
    assert query.attributes == (("profession", ("nurse",)), ("years here", ("5 or more",)))
    assert query.groups == ()


def test_nearness_and_sub_codes() -> None:
    assert (parse_query("trust cost near:200").near, parse_query("trust").near) == (200, 0)
    assert parse_query("trust").sub_codes
    assert not parse_query("trust only:names").sub_codes
    assert parse_query("trust near:9 cost near:200").near == 200


def test_an_empty_line_asks_for_everything() -> None:
    assert parse_query("  ") == ExcerptQuery()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"no wrong door', "not closed"),
        ("or trust", "without a code before"),
        ("trust or or cost", "without a code before"),
        ("trust and", "without a code after"),
        ("trust or not cost", "'or not' cannot"),
        ("trust not", "without a code after"),
        ("sight:Nordmoor", "not a field"),
        ("site:", "needs a value"),
        ("profession=", "needs a value"),
        ("trust near:close", "not a number"),
        ("trust only:codes", "not known"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(line: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refusal:
        parse_query(line)
    assert refusal.value.hint


_NAMES = (
    st.from_regex(r"[^\W\"“”]([^\"“”\s]| (?! ))*", fullmatch=True)
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
_MANY = st.lists(_NAMES, min_size=1, max_size=3).map(tuple)


@given(
    st.builds(
        ExcerptQuery,
        st.lists(st.builds(CodeGroup, _MANY, st.booleans()), max_size=3).map(tuple),
        st.lists(
            st.tuples(st.sampled_from(["site", "wave", "memo"]), _MANY), max_size=3, unique_by=lambda p: p[0]
        ).map(tuple),
        st.lists(st.tuples(_NAMES, _MANY), max_size=2, unique_by=lambda p: p[0]).map(tuple),
        st.integers(0, 999_999),
        st.booleans(),
    )
)
def test_a_question_written_out_means_the_same(query: ExcerptQuery) -> None:
    assert parse_query(written(query)) == query


@pytest.mark.parametrize("name", ["AND", "or", "Not", "near:9", "a=b", "two words"])
def test_a_name_that_could_be_misread_is_written_between_quotation_marks(name: str) -> None:
    query = ExcerptQuery((CodeGroup((name,)),))
    assert written(query) == f'"{name}"'
