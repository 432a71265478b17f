"""What two copies brought in apart and is one thing, what bears one name and is two, and whose change is newer."""

from __future__ import annotations

import pytest
from team_work import TEXT, Copies, define, definition, only, prepared_source, require_sound

from workbench.coding.codebook import AddCode
from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.model.sources import Revision
from workbench.model.vocabulary import CMOKind, MemoKind, Role
from workbench.sources.commands import ImportSources
from workbench.store.unit_of_work import Outcome, UnitOfWork
from workbench.study.commands import WriteMemo
from workbench.team.rules import MergeRules
from workbench.theory.commands import AddSlot, NewCMO


def test_new_codes_of_one_name_are_kept_apart(copies: Copies) -> None:
    copies.do("a", AddCode("Hope"))
    copies.do("b", AddCode("hope"))
    copies.merge("a", "b")
    copies.merge("b", "c")
    names = [
        name for (name,) in copies.rows("a", "SELECT name FROM code WHERE name LIKE 'hope%' ORDER BY id")
    ]
    assert names == ["Hope", "hope (2)"]
    copies.merge("b", "a")
    assert copies.content("a") == copies.content("b")


def test_new_codes_of_one_name_are_one_where_a_rule_says_so(copies: Copies) -> None:
    for name in "ab":
        code = copies.do(name, AddCode("Hope"))
        copies.do(name, ApplyCode(copies.revision(name), Span(3, 9 + (name == "b")), code))
    copies.merge("a", "b", MergeRules(same_names="unite"))
    assert copies.rows(
        "a", "SELECT name, count(*) FROM coding JOIN code ON code.id = code_id GROUP BY 1"
    ) == [
        ("Hope", 2),
        ("Trust", 2),
    ]


def test_a_number_given_twice_stays_with_who_was_first(copies: Copies) -> None:
    for name in "ab":
        copies.do(name, NewCMO(f"By {name}", CMOKind.OBSERVED))
    copies.merge("b", "a")
    copies.merge("a", "c")
    copies.merge("a", "b")
    for name in "ab":
        assert copies.rows(name, "SELECT number, title FROM cmo ORDER BY number")[1:] == [
            (2, "By a"),
            (3, "By b"),
        ]


def test_the_same_interview_and_statement_brought_in_apart_are_one(copies: Copies) -> None:
    for name, start in (("a", 3), ("b", 20)):
        copies.do(name, ImportSources([prepared_source("301", TEXT * 2)]))
        copies.do(
            name, ApplyCode(copies.revision(name, "301"), Span(start, start + 9), copies.code(name, "Trust"))
        )
        cmo = copies.do(name, NewCMO(f"By {name}", CMOKind.OBSERVED))
        copies.do(name, AddSlot(cmo, Role.CONTEXT, "staff stay for years"))
    copies.merge("a", "b")
    assert copies.one("a", "SELECT count(*) FROM source") == 3
    assert copies.one("a", "SELECT count(*) FROM element WHERE wording = 'staff stay for years'") == 1
    counted = "SELECT count(*) FROM coding JOIN excerpt ON excerpt.id = excerpt_id WHERE revision_id = ?"
    assert copies.one("a", counted, copies.revision("a", "301")) == 2
    copies.do("b", ApplyCode(copies.revision("b", "301"), Span(40, 50), copies.code("b", "Trust")))
    copies.merge("a", "b")
    assert copies.one("a", counted, copies.revision("a", "301")) == 3
    copies.merge("b", "a")
    assert copies.content("a") == copies.content("b")


def test_the_same_passage_coded_by_one_person_in_both_is_coded_once(copies: Copies) -> None:
    for name in "ab":
        copies.do(name, ApplyCode(copies.revision(name), Span(3, 9), copies.code(name, "Trust")), "Ada")
    assert copies.merge("a", "b").value.findings == ()
    assert copies.one("a", "SELECT count(*) FROM coding") == 3


class Revise:
    """Another text for a source, as a correction makes one."""

    def __init__(self, source_id: str, text: str) -> None:
        self.source_id, self.text = source_id, text

    def perform(self, work: UnitOfWork) -> Outcome[str]:
        highest = work.connection.exec_driver_sql("SELECT max(row_number) FROM revision").scalar_one()
        number = work.connection.exec_driver_sql(
            "SELECT max(number) FROM revision WHERE source_id = ?", (self.source_id,)
        ).scalar_one()
        row = Revision(
            row_number=highest + 1,
            id=work.new_id(),
            source_id=self.source_id,
            number=number + 1,
            sha256=work.intern_text(self.text),
            char_count=len(self.text),
            created_at=work.at,
        )
        work.insert(row)
        return Outcome("corrected a text", row.id)


