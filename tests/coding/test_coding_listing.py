"""Listing quotes: filters that mean what they say, and attributions that nobody types."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare


def coded_steps(wb: CommandLine) -> None:
    wb.write("A.txt", "Alpha said this and that.")
    wb.write("B.txt", "Beta said this and that, too.")
    wb.write(
        "m.csv",
        "file,interview,organisations,sites,tracers,date\n"
        "A.txt,18967,CCG,Area 1,Screening,2017-01-12\n"
        "B.txt,18968,Trust,Area 2|Area 1,Dementia,2018-03\n",
    )
    wb.ok("source", "import", "--manifest", "m.csv")
    wb.write(
        "book.yaml",
        "codes: [{name: trust}, {name: earned, parent: trust}, {name: trustworthy}, "
        "{name: deep, parent: trust/earned, id: t3}, {name: Earned, id: e2}]",
    )
    wb.ok("codebook", "import", "book.yaml")
    wb.write(
        "c.csv",
        "source,quote,code,coder\n"
        "18967,Alpha,trust,Ann\n"
        "18967,said this,trust/earned,Olu\n"
        "18968,Beta,trustworthy,Ann\n"
        "18968,too,trust/earned/deep,Ann\n",
    )
    wb.ok("coding", "import", "c.csv")


@pytest.fixture
def coded(prepared: Prepare) -> CommandLine:
    return prepared(coded_steps)


def quotes(wb: CommandLine, *words: str) -> list[str]:
    return [quote["text"] for quote in wb.ok("coding", "list", "--json", *words).json]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["Alpha", "said this", "Beta", "too"]),
        (("--code", "trust/earned"), ["said this", "too"]),
        (("--code", "trustworthy"), ["Beta"]),
        (("--code", "trust/earned", "--no-sub-codes"), ["said this"]),
        (("--source", "18967"), ["Alpha", "said this"]),
        (("--site", "area 1"), ["Alpha", "said this", "Beta", "too"]),
        (("--site", "Area 2"), ["Beta", "too"]),
        (("--tracer", "Screening"), ["Alpha", "said this"]),
        (("--by", "olu"), ["said this"]),
        (("--by", "Ann", "--site", "Area 2", "--code", "t3"), ["too"]),
        (("--by", "Olu", "--tracer", "Dementia"), []),
    ],
)
def test_filters_leave_what_they_name(coded: CommandLine, words: tuple[str, ...], found: list[str]) -> None:
    assert quotes(coded, *words) == found


def test_a_code_has_its_sub_codes_by_hierarchy_and_not_by_how_its_name_begins(coded: CommandLine) -> None:
    top = next(c for c in coded.ok("codebook", "list", "--json").json if c["path"] == "trust")
    assert quotes(coded, "--code", top["id"]) == ["Alpha", "said this", "too"]
    assert quotes(coded, "--code", top["id"], "--no-sub-codes") == ["Alpha"]


def test_a_name_of_two_codes_is_refused_with_their_paths(coded: CommandLine) -> None:
    err = coded.refused(4, "coding", "list", "--code", "EARNED")
    assert "trust/earned" in err


def test_unknown_filters_are_refused_and_not_taken_for_an_empty_result(coded: CommandLine) -> None:
    for option, value, near in (
        ("--site", "Area 3", "Area 1"),
        ("--tracer", "Dementa", "Dementia"),
        ("--by", "Anna", "Ann"),
        ("--source", "18969", "18967"),
    ):
        assert near in coded.refused(4, "coding", "list", option, value)


def test_attributions_are_generated_from_the_record_by_the_study_s_template(coded: CommandLine) -> None:
    rows = coded.ok("coding", "list").rows
    assert rows[0]["attribution"] == "[18967, CCG, Area 1, Jan 2017]"
    assert {row["attribution"] for row in rows[2:]} <= {
        "[18968, Trust, Area 2; Area 1, Mar 2018]",
        "[18968, Trust, Area 1; Area 2, Mar 2018]",
    }
    coded.write("s.yaml", 'attribution: "({organisation}, {date:%Y})"')
    coded.ok("study", "describe", "s.yaml")
    assert coded.ok("coding", "list").rows[0]["attribution"] == "(CCG, 2017)"
    coded.write("s.yaml", 'attribution: "{nobody}"')
    assert "nobody" in coded.refused(3, "study", "describe", "s.yaml")


def test_a_table_keeps_one_line_for_each_coding(coded: CommandLine) -> None:
    coded.write("C.txt", "One line.\nAnother\tline.")
    coded.ok("source", "import", "C.txt")
    coded.ok("coding", "add", "C", "--code", "trustworthy", "--span", "0:23")
    rows = coded.ok("coding", "list", "--source", "C").rows
    assert [row["quote"] for row in rows] == ["One line. Another line."]
