"""What two people did differently: listed with both versions, decided by rules or later, and never lost."""

from __future__ import annotations

import pytest
from team_work import Copies, define, definition, only

from workbench.coding.codebook import AddCode
from workbench.coding.codes import EditCode, MoveCode, RemoveCode
from workbench.coding.commands import ApplyCode, RemoveCoding
from workbench.coding.merging import MergeCodes
from workbench.errors import BadInput, Conflict
from workbench.model.coding import Span
from workbench.model.vocabulary import MemoKind
from workbench.sources.commands import RemoveSource
from workbench.store.reading.conflicts import ConflictView, conflicts
from workbench.study.commands import DescribeStudy, WriteMemo
from workbench.team.rules import MergeRules, read_rules
from workbench.team.settling import SettleConflicts


def open_in(copies: Copies, name: str) -> tuple[ConflictView, ...]:
    with copies.open(name) as study, study.reading() as reader:
        return conflicts(reader, only_open=True)


@pytest.fixture
def defined(copies: Copies) -> Copies:
    """Ada and then Ben gave Trust different definitions."""
    define(copies, "a", "As Ada sees it.")
    define(copies, "b", "As Ben sees it.")
    return copies


def test_what_one_side_changed_is_taken(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    copies.do("a", EditCode(copies.code("a", "Trust"), when_to_use="Often."))
    done = copies.merge("a", "b")
    assert done.value.findings == ()
    assert copies.rows("a", "SELECT full_definition, when_to_use FROM code WHERE name = 'Trust'") == [
        ("As Ben sees it.", "Often.")
    ]


def test_the_same_field_changed_on_both_sides_is_left_open_with_both_versions(defined: Copies) -> None:
    done = defined.merge("a", "b")
    found = only(done.value.findings, "changed")
    assert (found.field, found.state, found.kept, found.other) == (
        "full_definition",
        "open",
        "As Ada sees it.",
        "As Ben sees it.",
    )
    assert "1 conflict left open" in done.summary
    [left] = open_in(defined, "a")
    assert (left.kept, left.kept_by, left.other, left.other_by) == (
        "As Ada sees it.",
        "Ada",
        "As Ben sees it.",
        "Ben",
    )
    assert left.kept_at < left.other_at
    assert definition(defined, "a") == "As Ada sees it."


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (MergeRules(default="theirs"), "Ben"),
        (MergeRules(default="ours"), "Ada"),
        (MergeRules(default="newest"), "Ben"),
        (MergeRules(fields={"code": "theirs"}), "Ben"),
        (MergeRules(default="theirs", fields={"code.full_definition": "ours"}), "Ada"),
    ],
)
def test_rules_decide(defined: Copies, rules: MergeRules, expected: str) -> None:
    found = only(defined.merge("a", "b", rules).value.findings, "changed")
    assert definition(defined, "a") == f"As {expected} sees it."
    assert found.state == "decided"
    assert {found.kept, found.other} == {"As Ada sees it.", "As Ben sees it."}
    assert open_in(defined, "a") == ()


def test_a_rule_decides_one_conflict_by_the_id_that_a_dry_run_lists(defined: Copies) -> None:
    define(defined, "a", "Ada on money.", "Money")
    define(defined, "b", "Ben on money.", "Money")
    listed = defined.merge("a", "b", dry_run=True).value.findings
    [money] = [found for found in listed if found.label == "code 'Money'"]
    defined.merge("a", "b", MergeRules(conflicts={money.id[-8:]: "theirs"}))
    assert definition(defined, "a", "Money") == "Ben on money."
    assert definition(defined, "a") == "As Ada sees it."


def test_newest_gives_both_copies_the_same(defined: Copies) -> None:
    rules = MergeRules(default="newest")
    defined.merge("a", "b", rules)
    defined.merge("b", "c", rules)
    defined.merge("b", "a", rules)
    assert defined.content("a") == defined.content("b")