@pytest.mark.parametrize(("side", "current"), [("postpone", "Ada"), ("ours", "Ada"), ("theirs", "Ben")])
def test_texts_that_both_corrected_are_both_kept(copies: Copies, side: str, current: str) -> None:
    source = str(copies.one("a", "SELECT id FROM source WHERE name = '101'"))
    for name, who in (("a", "Ada"), ("b", "Ben")):
        revision = copies.do(name, Revise(source, f"As {who} heard it."))
        copies.do(name, ApplyCode(revision, Span(3, 6), copies.code(name, "Trust")))
    before = copies.content("a")
    found = only(copies.merge("a", "b", MergeRules(fields={"revision": side})).value.findings, "revision")
    assert found.state == ("open" if side == "postpone" else "decided")
    texts = copies.rows(
        "a",
        "SELECT body FROM revision JOIN revision_text USING (sha256) WHERE source_id = ? ORDER BY number",
        source,
    )
    assert len(texts) == 3
    assert texts[-1] == (f"As {current} heard it.",)
    assert copies.rows("a", "SELECT body FROM current_text WHERE body LIKE 'As %'") == [texts[-1]]
    copies.undo_merge("a")
    assert copies.content("a") == before
    require_sound(copies.path("a"))


def test_the_same_correction_made_twice_is_one(copies: Copies) -> None:
    source = str(copies.one("a", "SELECT id FROM source WHERE name = '101'"))
    for name in "ab":
        revision = copies.do(name, Revise(source, "As both heard it."))
        copies.do(name, ApplyCode(revision, Span(3, 6 + (name == "a")), copies.code(name, "Trust")))
    assert copies.merge("a", "b").value.findings == ()
    assert copies.one("a", "SELECT count(*) FROM revision WHERE source_id = ?", source) == 2
    assert copies.one("a", "SELECT count(*) FROM coding") == 4


def test_an_undo_on_one_side_is_taken_by_the_other(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    copies.merge("a", "b")
    copies.undo("b")
    copies.merge("a", "b")
    assert definition(copies, "a") == ""


def test_work_undone_before_merging_leaves_nothing(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    copies.undo("b")
    define(copies, "a", "As Ada sees it.")
    assert copies.merge("a", "b").value.findings == ()
    assert definition(copies, "a") == "As Ada sees it."


def test_a_merge_that_was_undone_can_be_made_again(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    copies.merge("a", "b")
    copies.undo_merge("a")
    assert definition(copies, "a") == ""
    copies.merge("a", "b")
    assert definition(copies, "a") == "As Ben sees it."


def test_a_change_made_after_a_merge_is_newer_than_what_came_with_it(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    for name in "ac":
        copies.merge(name, "b")
    define(copies, "a", "As Ada sees it after Ben.")
    for name in "cb":
        assert copies.merge(name, "a").value.findings == ()
        assert definition(copies, name) == "As Ada sees it after Ben."


def test_a_memo_comes_after_what_it_is_about_and_goes_before_it(copies: Copies) -> None:
    cmo = copies.do("b", NewCMO("With a memo", CMOKind.OBSERVED))
    copies.do("b", WriteMemo(MemoKind.ANALYTIC, "Odd.", subject_type="cmo", subject_id=cmo))
    before = copies.content("a")
    copies.merge("a", "b")
    copies.undo_merge("a")
    assert copies.content("a") == before


def test_nothing_of_the_log_is_lost(copies: Copies) -> None:
    define(copies, "b", "As Ben sees it.")
    before = copies.one("a", "SELECT count(*) FROM change")
    copies.merge("a", "b")
    assert copies.one("a", "SELECT count(*) FROM change") == before + 1
    assert copies.rows("a", "SELECT summary FROM merged_change") == copies.rows(
        "b", "SELECT summary FROM change ORDER BY sequence DESC LIMIT 1"
    )


def test_undoing_a_merge_takes_nothing_back_from_others(copies: Copies) -> None:
    define(copies, "a", "As Ada sees it.")
    copies.merge("c", "a")
    copies.merge("b", "c")
    copies.undo_merge("c")
    copies.do("c", AddCode("Later"))
    copies.merge("b", "c")
    assert definition(copies, "b") == definition(copies, "a") == "As Ada sees it."
    copies.merge("c", "b")
    assert definition(copies, "c") == "As Ada sees it."
