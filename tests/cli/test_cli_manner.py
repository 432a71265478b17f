"""Dates and paper of documents: British and A4 unless the study says otherwise; and the dialect it is told in."""

from __future__ import annotations

import io

import docx
import pytest
from command_line import CommandLine

DESIGN = "title: Hubs\ntracers: [{name: Falls}]\nwaves: [{name: Wave 1, starts: 2022-01-31, ends: 2022-03}]\n"


@pytest.fixture
def hubs(wb: CommandLine) -> CommandLine:
    wb.write("study.yaml", DESIGN)
    wb.ok("study", "describe", "study.yaml")
    wb.write("T1.txt", "A: We met.\n")
    wb.write("m.csv", "interview,file,tracer,wave\nT1,T1.txt,Falls,Wave 1\n")
    wb.ok("source", "import", "T1.txt", "--manifest", "m.csv")
    return wb


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ("uk", "31 January 2022 to March 2022"),
        ("us", "January 31, 2022 to March 2022"),
        ("iso", "2022-01-31 to 2022-03"),
    ],
)
def test_dates_are_written_as_the_study_has_them(hubs: CommandLine, dates: str, shown: str) -> None:
    assert "31 January 2022 to March 2022" in hubs.ok("report", "tracer", "Falls").out
    hubs.write("more.yaml", f"dates: {dates}\n")
    hubs.ok("study", "describe", "more.yaml")
    for form in ("md", "html"):
        assert shown in hubs.ok("report", "tracer", "Falls", "-f", form).out


@pytest.mark.parametrize(("paper", "wide"), [("A4", 210), ("Letter", 216)])
def test_the_paper_is_that_of_the_study(hubs: CommandLine, paper: str, wide: int) -> None:
    hubs.write("more.yaml", f"paper: {paper}\n")
    hubs.ok("study", "describe", "more.yaml")
    word = docx.Document(io.BytesIO(hubs.ok("report", "tracer", "Falls", "-f", "docx").stdout))
    assert round(word.sections[0].page_width.mm) == wide
    assert f"size: {paper}" in hubs.ok("report", "tracer", "Falls", "-f", "html").out


def test_a_paper_or_dialect_that_is_none_is_refused_by_line(hubs: CommandLine) -> None:
    hubs.write("more.yaml", "paper: A5\ndialect: CMOC\n")
    err = hubs.refused(3, "study", "describe", "more.yaml")
    assert "line 1" in err
    assert "line 2" in err
    assert "'ICAMO'" in err


def test_the_dialect_is_a_setting_and_changes_no_configuration(hubs: CommandLine) -> None:
    hubs.ok("cmo", "new", "Together")
    before = hubs.ok("cmo", "list", "--json").json
    hubs.write("more.yaml", "dialect: ICAMO\n")
    hubs.ok("study", "describe", "more.yaml")
    assert hubs.ok("study", "info", "--json").json["study"]["dialect"] == "ICAMO"
    assert hubs.ok("cmo", "list", "--json").json == before
    hubs.ok("undo")
    assert hubs.ok("study", "info", "--json").json["study"]["dialect"] == "CMO"