def test_a_conflict_is_settled_later_and_the_settling_travels(defined: Copies) -> None:
    defined.merge("a", "b")
    [left] = open_in(defined, "a")
    before = defined.content("a")
    defined.do("a", SettleConflicts((left.id,), other=True))
    assert definition(defined, "a") == "As Ben sees it."
    assert open_in(defined, "a") == ()
    defined.undo("a")
    assert defined.content("a") == before
    assert len(open_in(defined, "a")) == 1
    defined.do("a", SettleConflicts((left.id,), other=False))
    assert definition(defined, "a") == "As Ada sees it."
    defined.merge("b", "a")
    assert definition(defined, "b") == "As Ada sees it."
    assert open_in(defined, "b") == ()
    with pytest.raises(Conflict, match="decided already"):
        defined.do("a", SettleConflicts((left.id,), other=True))


def test_what_was_edited_since_the_merge_is_not_overwritten_by_settling(defined: Copies) -> None:
    defined.merge("a", "b")
    define(defined, "a", "A third wording.")
    [left] = open_in(defined, "a")
    with pytest.raises(Conflict, match="changed since the merge"):
        defined.do("a", SettleConflicts((left.id,), other=True))
    assert definition(defined, "a") == "A third wording."


def test_two_who_merged_each_other_have_one_conflict_not_two(defined: Copies) -> None:
    defined.merge("a", "b")
    defined.do("b", AddCode("Something else"))
    defined.merge("b", "a")
    defined.merge("a", "b")
    assert len(open_in(defined, "a")) == len(open_in(defined, "b")) == 1
    assert defined.content("a") == defined.content("b")


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_what_one_edited_and_the_other_removed_stays_and_is_listed(
    copies: Copies, into: str, other: str
) -> None:
    define(copies, "a", "About hours.", "Time")
    copies.do("b", RemoveCode(copies.code("b", "Time")))
    found = only(copies.merge(into, other).value.findings, "removed")
    assert found.state == "open"
    assert definition(copies, into, "Time") == "About hours."
    [left] = open_in(copies, into)
    copies.do(into, SettleConflicts((left.id,), other=True))
    assert copies.code(into, "Time") == "None"


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
@pytest.mark.parametrize("removals", ["keep", "remove"])
def test_a_rule_decides_on_removals(copies: Copies, into: str, other: str, removals: str) -> None:
    define(copies, "a", "About hours.", "Time")
    copies.do("b", RemoveCode(copies.code("b", "Time")))
    found = only(copies.merge(into, other, MergeRules(removals=removals)).value.findings, "removed")
    assert found.state == "decided"
    assert (copies.code(into, "Time") == "None") is (removals == "remove")


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_what_one_removed_and_the_other_used_stays_whatever_the_rules(
    copies: Copies, into: str, other: str
) -> None:
    copies.do("a", ApplyCode(copies.revision("a"), Span(0, 5), copies.code("a", "Time")))
    copies.do("b", RemoveCode(copies.code("b", "Time")))
    before = copies.content(into)
    found = only(copies.merge(into, other, MergeRules(removals="remove")).value.findings, "used")
    assert (found.kept_by and found.kept_by.summary) == "coded 'Time' in 101 at 0:5"
    assert (
        copies.one(into, "SELECT count(*) FROM coding JOIN code ON code.id = code_id WHERE name = 'Time'")
        == 1
    )
    copies.undo_merge(into)
    assert copies.content(into) == before


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_code_that_one_merged_and_the_other_used_is_kept_beside(
    copies: Copies, into: str, other: str
) -> None:
    merge_trust_into_time(copies)
    found = only(copies.merge(into, other).value.findings, "used")
    assert "merged into another" in found.note
    assert uses(copies, into) == [("Time", 3), ("Trust", 2)]


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_rule_lets_the_use_of_a_merged_code_follow(copies: Copies, into: str, other: str) -> None:
    merge_trust_into_time(copies)
    before = copies.content(into)
    found = only(copies.merge(into, other, MergeRules(merged_codes="follow")).value.findings, "merged")
    assert (found.label, "2 of its uses" in found.note) == ("code 'Trust'", True)
    assert uses(copies, into) == [("Time", 4)]
    assert copies.code(into, "Trust") == "None"
    copies.undo_merge(into)
    assert copies.content(into) == before


