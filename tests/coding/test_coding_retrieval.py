"""Asking for excerpts by what else is coded there and where they stand, on a study made for it."""

from collections.abc import Iterable

import pytest
from command_line import CommandLine
from hypothesis import given
from hypothesis import strategies as st

from workbench.store.reading.coding_filter import Spans

MANIFEST = """interview,participants,site,tracer,wave,organisation,role,profession
I1,P1,Northtown,Stroke,1,Trust,nurse,Nurse
I2,P2,Southtown,Stroke,2,Council,manager,Porter
"""
CODEBOOK = """codes:
- name: Help
- {name: Huddle, parent: Help}
- name: Cost
- name: No wrong door
"""


@pytest.fixture
def study(wb: CommandLine) -> CommandLine:
    (wb.folder / "talks").mkdir()
    (wb.folder / "talks" / "I1.txt").write_text("one two three four five six seven eight nine ten", "utf-8")
    (wb.folder / "talks" / "I2.txt").write_text("alpha beta gamma delta", "utf-8")
    (wb.folder / "interviews.csv").write_text(MANIFEST, "utf-8")
    (wb.folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    rows = [
        ("I1", "Huddle", "one two three", "Ada", "why so"),
        ("I1", "Cost", "three four", "Ben", ""),
        ("I1", "Help", "six", "Ada", ""),
        ("I1", "No wrong door", "eight nine", "Ada", ""),
        ("I2", "Help", "beta gamma", "Ben", "Why not"),
    ]
    lines = ["source,code,quote,coder,memo", *(",".join(row) for row in rows)]
    (wb.folder / "codings.csv").write_text("\n".join(lines), "utf-8")
    wb.ok("source", "import", "talks", "--manifest", "interviews.csv")
    wb.ok("codebook", "import", "codebook.yaml")
    wb.ok("coding", "import", "codings.csv", "--coder", "Ada")
    return wb


def found(study: CommandLine, query: str) -> list[str]:
    return [quote["text"] for quote in study.ok("coding", "list", query, "--json").json]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["one two three", "three four", "six", "eight nine", "beta gamma"]),
        ("help", ["one two three", "six", "beta gamma"]),
        ("help only:names", ["six", "beta gamma"]),
        ("huddle or cost", ["one two three", "three four"]),
        ("help cost", ["one two three"]),
        ("cost help", ["three four"]),
        ("help not cost", ["six", "beta gamma"]),
        ("help cost near:7", ["one two three", "six"]),
        ("help cost near:5", ["one two three"]),
        ("help not cost near:7", ["beta gamma"]),
        ('help "no wrong door"', []),
        ("help coder:ada", ["one two three", "six"]),
        ("not help", ["eight nine"]),
        ("wave:2", ["beta gamma"]),
        ("site:Northtown site:Southtown help", ["one two three", "six", "beta gamma"]),
        ("tracer:stroke organisation:council", ["beta gamma"]),
        ("role:nurse help", ["one two three", "six"]),
        ("profession=porter", ["beta gamma"]),
        ("memo:WHY", ["one two three", "beta gamma"]),
        ("text:Six text:nine", ["six", "eight nine"]),
    ],
)
def test_a_query_finds(study: CommandLine, query: str, texts: list[str]) -> None:
    assert found(study, query) == texts


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("huddel", "Huddle"),
        ("site:Nortown", "Northtown"),
        ("role:nruse", "nurse"),
        ("profesion=Nurse", "profession"),
        ("coder:Adah", "Ada"),
    ],
)
def test_a_name_that_is_not_there_gets_near_ones(study: CommandLine, query: str, said: str) -> None:
    assert said in study.refused(4, "coding", "list", query)


def test_a_field_asked_for_twice_is_refused(study: CommandLine) -> None:
    assert "Give it once" in study.refused(3, "coding", "list", "site:Northtown", "--site", "Southtown")


def test_codings_are_exported_by_the_same_query(study: CommandLine) -> None:
    exported = study.ok("export", "codings", "help not cost", "--format", "csv").out
    assert [line for line in exported.splitlines() if "six" in line or "beta gamma" in line]
    assert "one two three" not in exported


_SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1])), max_size=8
)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two spans; negative where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])


@given(_SPANS, st.tuples(st.integers(0, 40), st.integers(1, 10)), st.integers(0, 6))
def test_spans_touch_where_looking_at_each_says_so(
    spans: Iterable[tuple[int, int]], place: tuple[int, int], near: int
) -> None:
    one = (place[0], place[0] + place[1])
    assert Spans(spans).touch(*one, near) is any(_gap(one, other) < near for other in spans)


@pytest.mark.parametrize("other", [(0, 10), (20, 30)], ids=["before", "after"])
def test_spans_that_only_meet_do_not_touch_and_near_counts_what_is_between(other: tuple[int, int]) -> None:
    spans = Spans([other])
    assert not spans.touch(10, 20)
    assert spans.touch(10, 20, 1)
    assert not spans.touch(12, 18, 2)
    assert spans.touch(12, 18, 3)
