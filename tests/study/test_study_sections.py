"""Sections of reports one by one: written, changed, moved, traced to CMOs and quotes, and their versions."""

from __future__ import annotations

import pytest
from command_line import CommandLine
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.quoting import is_shortening

TALK = "Q: How is it now?\nA: We had trust, you see, because we sat together in one room. And then we moved out.\n"

DESIGN = """
title: Hubs
sites: [{name: Area 1}, {name: Area 2}]
tracers: [{name: Falls}]
"""


@pytest.fixture
def study(wb: CommandLine) -> CommandLine:
    wb.write("T1.txt", TALK)
    wb.write("study.yaml", DESIGN)
    wb.ok("study", "describe", "study.yaml")
    wb.ok("source", "import", "T1.txt")
    wb.ok("cmo", "new", "Together", "--tracer", "Falls")
    return wb


def listed(wb: CommandLine) -> list[dict[str, object]]:
    return wb.ok("report", "sections", "--json").json


def test_a_section_is_written_changed_and_taken_away_and_each_is_undone(study: CommandLine) -> None:
    assert listed(study) == []
    study.ok("report", "write", "Falls", "message", "--text", "Sit together.", "--cmo", "1")
    [section] = listed(study)
    assert (section["kind"], section["body"], section["cmos"]) == ("message", "Sit together.", [1])
    study.ok("report", "edit", "Sit together", "--text", "Sit in one room.", "--site", "Area 1")
    [changed] = listed(study)
    assert (changed["body"], changed["site"], changed["cmos"]) == ("Sit in one room.", "Area 1", [1])
    study.ok("report", "remove", "Sit in one room.")
    assert listed(study) == []
    for expected in ([changed], [section], []):
        study.ok("undo")
        assert listed(study) == expected
    for expected in ([section], [changed], []):
        study.ok("redo")
        assert listed(study) == expected
    study.ok("study", "check")


def test_a_chosen_quote_is_printed_as_shortened_and_stands_whole_in_the_appendix(study: CommandLine) -> None:
    study.ok("report", "write", "Falls", "theme", "--claim", "Rooms make trust", "--text", "They do.")
    words = "We had trust, you see, because we sat together in one room."
    short = "We had trust [...] because we sat together in one room."
    study.ok("report", "quote", "Rooms make", "--source", "T1", "--quote", words, "--shortened", short)
    text = study.ok("report", "tracer", "Falls", "-f", "md").out
    themes, _, appendix = text.partition("Appendix: quotes in full")
    assert "We had trust \\[...] because we sat together" in themes
    assert "you see" not in themes
    assert "We had trust, you see, because" in appendix
    study.ok("report", "quote", "Rooms make", "--remove", "1")
    assert "We had trust" not in study.ok("report", "tracer", "Falls", "-f", "md").out


@pytest.mark.parametrize(
    "wrong", ["We had no trust [...] in one room.", "in one room [...] We had trust", "[...]"]
)
def test_words_that_were_not_said_so_are_refused(study: CommandLine, wrong: str) -> None:
    study.ok("report", "write", "Falls", "theme", "--claim", "Rooms make trust", "--text", "They do.")
    before = listed(study)
    err = study.refused(
        3, "report", "quote", "Rooms", "--source", "T1",
        "--quote", "We had trust, you see, because we sat together in one room.", "--shortened", wrong,
    )  # fmt: skip
    assert "in another order" in err
    assert listed(study) == before


def test_a_message_names_its_cmos_and_one_that_rests_on_nothing_is_to_be_traced(study: CommandLine) -> None:
    study.ok("report", "write", "Falls", "message", "--text", "Sit together.", "--cmo", "1")
    study.ok("report", "write", "Falls", "message", "--text", "Be kind.")
    text = study.ok("report", "tracer", "Falls", "-f", "md").out
    assert "Sit together. (CMO 1, not in this report)" in text
    assert "Be kind. *To be traced: the CMOs and quotes that this rests on.*" in text
    err = study.refused(3, "report", "tracer", "Falls", "--final", "refuse")
    assert "what the message 'Be kind.' rests on" in err
    final = study.ok("report", "tracer", "Falls", "--final", "omit")
    assert "Be kind." not in final.out
    assert "left out of Falls: Actionable messages: what the message 'Be kind.' rests on" in final.err
    assert "still to be written, marked as such" in study.ok("report", "tracer", "Falls").err


def test_sections_keep_their_history_through_an_import_and_tell_their_versions(study: CommandLine) -> None:
    study.ok("report", "write", "Falls", "theme", "--claim", "Rooms", "--text", "First words.")
    study.ok("report", "write", "Falls", "summary", "--text", "In all.")
    before = {section["kind"]: section["id"] for section in listed(study)}
    written = study.ok("report", "sections", "--yaml").out
    study.write("sections.yaml", written.replace("First words.", "Second words."))
    study.ok("report", "import", "sections.yaml")
    assert {section["kind"]: section["id"] for section in listed(study)} == before
    versions = study.ok("report", "versions", "Rooms", "--json").json
    assert [version["body"] for version in versions] == ["Second words.", "First words."]
    study.write("sections.yaml", study.ok("report", "sections", "--yaml").out)
    assert "nothing changed" in study.ok("report", "import", "sections.yaml").err


