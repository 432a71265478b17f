"""One cell of the framework matrix, summarised apart in two copies of a study."""

from __future__ import annotations

from team_work import Copies, one, require_sound, rows

from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.store.reading.conflicts import conflicts
from workbench.study.matrix import SummariseCell
from workbench.team.rules import MergeRules
from workbench.team.settling import SettleConflicts

WRITER = "SELECT body, coder.name FROM matrix_summary JOIN coder ON coder.id = matrix_summary.coder_id"


def test_a_cell_summarised_in_both_copies_is_a_conflict_with_both_texts(copies: Copies) -> None:
    source = one(copies.path("a"), "SELECT id FROM source WHERE name = '101'")
    code = one(copies.path("a"), "SELECT id FROM code WHERE name = 'Trust'")
    cell = ((CaseKind.SOURCE, source), (ColumnKind.CODE, code))
    excerpts = [row[0] for row in rows(copies.path("a"), "SELECT id FROM excerpt ORDER BY start_char")]
    for name, who, text, excerpt in (
        ("a", "Ada", "Trust grew.", excerpts[0]),
        ("b", "Ben", "They trusted.", excerpts[1]),
    ):
        with copies.open(name) as study:
            study.execute(SummariseCell(*cell, text, (excerpt,)), coder=who)
    copies.merge("a", "b")
    require_sound(copies.path("a"))
    assert rows(copies.path("a"), "SELECT body FROM matrix_summary") == [("Trust grew.",)]
    pointed = rows(copies.path("a"), "SELECT excerpt_id FROM matrix_summary_excerpt")
    assert {row[0] for row in pointed} == set(excerpts[:2])
    with copies.open("a") as study, study.reading() as reader:
        [conflict] = conflicts(reader, only_open=True)
    assert conflict.field == "body"
    assert (conflict.kept, conflict.other) == ("Trust grew.", "They trusted.")
    assert conflict.label == "summary in the matrix: '101' on 'Trust'"
    copies.do("a", SettleConflicts((conflict.id,), other=True))
    assert copies.rows("a", WRITER) == [("They trusted.", "Ben")], "whose words stand, that is who wrote it"
    copies.undo("a")
    assert copies.rows("a", WRITER) == [("Trust grew.", "Ada")]


def test_by_a_rule_the_writer_goes_with_the_words(copies: Copies) -> None:
    source = one(copies.path("a"), "SELECT id FROM source WHERE name = '101'")
    code = one(copies.path("a"), "SELECT id FROM code WHERE name = 'Trust'")
    for name, who, text in (("a", "Ada", "Trust grew."), ("b", "Ben", "They trusted.")):
        with copies.open(name) as study:
            cell = ((CaseKind.SOURCE, source), (ColumnKind.CODE, code))
            study.execute(SummariseCell(*cell, text), coder=who)
    copies.merge("a", "b", rules=MergeRules(default="theirs"))
    assert copies.rows("a", WRITER) == [("They trusted.", "Ben")]
    require_sound(copies.path("a"))
