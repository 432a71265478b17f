"""A file of configurations that has changed since it was imported: what is reworded, what is beyond it, what goes."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from command_line import CommandLine, Prepare, substance
from theory_work import carried_out, cmo, design, wordings


def piece(words: str, **more: Any) -> dict[str, Any]:
    return {"source": "A", "quote": words, **more}


FILE: dict[str, Any] = {
    "cmos": [
        {
            "id": "c1",
            "title": "Known people",
            "kind": "observed",
            "slots": [
                {"id": "c", "role": "context", "wording": "People know each other",
                 "evidence": [piece("We knew each other", relevance="high")]},
                {"id": "m", "role": "mechanism", "wording": "Their word is taken", "evidence": []},
                {"id": "o", "role": "outcome", "wording": "Nobody waits"},
            ],
            "evidence": [piece("so nobody waited", between=[1, 3]), piece("We waited and waited")],
            "links": [{"kind": "rival of", "to": "c2", "note": "for now"}],
        },
        {"id": "c2", "title": "Next", "kind": "observed",
         "slots": [{"role": "context", "wording": "Nobody waits"}]},
    ]
}  # fmt: skip


def without_ids(file: dict[str, Any]) -> dict[str, Any]:
    file = json.loads(json.dumps(file))
    for slot in file["cmos"][0]["slots"]:
        del slot["id"]
    return file


def imported(wb: CommandLine) -> None:
    design(wb)
    wb.write("c.json", json.dumps(FILE))
    wb.ok("cmo", "import", "c.json")


def imported_without_ids(wb: CommandLine) -> None:
    design(wb)
    wb.write("c.json", json.dumps(without_ids(FILE)))
    wb.ok("cmo", "import", "c.json")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(imported)


@pytest.fixture
def unkeyed(prepared: Prepare) -> CommandLine:
    return prepared(imported_without_ids)


@pytest.fixture
def file() -> dict[str, Any]:
    """The file, to be changed."""
    return json.loads(json.dumps(FILE))


def bring(wb: CommandLine, data: Any, *words: str) -> dict[str, Any]:
    wb.write("c.json", json.dumps(data))
    return wb.ok("cmo", "import", "c.json", "--json", *words).json


def absent(result: dict[str, Any], key: str = "absent") -> list[tuple[str, str, str]]:
    return [(part["cmo"], part["what"], part["name"]) for part in result[key]]


def test_a_wording_of_its_own_is_reworded_under_its_id(study: CommandLine, file: dict[str, Any]) -> None:
    before = cmo(study)
    file["cmos"][0]["slots"][1]["wording"] = "Their word counts"
    result = bring(study, file)
    assert result["updated"] == ["Known people"]
    assert result["slots"] == [{"cmo": "CMO 1", "slot": 2, "what": "reworded element E2"}]
    assert absent(result) == []
    before["slots"][1]["wording"] = "Their word counts"
    assert cmo(study) == before


def test_a_shared_wording_gives_way_to_another_element(study: CommandLine, file: dict[str, Any]) -> None:
    file["cmos"][0]["slots"][2]["wording"] = "Few wait"
    result = bring(study, file)
    (note,) = result["slots"]
    assert note["what"] == "element E4 instead of E3, which other slots hold too"
    assert (wordings(study)[2], wordings(study, "2")) == ("Few wait", ["Nobody waits"])
    assert (result["evidence"], absent(result)) == (0, [])
    assert len(cmo(study)["dyad_evidence"]) == 1
    study.ok("undo")
    assert wordings(study)[2] == "Nobody waits"


def test_a_wording_that_an_element_has_shares_that_one(study: CommandLine, file: dict[str, Any]) -> None:
    file["cmos"][0]["slots"][1] |= {"wording": "Nobody waits"}
    assert bring(study, file)["slots"][0]["what"] == "element E3 instead of E2"
    assert bring(study, file)["updated"] == []


def test_role_and_order_change_under_an_id(study: CommandLine, file: dict[str, Any]) -> None:
    first, second, third = file["cmos"][0]["slots"]
    second["role"] = "mechanism-reasoning"
    file["cmos"][0]["slots"] = [third, second, first]
    file["cmos"][0]["evidence"][0]["between"] = [3, 1]
    result = bring(study, file)
    assert (result["evidence"], absent(result)) == (0, [])
    found = cmo(study)
    assert [s["role"] for s in found["slots"]] == ["outcome", "mechanism-reasoning", "context"]
    assert len(found["slots"][2]["evidence"]) == 1
    assert [(d["from_position"], d["to_position"]) for d in found["dyad_evidence"]] == [(3, 1)]
    assert len(found["dyad_evidence"]) == 1


def test_a_file_given_ids_later_keeps_its_slots(unkeyed: CommandLine, file: dict[str, Any]) -> None:
    before = cmo(unkeyed)
    assert absent(bring(unkeyed, file)) == []
    after = cmo(unkeyed)
    for slot in (*before["slots"], *after["slots"]):
        del slot["id"]
    assert after == before
    assert "nothing new in c.json" in unkeyed.ok("cmo", "import", "c.json").err
    file["cmos"][0]["slots"][0]["wording"] = "People have met"
    assert bring(unkeyed, file)["slots"][0]["what"] == "reworded element E1"
    for _ in range(2):
        unkeyed.ok("undo")
    assert wordings(unkeyed)[0] == "People know each other"


def test_without_ids_role_and_wording_decide_whatever_the_case(unkeyed: CommandLine) -> None:
    file = without_ids(FILE)
    file["cmos"][0]["slots"][0]["wording"] = " people  KNOW each other"
    before = unkeyed.states()
    assert bring(unkeyed, file)["unchanged"] == 2
    assert unkeyed.states() == before
    file["cmos"][0]["slots"][0]["wording"] = "People have met"
    result = bring(unkeyed, file)
    assert absent(result) == [
        ("CMO 1", "slot", "1"), ("CMO 1", "evidence", "1.1"), ("CMO 1", "evidence", "1>3.1")
    ]  # fmt: skip
    assert len(wordings(unkeyed)) == 4


def test_what_the_file_lacks_is_listed_and_stays(study: CommandLine, file: dict[str, Any]) -> None:
    before = study.states()
    first = file["cmos"][0]
    del first["slots"][0]
    first |= {"evidence": [piece("We waited and waited")], "links": []}
    study.write("c.json", json.dumps(file))
    said = study.ok("cmo", "import", "c.json")
    assert [(row["change"], row["CMO"], row["what"]) for row in said.rows] == [
        ("not in the file", "CMO 1", "slot 1: context: People know each other"),
        ("not in the file", "CMO 1", "evidence 1.1: supports: “We knew each other” [A]"),
        ("not in the file", "CMO 1", "evidence 1>3.1: supports: “so nobody waited” [A]"),
        ("not in the file", "CMO 1", "link rival of CMO 2: Next"),
    ]
    assert "nothing new in c.json" in said.err
    assert "--prune removes it" in said.err
    assert study.states() == before


def test_pruning_removes_what_the_file_lacks_as_one_change(study: CommandLine, file: dict[str, Any]) -> None:
    first = file["cmos"][0]
    del first["slots"][0]
    first |= {"evidence": [piece("We waited and waited")], "links": []}
    study.write("c.json", json.dumps(file))
    said = carried_out(study, "cmo", "import", "c.json", "--prune")
    assert "removed 4 parts not in it" in said.err
    found = cmo(study)
    assert wordings(study) == ["Their word is taken", "Nobody waits"]
    assert ([e["text"] for e in found["evidence"]], found["dyad_evidence"], found["links"]) == (
        ["We waited and waited"], [], [],
    )  # fmt: skip
    again = bring(study, file, "--prune")
    assert (again["removed"], again["absent"], again["unchanged"]) == ([], [], 2)


def test_a_configuration_that_only_loses_parts_counts_as_updated(
    study: CommandLine, file: dict[str, Any]
) -> None:
    file["cmos"][0]["links"] = []
    result = bring(study, file, "--prune")
    assert (result["updated"], result["unchanged"]) == (["Known people"], 1)
    assert cmo(study)["links"] == []


def test_evidence_of_which_the_file_says_nothing_keeps_its_slot(
    study: CommandLine, file: dict[str, Any]
) -> None:
    first = file["cmos"][0]
    del first["slots"][0], first["evidence"]
    for slot in first["slots"]:
        slot.pop("evidence", None)
    assert absent(bring(study, file)) == [("CMO 1", "slot", "1")]
    study.write("c.json", json.dumps(file))
    err = study.refused(3, "cmo", "import", "c.json", "--prune")
    assert "slot 1 of CMO 1 is not in the file and cannot be removed: 2 pieces of evidence" in err
    assert "evidence: []" in err
    first["evidence"] = []
    assert len(absent(bring(study, file, "--prune"), "removed")) == 4


def test_what_a_file_does_not_speak_of_is_not_pruned(study: CommandLine) -> None:
    before = cmo(study)
    result = bring(study, {"cmos": [{"id": "c1", "kind": "observed", "title": "Renamed"}]}, "--prune")
    assert (result["absent"], result["removed"]) == ([], [])
    assert cmo(study) == before | {"title": "Renamed"}


def test_a_slot_is_not_pruned_from_under_a_ripple(study: CommandLine, file: dict[str, Any]) -> None:
    study.ok("cmo", "link", "1", "2", "--kind", "ripple")
    first = file["cmos"][0]
    first["slots"][2] = {"role": "outcome", "wording": "Few wait"}
    del first["links"]
    first["evidence"] = []
    study.write("c.json", json.dumps(file))
    err = study.refused(3, "cmo", "import", "c.json", "--prune")
    assert "CMO 1 ripples into CMO 2 through “Nobody waits”" in err
    first["links"] = []
    assert ("CMO 1", "link", "ripple CMO 2") in absent(bring(study, file, "--prune"), "removed")


def test_a_ripple_follows_its_element_when_both_ends_are_worded_anew(
    study: CommandLine, file: dict[str, Any]
) -> None:
    study.ok("cmo", "link", "1", "2", "--kind", "ripple")
    first, second = file["cmos"]
    del first["links"]
    second["slots"][0]["id"] = "c"
    bring(study, file)
    first["slots"][2]["wording"] = second["slots"][0]["wording"] = "Few wait"
    bring(study, file)
    (ripple,) = [link for link in cmo(study)["links"] if link["kind"] == "ripple"]
    assert ripple["shared_wording"] == "Few wait"
    second["slots"][0]["wording"] = "Some wait"
    study.write("c.json", json.dumps(file))
    assert "CMO 1 ripples into CMO 2 through “Few wait”" in study.refused(3, "cmo", "import", "c.json")


def test_ratings_notes_order_and_memos_are_brought_up_to_date(
    study: CommandLine, file: dict[str, Any]
) -> None:
    file["memos"] = [{"id": "m1", "kind": "analytic", "title": "T", "text": "First"}]
    first = file["cmos"][0]
    bring(study, file)
    file["memos"][0] |= {"text": "Second", "kind": "reflexive"}
    first["slots"][0]["evidence"][0] |= {"relevance": "low", "richness": "high", "rigour": "moderate"}
    first["evidence"][0]["note"] = "said twice"
    first["links"][0]["note"] = "no more"
    first["slots"].insert(1, {"role": "mechanism-resource", "wording": "A list of names"})
    first["evidence"][0]["between"] = [1, 4]
    assert absent(bring(study, file)) == []
    found = cmo(study)
    rated = found["slots"][0]["evidence"][0]
    assert (rated["relevance"], rated["richness"], rated["rigour"]) == ("low", "high", "moderate")
    assert wordings(study) == [
        "People know each other", "A list of names", "Their word is taken", "Nobody waits",
    ]  # fmt: skip
    assert found["links"][0]["note"] == "no more"
    (memo,) = study.ok("memo", "list", "--json").json
    assert (memo["body"], memo["kind"], memo["title"]) == ("Second", "reflexive", "T")
    assert [d["evidence"]["note"] for d in found["dyad_evidence"]] == ["said twice"]
    first["slots"][0]["evidence"][0]["relevance"] = None
    bring(study, file)
    assert cmo(study)["slots"][0]["evidence"][0]["relevance"] == ""


def test_sites_that_the_file_no_longer_names_go(study: CommandLine, file: dict[str, Any]) -> None:
    file["cmos"][0]["sites"] = ["Area 1", "Area 2"]
    bring(study, file)
    file["cmos"][0]["sites"] = ["Area 2"]
    assert bring(study, file)["updated"] == ["Known people"]
    assert cmo(study)["sites"] == ["Area 2"]


def test_quotes_that_are_not_word_for_word_are_listed(study: CommandLine, file: dict[str, Any]) -> None:
    first = file["cmos"][0]
    first["slots"][1]["evidence"] = [
        piece("The form was refused by all others."),
        piece("WE  knew each other"),
    ]
    first["slots"][1]["evidence"][0]["quote"] = "The form was refused by everyone else."
    study.write("c.yaml", yaml.safe_dump(file))
    (row, *_) = [
        row for row in study.ok("cmo", "import", "c.yaml", "--dry-run").rows if "quoted" in row["change"]
    ]
    assert (row["CMO"], row["what"]) == ("CMO 1", "A has: “The form was refused by everybody else.”")
    result = bring(study, file)
    assert result["inexact"] == [
        {
            "cmo": "CMO 1",
            "source": "A",
            "quote": "The form was refused by everyone else.",
            "found": "The form was refused by everybody else.",
        }
    ]
    assert bring(study, file)["inexact"] == [], "only what is new"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "c"}, "this id belongs to"),
        ({"wording": "People know each other", "role": "context"}, "in another slot already"),
        ({"element": "E1"}, "either the wording or the id of an element"),
    ],
)
def test_slots_that_stand_twice_or_say_two_things_are_refused(
    study: CommandLine, file: dict[str, Any], change: dict[str, str], said: str
) -> None:
    file["cmos"][0]["slots"][1] |= change
    study.write("c.json", json.dumps(file))
    assert said in study.refused(3, "cmo", "import", "c.json")


def test_a_link_that_stands_twice_in_a_file_is_refused(study: CommandLine, file: dict[str, Any]) -> None:
    file["cmos"][0]["links"] = [{"kind": "nests", "to": "c2"}] * 2
    study.write("c.json", json.dumps(file))
    assert "stands twice" in study.refused(3, "cmo", "import", "c.json")


def test_a_new_cmo_that_is_whole_and_only_anticipated_is_refused_but_one_that_is_so_is_left(
    study: CommandLine,
) -> None:
    study.ok("cmo", "new", "Hoped for")
    for role in ("context", "mechanism"):
        study.ok("cmo", "add-slot", "3", role, "--role", role)
    study.ok("cmo", "add-slot", "3", "Later", "--role", "outcome", "--expectation", "anticipated")
    study.ok("cmo", "export", "-o", "x.yaml")
    before = substance(study.folder / "s.study")
    assert "nothing new in x.yaml" in study.ok("cmo", "import", "x.yaml").err
    assert substance(study.folder / "s.study") == before


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_is_exported_to_be_edited_brings_back_only_the_edit(study: CommandLine, form: str) -> None:
    target = f"out.{form}"
    study.ok("cmo", "export", "-o", target)
    before = study.states()
    assert f"nothing new in {target}" in study.ok("cmo", "import", target, "--prune").err
    assert study.states() == before
    text = (study.folder / target).read_text("utf-8")
    study.write(target, text.replace("Their word is taken", "Their word counts"))
    result = study.ok("cmo", "import", target, "--json").json
    assert [note["what"] for note in result["slots"]] == ["reworded element E2"]
    assert wordings(study)[1] == "Their word counts"
    assert "--force" in study.refused(7, "cmo", "export", "-o", target)
    assert "yaml or json" in study.refused(2, "cmo", "export", "-f", "docx")


def test_a_table_to_read_is_refused_with_the_way_to_a_file_to_edit(study: CommandLine) -> None:
    study.ok("export", "cmo-table", "-f", "json", "-o", "t.json")
    err = study.refused(3, "cmo", "import", "t.json")
    assert "t.json is a CMO table" in err
    assert "workbench cmo export" in err


def test_rivals_are_the_same_link_from_either_end(study: CommandLine) -> None:
    before = substance(study.folder / "s.study")
    study.write(
        "turned.json",
        json.dumps(
            {
                "cmos": [
                    {"id": "c1", "kind": "observed", "links": []},
                    {"id": "c2", "kind": "observed", "links": [{"kind": "rival of", "to": "c1"}]},
                ]
            }
        ),
    )
    told = study.ok("cmo", "import", "turned.json", "--prune")
    assert "nothing new" in told.err
    assert substance(study.folder / "s.study") == before
    link = {"kind": "rival of", "to": "c4", "note": "by trust"}
    ends: list[dict[str, Any]] = [
        {"id": "c3", "kind": "observed", "links": [link]},
        {"id": "c4", "kind": "observed", "links": [{"kind": "rival of", "to": "c3", "note": "by money"}]},
    ]
    study.write("both.json", json.dumps({"cmos": ends}))
    study.ok("cmo", "import", "both.json")
    assert [(one["kind"], one["note"]) for one in cmo(study, "3")["links"]] == [
        ("rival of", "by trust; by money")
    ]
    assert "nothing new" in study.ok("cmo", "import", "both.json").err
    ends[1]["links"] = [link | {"to": "c3"}]
    study.write("both.json", json.dumps({"cmos": ends}))
    study.ok("cmo", "import", "both.json")
    assert [one["note"] for one in cmo(study, "3")["links"]] == ["by trust"], (
        "what both ends say is said once"
    )
    ends[0]["links"] = [link, link]
    ends[0]["id"] = "c5"
    study.write("twice.json", json.dumps({"cmos": ends}))
    assert "stands twice" in study.refused(3, "cmo", "import", "twice.json")


def test_nothing_is_added_to_a_retired_configuration_unless_the_file_takes_it_up(study: CommandLine) -> None:
    study.ok("cmo", "retire", "2")
    assert "nothing new" in study.ok("cmo", "import", "c.json").err, "what is as it was stays as it is"
    before = study.states()
    new = {"role": "outcome", "wording": "They go home"}
    more: dict[str, Any] = {"id": "c2", "kind": "observed", "slots": [*FILE["cmos"][1]["slots"], new]}
    linked: dict[str, Any] = {"id": "c1", "kind": "observed", "links": [{"kind": "refines", "to": "c2"}]}
    heard: dict[str, Any] = {"id": "c2", "kind": "observed", "evidence": [piece("We waited and waited")]}
    for entry in (more, linked, heard):
        study.write("more.json", json.dumps({"cmos": [entry]}))
        told = study.refused(3, "cmo", "import", "more.json")
        assert "CMO 2 is retired" in told
        assert "'retired: false'" in told
        assert study.states() == before
    study.write("more.json", json.dumps({"cmos": [more | {"retired": False}, linked]}))
    study.ok("cmo", "import", "more.json")
    assert cmo(study, "2")["stage"] == "fragment"
    assert wordings(study, "2") == ["Nobody waits", "They go home"]
    assert sorted(link["kind"] for link in cmo(study, "2")["links"]) == ["refines", "rival of"]
