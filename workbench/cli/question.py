"""`workbench question`: research questions and what answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output, question_answers
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    noun,
    reading_study,
)
from workbench.cli.question_answers import QuestionArgument
from workbench.errors import UsageError
from workbench.model.question_views import QuestionState

if TYPE_CHECKING:
    from workbench.model.question_views import QuestionView

app = noun("question")

PositionOption = Annotated[int | None, typer.Option(min=1, help="Its place among its siblings, from 1.")]


@app.command()
def add(
    wording: Annotated[str, typer.Argument(help="The question.")],
    under: Annotated[str | None, typer.Option(help="The wider question that it is part of.")] = None,
    note: Annotated[str, typer.Option(help="What explains it.")] = "",
    position: PositionOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a research question and print its id."""
    from workbench.store.reading.questions import find_question
    from workbench.study.questions import AddQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            parent = None if under is None else find_question(reader, under)
        command = AddQuestion(wording, note, parent, position)
        done = change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
    if not dry_run:
        output.write_text(done.value)


@app.command("list")
def list_questions(
    unanswered: Annotated[bool, typer.Option("--open", help="Only those that nothing answers yet.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the questions, each before its sub-questions, with how far they are answered."""
    from workbench.store.reading.questions import questions

    with reading_study(study) as opened, opened.reading() as reader:
        found = [q for q in questions(reader) if not unanswered or q.state is QuestionState.OPEN]
    if as_json:
        output.write_json(found)
        return
    output.write_table(
        ("question", "wording", "state", "answered by", "note"),
        [
            (
                f"Q{one.number}",
                "  " * (0 if unanswered else one.depth) + one.wording,
                one.state,
                "; ".join(answer.name for answer in one.answers),
                one.note,
            )
            for one in found
        ],
    )


@app.command()
def show(question: QuestionArgument, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print a question with its sub-questions and what answers each."""
    from workbench.store.reading.questions import find_question, questions

    with reading_study(study) as opened, opened.reading() as reader:
        identity = find_question(reader, question)
        every = questions(reader)
    at = next(place for place, one in enumerate(every) if one.id == identity)
    below = every[at + 1 :]
    end = next((n for n, one in enumerate(below) if one.depth <= every[at].depth), len(below))
    found = every[at : at + 1 + end]
    if as_json:
        output.write_json({"question": found[0], "parts": found[1:]})
    else:
        output.write_text("\n".join(output.visible(line) for one in found for line in _described(one)))


def _described(one: QuestionView) -> list[str]:
    lines = [
        f"Q{one.number}  {one.wording}",
        f"  {str(one.state).upper()}",
        *([f"  {one.note}"] * bool(one.note)),
    ]
    for answer in one.answers:
        note = f": {answer.note}" if answer.note else ""
        lines.append(f"  - {answer.name}{note}  ({answer.coder}, {answer.created_at[:10]})")
    return [*lines, ""]


@app.command()
def edit(
    question: QuestionArgument,
    wording: Annotated[str | None, typer.Option(help="The new wording.")] = None,
    note: Annotated[str | None, typer.Option(help="The new note.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change a question's wording or note."""
    from workbench.store.reading.questions import find_question
    from workbench.study.questions import EditQuestion

    if wording is note is None:
        raise UsageError("nothing to change was named", hint="Give --wording or --note.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_question(reader, question)
        change(opened, EditQuestion(identity, wording, note), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def move(
    question: QuestionArgument,
    under: Annotated[str | None, typer.Option(help="The question that it becomes part of.")] = None,
    top: Annotated[bool, typer.Option("--top", help="It becomes part of no other.")] = False,
    position: PositionOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a question, with its sub-questions, elsewhere in the tree."""
    from workbench.store.reading.questions import find_question
    from workbench.study.questions import MoveQuestion

    if under is not None and top:
        raise UsageError("say --under or --top, not both")
    if under is None and not top and position is None:
        raise UsageError("where to?", hint="Say --under QUESTION, --top or --position N.")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_question(reader, question)
            parent = "" if top else None if under is None else find_question(reader, under)
        change(opened, MoveQuestion(identity, parent, position), coder=acting_coder(coder), dry_run=dry_run)


@app.command()
def remove(
    question: QuestionArgument,
    with_answers: Annotated[bool, typer.Option("--with-answers", help="Take its answers along.")] = False,
    with_parts: Annotated[bool, typer.Option("--with-parts", help="Take its sub-questions along.")] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a question away; what answered it stays in the study. Can be undone."""
    from workbench.store.reading.questions import find_question
    from workbench.study.questions import RemoveQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_question(reader, question)
        command = RemoveQuestion(identity, with_answers, with_parts)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


app.command()(question_answers.answer)
app.command()(question_answers.unanswer)
