"""Suggestions that are kept: proposed for what nobody has read, accepted as codings, rejected for good, undone."""

from __future__ import annotations

import pytest
from command_line import CommandLine, substance

PROMISE = ("--promise", "0.5")


def queue(wb: CommandLine, *words: str) -> list[dict[str, object]]:
    return wb.ok("suggest", "list", "--json", *words).json


@pytest.fixture
def proposed(invented: CommandLine) -> CommandLine:
    invented.ok("suggest", "run", *PROMISE)
    return invented


def test_a_run_proposes_for_passages_that_nobody_has_read_and_codes_nothing(invented: CommandLine) -> None:
    before = invented.ok("coding", "list", "--json").json
    said = invented.ok("suggest", "run", *PROMISE, "--json")
    assert said.json["new"] > 10
    assert "Suggestions are no codings" in said.err
    found = queue(invented)
    held_back = said.json["new"] - len(found)
    assert 0 <= held_back < said.json["new"] / 3
    assert {one["state"] for one in found} == {"proposed"}
    assert invented.ok("coding", "list", "--json").json == before
    places = [(q["source_name"], q["start_char"], q["end_char"]) for q in before]
    for one in found:
        assert not any(
            name == one["source_name"] and start < one["end_char"] and one["start_char"] < end
            for name, start, end in places
        )


def test_a_second_run_changes_nothing(proposed: CommandLine) -> None:
    before = substance(proposed.folder / "s.study")
    said = proposed.ok("suggest", "run", *PROMISE, "--json").json
    assert (said["new"], said["changed"], said["withdrawn"]) == (0, 0, 0)
    assert substance(proposed.folder / "s.study") == before


def test_a_run_is_one_change_that_undo_takes_back(invented: CommandLine) -> None:
    before = substance(invented.folder / "s.study")
    invented.ok("suggest", "run", *PROMISE)
    invented.ok("undo")
    assert substance(invented.folder / "s.study") == before
    invented.ok("redo")
    assert queue(invented)


def test_a_dry_run_keeps_nothing(invented: CommandLine) -> None:
    before = substance(invented.folder / "s.study")
    assert "would have proposed" in invented.ok("suggest", "run", *PROMISE, "--dry-run").err
    assert substance(invented.folder / "s.study") == before


def test_the_likeliest_are_kept_of_one_source_and_one_code(invented: CommandLine) -> None:
    invented.ok("suggest", "run", "I1", "--code", "trust", "--limit", "2", *PROMISE)
    found = queue(invented)
    assert len(found) <= 2
    assert {(one["source_name"], one["code_path"]) for one in found} <= {("I1", "trust")}
    assert "proposed codes in 1 source" in invented.ok("history").out


def test_a_run_for_one_code_leaves_the_proposals_of_others(proposed: CommandLine) -> None:
    others = [one["id"] for one in queue(proposed) if one["code_path"] != "trust"]
    proposed.ok("suggest", "run", "--code", "trust", "--promise", "0.9")
    assert {one["id"] for one in queue(proposed)} >= set(others)


def test_accepting_is_a_coding_of_mine_with_its_origin_and_undo_takes_both_back(
    proposed: CommandLine,
) -> None:
    study = proposed.folder / "s.study"
    one = queue(proposed)[0]
    before = substance(study)
    told = proposed.ok("suggest", "accept", str(one["id"]), "--memo", "yes", "--json").json
    (coding,) = proposed.ok("coding", "list", "--by", "Ann", "--json").json
    assert told == [{"suggestion": one["id"], "coding": coding["coding_id"]}]
    assert (coding["text"], coding["code_path"], coding["memo"]) == (one["text"], one["code_path"], "yes")
    (kept,) = queue(proposed, "--state", "accepted")
    assert (kept["coding_id"], kept["decided_by"]) == (coding["coding_id"], "Ann")
    after = substance(study)
    proposed.ok("undo")
    assert substance(study) == before
    proposed.ok("redo")
    assert substance(study) == after


def test_several_are_accepted_as_one_change_or_none(proposed: CommandLine) -> None:
    first, second, third = (str(one["id"]) for one in queue(proposed)[:3])
    proposed.ok("suggest", "accept", first, second)
    assert len(proposed.ok("coding", "list", "--by", "Ann", "--json").json) == 2
    err = proposed.refused(5, "suggest", "accept", third, second)
    assert "accepted" in err


def test_a_rejection_is_remembered_until_the_codebook_entry_changes(proposed: CommandLine) -> None:
    study = proposed.folder / "s.study"
    one = next(one for one in queue(proposed) if one["code_path"] == "trust")
    before = substance(study)
    proposed.ok("suggest", "reject", str(one["id"])[-8:])
    after = substance(study)
    proposed.ok("undo")
    assert substance(study) == before
    proposed.ok("redo")
    assert substance(study) == after
    said = proposed.ok("suggest", "run", *PROMISE)
    assert "1 rejected before and not proposed again" in said.err
    assert one["id"] not in {other["id"] for other in queue(proposed)}
    assert [other["id"] for other in queue(proposed, "--state", "rejected")] == [one["id"]]
    proposed.ok("codebook", "edit", "trust", "--when-to-use", "Also of doubt")
    said = proposed.ok("suggest", "run", *PROMISE)
    assert "1 rejected before, whose codebook entry has changed" in said.err
    assert one["id"] in {other["id"] for other in queue(proposed)}


