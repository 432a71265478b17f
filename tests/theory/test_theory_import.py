"""A file of configurations: identity, wording, faults all at once, and nothing twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from command_line import CommandLine, Prepare, substance
from sqlalchemy import Engine, event

TEXT = "We knew each other, so nobody waited. The form was refused by everybody else. We waited and waited."

FILE: dict[str, Any] = {
    "memos": [{"id": "m1", "kind": "retroduction", "title": "Must", "text": "What must be so?"}],
    "elements": [
        {"id": "general", "wording": "Ties come first"},
        {"id": "known", "wording": "People know each other", "parent": "general"},
    ],
    "cmos": [
        {
            "id": "c1",
            "title": "Known people",
            "kind": "observed",
            "tracer": "Screening",
            "sites": ["Area 1"],
            "narrative": "If ... then ...",
            "slots": [
                {
                    "role": "context",
                    "element": "known",
                    "evidence": [{"source": "A", "quote": "We knew each other"}],
                },
                {"role": "mechanism", "wording": "Their word is taken", "evidence": [{"memo": "m1"}]},
                {
                    "role": "outcome",
                    "wording": "Nobody waits",
                    "status": {"valence": "positive"},
                    "evidence": [
                        {"source": "A", "span": "20:36", "stance": "qualifies", "note": "n", "rigour": "low"}
                    ],
                },
            ],
            "evidence": [{"source": "A", "quote": "so nobody waited", "between": [1, 3]}],
            "links": [{"kind": "ripple", "to": "c2", "note": "later"}],
        },
        {
            "id": "c2",
            "title": "Next",
            "kind": "observed",
            "slots": [{"role": "context", "wording": "Nobody waits"}],
        },
    ],
}


def study_steps(wb: CommandLine) -> None:
    wb.write(
        "s.yaml", "sites: [{name: Area 1}, {name: Area 2}]\ntracers: [{name: Screening}, {name: Dementia}]"
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")


@pytest.fixture
def study(prepared: Prepare) -> CommandLine:
    return prepared(study_steps)


def changed(**cmo: Any) -> dict[str, Any]:
    """The file with other facts of its first configuration."""
    file = json.loads(json.dumps(FILE))
    file["cmos"][0] |= cmo
    return file


def bring(wb: CommandLine, data: Any, *words: str) -> dict[str, Any]:
    wb.write("c.yaml", yaml.safe_dump(data, allow_unicode=True))
    return wb.ok("cmo", "import", "c.yaml", "--json", *words).json


def cmo(wb: CommandLine, which: str = "1") -> dict[str, Any]:
    return wb.ok("cmo", "show", which, "--json").json


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_file_becomes_configurations_with_all_that_hangs_on_them(study: CommandLine, form: str) -> None:
    study.write(f"c.{form}", yaml.safe_dump(FILE) if form == "yaml" else json.dumps(FILE))
    study.ok("cmo", "import", f"c.{form}")
    found = cmo(study)
    assert (found["tracer"], found["sites"], found["stage"]) == ("Screening", ["Area 1"], "draft")
    assert [s["role"] for s in found["slots"]] == ["context", "mechanism", "outcome"]
    assert found["slots"][2]["valence"] == "positive"
    assert found["slots"][2]["expectation"] == "observed"
    piece = found["slots"][2]["evidence"][0]
    assert (piece["text"], piece["stance"], piece["note"], piece["rigour"]) == (
        TEXT[20:36],
        "qualifies",
        "n",
        "low",
    )
    assert "[inferred]" in study.ok("cmo", "show", "1").out
    assert found["dyad_evidence"][0]["from_position"] == 1
    assert found["links"][0]["shared_wording"] == "Nobody waits"
    elements = study.ok("element", "list", "--json").json
    assert [e["parent_number"] for e in elements if e["wording"] == "People know each other"] == [1]
    assert len(elements) == 4, "the shared wording is one element"


def test_a_file_takes_an_element_from_under_its_more_general_one(study: CommandLine) -> None:
    bring(study, FILE)
    bring(
        study,
        {"elements": [{"id": "known", "wording": "People know each other", "parent": None}], "cmos": []},
    )
    elements = study.ok("element", "list", "--json").json
    assert {e["wording"]: e["parent_number"] for e in elements}["People know each other"] is None
    assert len(elements) == 4


def test_a_file_that_is_imported_again_changes_nothing(study: CommandLine) -> None:
    bring(study, FILE)
    before = substance(study.folder / "s.study")
    again = bring(study, FILE)
    assert again.pop("unchanged") == 2
    assert not any(again.values())
    assert substance(study.folder / "s.study") == before


def test_evidence_that_a_file_lists_twice_is_one_piece(study: CommandLine) -> None:
    piece = {"source": "A", "quote": "We knew each other"}
    file = changed(evidence=[piece, dict(piece)])
    assert bring(study, file)["evidence"] == 4
    assert len(cmo(study)["evidence"]) == 1


def test_a_dry_run_changes_nothing(study: CommandLine) -> None:
    before = study.states()
    assert bring(study, FILE, "--dry-run")["added"] == ["Known people", "Next"]
    assert study.states() == before


def test_what_a_file_does_not_speak_of_stays(study: CommandLine) -> None:
    bring(study, FILE)
    before = cmo(study)
    said = bring(study, {"cmos": [{"id": "c1", "kind": "observed", "title": "Renamed"}]})
    assert said["updated"] == ["Renamed"]
    assert cmo(study) == before | {"title": "Renamed"}


def test_facts_status_ratings_notes_and_order_are_brought_up_to_date(study: CommandLine) -> None:
    bring(study, FILE)
    file = changed(tracer=None, sites=["Area 2"], retired=True)
    first, second, third = file["cmos"][0]["slots"]
    third["status"] = {"valence": "negative"}
    third["evidence"][0] |= {"rigour": "high", "note": "better"}
    file["cmos"][0]["slots"] = [second, {"role": "context", "wording": "A new context"}, first, third]
    file["cmos"][0]["evidence"] = []
    file["cmos"][0]["links"][0]["note"] = "sooner"
    assert bring(study, file)["updated"] == ["Known people"]
    found = cmo(study)
    assert (found["tracer"], found["sites"], found["stage"]) == ("", ["Area 2"], "retired")
    assert [s["wording"] for s in found["slots"]] == [
        "Their word is taken", "A new context", "People know each other", "Nobody waits",
    ]  # fmt: skip
    assert found["slots"][3]["valence"] == "negative"
    assert (found["slots"][3]["evidence"][0]["rigour"], found["slots"][3]["evidence"][0]["note"]) == (
        "high",
        "better",
    )
    assert found["links"][0]["note"] == "sooner"
    assert [d["from_position"] for d in found["dyad_evidence"]] == [3], "evidence stays with its slots"
    bring(study, changed(retired=False, agreed=True))
    assert cmo(study)["stage"] == "complete"


def test_elements_match_by_identity_then_by_exact_wording(study: CommandLine) -> None:
    study.ok("cmo", "new", "By hand")
    study.ok("cmo", "add-slot", "1", "Their word is taken", "--role", "mechanism")
    bring(study, FILE)
    numbers = {e["wording"]: e["cmo_numbers"] for e in study.ok("element", "list", "--json").json}
    assert numbers["Their word is taken"] == [1, 2]
    file = json.loads(json.dumps(FILE))
    file["elements"][1]["wording"] = "People have met"
    bring(study, file)
    assert cmo(study, "2")["slots"][0]["wording"] == "People have met"


def test_a_wording_that_one_element_gives_up_and_another_takes_makes_two_elements(study: CommandLine) -> None:
    bring(study, FILE)
    file = {
        "elements": [
            {"id": "other", "wording": "People know each other"},
            {"id": "known", "wording": "People have met"},
        ],
        "cmos": [],
    }
    assert bring(study, file)["elements"] == 1
    wordings = [e["wording"] for e in study.ok("element", "list", "--json").json]
    assert wordings.count("People know each other") == 1
    assert cmo(study)["slots"][0]["wording"] == "People have met"


def test_an_element_is_not_reworded_into_another_one(study: CommandLine) -> None:
    bring(study, FILE)
    study.write("c.yaml", "elements: [{id: known, wording: Nobody waits}]\ncmos: []")
    assert "has this wording already" in study.refused(3, "cmo", "import", "c.yaml")


def test_every_fault_of_a_file_is_listed_and_nothing_is_changed(study: CommandLine) -> None:
    study.write(
        "c.yaml",
        """
