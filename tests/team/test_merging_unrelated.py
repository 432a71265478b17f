"""Studies made apart, into which the same interviews were brought: matched by what they say, and said to be so."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import CommandLine, substance
from team_work import Copies, build_common, define, one, require_sound, rows

from workbench.coding.commands import ApplyCode
from workbench.model.coding import Span
from workbench.store.study import Study
from workbench.team.merging import MergeStudy
from workbench.team.rules import MergeRules


@pytest.fixture
def apart(tmp_path: Path) -> Copies:
    """`a` and `b`: the same work of one Ada, done twice in two studies; in `b` one passage more is coded."""
    found = Copies(tmp_path)
    for name in "ab":
        build_common(found.path(name))
    found.do("b", ApplyCode(found.revision("b"), Span(20, 33), found.code("b", "Money")), coder="Ada")
    return found


def merge(copies: Copies, into: str, other: str) -> tuple[str, dict[str, int]]:
    with (
        copies.open(into) as study,
        Study(copies.path(other), read_only=True) as theirs,
        theirs.reading() as reader,
    ):
        done = study.execute(MergeStudy(reader, other, MergeRules(), unrelated=True), coder="Mia")
    require_sound(copies.path(into))
    return done.summary, done.value.matched


def count(copies: Copies, name: str, table: str) -> int:
    return int(copies.one(name, f"SELECT count(*) FROM {table}"))


def test_what_says_the_same_is_one_thing_and_the_rest_is_added(apart: Copies) -> None:
    _, matched = merge(apart, "a", "b")
    assert matched == {
        "site": 1,
        "tracer": 1,
        "coder": 1,
        "source": 2,
        "revision": 2,
        "code": 4,
        "coding": 2,
        "element": 2,
        "memo": 1,
    }
    assert (count(apart, "a", "source"), count(apart, "a", "code"), count(apart, "a", "memo")) == (2, 4, 1)
    by_coder = "SELECT c.name, count(*) FROM coding JOIN coder c ON c.id = coder_id GROUP BY 1"
    assert apart.rows("a", by_coder) == [("Ada", 3)]
    assert count(apart, "a", "cmo") == 2, "two people may mean two things by one title"


def test_merging_again_finds_nothing_new_and_later_work_comes_alone(apart: Copies) -> None:
    merge(apart, "a", "b")
    before = substance(apart.path("a"))
    assert merge(apart, "a", "b") == ("found nothing new in b", {})
    assert substance(apart.path("a")) == before
    apart.do("b", ApplyCode(apart.revision("b", "102"), Span(18, 25), apart.code("b", "Time")), coder="Ada")
    assert merge(apart, "a", "b")[0] == "merged 1 change of b: 1 added, 0 changed, 0 removed"
    by_coder = "SELECT c.name, count(*) FROM coding JOIN coder c ON c.id = coder_id GROUP BY 1"
    assert apart.rows("a", by_coder) == [("Ada", 4)]


def test_it_is_undone_and_redone_as_a_whole(apart: Copies) -> None:
    before = apart.content("a")
    merge(apart, "a", "b")
    after = apart.content("a")
    apart.undo_merge("a")
    assert apart.content("a") == before
    apart.redo_merge("a")
    assert apart.content("a") == after


def test_codes_of_one_name_that_say_different_things_stay_two(apart: Copies) -> None:
    define(apart, "b", "What they say of trust")
    merge(apart, "a", "b")
    assert apart.rows("a", "SELECT name FROM code WHERE name LIKE 'Trust%' ORDER BY name") == [
        ("Trust",),
        ("Trust (2)",),
    ]


def test_authors_of_a_study_made_apart_stay_known_in_the_history(apart: Copies) -> None:
    merge(apart, "a", "b")
    names = "SELECT DISTINCT c.name FROM merged_change m JOIN coder c ON c.id = m.coder_id"
    assert apart.rows("a", names) == [("Ada (elsewhere)",)]


def test_on_the_command_line_it_has_to_be_asked_for_and_says_what_was_matched(wb: CommandLine) -> None:
    for name in "ab":
        build_common(wb.folder / f"{name}.study")
    mine = ("--study", "a.study")
    assert "--unrelated" in wb.refused(3, "study", "merge", "b.study", *mine)
    said = wb.ok("study", "merge", "b.study", "--unrelated", "--dry-run", "--json", *mine)
    assert "no past in common" in said.err
    assert "source 2" in said.err
    assert said.json["merges"][0]["matched"]["element"] == 2
    assert count_of(wb.folder / "a.study") == 1
    wb.ok("study", "merge", "b.study", "--unrelated", *mine)
    assert rows(wb.folder / "a.study", "SELECT count(*) FROM source") == [(2,)]
    assert wb.ok("study", "check", "--json", *mine).json["sound"]


def count_of(path: Path) -> int:
    return int(one(path, "SELECT count(*) FROM cmo"))