def test_versions_tell_what_a_section_rested_on_and_which_change_made_them(study: CommandLine) -> None:
    quote = "We had trust, you see, because we sat together in one room."
    study.ok("report", "write", "Falls", "message", "--text", "Sit together.")
    study.ok("report", "edit", "Sit", "--cmo", "1")
    study.ok("report", "quote", "Sit", "--source", "T1", "--quote", quote)
    study.ok("report", "edit", "Sit", "--cmo", "none")
    study.ok("undo")
    study.ok("report", "quote", "Sit", "--remove", "1")
    versions = study.ok("report", "versions", "Sit", "--json").json
    assert [(one["cmos"], one["quotes"]) for one in reversed(versions)] == [
        ([], []),
        (["CMO 1"], []),
        (["CMO 1"], [quote]),
        ([], [quote]),
        (["CMO 1"], [quote]),
        (["CMO 1"], []),
    ]
    assert versions[1]["summary"].startswith("undid: ")
    assert "CMO 1; “We had trust" in study.ok("report", "versions", "Sit").out


def test_a_section_that_was_removed_and_brought_back_has_no_version_without_its_basis(
    study: CommandLine,
) -> None:
    study.ok("report", "write", "Falls", "message", "--text", "Sit together.", "--cmo", "1")
    study.ok("report", "remove", "Sit")
    study.ok("undo")
    [only] = study.ok("report", "versions", "Sit", "--json").json
    assert only["cmos"] == ["CMO 1"]


def test_what_a_merge_did_not_take_is_no_version(study: CommandLine) -> None:
    study.ok("report", "write", "Falls", "message", "--text", "Sit together.")
    (study.folder / "out").mkdir()
    study.ok("study", "copy", "out/copy.study", "--for", "Ben")
    study.ok("report", "edit", "Sit", "--text", "Sit apart.")
    study.ok("report", "edit", "Sit", "--text", "Stand.", "-s", "out/copy.study", "--coder", "Ben")
    study.ok("study", "merge", "out/copy.study")
    assert listed(study)[0]["body"] == "Sit apart."
    versions = study.ok("report", "versions", "Sit", "--json").json
    assert [one["body"] for one in versions] == ["Sit apart.", "Sit together."]


def test_sections_are_listed_as_reports_print_them(study: CommandLine) -> None:
    for kind, words in (("message", "Sit."), ("introduction", "First."), ("summary", "In all.")):
        study.ok("report", "write", "Falls", kind, "--text", words)
    again = study.ok("report", "write", "Falls", "introduction", "--text", "Second.")
    assert "it follows the one that is there" in again.err
    assert [one["body"] for one in listed(study)] == ["First.", "Second.", "In all.", "Sit."]
    assert "now 2 of 2" in study.ok("report", "move", "First.", "99").err


def test_a_site_where_nothing_was_observed_is_silent_not_unfinished(study: CommandLine) -> None:
    study.ok("cmo", "edit", "1", "--site", "Area 1")
    silent = study.ok("report", "tracer", "Falls", "--site", "Area 2").out
    assert "The study holds no configuration observed in Area 2. That is silence, not absence" in silent
    assert "configurations observed; the study holds none" not in silent


def test_a_report_of_one_site_prints_what_was_written_for_it(study: CommandLine) -> None:
    study.ok("report", "write", "Falls", "summary", "--text", "Everywhere the same.")
    study.ok("report", "write", "Falls", "summary", "--text", "Here it held.", "--site", "Area 1")
    here = study.ok("report", "tracer", "Falls", "--site", "Area 1").out
    assert "# Falls in Area 1: tracer short report" in here
    assert "Here it held." in here
    assert "Everywhere the same." not in here
    there = study.ok("report", "tracer", "Falls", "--site", "Area 2").out
    assert "Everywhere the same." in there
    whole = study.ok("report", "tracer", "Falls").out
    assert "Everywhere the same." in whole
    assert "Here it held." not in whole
    assert "Area 1" in study.refused(4, "report", "tracer", "Falls", "--site", "Area 9")


def test_a_section_moves_among_those_of_its_kind(study: CommandLine) -> None:
    for text in ("One.", "Two.", "Three."):
        study.ok("report", "write", "Falls", "summary", "--text", text)
        study.ok("report", "write", "Falls", "message", "--text", f"Do {text}")
    study.ok("report", "move", "Three.", "1")
    bodies = [one["body"] for one in listed(study) if one["kind"] == "summary"]
    assert bodies == ["Three.", "One.", "Two."]
    study.ok("undo")
    assert [one["body"] for one in listed(study) if one["kind"] == "summary"] == ["One.", "Two.", "Three."]


@given(st.lists(st.sampled_from(["one", "two,", "Three", "four."]), min_size=1, max_size=12), st.data())
def test_leaving_words_out_is_a_shortening_and_adding_one_is_not(
    words: list[str], data: st.DataObject
) -> None:
    whole = " ".join(words)
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    pieces = " ".join(word if keep else "[...]" for word, keep in zip(words, kept, strict=True))
    assert is_shortening(pieces, whole) == any(kept)
    place = data.draw(st.integers(0, len(words)))
    assert not is_shortening(" ".join([*words[:place], "invented", *words[place:]]), whole)
