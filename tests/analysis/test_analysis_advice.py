"""The checks over statements invented for them: what they advise on, and what they leave alone."""

from __future__ import annotations

import pytest

from workbench.analysis.advice import CHECKS, advise, is_bare_setting, says_the_same
from workbench.analysis.advice_words import stems_of
from workbench.model.advice_views import ABOUT_CHECKS, Check, CheckedCMO, CheckedSlot, Dismissal
from workbench.model.vocabulary import CMOKind, Role


def cmo(
    *slots: tuple[Role, str], kind: str = CMOKind.OBSERVED, sources: int = 2, status: str = ""
) -> CheckedCMO:
    made = tuple(
        CheckedSlot(f"s{n}", n, role, f"e{words}", words, status if role is Role.OUTCOME else "")
        for n, (role, words) in enumerate(slots, 1)
    )
    return CheckedCMO("c", 7, "Invented", kind, made, sources)


def given(one: CheckedCMO) -> list[tuple[str, int]]:
    return [(str(advice.check), advice.position) for advice in advise([one]).standing]


@pytest.mark.parametrize(
    "words",
    [
        "Rural general practice",
        "The clinic in Nordmoor",
        "Hospitals",
        "Community pharmacies of the northern valleys",
        "A district council",
        "A hundred hospitals",
        "Primary care",
    ],
)
def test_a_phrase_that_only_names_a_setting_is_one(words: str) -> None:
    assert is_bare_setting(words)


@pytest.mark.parametrize(
    "words",
    [
        "The clinic is two hours from the nearest bus stop",
        "A shared building",
        "Long-standing friendships between practices",
        "Overstretched wards",
        "Relocated clinics",
        "Practices that lost their manager",
        "GPs who trained together",
        "Pharmacies compete for the same customers",
        "Lack of local services",
        "Winter",
        "",
        "…",
    ],
)
def test_what_says_how_it_matters_is_no_bare_setting(words: str) -> None:
    assert not is_bare_setting(words)


def test_an_activity_without_reasoning_is_advised_on_until_reasoning_is_there() -> None:
    activity = (Role.MECHANISM, "Monthly training sessions are held")
    assert given(cmo(activity)) == [("activity", 1)]
    assert given(cmo((Role.MECHANISM, "Training sessions make nurses feel trusted"))) == []
    assert given(cmo((Role.MECHANISM, "Drivers fear losing their round"))) == []
    assert given(cmo((Role.MECHANISM, "Sharply different perceptions of the audit"))) == []
    assert given(cmo((Role.MECHANISM, "Audit reports"))) == [("activity", 1)]
    assert given(cmo(activity, (Role.MECHANISM_REASONING, "Nurses feel trusted"))) == []
    resource = (Role.MECHANISM_RESOURCE, "A van that comes on Tuesdays")
    assert given(cmo(resource)) == [("activity", 1)]
    assert given(cmo(resource, (Role.MECHANISM_REASONING, "Villagers plan around it"))) == []
    assert given(cmo(resource, (Role.MECHANISM, "Villagers plan around it"))) == []


def test_an_outcome_in_the_words_of_its_mechanism_restates_it() -> None:
    mechanism = (Role.MECHANISM_REASONING, "Drivers trusting the timetable")
    assert given(cmo(mechanism, (Role.OUTCOME, "Drivers trust the timetable"))) == [("restated", 2)]
    assert given(cmo(mechanism, (Role.OUTCOME, "Buses leave on time"))) == []
    assert given(cmo(mechanism, (Role.OUTCOME, "Drivers stay longer with the company"))) == []
    same = "Drivers trust the timetable"
    assert given(cmo((Role.CONTEXT, same), (Role.OUTCOME, same))) == []


def test_one_word_in_common_says_little() -> None:
    assert not says_the_same(stems_of("trust"), stems_of("trust"))
    assert not says_the_same(
        stems_of("buses late"), stems_of("buses late because nobody mended the northern road")
    )
    assert not says_the_same(frozenset(), frozenset())


def test_one_source_is_said_of_observed_ones_alone() -> None:
    assert given(cmo(sources=1)) == [("one-source", 0)]
    assert given(cmo(sources=0)) == []
    assert given(cmo(sources=1, kind=CMOKind.PROGRAMME_THEORY)) == []


def test_a_programme_theory_with_an_observed_outcome_is_said() -> None:
    outcome = (Role.OUTCOME, "Buses leave on time")
    assert given(cmo(outcome, kind=CMOKind.PROGRAMME_THEORY, status="observed")) == [("observed", 1)]
    assert given(cmo(outcome, kind=CMOKind.PROGRAMME_THEORY, status="anticipated")) == []
    assert given(cmo(outcome, status="observed")) == []


def test_what_was_set_aside_is_kept_apart_with_its_reason() -> None:
    one = cmo((Role.CONTEXT, "Hospitals"), sources=1)
    aside = Dismissal("d", "setting", "c", 7, "s1", "said elsewhere", "Ada", "2026")
    elsewhere = Dismissal("x", "one-source", "c", 7, "s1", "of a slot, not of the whole", "Ada", "2026")
    advised = advise([one], [aside, elsewhere])
    assert [advice.check for advice in advised.standing] == [Check.ONE_SOURCE]
    assert [(advice.check, why.reason) for advice, why in advised.dismissed] == [
        (Check.SETTING, "said elsewhere")
    ]


def test_every_check_is_explained() -> None:
    assert set(CHECKS) == set(ABOUT_CHECKS) == set(Check)
