"""Roles of participants: paired in order, or one for all."""

import pytest

from workbench.sources.manifest import read_manifest
from workbench.sources.preparing import record_of


def roles(participants: str, written: str) -> list[tuple[str, str]]:
    row = read_manifest(f"interview,participants,roles\nA,{participants},{written}\n".encode(), "m.csv")[0]
    return [(person.label, person.role) for person in record_of(row).participants]


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