elements:
  - {id: a, wording: A, parent: b}
  - {id: b, wording: B, parent: a}
  - {id: n, wording: N, parent: no-element-1}
memos: [{id: m, kind: analytic, text: t}, {id: m, kind: analytic, text: t}]
cmos:
  - id: one
    kind: observed
    tracer: Screning
    sites: [Area 1, Area 7, Area 8]
    slots:
      - {role: context, element: no-element-2}
      - {role: context, wording: C, status: {valence: mixed}, evidence: [{source: Nobody, quote: x}]}
      - role: context
        wording: D
        evidence:
          - {source: A, quote: never said by anybody}
          - {source: A, quote: We}
          - {source: A, span: "5:5"}
          - {source: A, span: "0:999"}
          - {memo: no-memo}
    evidence: [{source: A, quote: We knew, between: [1, 9]}]
    links: [{kind: nests, to: one}, {kind: nests, to: no-cmo}, {kind: ripple, to: two}]
  - id: two
    kind: observed
    slots:
      - {role: outcome, wording: O, status: {expectation: anticipated}}
      - {role: mechanism, wording: M}
      - {role: context, wording: X}
  - {id: three, kind: programme theory, slots: [{role: outcome, wording: P, status: {expectation: observed}}]}
""",
    )
    err = study.refused(3, "cmo", "import", "c.yaml")
    for word in (
        "elements (b): an element cannot be a variant of itself",
        "no-element-1",
        "memos: the id 'm' stands twice",
        "'Screning'. Did you mean Screening?",
        "'Area 7'",
        "'Area 8'",
        "slot 1: there is no element 'no-element-2'",
        "slot 2: one: a status belongs to an outcome",
        "'Nobody'",
        "never said by anybody",
        "slot 3 > evidence: A: the quote stands in 2 places",
        "5:5",
        "0:999",
        "'no-memo'",
        "between 1 and 9",
        "links (nests one): a CMO cannot be linked to itself",
        "'no-cmo'",
        "no outcome or mechanism of this CMO is a context of 'two'",
        "two: an observed CMO cannot have only anticipated outcomes",
        "three: a programme theory has only anticipated outcomes",
    ):
        assert word in err, word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "cmos: [{id: x, kind: observed, slots: [{role: cause, wording: W}]}]",
            ["cmos[1] (x) > slots[1]", "'cause'", "outcome"],
        ),
        ("cmos: [{id: x, kind: seen}]", ["cmos[1] (x) > kind", "'seen'"]),
        ("cmos: [{id: x}]", ["kind", "missing"]),
        ("cmos: [{id: x, kind: observed, slots: [{role: context}]}]", ["needs a wording"]),
        ("cmos: [{id: x, kind: observed, evidence: [{source: A}]}]", ["quote or the span"]),
        ("cmos: [{id: x, kind: observed, evidence: [{memo: m, source: A, quote: q}]}]", ["source or a memo"]),
        ('cmos: [{id: x, kind: observed, evidence: [{memo: m, span: "0:7"}]}]', ["neither quote nor span"]),
        ("cmos: [{id: x, kind: observed, links: [{kind: loves, to: y}]}]", ["'loves'", "ripple"]),
        ("cmos: [{id: x, kind: observed, colour: red}]", ["unknown field", "there are: id, title"]),
        ("cmos: {id: x}", ["must be a list"]),
        ("memos: []", ["cmos", "missing"]),
        ("{", ["not valid"]),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_refused_with_the_place(
    study: CommandLine, text: str, words: list[str]
) -> None:
    study.write("c.yaml", text)
    err = study.refused(3, "cmo", "import", "c.yaml")
    for word in words:
        assert word in err


def test_a_kind_that_does_not_fit_the_slots_already_there_is_refused(study: CommandLine) -> None:
    bring(study, FILE)
    study.write("c.yaml", "cmos: [{id: c1, kind: programme theory}]")
    assert "only anticipated outcomes" in study.refused(3, "cmo", "import", "c.yaml")


def test_interviews_with_numbers_for_names_need_no_quotation_marks(study: CommandLine) -> None:
    study.ok("source", "import", "-", "--name", "18967.txt", stdin=b"It was said in 2017.")
    study.write(
        "c.yaml",
        "cmos: [{id: 1, kind: observed, evidence: [{source: 18967, quote: said in 2017},"
        " {source: 18967, span: 0:20}]}]",
    )
    study.ok("cmo", "import", "c.yaml")
    assert [e["text"] for e in cmo(study)["evidence"]] == ["said in 2017", "It was said in 2017."]


def test_the_number_of_statements_does_not_grow_with_the_file(study: CommandLine) -> None:
    def statements(count: int) -> int:
        file = {
            "cmos": [
                {
                    "id": f"k{count}-{n}",
                    "kind": "observed",
                    "slots": [
                        {"role": "outcome", "wording": f"O {count} {n}"},
                        {"role": "context", "wording": f"O {count} {n - 1}"},
                        {
                            "role": "mechanism",
                            "wording": f"M {count} {n}",
                            "evidence": [{"source": "A", "span": "0:7"}],
                        },
                    ],
                    "links": [{"kind": "ripple", "to": f"k{count}-{n + 1}"}] if n + 1 < count else [],
                }
                for n in range(count)
            ]
        }
        study.write("big.json", json.dumps(file))
        run: list[str] = []

        def note(*given: Any) -> None:
            run.append(given[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            study.ok("cmo", "import", "big.json", "--dry-run")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(run)

    assert statements(200) <= statements(2) + 5
