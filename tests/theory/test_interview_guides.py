"""Interview guides: proposed from gaps, adopted and worded by people, kept as they were used, compared, written."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import CommandLine, substance
from theory_work import TEXT, carried_out

MANIFEST = """file,interview,kind,participants,role,sites,tracers
A.txt,A,interview,P1,Nurse,Area 1,Screening
B.txt,B,interview,P2,Manager,Area 1,Screening
"""


def gaps(wb: CommandLine) -> None:
    """A draft with one open slot claimed at two sites, a rival without evidence, a fragment, an open question."""
    wb.write(
        "s.yaml",
        "sites: [{name: Area 1}, {name: Area 2}]\ntracers: [{name: Screening}, {name: Dementia}]\n"
        "questions: [{question: Who waits?, parts: [{question: Who waits longest?}]}]",
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", TEXT)
    wb.write("B.txt", f"{TEXT} And more.")
    wb.write("m.csv", MANIFEST)
    wb.ok("source", "import", "--manifest", "m.csv")
    wb.ok("cmo", "new", "Trust saves time", "--tracer", "Screening", "--site", "Area 1", "--site", "Area 2")
    for role, wording in (
        ("context", "Staff know each other"),
        ("mechanism", "they trust"),
        ("outcome", "no wait"),
    ):
        wb.ok("cmo", "add-slot", "1", "--role", role, wording)
    wb.ok("cmo", "add-evidence", "1", "--slot", "1", "--source", "A", "--quote", "We knew each other")
    wb.ok("cmo", "new", "Money saves time", "--tracer", "Screening", "--site", "Area 1")
    for role, wording in (("context", "Money is there"), ("mechanism", "they hire"), ("outcome", "no wait")):
        wb.ok("cmo", "add-slot", "2", "--role", role, wording)
    wb.ok("cmo", "link", "2", "1", "--kind", "rival of")
    wb.ok("cmo", "new", "A fragment", "--tracer", "Dementia")
    wb.ok("cmo", "add-slot", "3", "--role", "context", "The clinic is far")


def proposed(wb: CommandLine, *options: str) -> list[dict[str, Any]]:
    return wb.ok("guide", "propose", *options, "--json").json


def gap(one: dict[str, Any]) -> str:
    return one["drawn_from"].partition(":")[0]


def asked(wb: CommandLine, guide: str = "last") -> list[tuple[str, str, str]]:
    found = wb.ok("guide", "show", guide, "--json").json["questions"]
    return [(q["wording"], q["purpose"], q["interviewee"]) for q in found]


def test_every_kind_of_gap_proposes_a_question_for_those_who_may_know(prepared: Any) -> None:
    found = proposed(prepared(gaps))
    told = {(gap(one), one["interviewee"], one["purpose"], one["cmo_number"]) for one in found}
    assert told == {
        ("no evidence", "Nurse", "refining", 1),  # neighbouring slot 1 was told by a nurse
        ("no evidence", "", "refining", 2),
        ("no evidence", "", "gleaning", 3),
        ("claimed, not heard", "Nurse", "refining", 1),
        ("untested rivals (1, 2)", "Nurse", "refining", 1),
        ("role missing (mechanism)", "", "gleaning", 3),
        ("role missing (outcome)", "", "gleaning", 3),
        ("silent cell", "", "gleaning", None),
        ("silent cell", "Manager", "gleaning", None),
        ("silent cell", "Nurse", "gleaning", None),
        ("research question", "", "gleaning", None),
    }
    purposes = ("gleaning", "refining", "consolidating")
    order = [
        (one["interviewee"] or "~", purposes.index(one["purpose"]), one["cmo_number"] or 0) for one in found
    ]
    assert order == sorted(order), "by interviewee, those for anyone last; then purpose and configuration"
    assert sum(gap(one) == "no evidence" and one["cmo_number"] == 1 for one in found) == 2
    assert (
        sum(gap(one) == "silent cell" for one in found) == 2 + 1
    )  # Screening by two roles; Dementia by anyone
    assert "Who waits longest?" in next(one["wording"] for one in found if gap(one) == "research question")


def test_a_tracer_that_is_silent_at_several_sites_is_asked_about_once(prepared: Any) -> None:
    wb = prepared(gaps)

    def silent(*options: str) -> dict[str, str]:
        found = proposed(wb, "--tracer", "Dementia", *options)
        return {one["wording"]: one["drawn_from"] for one in found if gap(one) == "silent cell"}

    [(wording, why)] = silent().items()
    assert wording.startswith(
        "We have heard nobody yet on Dementia in Area 1 or in Area 2. How does it work where"
    )
    assert why == "silent cell: there is no source on Dementia at Area 1 or Area 2"
    [(wording, why)] = silent("--site", "Area 2").items()
    assert wording.startswith("We have heard nobody yet on Dementia in Area 2. How does it work there")
    assert why.endswith("at Area 2")
    wb.write("more.yaml", "sites: [" + ", ".join(f"{{name: Area {n}}}" for n in range(1, 7)) + "]")
    wb.ok("study", "describe", "more.yaml")
    [(wording, why)] = silent().items()
    assert "Dementia at 6 of our sites. How" in wording
    assert why.endswith("Area 4, Area 5 or Area 6"), "all are named where it is said why"


def test_a_wording_quotes_the_statement_and_shows_what_the_team_thinks(prepared: Any) -> None:
    wb = prepared(gaps)
    words = {(gap(one), one["cmo_number"]): one["wording"] for one in proposed(wb)}
    assert words["claimed, not heard", 1] == (
        "I'll tell you what we think happens in Area 2: where “Staff know each other”, what happens is “they trust”, "
        "and what comes of it is “no wait”. Have you seen it there? Where are we wrong?"
    )
    assert "the other: where “money is there”" in words["untested rivals (1, 2)", 1].casefold()
    wb.ok(
        "cmo", "edit", "1", "--narrative", "If staff know each other, then nobody waits, because they trust."
    )
    words = {(gap(one), one["cmo_number"]): one["wording"] for one in proposed(wb)}
    assert (
        "Area 2: If staff know each other, then nobody waits, because they trust. Have"
        in (words["claimed, not heard", 1])
    )


def test_what_is_filled_is_asked_no_more_and_what_is_agreed_is_consolidated(prepared: Any) -> None:
    wb = prepared(gaps)
    for slot in ("2", "3"):
        wb.ok("cmo", "add-evidence", "1", "--slot", slot, "--source", "B", "--quote", "nobody waited")
    wb.ok("cmo", "edit", "1", "--agreed")
    wb.ok("question", "answer", "Q2", "--cmo", "1")
    found = proposed(wb)
    assert not any(gap(one) == "no evidence" and one["cmo_number"] == 1 for one in found)
    assert not any(gap(one) == "research question" for one in found)
    claimed = [(one["interviewee"], one["purpose"]) for one in found if gap(one) == "claimed, not heard"]
    assert claimed == [("Manager", "consolidating"), ("Nurse", "consolidating")]
    wb.ok("cmo", "retire", "1")
    assert not any(one["cmo_number"] == 1 for one in proposed(wb))


def test_statements_that_nobody_could_say_aloud_are_shortened(prepared: Any) -> None:
    wb = prepared(gaps)
    for number in range(12):
        wb.ok("cmo", "add-slot", "3", "--role", "context", f"{number} " + "far away " * 90)
    one = next(one for one in proposed(wb, "--tracer", "Dementia") if gap(one) == "role missing (outcome)")
    assert " …”" in one["wording"]
    wb.ok("guide", "new")
    wb.ok("guide", "adopt", "1", one["mark"])


def test_programme_theory_is_asked_about_as_what_was_expected(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok(
        "cmo", "new", "Anticipated", "--kind", "programme theory", "--tracer", "Screening", "--site", "Area 2"
    )
    for role in ("context", "mechanism", "outcome"):
        wb.ok("cmo", "add-slot", "4", "--role", role, f"the {role}")
    [one] = [one for one in proposed(wb) if one["cmo_number"] == 4]
    assert one["wording"].startswith(
        "This is what the programme expected to happen in Area 2: where “the context”"
    )
    wb.ok("theory", "judge", "4", "--site", "Area 2", "--verdict", "confirmed")
    assert not any(one["cmo_number"] == 4 for one in proposed(wb))


def test_proposals_are_narrowed_to_a_tracer_a_site_and_a_role(prepared: Any) -> None:
    wb = prepared(gaps)
    assert {one["tracer"] for one in proposed(wb, "--tracer", "Dementia")} == {"Dementia"}
    there = proposed(wb, "--site", "Area 2")
    assert {one["site"] for one in there} == {"", "Area 2"}
    assert not any(one["cmo_number"] == 2 for one in there)  # it is claimed at Area 1 alone
    assert {one["interviewee"] for one in there} == {""}, "nobody has spoken there in any role"
    here = proposed(wb, "--site", "Area 1")
    assert "Nurse" in {one["interviewee"] for one in here}
    assert {one["cmo_number"] for one in here} >= {1, 2}
    assert "Area 2" not in {one["site"] for one in here}, "CMO 1 is of both sites, and not heard at Area 2"
    assert {one["interviewee"] for one in proposed(wb, "--role", "nurse")} == {"", "Nurse"}
    assert "there is no role" in wb.refused(4, "guide", "propose", "--role", "Surgeon")
    assert "there is no tracer" in wb.refused(4, "guide", "propose", "--tracer", "Nothing")


def test_a_tracer_silent_at_both_sites_can_be_asked_about_at_one(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new", "Next")
    here, there = (
        next(one for one in proposed(wb, "--site", site) if gap(one) == "silent cell" and one["site"] == site)
        for site in ("Area 1", "Area 2")
    )
    wb.ok("guide", "adopt", "1", here["mark"], there["mark"])
    assert [wording for wording, *_ in asked(wb)] == [here["wording"], there["wording"]]


def test_an_empty_study_says_why_nothing_is_proposed(wb: CommandLine) -> None:
    said = wb.ok("guide", "propose")
    assert said.rows == []
    for part in (
        "no CMOs yet",
        "in which role its participants spoke",
        "no tracers or no sites",
        "Nothing is proposed",
    ):
        assert part in said.err
    assert "no interview guides yet" in wb.refused(4, "guide", "show")


def test_proposals_are_adopted_once_and_reworded(prepared: Any) -> None:
    wb = prepared(gaps)
    carried_out(wb, "guide", "new", "Second wave", "--note", "for both areas")
    first, second = (one["mark"] for one in proposed(wb, "--tracer", "Screening")[:2])
    carried_out(wb, "guide", "adopt", "1", first, second)
    assert "drawn from this already" in wb.refused(5, "guide", "adopt", "Second wave", first)
    assert "there is no proposal" in wb.refused(4, "guide", "adopt", "1", "p000000")
    carried_out(wb, "guide", "edit", "1", "1", "--wording", "What do you make of it?", "--for", "Porter")
    carried_out(wb, "guide", "edit", "1", "1", "--purpose", "consolidating")
    assert asked(wb)[0] == ("What do you make of it?", "consolidating", "Porter")
    assert wb.ok("guide", "show", "--json").json["questions"][0]["drawn_from"]


def test_own_questions_are_added_moved_and_dropped(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new")
    for words in ("One?", "Two?", "Three?"):
        carried_out(wb, "guide", "add", "1", words, "--purpose", "gleaning")
    carried_out(wb, "guide", "add", "1", "First?", "--for", "Nurse", "--position", "1")
    assert "moved a question to 2" in carried_out(wb, "guide", "move", "1", "4", "2").err
    assert "nothing changed" in wb.ok("guide", "move", "1", "2", "2").err
    carried_out(wb, "guide", "drop", "1", "Two?")
    assert [words for words, _, _ in asked(wb)] == ["First?", "Three?", "One?"]
    assert "asks this already" in wb.refused(5, "guide", "add", "1", "one?", "--purpose", "gleaning")
    assert "needs its wording" in wb.refused(3, "guide", "add", "1", " ")
    assert "is no purpose" in wb.refused(2, "guide", "add", "1", "Why?", "--purpose", "chatting")
    assert "has no question '9'" in wb.refused(4, "guide", "drop", "1", "9")
    assert "nothing to change" in wb.refused(2, "guide", "edit", "1", "1")


def test_a_later_guide_is_a_new_one_and_the_two_are_compared(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new", "First")
    marks = [one["mark"] for one in proposed(wb)[:3]]
    wb.ok("guide", "adopt", "1", *marks)
    wb.ok("guide", "add", "1", "What is your part in the clinic here?")
    carried_out(wb, "guide", "new", "Second", "--from", "First")
    before = asked(wb, "1")
    wb.ok("guide", "edit", "2", "1", "--wording", "Something wholly else about the same gap")
    wb.ok("guide", "edit", "2", "2", "--for", "Porter")
    wb.ok("guide", "drop", "2", "3")
    wb.ok("guide", "edit", "2", "3", "--wording", "What is your own part in the clinic here?")
    wb.ok("guide", "add", "2", "And at night?")
    found = wb.ok("guide", "diff", "1", "2", "--json").json
    assert [one["wording"] for one in found["added"]] == ["And at night?"]
    assert [one["wording"] for one in found["dropped"]] == [before[2][0]]
    assert [new["wording"] for _, new in found["reworded"]] == [
        "Something wholly else about the same gap",
        "What is your own part in the clinic here?",
    ]
    assert [(old["interviewee"], new["interviewee"]) for old, new in found["altered"]] == [
        (before[1][2], "Porter")
    ]
    assert asked(wb, "1") == before
    assert {row["change"] for row in wb.ok("guide", "diff", "1").rows} == {
        "added",
        "dropped",
        "reworded",
        "asked otherwise",
    }


def test_a_guide_is_retitled_listed_and_removed(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new", "First")
    wb.ok("guide", "add", "1", "Why?")
    carried_out(wb, "guide", "retitle", "1", "--title", "The first", "--note", "used in March")
    assert [(row["guide"], row["title"], row["questions"]) for row in wb.ok("guide", "list").rows] == [
        ("1", "The first", "1")
    ]
    carried_out(wb, "guide", "remove", "The first")
    assert wb.ok("guide", "list").rows == []


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_guide_is_written_by_interviewee_and_purpose(prepared: Any, form: str) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new", "Second wave", "--note", "Ask slowly.")
    wb.ok("guide", "add", "1", "One?", "--for", "Nurse")
    wb.ok("guide", "adopt", "1", proposed(wb, "--role", "Nurse")[0]["mark"])
    wb.ok("guide", "export", "1", "-o", f"g.{form}")
    data = (wb.folder / f"g.{form}").read_bytes()
    if form == "docx":
        assert data[:2] == b"PK"
        return
    text = data.decode()
    for part in (
        "Second wave",
        "Ask slowly.",
        "For: Nurse",
        "Refining: where our theory is wrong",
        "One?",
        "Drawn from",
    ):
        assert part in text
    assert "Drawn from" not in wb.ok("guide", "export", "1", "-f", form, "--no-reasons").out
    assert "exists" in wb.refused(7, "guide", "export", "1", "-o", f"g.{form}")
    assert "cannot be written as 'odt'" in wb.refused(2, "guide", "export", "1", "-f", "odt")


def test_a_question_stays_as_it_was_asked_when_its_slot_goes(prepared: Any) -> None:
    wb = prepared(gaps)
    wb.ok("guide", "new")
    one = next(one for one in proposed(wb) if gap(one) == "no evidence" and one["cmo_number"] == 1)
    wb.ok("guide", "adopt", "1", one["mark"])
    wb.ok("question", "remove", "Q1", "--with-parts")
    start = substance(wb.folder / "s.study")
    wb.ok("cmo", "remove-slot", "1", "2")
    assert [words for words, _, _ in asked(wb)] == [one["wording"]]
    wb.ok("undo")
    assert substance(wb.folder / "s.study") == start
