"""Methods appendices: every item of a standard, drafted from the study with its origin, or left to a person."""

from __future__ import annotations

import csv
import io

import pytest
from command_line import CommandLine

from workbench.export.methods_appendix import BY_A_PERSON
from workbench.export.methods_drafts import DRAFTS
from workbench.export.reporting_standards import STANDARDS


def rows(wb: CommandLine, standard: str) -> list[dict[str, str]]:
    text = wb.ok("export", "methods", standard, "-f", "csv").stdout.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("name", "count"), [("rameses-ii", 20), ("coreq", 32), ("srqr", 21)])
def test_every_item_of_a_standard_stands_there_once(wb: CommandLine, name: str, count: int) -> None:
    found = rows(wb, name)
    assert [row["Number"] for row in found] == [str(n) for n in range(1, count + 1)]
    assert len({row["Item"] for row in found}) == count


def test_standards_ask_for_drafts_that_exist_and_each_draft_is_asked_for() -> None:
    asked = {name for standard in STANDARDS.values() for item in standard.items for name in item.drafts}
    assert asked == set(DRAFTS)


def test_an_empty_study_leaves_nearly_all_to_a_person_and_invents_nothing(wb: CommandLine) -> None:
    drafted = {row["Item"] for row in rows(wb, "rameses-ii") if row["Where it comes from"] != BY_A_PERSON}
    assert drafted == {"Title", "Data analysis"}


def test_what_the_study_holds_is_drafted_with_its_origin(demo: CommandLine) -> None:
    found = {row["Item"]: row for row in rows(demo, "coreq")}
    info = demo.ok("study", "info", "--json").json
    assert found["Sample size"]["Draft"].startswith("13 interviews with 13 participants from 9 organisations")
    assert found["Number of data coders"]["Draft"].startswith("3 coders: ")
    assert found["Interviewer"]["Where it comes from"] == BY_A_PERSON
    assert found["Description of the coding tree"]["Draft"].startswith(
        f"The codebook has {info['counts']['codes']} codes"
    )
    assert found["Repeat interviews"]["Draft"] == "1 participant of 13 took part in more than one interview."
    assert "score" not in " ".join(row["Draft"] for row in found.values()).lower()


def test_the_approval_stands_in_the_appendix_and_in_reports(demo: CommandLine) -> None:
    words = "The Committee of Somewhere approved it (ref 7)."
    demo.write("ethics.yaml", f"ethics: {words}\n")
    demo.ok("study", "describe", "ethics.yaml")
    item = next(row for row in rows(demo, "rameses-ii") if row["Item"] == "Ethical approval")
    assert (item["Draft"], item["Where it comes from"]) == (words, "ethics of the study")
    assert f"**Ethics.** {words}" in demo.ok("report", "tracer", "Falls prevention", "-f", "md").out


def test_a_long_draft_is_printed_once_and_then_referred_to(demo: CommandLine) -> None:
    found = rows(demo, "rameses-ii")
    aim = next(row for row in found if row["Item"].startswith("Rationale for evaluation"))["Draft"]
    opening = aim.split("\n")[0][:100]
    assert sum(opening in row["Draft"] for row in found) == 1
    assert any("Aim of the study: see item 3." in row["Draft"] for row in found)


def test_the_same_study_gives_the_same_bytes_in_every_format(demo: CommandLine) -> None:
    for form in ("md", "docx", "html", "csv", "xlsx"):
        first = demo.ok("export", "methods", "srqr", "-f", form).stdout
        assert first == demo.ok("export", "methods", "srqr", "-f", form).stdout
        assert first


def test_a_standard_that_is_none_is_refused_with_the_nearest(wb: CommandLine) -> None:
    assert "rameses-ii" in wb.refused(2, "export", "methods", "rameses")
