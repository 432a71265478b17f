"""What is offered to somebody who mistyped a name: what they meant, and nothing else."""

from __future__ import annotations

import pytest

from workbench.model.likeness import did_you_mean, near_names

MEANT = [
    ("mony", "money"),
    ("trusst", "trust"),
    ("turst", "trust"),
    ("TRUST", "Trust"),
    ("grnt", "Grant"),
    ("defintion", "definition"),
    ("contxt", "context"),
    ("Ollu", "Olu"),
    ("Zoe", "Zoë"),
    ("sante mentale", "Santé mentale"),
    ("Cafe", "café"),
    ("NM-1", "NM-01"),
    ("nm01", "NM-01"),
    ("prevention falls", "Falls prevention"),
    ("Okoro Ben", "Ben Okoro"),
    ("falls", "Falls prevention"),
    ("fals", "Falls prevention"),
    ("Falls prevntion", "Falls prevention"),
    ("falls prev", "Falls prevention"),
    ("prevention", "Falls prevention"),
    ("the falls prevention service", "Falls prevention"),
    ("dementia care", "Dementia"),
    ("Demenia", "Dementia"),
    ("orthopedics", "Orthopaedics"),
    ("relationship", "Importance of relationships"),
    ("when to use", "when_to_use"),
    ("when_use", "when_to_use"),
    ("mechanism reasoning", "mechanism-reasoning"),
    ("lack of lever", "Lack of levers"),
    ("trust earned", "trust/earned"),
    ("Αθηνα", "Αθήνα"),
    ("Wave1", "Wave 1"),
]


@pytest.mark.parametrize(("typed", "name"), MEANT)
def test_what_was_meant_is_offered_as_it_is_written(typed: str, name: str) -> None:
    others = ["Screening", "Unused", "Kitchen", "Perverse incentives", "Area 2"]
    assert near_names(typed, [*others, name])[:1] == [name]


NOT_MEANT = [
    ("Screening", "Falls prevention"),
    ("money", "many moons ago"),
    ("nothing", "trust"),
    ("nobody", "Bo"),
    ("Ann", "Olu"),
    ("An", "Annabel Smith"),
    ("99", "9"),
    ("99", "Wave 9"),
    ("NM-12", "NM-13"),
    ("Wave 2", "Wave 1"),
    ("Area 1", "Area 2"),
    ("Site A", "Site C"),
    ("North", "South"),
    ("outcome", "income"),
    ("trust", "rust belt"),
    ("tr", "trust"),
    ("of", "Theory of change"),
    ("cost", "Lost to follow-up"),
    ("Screening", "Listening"),
    ("providers", "prevention"),
    ("art", "Start of the day"),
    ("work", "teamwork"),
    ("Mental health in rural areas of the north", "health"),
    ("", "anything"),
    ("??", "why"),
    ("source", "resource"),
    ("Ben", "Bea"),
    ("because", "be"),
]


@pytest.mark.parametrize(("typed", "name"), NOT_MEANT)
def test_nothing_far_fetched_is_offered(typed: str, name: str) -> None:
    assert near_names(typed, [name]) == []


def test_the_best_come_first_and_few_are_given() -> None:
    names = ["Falls services", "Falls prevention", "fall", "Falls", "Waterfalls"]
    assert near_names("falls", names)[0] == "Falls"
    assert len(near_names("falls", names)) == 3


def test_the_question_reads_as_one() -> None:
    assert did_you_mean(["A"]) == "Did you mean A?"
    assert did_you_mean(["A", "B", "C"]) == "Did you mean A, B or C?"
    assert did_you_mean([]) == ""
