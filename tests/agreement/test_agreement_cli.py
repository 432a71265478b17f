"""`workbench agreement` as a person uses it: figures with their bases, passages, and clear refusals."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from command_line import CommandLine, Prepare

from workbench import agreement

TALK = "Q: Why did it work?\n\nA: We trusted them. They paid us in time. It was cold.\n"
REPORT = "A report on paper.\n\nIt has no speakers and no turns."


def coded_steps(wb: CommandLine) -> None:
    wb.write("N1.txt", TALK)
    wb.write("N2.txt", TALK.replace("cold", "warm"))
    wb.write("R1.txt", REPORT)
    wb.write("R2.txt", REPORT.replace("paper", "screen"))
    wb.ok("source", "import", "N1.txt", "N2.txt", "R1.txt", "R2.txt")
    wb.write(
        "book.yaml",
        "codes: [{name: trust}, {name: earned, parent: trust}, {name: money}, {name: unused}]",
    )
    wb.ok("codebook", "import", "book.yaml")
    wb.write(
        "c.csv",
        "source,quote,code,coder\n"
        "N1,We trusted them.,trust/earned,Ann\n"
        "N1,We trusted them.,trust/earned,Olu\n"
        "N1,They paid us in time.,money,Ann\n"
        "N1,paid us in time,money,Olu\n"
        "N2,We trusted them.,trust/earned,Ann\n"
        "N2,They paid us in time.,trust/earned,Olu\n"
        "R1,It has no speakers,money,Olu\n"
        "R2,no turns,trust,Ann\n"
        "R2,no turns,trust,Bea\n",
    )
    wb.ok("coding", "import", "c.csv")


@pytest.fixture
def coded(prepared: Prepare) -> CommandLine:
    return prepared(coded_steps)


def test_show_takes_the_sources_that_all_have_coded(coded: CommandLine) -> None:
    found = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json
    assert [one["source"] for one in found["sources"]] == ["N1", "N2"]
    assert found["coders"] == ["Ann", "Olu"]
    assert found["codings"] == [3, 3]
    assert (found["unit"], found["kappa"], found["blind_round"]) == ("character", "Cohen's kappa", False)
    assert found["units"] == 2 * len(TALK)
    assert 0 < found["uncoded_share"] < 1
    assert found["resamples"] == 1000
    assert [code["code"] for code in found["codes"]] == ["trust/earned", "money"]
    money = found["codes"][1]
    assert money["codings"] == [1, 1]
    assert money["sources"] == 1
    assert 0.7 < money["kappa"]["value"] < 1
    assert money["kappa"]["low"] <= money["kappa"]["value"] <= money["kappa"]["high"]


def test_show_warns_that_this_is_no_blind_round_and_names_consensus_as_equal(coded: CommandLine) -> None:
    said = coded.ok("agreement", "show", "--coders", "Ann,Olu")
    assert "no blind, frozen round" in said.err
    assert "consensus is of equal worth" in said.err
    notes = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json["notes"]
    assert all(note in said.err for note in notes)
    for word in ("poor", "substantial", "excellent", "acceptable", "moderate", "reliable"):
        assert word not in said.err + said.out


def test_show_prints_a_table_with_the_base_of_each_figure(coded: CommandLine) -> None:
    rows = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--bootstrap", "0").rows
    assert [row["code"] for row in rows] == [
        "trust/earned",
        "money",
        "all codes, each by itself",
        "all codes, as sets",
    ]
    assert rows[0]["codings"] == "2 + 2"
    assert rows[0]["sources"] == "2"
    assert rows[0]["uncoded"].endswith("%")
    assert {"percent", "Cohen's kappa", "alpha", "u-alpha", "(k)u-alpha", "|u-alpha", "cu-alpha"} <= rows[
        0
    ].keys()
    assert rows[3]["cu-alpha"]


@pytest.mark.parametrize(("unit", "units"), [("turn", 4), ("sentence", 8), ("paragraph", 4)])
def test_given_units(coded: CommandLine, unit: str, units: int) -> None:
    found = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--unit", unit, "--json").json
    assert found["units"] == units
    assert found["sets"]["u_alpha"] is None
    assert found["codes"][1]["percent"]["value"] == 1.0
    said = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--unit", unit)
    assert "u-alpha" not in said.out


def test_sentences_by_hand(coded: CommandLine) -> None:
    """Of eight sentences Ann has the third and Olu the third in N1, Ann the third and Olu the fourth in N2."""
    found = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--unit", "sentence", "--json").json
    trust = found["codes"][0]
    assert trust["percent"]["value"] == 6 / 8
    assert trust["kappa"]["value"] == pytest.approx((6 / 8 - 40 / 64) / (1 - 40 / 64))


def test_sub_codes_are_rolled_up_where_this_is_asked_for(coded: CommandLine) -> None:
    found = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--roll-up", "--json").json
    assert [code["code"] for code in found["codes"]] == ["trust", "money"]
    found = coded.ok(
        "agreement", "show", "--coders", "Ann,Olu", "--code", "trust", "--roll-up", "--json"
    ).json
    assert [(code["code"], code["codings"]) for code in found["codes"]] == [("trust", [2, 2])]
    err = coded.refused(4, "agreement", "show", "--coders", "Ann,Olu", "--code", "trust")
    assert "neither Ann nor Olu has used 'trust'" in err
    assert "--roll-up" in err


def test_more_than_two_coders_get_fleiss_kappa(coded: CommandLine) -> None:
    names = ("--coders", "Ann,Olu", "--coders", "Bea", "--source", "R1", "--source", "R2")
    said = coded.ok("agreement", "show", *names, "--json")
    assert said.json["kappa"] == "Fleiss' kappa"
    assert any(
        "Ann has no coding in R1, which counts as having found nothing" in n for n in said.json["notes"]
    )


def test_sources_without_turns_are_left_out_and_named(coded: CommandLine) -> None:
    coded.write("more.csv", "source,quote,code,coder\nR1,A report,money,Ann\n")
    coded.ok("coding", "import", "more.csv")
    said = coded.ok("agreement", "show", "--coders", "Ann,Olu", "--unit", "turn", "--json")
    assert [one["source"] for one in said.json["sources"]] == ["N1", "N2"]
    assert any("left out, since there is no turn in it: R1" in note for note in said.json["notes"])


def test_disagreements_say_who_coded_what_where(coded: CommandLine) -> None:
    found = coded.ok("agreement", "disagreements", "--coders", "Ann,Olu", "--json").json
    start = TALK.index("They")
    assert found[0] == {
        "source": "N1",
        "start_char": start,
        "end_char": start + 4,
        "codes": {"Ann": ["money"], "Olu": []},
        "text": "They",
        "attribution": found[0]["attribution"],
    }
    assert "N1" in found[0]["attribution"]
    assert [(one["source"], one["text"]) for one in found] == [
        ("N1", "They"),
        ("N1", "."),
        ("N2", "We trusted them."),
        ("N2", "They paid us in time."),
    ]
    rows = coded.ok("agreement", "disagreements", "--coders", "Ann,Olu", "--code", "trust/earned").rows
    assert [(row["Ann"], row["Olu"]) for row in rows] == [("trust/earned", "–"), ("–", "trust/earned")]


def test_coders_who_agree_wholly_have_no_disagreements(coded: CommandLine) -> None:
    assert coded.ok("agreement", "disagreements", "--coders", "Ann,Bea", "--json").json == []


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("show", "--coders", "Ann"), "two coders or more, not Ann alone"),
        (2, ("show", "--coders", "Ann,ann"), "Ann is named twice"),
        (2, ("show", "--coders", " , "), "The study's coders: Ann, Bea, Olu"),
        (2, ("show",), "--coders"),
        (4, ("show", "--coders", "Ann,Ollu"), "Did you mean Olu"),
        (4, ("show", "--coders", "Olu,Bea"), "no source that all of them have coded"),
        (4, ("show", "--coders", "Olu,Bea"), "Olu 3, Bea 1"),
        (4, ("show", "--coders", "Ann,Olu", "--source", "N3"), "there is no source 'N3'"),
        (4, ("show", "--coders", "Ann,Olu", "--source", "R1"), "Ann has no codings in R1"),
        (4, ("show", "--coders", "Ann,Olu", "--code", "mony"), "Did you mean money"),
        (4, ("show", "--coders", "Ann,Olu", "--code", "unused"), "neither Ann nor Olu has used 'unused'"),
        (2, ("show", "--coders", "Ann,Bea", "--unit", "turn"), "there is no turn to judge in R2"),
        (2, ("show", "--coders", "Ann,Olu", "--unit", "word"), "'word' is no unit"),
        (2, ("show", "--coders", "Ann,Olu", "--bootstrap", "-1"), "--bootstrap takes 0 to 10,000"),
        (2, ("show", "--coders", "Ann,Olu", "--bootstrap", "10001"), "not 10,001"),
        (2, ("disagreements", "--coders", "Ann"), "two coders or more"),
        (4, ("disagreements", "--coders", "Olu,Bea"), "no source that all of them have coded"),
    ],
)
def test_refusals(coded: CommandLine, code: int, words: tuple[str, ...], said: str) -> None:
    assert said in coded.refused(code, "agreement", *words)


def test_a_study_without_codings_is_refused(wb: CommandLine) -> None:
    assert "there is no coder" in wb.refused(4, "agreement", "show", "--coders", "Ben,Cai")


def test_neither_reading_nor_figures_change_the_study(coded: CommandLine) -> None:
    before = coded.states()
    coded.ok("agreement", "show", "--coders", "Ann,Olu")
    coded.ok("agreement", "disagreements", "--coders", "Ann,Olu")
    assert coded.states() == before


def test_a_damaged_excerpt_is_told_before_it_is_shown(coded: CommandLine) -> None:
    with closing(sqlite3.connect(coded.folder / "s.study")) as file, file:
        file.execute("DROP TRIGGER IF EXISTS excerpt_is_written_once")
        file.execute("UPDATE excerpt SET start_char = start_char + 1")
    said = coded("agreement", "disagreements", "--coders", "Ann,Olu")
    assert said.code == 6
    assert "damaged" in said.err or "not the text" in said.err


def test_the_demonstration_study(demo: CommandLine) -> None:
    names = sorted({one["coder"] for one in demo.ok("coding", "list", "--json").json})[:2]
    found = demo.ok("agreement", "show", "--coders", ",".join(names), "--json").json
    assert len(found["sources"]) > 1
    for figures in (found["pooled"], found["sets"]):
        assert all(
            value is None or -1 <= value["value"] <= 1 for name, value in figures.items() if "cov" not in name
        )
    differing = demo.ok("agreement", "disagreements", "--coders", ",".join(names), "--json").json
    assert all(one["codes"][names[0]] != one["codes"][names[1]] for one in differing)


def test_the_room_knows_no_database_and_loads_numpy_late() -> None:
    room = Path(agreement.__file__).parent
    modules = [path.stem for path in sorted(room.glob("*.py")) if path.stem != "__init__"]
    code = "".join(f"import workbench.agreement.{name}\n" for name in modules)
    show = "import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "numpy",
        "sqlalchemy",
        "sqlmodel",
        "typer",
        "textual",
        "workbench.store",
        "workbench.cli",
    }
