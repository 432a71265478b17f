"""Research questions: a tree that people word, order and answer, by commands and on the command line."""

from __future__ import annotations

from typing import Any

from command_line import CommandLine, substance

STUDY = """
sites: [{name: Area 1}]
tracers: [{name: Screening}]
questions:
  - question: How do hubs change work?
    parts:
      - question: For whom?
        note: residents and staff
      - question: At what cost?
  - question: What did policy expect?
"""


def design(wb: CommandLine) -> None:
    wb.write("s.yaml", STUDY)
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", "We knew each other, so nobody waited.")
    wb.ok("source", "import", "A.txt")
    wb.ok("cmo", "new", "Trust saves time")
    wb.ok("memo", "add", "It must be habit.", "--title", "Habit")


def listed(wb: CommandLine) -> list[tuple[str, str, str]]:
    return [
        (f"Q{q['number']}", "  " * q["depth"] + q["wording"], q["state"])
        for q in wb.ok("question", "list", "--json").json
    ]


def carried_out(wb: CommandLine, *words: str) -> Any:
    """A change that a dry run foretells, that undo takes back wholly and redo brings again."""
    study = wb.folder / "s.study"
    before, start = wb.states(), substance(study)
    foretold = wb.ok(*words, "--dry-run")
    assert wb.states() == before
    said = wb.ok(*words)
    assert said.err.splitlines()[-1] in foretold.err
    end = substance(study)
    assert end != start, "it changed nothing"
    wb.ok("undo")
    assert substance(study) == start
    wb.ok("redo")
    assert substance(study) == end
    return said


def test_the_file_of_a_study_brings_its_questions_once(prepared: Any) -> None:
    wb = prepared(design)
    assert listed(wb) == [
        ("Q1", "How do hubs change work?", "open"),
        ("Q2", "  For whom?", "open"),
        ("Q3", "  At what cost?", "open"),
        ("Q4", "What did policy expect?", "open"),
    ]
    assert "nothing changed" in wb.ok("study", "describe", "s.yaml").err
    wb.write(
        "more.yaml", "questions: [{question: what DID policy expect?, note: in the papers}, {question: Why?}]"
    )
    said = carried_out(wb, "study", "describe", "more.yaml")
    assert "added 1 research question, updated 1 research question" in said.err
    assert listed(wb)[-1] == ("Q5", "Why?", "open")


def test_a_question_without_words_in_a_file_is_refused_by_its_line(wb: CommandLine) -> None:
    wb.write("bad.yaml", "questions:\n  - question: Why?\n  - question: ' '\n")
    err = wb.refused(3, "study", "describe", "bad.yaml")
    assert "bad.yaml" in err
    assert "a question needs its wording" in err


def test_questions_are_added_edited_and_moved(prepared: Any) -> None:
    wb = prepared(design)
    carried_out(wb, "question", "add", "When?", "--under", "Q1", "--position", "1", "--note", "early or late")
    carried_out(wb, "question", "edit", "When?", "--wording", "When, and when not?")
    carried_out(wb, "question", "move", "Q3", "--top", "--position", "1")
    carried_out(wb, "question", "move", "Q4", "--under", "For whom?")
    assert [words for _, words, _ in listed(wb)] == [
        "At what cost?",
        "How do hubs change work?",
        "  When, and when not?",
        "  For whom?",
        "    What did policy expect?",
    ]


def test_what_would_break_the_tree_is_refused(prepared: Any) -> None:
    wb = prepared(design)
    assert "cannot become part of itself" in wb.refused(5, "question", "move", "Q1", "--under", "Q2")
    assert "worded so already" in wb.refused(5, "question", "add", "what did POLICY expect?")
    assert "worded so already" in wb.refused(5, "question", "edit", "Q3", "--wording", "For whom?")
    assert "needs its wording" in wb.refused(3, "question", "add", "  ")
    assert "at most 1,000" in wb.refused(3, "question", "add", "x" * 1001)
    assert "there is no question" in wb.refused(4, "question", "show", "Q9")
    assert "where to?" in wb.refused(2, "question", "move", "Q1")
    assert "nothing to change" in wb.refused(2, "question", "edit", "Q1")


def test_answers_are_given_annotated_and_taken_back(prepared: Any) -> None:
    wb = prepared(design)
    carried_out(wb, "question", "answer", "Q2", "--cmo", "1", "--note", "staff only")
    carried_out(wb, "question", "answer", "Q2", "--source", "A")
    carried_out(wb, "question", "answer", "Q3", "--memo", "Habit")
    assert "answers question 2 already" in wb.refused(5, "question", "answer", "Q2", "--cmo", "1")
    carried_out(wb, "question", "answer", "Q2", "--cmo", "1", "--note", "staff, mostly")
    shown = wb.ok("question", "show", "Q1").out
    assert "ANSWERED IN ITS PARTS" in shown
    assert "- CMO 1 Trust saves time: staff, mostly  (Ann" in shown
    assert "- source A" in shown
    assert "analytic memo Habit" in shown
    assert [q["wording"] for q in wb.ok("question", "list", "--open", "--json").json] == [
        "What did policy expect?"
    ]
    carried_out(wb, "question", "unanswer", "Q3", "--memo", "Habit")
    assert listed(wb)[0][2] == "partly answered"
    assert "does not answer question 3" in wb.refused(4, "question", "unanswer", "Q3", "--memo", "Habit")
    assert "name the one thing" in wb.refused(2, "question", "answer", "Q2", "--cmo", "1", "--source", "A")
    assert "name the one thing" in wb.refused(2, "question", "answer", "Q2")


def test_a_report_section_answers_by_the_beginning_of_its_claim(demo: CommandLine) -> None:
    demo.ok("question", "add", "What guards prevention?")
    demo.ok("question", "answer", "What guards prevention?", "--section", "Pooling protects prevention only")
    found = demo.ok("question", "show", "What guards prevention?", "--json").json["question"]["answers"]
    assert found[0]["name"].startswith("theme: Pooling protects prevention only if somebody")


def test_an_answered_question_and_one_with_parts_go_only_when_that_is_said(prepared: Any) -> None:
    wb = prepared(design)
    wb.ok("question", "answer", "Q2", "--cmo", "1")
    wb.ok("guide", "new")
    assert "2 sub-questions" in wb.refused(5, "question", "remove", "Q1")
    assert "1 answer" in wb.refused(5, "question", "remove", "Q1", "--with-parts")
    assert "1 answer" in wb.refused(5, "question", "remove", "Q2")
    carried_out(wb, "question", "remove", "Q4")
    said = carried_out(wb, "question", "remove", "Q1", "--with-parts", "--with-answers")
    assert "and 2 sub-questions with 1 answer" in said.err
    assert listed(wb) == []


def test_what_answers_a_question_is_not_lost_unseen(prepared: Any) -> None:
    wb = prepared(design)
    wb.ok("question", "answer", "Q2", "--source", "A")
    wb.ok("question", "answer", "Q3", "--memo", "Habit")
    assert "1 answer to a research question (Ann 1)" in wb.refused(5, "source", "remove", "A")
    assert "the memo answers question 3" in wb.refused(5, "memo", "remove", "Habit")
    wb.ok("question", "unanswer", "Q2", "--source", "A")
    wb.ok("question", "unanswer", "Q3", "--memo", "Habit")
    wb.ok("memo", "remove", "Habit")
    wb.ok("source", "remove", "A")


def test_an_empty_study_has_no_questions_and_says_so(wb: CommandLine) -> None:
    assert wb.ok("question", "list").rows == []
    assert "The study has no questions yet." in wb.refused(4, "question", "show", "1")
