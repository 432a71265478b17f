"""What a study says of itself, its memos and its report sections: in from files, and nothing lost on the way."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare, substance

STUDY = """
title: A study
authors: [Ann, Olu]
aim: To see.
sites:
  - {name: Area 1, description: A county.}
  - {name: National, national: true}
tracers: [{name: Screening, reason: Because., no_theory_searched: Two plans.}, {name: Dementia}]
waves: [{name: Wave 1, starts: 2017-01, ends: 2017-06-30}]
coders: [Ann, Olu]
"""

SECTIONS = """
sections:
  - {tracer: Screening, kind: introduction, text: It began.}
  - {tracer: screening, kind: theme, claim: Trust matters, code: trust, text: Body., in_summary: Short.}
  - {tracer: Dementia, kind: message, text: Act.}
"""


def described_steps(wb: CommandLine) -> None:
    wb.write("study.yaml", STUDY)
    wb.ok("study", "describe", "study.yaml")


@pytest.fixture
def described(prepared: Prepare) -> CommandLine:
    return prepared(described_steps)


def test_a_description_sets_facts_and_design(described: CommandLine) -> None:
    info = described.ok("study", "info", "--json").json
    assert (info["study"]["title"], info["study"]["authors"]) == ("A study", ["Ann", "Olu"])
    assert info["sites"] == ["Area 1", "National"]
    assert info["tracers"] == ["Screening", "Dementia"]
    assert info["waves"] == ["Wave 1"]
    assert info["coders"] == ["Ann", "Olu"]


def test_the_study_in_short_has_a_line_for_each_fact_and_count(described: CommandLine) -> None:
    lines = dict(line.split("\t") for line in described.ok("study", "info").out.splitlines())
    assert (lines["sites"], lines["sources"], lines["changes"]) == ("Area 1, National", "0", "1")
    assert lines["coders"] == "Ann, Olu (no changes)"


def test_the_same_description_again_changes_nothing(described: CommandLine) -> None:
    before = substance(described.folder / "s.study")
    for dry in ((), ("--dry-run",)):
        said = described.ok("study", "describe", "study.yaml", *dry)
        assert said.err == "nothing changed: the study says all of this already\n"
    assert substance(described.folder / "s.study") == before


def test_a_part_of_a_description_leaves_the_rest_as_it_is(described: CommandLine) -> None:
    before = substance(described.folder / "s.study")
    described.write("part.yaml", "sites: [{name: area 1}, {name: National}]\ntracers: [{name: Screening}]")
    said = described.ok("study", "describe", "part.yaml")
    assert "updated 1 site" in said.err, "only the case of its name"
    described.write("part.yaml", "sites: [{name: Area 1}]")
    described.ok("study", "describe", "part.yaml")
    assert substance(described.folder / "s.study") == before


def test_what_is_spoken_of_is_emptied_where_it_is_empty(described: CommandLine) -> None:
    described.write("part.yaml", "tracers: [{name: Screening, no_theory_searched: null, reason: ''}]")
    described.ok("study", "describe", "part.yaml")
    rows = [
        row for row in substance(described.folder / "s.study") if row[0] == "tracer" and "Screening" in row
    ]
    assert "Two plans." not in rows[0]
    assert "Because." not in rows[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("titel: x", "titel"),
        ("waves: [{name: W, starts: last year}]", "'last year'"),
        ("waves: [{name: W, ends: 2017-13}]", "'2017-13'"),
        ("sites: [{national: true}]", "name"),
        ("sites: [{name: '  '}]", "needs a name"),
        ('attribution: "{interview"', "malformed"),
        ('attribution: "{interview.x}"', "not a field"),
        ("title: ''", "needs a name"),
    ],
)
def test_a_faulty_description_changes_nothing(described: CommandLine, text: str, word: str) -> None:
    described.write("bad.yaml", text)
    assert word in described.refused(3, "study", "describe", "bad.yaml")


def test_sections_replace_those_of_the_tracers_they_name_and_no_others(described: CommandLine) -> None:
    described.ok("codebook", "add", "trust")
    described.write("sections.yaml", SECTIONS)
    described.ok("report", "import", "sections.yaml")
    described.write("more.yaml", "sections: [{tracer: Screening, kind: summary, text: In short.}]")
    described.ok("report", "import", "more.yaml")
    screening = described.ok("report", "tracer", "Screening").out
    assert "In short." in screening
    assert "It began." not in screening
    assert "Act." in described.ok("report", "tracer", "Dementia").out


def test_sections_that_are_there_already_are_not_written_again(described: CommandLine) -> None:
    described.ok("codebook", "add", "trust")
    described.write("sections.yaml", SECTIONS)
    described.ok("report", "import", "sections.yaml")
    before = substance(described.folder / "s.study")
    assert "nothing changed" in described.ok("report", "import", "sections.yaml").err
    assert substance(described.folder / "s.study") == before
    described.write("sections.yaml", SECTIONS.replace("Act.", "Act now."))
    assert "for 2 tracers; 1 unchanged" in described.ok("report", "import", "sections.yaml").err


def test_all_faults_of_a_description_are_told_at_once_with_their_lines(described: CommandLine) -> None:
    described.write(
        "bad.yaml",
        "title: ' '\n"
        "attribution: '{interview.x}'\n"
        "sites:\n"
        "  - {name: A}\n"
        "  - {name: ' '}\n"
        "  - {name: a}\n"
        "waves:\n"
        "  - {name: W, starts: 2017-05, ends: 2016}\n"
        "  - {name: V, starts: 2017-05-02, ends: 2017-05}\n"
        "coders: [Ann, '', ' ann']\n",
    )
    err = described.refused(3, "study", "describe", "bad.yaml")
    lines = [line.strip() for line in err.splitlines() if line.startswith("  - ")]
    assert [line.split(": ")[0] for line in lines] == [
        "- line 1, column 1",
        "- line 2, column 1",
        "- line 5, column 6",
        "- line 6, column 5",
        "- line 8, column 5",
        "- line 10, column 15",
        "- line 10, column 19",
    ]
    assert "'a' stands in entry 1 already" in lines[3]
    assert "ends (2016) before it starts (2017-05)" in lines[4]
    assert "a coder needs a name" in lines[5]


def test_all_faults_of_sections_are_listed(described: CommandLine) -> None:
    described.write("bad.yaml", SECTIONS.replace("Dementia", "Dementa"))
    err = described.refused(3, "report", "import", "bad.yaml")
    assert "sections[2] (theme): there is no code 'trust'" in err
    assert "Did you mean Dementia?" in err
    described.write("bad.yaml", "sections: [{tracer: Screening, kind: theme, text: x}]")
    assert "needs its claim" in described.refused(3, "report", "import", "bad.yaml")
    described.write("bad.yaml", "sections: [{tracer: Nowhere, kind: theme, text: x, code: none}]")
    err = described.refused(3, "report", "import", "bad.yaml")
    assert "3 faults" in err, "what lacks and what is unknown are told together"
    assert err.count("sections[1] (theme)") == 3
    described.write("bad.yaml", "sections: [{tracer: Screening, kind: message}]")
    assert "needs its text" in described.refused(3, "report", "import", "bad.yaml")


def test_memos_are_written_on_things_and_listed_by_kind(described: CommandLine) -> None:
    described.ok("codebook", "add", "trust")
    first = described.ok("memo", "add", "On the study.", "--title", "One").out.strip()
    described.ok(
        "memo", "add", "-", "--kind", "decision", "--on", "code:trust", stdin="Größe — “so”.\n".encode()
    )
    memos = described.ok("memo", "list", "--json").json
    assert memos[0]["id"] == first
    assert memos[1]["body"] == "Größe — “so”.\n"
    assert (memos[1]["subject_type"], memos[1]["kind"], memos[1]["coder"]) == ("code", "decision", "Ann")
    assert len(described.ok("memo", "list", "--kind", "decision", "--json").json) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("memo", "add", "  "), 3, "needs some text"),
        (("memo", "add", "x", "--kind", "idea"), 2, "analytic"),
        (("memo", "add", "x", "--on", "code:nothing"), 4, "no code 'nothing'"),
        (("memo", "add", "x", "--on", "nothing"), 2, "source:NM-01"),
        (("memo", "add", "x", "--on", "planet:Mars"), 2, "source:NM-01"),
        (("memo", "list", "--kind", "idea"), 2, "analytic"),
    ],
)
def test_memos_that_do_not_fit_are_refused(
    described: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in described.refused(code, *words)


def test_sites_come_to_stand_in_the_order_of_the_description(described: CommandLine) -> None:
    described.write("o.yaml", "sites: [{name: Zed}, {name: Alpha}]\n")
    described.ok("study", "describe", "o.yaml")
    described.write("o.yaml", "sites: [{name: Alpha}, {name: Zed}]\n")
    assert "updated 2 sites" in described.ok("study", "describe", "o.yaml").err
    names = [row["site"] for row in described.ok("theory", "grid").rows]
    assert names.index("Alpha") < names.index("Zed")
    assert "nothing" in described.ok("study", "describe", "o.yaml").err
    described.ok("undo")
    names = [row["site"] for row in described.ok("theory", "grid").rows]
    assert names.index("Zed") < names.index("Alpha")