def merge_trust_into_time(copies: Copies) -> None:
    """Ben merges Trust into Time, and had coded a passage with both; Ada goes on using Trust, for that passage too."""
    revision, trust, time = copies.revision("a"), copies.code("a", "Trust"), copies.code("a", "Time")
    copies.do("b", MergeCodes((trust,), time))
    copies.do("a", ApplyCode(revision, Span(0, 5), trust))
    copies.do("a", ApplyCode(revision, Span(50, 55), trust), "Ben")
    copies.do("b", ApplyCode(revision, Span(50, 55), time), "Ben")


def uses(copies: Copies, name: str) -> list[tuple[str, int]]:
    return copies.rows(
        name, "SELECT name, count(*) FROM coding JOIN code ON code.id = code_id GROUP BY 1 ORDER BY 1"
    )


@pytest.mark.parametrize(("into", "other"), ["ab", "ba"])
def test_a_source_that_one_removed_and_the_other_coded_is_kept_whole(
    copies: Copies, into: str, other: str
) -> None:
    whole = copies.content("a")
    copies.do("a", ApplyCode(copies.revision("a", "102"), Span(0, 5), copies.code("a", "Time")))
    copies.do("b", RemoveSource(str(copies.one("b", "SELECT id FROM source WHERE name = '102'"))))
    copies.merge(into, other)
    after = copies.content(into)
    for table in ("source", "revision", "source_site", "source_tracer", "source_attribute"):
        assert after[table] == whole[table], table


def test_what_one_removed_goes_and_is_listed(copies: Copies) -> None:
    copies.do("b", RemoveCode(copies.code("b", "Time")))
    done = copies.merge("a", "b")
    assert done.value.removals == ("code 'Time'",)
    assert copies.code("a", "Time") == "None"


def test_moves_that_would_put_a_code_under_itself_are_not_both_made(copies: Copies) -> None:
    trust, money = copies.code("a", "Trust"), copies.code("a", "Money")
    copies.do("a", MoveCode(trust, money))
    copies.do("b", MoveCode(money, trust))
    found = only(copies.merge("a", "b").value.findings, "parent")
    assert found.label == "code 'Money'"
    assert copies.one("a", "SELECT parent_id FROM code WHERE id = ?", money) is None
    assert copies.one("a", "SELECT parent_id FROM code WHERE id = ?", trust) == money


def test_settings_that_both_changed_are_a_conflict(copies: Copies) -> None:
    copies.do("a", DescribeStudy(aim="To see."))
    copies.do("b", DescribeStudy(aim="To understand."))
    found = only(copies.merge("a", "b").value.findings, "changed")
    assert (found.label, found.kept, found.other) == ("study setting 'aim'", "To see.", "To understand.")


def test_a_coding_with_a_memo_that_the_other_removed_stays(copies: Copies) -> None:
    coding = str(copies.one("a", "SELECT id FROM coding"))
    copies.do("a", WriteMemo(MemoKind.ANALYTIC, "Odd.", subject_type="coding", subject_id=coding))
    copies.do("b", RemoveCoding(coding), "Ada")
    only(copies.merge("a", "b").value.findings, "used")
    assert copies.one("a", "SELECT count(*) FROM coding WHERE id = ?", coding) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("defaults: ours", "defaults"),
        ("default: mine", "default"),
        ("fields: {codes.name: ours}", "codes.name"),
        ("fields: {code.nam: ours}", "code.nam"),
        ("fields: {code.name: yours}", "code.name"),
        ("removals: ours", "removals"),
        ("same_names: both", "same_names"),
        ("- ours", "default"),
        ("", "empty"),
    ],
)
def test_a_rules_file_with_faults_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_rules(text, name="rules.yaml")
    assert fault in " ".join((caught.value.message, caught.value.hint, *caught.value.problems))


def test_a_rules_file_is_read() -> None:
    text = "default: newest\nfields:\n  code.full_definition: theirs\nconflicts: {1a2b3c4d: ours}\nremovals: keep\n"
    assert read_rules(text, name="rules.yaml") == MergeRules(
        "newest", {"code.full_definition": "theirs"}, {"1a2b3c4d": "ours"}, "keep"
    )
