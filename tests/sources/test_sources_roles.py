"""Roles of participants: paired in order, or one for all."""

import pytest

from workbench.sources.manifest import read_manifest
from workbench.sources.preparing import record_of
from workbench.sources.roles import paired


def roles(participants: str, written: str) -> list[tuple[str, str]]:
    row = read_manifest(f"interview,participants,roles\nA,{participants},{written}\n".encode(), "m.csv")[0]
    return [(person.label, person.role) for person in record_of(row).participants]


def told(participants: str, written: str) -> str:
    row = read_manifest(f"interview,participants,roles\nA,{participants},{written}\n".encode(), "m.csv")[0]
    return "; ".join(paired(row.interview, row.participants, row.roles)[1])


def test_roles_pair_with_participants_in_order() -> None:
    assert roles("P1;P2", "Nurse;Director") == [("P1", "Nurse"), ("P2", "Director")]


def test_one_role_holds_for_all() -> None:
    assert roles("P1;P2", "Nurse") == [("P1", "Nurse"), ("P2", "Nurse")]
    assert roles("P1;P2", "Nurse;Nurse") == [("P1", "Nurse"), ("P2", "Nurse")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Manager;Manager;Nurse", ["Manager", "Manager", "Nurse"]),
        ("Nurse;;Director", ["Nurse", "", "Director"]),
    ],
)
def test_equal_and_empty_roles_keep_their_places(written: str, expected: list[str]) -> None:
    assert [role for _, role in roles("P1;P2;P3", written)] == expected


def test_a_role_without_a_participant_is_of_somebody_labelled_by_the_interview() -> None:
    assert roles("", "Nurse") == [("A", "Nurse")]
    assert told("", "Nurse") == "1 role for no participant: Nurse is put down to A"


def test_several_roles_without_participants_are_of_several_people() -> None:
    assert roles("", "Nurse;Director") == [("A (1)", "Nurse"), ("A (2)", "Director")]
    assert "Director is put down to A (2)" in told("", "Nurse;Director")


def test_a_role_beyond_the_participants_is_kept_and_told() -> None:
    assert roles("P1;P2", "Nurse;Director;GP") == [("P1", "Nurse"), ("P2", "Director"), ("A (3)", "GP")]
    assert told("P1;P2", "Nurse;Director;GP") == "3 roles for 2 participants: GP is put down to A (3)"


def test_a_single_participant_has_all_the_roles_each_once() -> None:
    assert roles("P1", "Nurse;Director;Nurse") == [("P1", "Nurse; Director")]


def test_roles_that_do_not_reach_pair_in_order_and_whose_is_missing_is_told() -> None:
    assert roles("P1;P2;P3", "Nurse;Director") == [("P1", "Nurse"), ("P2", "Director"), ("P3", "")]
    assert told("P1;P2;P3", "Nurse;Director") == "P3: without a role"
    assert roles("P1;P2;P3", "Nurse;Nurse") == [("P1", "Nurse"), ("P2", "Nurse"), ("P3", "Nurse")]
    assert roles("P1;P2", "Nurse;") == [("P1", "Nurse"), ("P2", "")]


def test_without_roles_there_is_nothing_to_say() -> None:
    assert roles("P1;P2", ";") == [("P1", ""), ("P2", "")]
    assert told("P1;P2", "") == ""
    assert roles("", "") == []