def test_a_rejected_code_is_not_told_for_the_same_passage(proposed: CommandLine) -> None:
    one = queue(proposed)[0]
    where = ("--span", f"{one['start_char']}:{one['end_char']}")
    passage = ("suggest", "passage", str(one["source_name"]), *where, "--json")
    assert one["code_path"] in [tag["code"] for tag in proposed.ok(*passage).json["tags"]]
    proposed.ok("suggest", "reject", str(one["id"]))
    told = proposed.ok(*passage).json
    assert one["code_path"] not in [tag["code"] for tag in told["tags"]]
    assert told["rejected"] == [one["code_path"]]


def test_what_was_accepted_is_not_rejected(proposed: CommandLine) -> None:
    one = str(queue(proposed)[0]["id"])
    proposed.ok("suggest", "accept", one)
    assert "coding remove" in proposed.refused(5, "suggest", "reject", one)


def test_a_suggestion_explains_itself_by_precedents_words_and_shares(proposed: CommandLine) -> None:
    one = queue(proposed)[0]
    told = proposed.ok("suggest", "explain", str(one["id"]), "--json").json["explanation"]
    assert 1 <= len(told["precedents"]) <= 3
    assert 0 < sum(known["share"] for known in told["precedents"]) <= 1
    assert all(known["text"] and known["attribution"] for known in told["precedents"])
    assert told["words"]
    plain = proposed.ok("suggest", "explain", str(one["id"])).out
    assert "words: " in plain
    assert f"{told['precedents'][0]['share']:.0%}" in plain


def test_suggestions_are_in_no_export_and_no_count(proposed: CommandLine, invented: CommandLine) -> None:
    with_them = proposed.ok("export", "codings", "-f", "csv").out
    info = proposed.ok("study", "info").out
    agreement = proposed.ok("codebook", "list", "--json").json
    proposed.ok("undo")
    assert proposed.ok("export", "codings", "-f", "csv").out == with_them
    assert [line for line in proposed.ok("study", "info").out.splitlines() if "coding" in line] == [
        line for line in info.splitlines() if "coding" in line
    ]
    assert proposed.ok("codebook", "list", "--json").json == agreement


def test_a_code_may_go_out_of_use_while_a_suggestion_waits(proposed: CommandLine) -> None:
    one = next(one for one in queue(proposed) if one["code_path"] == "food")
    proposed.ok("codebook", "retire", "food")
    assert "food" not in {other["code_path"] for other in queue(proposed)}
    assert "no longer in use" in proposed.refused(5, "suggest", "accept", str(one["id"]))
    assert "no longer in use" in proposed.ok("suggest", "explain", str(one["id"])).out


def test_what_somebody_codes_by_hand_is_no_longer_in_the_queue(proposed: CommandLine) -> None:
    one = queue(proposed)[0]
    span = f"{one['start_char']}:{one['end_char']}"
    proposed.ok("coding", "add", str(one["source_name"]), "--code", str(one["code_path"]), "--span", span)
    assert one["id"] not in {other["id"] for other in queue(proposed)}
    assert "already" in proposed.refused(5, "suggest", "accept", str(one["id"]))


def test_a_source_goes_with_its_suggestions_and_comes_back_with_them(invented: CommandLine) -> None:
    words = ("promise", "day", "time", "people", "word", "doubt")
    lines = [
        f"Ada: Trust and faith, honest {word}, no doubt, and loyal word believe trust.\n" for word in words
    ]
    invented.write("N.txt", "".join(lines))
    invented.ok("source", "import", "N.txt")
    invented.ok("suggest", "run", *PROMISE)
    study = invented.folder / "s.study"
    before = substance(study)
    assert any(one["source_name"] == "N" for one in queue(invented))
    invented.ok("source", "remove", "N")
    assert not any(one["source_name"] == "N" for one in queue(invented))
    invented.ok("undo")
    assert substance(study) == before


def test_switched_off_it_says_nothing_and_what_was_decided_stays(proposed: CommandLine) -> None:
    study = proposed.folder / "s.study"
    before = substance(study)
    proposed.ok("suggest", "switch", "off")
    for words in (("run",), ("list",), ("passage", "I1", "--span", "0:90"), ("causal", "I1")):
        assert "switched off" in proposed.refused(5, "suggest", *words)
    proposed.ok("undo")
    assert substance(study) == before
    proposed.ok("suggest", "switch", "off")
    proposed.ok("suggest", "switch", "on")
    assert queue(proposed)


