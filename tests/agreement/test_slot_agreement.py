"""Agreement on configurations: elements in roles, tracer by tracer, worked out by hand and on the command line."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, Prepare

from workbench.agreement.slots import Placed, compare_slots

ROLES = ("context", "mechanism", "outcome")


def placed(*triples: tuple[str, str, str]) -> list[Placed]:
    return [Placed(*one) for one in triples]


def test_the_figures_of_a_hand_worked_example() -> None:
    # Ten elements; Ann has 5 contexts, Ben 5, 4 of them the same: Po = 0.8, Pe = 0.5, kappa = 0.6.
    ann = [("Falls", f"e{n}", "context") for n in range(5)] + [
        ("Falls", f"e{n}", "outcome") for n in range(6, 10)
    ]
    ben = [("Falls", f"e{n}", "context") for n in range(1, 6)] + [
        ("Falls", f"e{n}", "outcome") for n in range(6, 10)
    ]
    found = compare_slots({"Ann": placed(*ann), "Ben": placed(*ben)}, roles=ROLES)
    context, outcome = found.roles
    assert (context.role, context.elements, context.placed) == ("context", 10, (5, 5))
    assert context.percent.value == pytest.approx(0.8)
    assert context.kappa.value == pytest.approx(0.6)
    assert context.absent_share == pytest.approx(0.4)
    # Nominal alpha: n = 20, 10 and 10 of each value; Do = 20 - 16 = 4, De = (400 - 200) / 19, alpha = 1 - 4 / De.
    assert context.alpha.value == pytest.approx(1 - 4 * 19 / 200)
    assert outcome.kappa.value == pytest.approx(1.0)
    # Pooled: Po = (0.8 + 1) / 2, Pe = (0.5 + 0.52) / 2.
    assert found.together.kappa.value == pytest.approx((0.9 - 0.51) / (1 - 0.51))


def test_an_element_counts_once_in_a_tracer_and_apart_in_each() -> None:
    ann = placed(("Falls", "e", "context"), ("Falls", "e", "context"), ("Frailty", "e", "outcome"))
    ben = placed(("Falls", "e", "context"), ("Frailty", "e", "context"))
    found = compare_slots({"Ann": ann, "Ben": ben}, roles=ROLES)
    assert found.roles[0].placed == (1, 2)
    assert {tracer: one.percent.value for tracer, one in found.tracers} == {"Falls": 1.0, "Frailty": 0.0}
    assert [one.role for one in found.roles] == ["context", "outcome"]


def steps(wb: CommandLine) -> None:
    wb.write(
        "study.yaml",
        "sites: [{name: Area 1}]\ntracers: [{name: Falls}, {name: Frailty}]\n",
    )
    wb.ok("study", "describe", "study.yaml")
    for coder, title, outcome in (("Ann", "One", "calls are answered"), ("Olu", "Two", "calls are lost")):
        wb.ok("cmo", "new", title, "--kind", "observed", "--tracer", "Falls", "--coder", coder)
        wb.ok("cmo", "add-slot", title, "a shared building", "--role", "context", "--coder", coder)
        wb.ok("cmo", "add-slot", title, outcome, "--role", "outcome", "--coder", coder)


@pytest.fixture
def team(prepared: Prepare) -> CommandLine:
    return prepared(steps)


def test_two_coders_of_a_study(team: CommandLine) -> None:
    found = team.ok("agreement", "cmo", "--coders", "Ann,Olu", "--json").json
    assert [(one["role"], one["placed"], one["elements"]) for one in found["roles"]] == [
        ("context", [1, 1], 3),
        ("outcome", [1, 1], 3),
    ]
    assert found["roles"][0]["percent"]["value"] == 1.0
    assert found["roles"][1]["percent"]["value"] == pytest.approx(1 / 3)
    said = team.ok("agreement", "cmo", "--coders", "Ann,Olu")
    assert "may have seen" in said.err
    assert said.rows[-1]["what"] == "all roles"


def test_a_variant_and_the_more_general_element_are_two_until_rolled_up(team: CommandLine) -> None:
    team.ok("element", "edit", "calls are lost", "--parent", "calls are answered")
    team.ok("study", "copy", "--for", "Olu", "olu.study", "--study", "s.study")

    def outcome(*words: str) -> dict[str, Any]:
        found = team.ok("agreement", "cmo", *words, "--study", "s.study", "--json").json["roles"]
        return next(one for one in found if one["role"] == "outcome")

    coders, copies = ("--coders", "Ann,Olu"), ("--copy", "olu.study")
    assert outcome(*coders)["percent"]["value"] == pytest.approx(1 / 3)
    assert outcome(*coders, "--roll-up")["percent"]["value"] == 1.0
    assert outcome(*copies)["placed"] == [2, 2]
    assert outcome(*copies, "--roll-up")["placed"] == [1, 1]


def test_two_copies_of_a_study(team: CommandLine) -> None:
    team.ok("study", "copy", "--for", "Olu", "olu.study", "--study", "s.study")
    mine = ("--study", "s.study")
    team.ok("cmo", "add-slot", "One", "they trust each other", "--role", "mechanism", *mine)
    team.ok("cmo", "add-slot", "One", "They  trust each other", "--role", "mechanism", "--study", "olu.study")
    team.ok("cmo", "add-slot", "Two", "they are paid", "--role", "mechanism", "--study", "olu.study")
    said = team.ok("agreement", "cmo", "--copy", "olu.study", *mine, "--json")
    mechanism = next(one for one in said.json["roles"] if one["role"] == "mechanism")
    assert mechanism["placed"] == [1, 2]
    assert mechanism["elements"] == 5
    assert any("common past" in note for note in said.json["notes"])


def test_what_cannot_be_compared_is_refused(team: CommandLine) -> None:
    assert "two coders" in team.refused(2, "agreement", "cmo", "--coders", "Ann")
    assert "Ann is named twice" in team.refused(2, "agreement", "cmo", "--coders", "Ann,Ann")
    assert "whose" in team.refused(2, "agreement", "cmo")
    team.ok("cmo", "new", "Three", "--kind", "observed", "--tracer", "Falls", "--coder", "Mia")
    assert "Mia has no CMO" in team.refused(4, "agreement", "cmo", "--coders", "Ann,Mia")
    assert "no CMO" in team.refused(4, "agreement", "cmo", "--coders", "Ann,Olu", "--tracer", "Frailty")
    team.ok("study", "new", "other.study")
    mine = ("--study", "s.study")
    assert "another study" in team.refused(3, "agreement", "cmo", "--copy", "other.study", *mine)
    assert "named twice" in team.refused(2, "agreement", "cmo", "--copy", "s.study", *mine)


def test_with_roll_up_variants_and_halves_of_mechanisms_count_as_one(team: CommandLine) -> None:
    team.ok("cmo", "add-slot", "One", "money is offered", "--role", "mechanism-resource")
    team.ok("cmo", "add-slot", "Two", "cash is offered", "--role", "mechanism-reasoning", "--coder", "Olu")
    team.ok("element", "edit", "cash is offered", "--parent", "money is offered")
    apart = team.ok("agreement", "cmo", "--coders", "Ann,Olu", "--json").json
    assert [one["percent"]["value"] == 1.0 for one in apart["roles"]] == [True, False, False, False]
    rolled = team.ok("agreement", "cmo", "--coders", "Ann,Olu", "--roll-up", "--json").json
    assert [one["role"] for one in rolled["roles"]] == ["context", "mechanism", "outcome"]
    assert rolled["roles"][1]["percent"]["value"] == 1.0
