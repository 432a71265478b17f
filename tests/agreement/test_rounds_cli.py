"""`workbench round` as a team uses it: begun blind, coded apart, frozen, compared, settled; and clear refusals."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Prepare, substance

TALK = "Q: Why did it work?\n\nA: We trusted them. They paid us in time. It was cold.\n"


def steps(wb: CommandLine) -> None:
    for name in ("N1", "N2", "N3"):
        wb.write(f"{name}.txt", TALK.replace("cold", name))
    wb.ok("source", "import", "N1.txt", "N2.txt", "N3.txt")
    wb.write("book.yaml", "codes: [{name: trust}, {name: earned, parent: trust}, {name: money}]")
    wb.ok("codebook", "import", "book.yaml")
    wb.ok("coding", "add", "N1", "--code", "money", "--quote", "It was", "--coder", "Mia")


@pytest.fixture
def team(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def begin(wb: CommandLine, *words: str) -> None:
    wb.ok("round", "new", "Pilot", "--coders", "Ann,Olu", *(words or ("--source", "N1", "--source", "N2")))


def code(wb: CommandLine, coder: str, source: str, quote: str, name: str) -> None:
    wb.ok("coding", "add", source, "--code", name, "--quote", quote, "--coder", coder)


def code_both(wb: CommandLine) -> None:
    code(wb, "Ann", "N1", "We trusted them.", "trust/earned")
    code(wb, "Olu", "N1", "We trusted them.", "trust")
    code(wb, "Ann", "N2", "They paid us in time.", "money")
    code(wb, "Olu", "N2", "paid us in time", "money")


def quotes_seen(wb: CommandLine, coder: str, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    monkeypatch.setenv("WORKBENCH_CODER", coder)
    return {(row["coder"], row["source"]) for row in wb.ok("coding", "list").rows}


def test_a_blind_round_hides_others_codings_until_it_is_frozen(
    team: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(team)
    code_both(team)
    code(team, "Olu", "N3", "It was", "money")
    assert quotes_seen(team, "Ann", monkeypatch) == {("Ann", "N1"), ("Ann", "N2"), ("Olu", "N3")}
    assert quotes_seen(team, "Mia", monkeypatch) == {
        ("Ann", "N1"),
        ("Ann", "N2"),
        ("Mia", "N1"),
        ("Olu", "N1"),
        ("Olu", "N2"),
        ("Olu", "N3"),
    }
    monkeypatch.setenv("WORKBENCH_CODER", "Ann")
    said = team.ok("coding", "list", "trust")
    assert "3 codings of others are hidden from you: the round 'Pilot', blind" in said.err
    assert "trust" not in {row["code"] for row in said.rows}
    counts = {row["code"].strip(): row["codings"] for row in team.ok("codebook", "list").rows}
    assert counts == {"trust": "0", "earned": "1", "money": "2"}
    assert "Olu" not in team.ok("codebook", "show", "trust").out
    assert "do not read them" in team.ok("export", "codings").err
    assert "the round 'Pilot'" in team.refused(5, "agreement", "show", "--coders", "Ann,Olu")
    assert "the round 'Pilot'" in team.refused(5, "agreement", "disagreements", "--coders", "Ann,Olu")
    team.ok("round", "freeze", "Pilot")
    assert len(quotes_seen(team, "Ann", monkeypatch)) == 6


def test_an_open_round_hides_nothing(team: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(team, "--source", "N1", "--open")
    code(team, "Olu", "N1", "We trusted them.", "trust")
    assert ("Olu", "N1") in quotes_seen(team, "Ann", monkeypatch)


def test_only_what_overlaps_a_passage_is_hidden(team: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    start = TALK.index("They paid")
    begin(team, "--passage", f"N1 {start}:{start + 21}")
    code(team, "Olu", "N1", "them. They", "trust")
    code(team, "Olu", "N1", "We trusted them.", "money")
    monkeypatch.setenv("WORKBENCH_CODER", "Ann")
    found = [(row["coder"], row["quote"]) for row in team.ok("coding", "list").rows]
    assert found == [("Olu", "We trusted them."), ("Mia", "It was")]


def test_the_figures_of_a_frozen_round_stay(team: CommandLine) -> None:
    begin(team)
    code_both(team)
    team.ok("round", "freeze", "Pilot")
    before = team.ok("round", "compare", "Pilot", "--json").json
    rolled = team.ok("round", "compare", "Pilot", "--roll-up", "--unit", "sentence", "--json").json
    differing = team.ok("round", "disagreements", "Pilot", "--json").out
    assert (before["blind_round"], before["round"]) == (True, "Pilot")
    assert before["codings"] == [2, 2]
    assert [one["code"] for one in before["codes"]] == ["money", "trust", "trust/earned"]
    assert [one["code"] for one in rolled["codes"]] == ["money", "trust"]
    assert rolled["codes"][1]["percent"]["value"] == 1.0
    code(team, "Ann", "N1", "It was", "trust")
    team.ok("codebook", "merge", "trust", "--into", "money")
    for row in team.ok("coding", "list", "--by", "Olu").rows:
        team.ok("coding", "remove", row["coding"], "--coder", "Olu")
    assert team.ok("round", "compare", "Pilot", "--json").json == before
    assert team.ok("round", "disagreements", "Pilot", "--json").out == differing


def test_a_round_is_compared_as_codings_by_choice_are(team: CommandLine) -> None:
    begin(team)
    code_both(team)
    team.ok("round", "freeze", "Pilot")
    chosen = team.ok(
        "agreement", "show", "--coders", "Ann,Olu", "--source", "N1", "--source", "N2", "--json"
    ).json
    frozen = team.ok("round", "compare", "1", "--json").json
    for part in ("pooled", "sets", "units", "uncoded_share", "codings"):
        assert frozen[part] == chosen[part]
    said = team.ok("round", "compare", "Pilot")
    assert "no blind, frozen round" not in said.err
    assert "consensus is of equal worth" in said.err


def test_passages_are_compared_as_if_they_were_all(team: CommandLine) -> None:
    start = TALK.index("They paid")
    begin(team, "--passage", f"N1 {start}:{start + 21}", "--passage", "N1 0:19")
    code(team, "Ann", "N1", "We trusted them. They", "money")
    code(team, "Olu", "N1", "They paid", "money")
    team.ok("round", "freeze", "Pilot")
    found = team.ok("round", "compare", "Pilot", "--json").json
    assert (found["units"], found["codings"]) == (40, [1, 1])
    assert found["codes"][0]["percent"]["value"] == pytest.approx(35 / 40)
    [row] = team.ok("round", "disagreements", "Pilot").rows
    assert (row["Ann"], row["Olu"], row["passage"]) == ("–", "money", "paid")
    units = team.ok("round", "compare", "Pilot", "--unit", "sentence", "--json").json
    assert units["units"] == 2


def test_the_list_and_the_record_of_a_round(team: CommandLine) -> None:
    begin(team)
    [row] = team.ok("round", "list").rows
    assert (row["round"], row["state"], row["manner"], row["coders"]) == (
        "Pilot",
        "being coded",
        "blind",
        "Ann, Olu",
    )
    assert "changed since" not in team.ok("round", "show", "Pilot").out
    team.ok("codebook", "edit", "trust", "--definition", "What they said of trust")
    code_both(team)
    team.ok("round", "freeze", "1")
    assert "changed since" in team.ok("round", "show", "Pilot").out
    assert "the codebook was changed" in team.ok("round", "compare", "Pilot").err
    assert team.ok("round", "list", "--json").json[0]["codings"] == {"Ann": 2, "Olu": 2}


def test_what_cannot_be_a_round_is_refused(team: CommandLine) -> None:
    wb = team
    wb.write("E.txt", "   \n\n")
    assert "two coders" in wb.refused(3, "round", "new", "R", "--coders", "Ann", "--source", "N1")
    assert "Ann is named twice" in wb.refused(2, "round", "new", "R", "--coders", "Ann,ann", "--source", "N1")
    assert "sources or passages" in wb.refused(3, "round", "new", "R", "--coders", "Ann,Olu")
    new = ("round", "new", "R", "--coders", "Ann,Olu")
    assert "no words" in wb.refused(3, *new, "--passage", "N1 19:21")
    assert "outside" in wb.refused(3, *new, "--passage", "N1 0:5000")
    assert "overlap" in wb.refused(3, *new, "--passage", "N1 0:10", "--passage", "N1 9:12")
    assert "as a whole" in wb.refused(3, *new, "--source", "N1", "--passage", "N1 0:10")
    assert "START:END" in wb.refused(2, *new, "--passage", "N1")
    assert "no source" in wb.refused(4, *new, "--source", "N9")
    begin(wb)
    assert "already" in wb.refused(5, "round", "new", "pilot", "--coders", "Ann,Olu", "--source", "N1")
    assert "is open" in wb.refused(5, "round", "compare", "Pilot")
    assert "Ann and Olu have coded nothing" in wb.refused(5, "round", "freeze", "Pilot")
    code(wb, "Ann", "N1", "We trusted them.", "trust")
    assert "Olu has coded nothing" in wb.refused(5, "round", "freeze", "Pilot")
    wb.ok("coding", "read", "N1", "--all", "--coder", "Olu")
    wb.ok("round", "freeze", "Pilot")
    assert "frozen already" in wb.refused(5, "round", "freeze", "Pilot")
    assert "no round" in wb.refused(4, "round", "compare", "Main")


def test_rounds_are_undone_and_removed_exactly(team: CommandLine) -> None:
    def rows() -> list[tuple[object, ...]]:
        return substance(team.folder / "s.study")

    start = rows()
    begin(team, "--passage", "N1 0:19", "--passage", "N1 21:39")
    begun = rows()
    code(team, "Ann", "N1", "Why did", "trust")
    code(team, "Olu", "N1", "Why did", "trust")
    coded = rows()
    team.ok("round", "freeze", "Pilot")
    frozen = rows()
    team.ok("undo")
    assert rows() == coded
    team.ok("redo")
    assert rows() == frozen
    assert "is frozen: its comparison would go with it" in team.refused(5, "round", "remove", "Pilot")
    assert rows() == frozen
    team.ok("round", "remove", "Pilot", "--yes")
    assert team.ok("round", "list", "--json").json == []
    team.ok("undo")
    assert rows() == frozen
    team.ok("undo")
    team.ok("undo", "--coder", "Olu")
    team.ok("undo", "--coder", "Ann")
    assert rows() == begun
    team.ok("undo")
    assert rows() == start


def test_a_disagreement_is_settled_beside_the_codings(team: CommandLine) -> None:
    begin(team)
    code_both(team)
    team.ok("round", "freeze", "Pilot")
    before = team.ok("round", "compare", "Pilot", "--json").json
    chosen = team.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json
    words = ("agreement", "reconcile", "N1", "--quote", "We trusted them.", "--round", "Pilot")
    assert "applies" in team.refused(2, *words, "--code", "trust")
    team.ok(*words, "--code", "trust", "--applies", "--memo", "It is about trust as such.", "--coder", "Mia")
    team.ok(*words, "--code", "trust/earned", "--does-not-apply", "--coder", "Ann")
    found = team.ok("agreement", "consensus", "--json").json
    assert [(one["code"], one["applies"], one["coder"], one["round"]) for one in found] == [
        ("trust", True, "Mia", "Pilot"),
        ("trust/earned", False, "Ann", "Pilot"),
    ]
    assert found[0]["memo"] == "It is about trust as such."
    mine = [row for row in team.ok("coding", "list", "--by", "Mia").rows if row["code"] == "trust"]
    assert [row["quote"] for row in mine] == ["We trusted them."]
    assert len(team.ok("coding", "list", "--by", "Ann").rows) == 2
    assert team.ok("round", "compare", "Pilot", "--json").json == before
    assert team.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json == chosen
    assert "already" in team.refused(5, *words, "--code", "trust", "--does-not-apply")
    assert "rest on" in team.refused(5, "round", "remove", "Pilot")
    assert "rests on this" in team.refused(5, "coding", "remove", mine[0]["coding"], "--coder", "Mia")
    team.ok("agreement", "withdraw", found[0]["id"])
    assert [row for row in team.ok("coding", "list", "--by", "Mia").rows if row["code"] == "trust"] == []
    team.ok("undo")
    assert team.ok("agreement", "consensus", "--json").json == found


def test_a_coding_by_consensus_is_no_independent_judgement(team: CommandLine) -> None:
    code_both(team)
    before = team.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json
    words = ("--span", "24:40", "--code", "trust", "--applies")
    team.ok("agreement", "reconcile", "N1", *words, "--coder", "Ann")
    assert len(team.ok("coding", "list", "--by", "Ann").rows) == 3
    assert team.ok("agreement", "show", "--coders", "Ann,Olu", "--json").json == before
    assert len(team.ok("agreement", "disagreements", "--coders", "Ann,Olu").rows) == 3


def test_agreements_are_kept_only_where_the_round_allows(team: CommandLine) -> None:
    begin(team, "--source", "N2")
    words = ("agreement", "reconcile", "N1", "--quote", "It was", "--code", "trust", "--applies")
    assert "is open" in team.refused(5, *words, "--round", "Pilot")
    code(team, "Ann", "N2", "It was", "trust")
    code(team, "Olu", "N2", "It was", "money")
    team.ok("round", "freeze", "Pilot")
    assert "is not in round" in team.refused(3, *words, "--round", "Pilot")


def test_a_source_of_a_round_is_not_taken_away(team: CommandLine) -> None:
    begin(team, "--source", "N3")
    team.refused(5, "source", "remove", "N3")