def test_without_passages_read_and_left_it_is_silent_and_says_why(demo: CommandLine) -> None:
    said = demo.ok("suggest", "run", "--json")
    assert said.json["proposed"] == 0
    assert "20 passages marked as read" in said.json["silence"]
    assert "20 passages marked as read" in said.err


def test_with_too_little_coded_it_is_silent_and_says_why(wb: CommandLine) -> None:
    wb.write("A.txt", "Ada: We trust them and they trust us, so it works well enough for now.\n")
    wb.ok("source", "import", "A.txt")
    for step in ((), ("codebook", "add", "trust")):
        if step:
            wb.ok(*step)
        assert wb.ok("suggest", "run", "--json").json["proposed"] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "00000000"),
        ("reject", "00000000"),
        ("explain", "00000000"),
        ("run", "nowhere"),
        ("list", "--code", "x"),
    ],
)
def test_what_is_not_there_is_refused(invented: CommandLine, words: tuple[str, ...]) -> None:
    assert "there is no" in invented.refused(4, "suggest", *words)


@pytest.mark.parametrize(
    "words",
    [("run", "--promise", "1"), ("run", "--limit", "0"), ("list", "--state", "x"), ("switch", "maybe")],
)
def test_words_that_make_no_sense_are_refused(invented: CommandLine, words: tuple[str, ...]) -> None:
    invented.refused(2, "suggest", *words)


def test_a_verdict_on_a_cue_moves_its_precision_and_is_undone(invented: CommandLine) -> None:
    invented.write(
        "C.txt", "Ada: We stopped because the bus was cut.\nAda: It rained, so that nobody came.\n"
    )
    invented.ok("source", "import", "C.txt")
    study = invented.folder / "s.study"
    before, claims = substance(study), invented.ok("suggest", "causal", "C", "--json").json
    for words, verdict in (("because the bus was cut", "no"), ("so that nobody came", "yes")):
        invented.ok("suggest", "judge", "C", verdict, "--quote", words)
    after = invented.ok("suggest", "causal", "C", "--all", "--json").json
    assert after[0]["precision"] < claims[0]["precision"]
    assert after[1]["precision"] > claims[1]["precision"]
    invented.ok("undo")
    invented.ok("undo")
    assert substance(study) == before
    assert "0 sentences" in invented.refused(4, "suggest", "judge", "C", "yes", "--span", "40:41")
    assert "2 sentences" in invented.refused(4, "suggest", "judge", "C", "yes", "--span", "0:75")
    invented.refused(2, "suggest", "judge", "C", "perhaps", "--span", "0:2")


def test_nothing_is_told_of_a_source_that_is_coded_in_a_blind_round(proposed: CommandLine) -> None:
    every = queue(proposed)
    assert any(one["source_name"] == "I1" for one in every)
    proposed.ok("round", "new", "Blind", "--coders", "Ann,Ben", "--source", "I1")
    left = proposed.ok("suggest", "list", "--json")
    assert {one["source_name"] for one in left.json} == {one["source_name"] for one in every} - {"I1"}
    assert "left out: 1 source that you code in a blind round" in left.err
    assert any("I1" in str(one["explanation"]) for one in every), "else what follows could not fail"
    assert all("I1" not in str(one["explanation"]) for one in left.json), "nothing coded there shines through"
    assert len(queue(proposed, "--coder", "Cleo")) == len(every)
    for words in (("passage", "I1", "--span", "6369:6549"), ("causal", "I1")):
        said = proposed("suggest", *words)
        assert said.code != 0
        assert "blind round" in said.err
    elsewhere = proposed.ok("suggest", "passage", "I2", "--span", "6369:6549", "--json").json
    assert "n=80" in elsewhere["standing"]
    assert all(one["source"] != "I1" for tag in elsewhere["tags"] for one in tag["precedents"])
    inside = next(one["id"] for one in every if one["source_name"] == "I1")
    said = proposed("suggest", "explain", inside)
    assert said.code == 5
    assert "blind round" in said.err
    assert "I1 in a blind round" in proposed.refused(5, "suggest", "accept", inside)
    assert "I1 in a blind round" in proposed.refused(5, "suggest", "reject", inside)
    proposed.ok("suggest", "explain", inside, "--coder", "Cleo")
    for one in left.json[:5]:
        why = proposed.ok("suggest", "explain", one["id"], "--json").json["explanation"]
        assert all(precedent["source"] != "I1" for precedent in why["precedents"])
    lacking = proposed.ok("suggest", "new-codes", "--json")
    assert "left out: 1 source" in lacking.err
    assert all(phrase["source_name"] != "I1" for phrase in lacking.json["phrases"])
    assert "left out: 1 source" in proposed.ok("suggest", "run", *PROMISE).err
    proposed.ok("round", "remove", "Blind")
    assert any(one["source_name"] == "I1" for one in queue(proposed))
