"""The questions of `workbench guide`: proposed, adopted, added, worded, ordered, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
    reading_study,
)
from workbench.errors import Conflict, UsageError

if TYPE_CHECKING:
    from workbench.model.guide_views import Proposals
    from workbench.store.study import Reader

GuideArgument = Annotated[str, typer.Argument(help="Number, title or id of a guide; 'last' is the newest.")]
PlaceArgument = Annotated[str, typer.Argument(help="The question's number in the guide, or its id.")]
TracerOption = Annotated[str | None, typer.Option(help="Only on this tracer.")]
SiteOption = Annotated[str | None, typer.Option(help="Only what can be asked at this site.")]
RoleOption = Annotated[str | None, typer.Option(help="Only for interviewees in this role, or for anyone.")]
PURPOSES = "gleaning, refining or consolidating."


def propose(
    tracer: TracerOption = None,
    site: SiteOption = None,
    role: RoleOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose questions for the next interviews from open slots, untested rivals, silent cells, open questions."""
    from workbench.findings.interview_guides import mark_of

    with reading_study(study) as opened, opened.reading() as reader:
        found = _proposed(reader, tracer=tracer, site=site, role=role)
    for note in found.notes:
        diagnostics.say(note)
    if as_json:
        output.write_json([{"mark": mark_of(one), **output.plain(one)} for one in found.items])
        return
    output.write_table(
        ("proposal", "for", "purpose", "drawn from", "wording"),
        [
            (mark_of(one), one.interviewee or "anyone", one.purpose, one.drawn_from, one.wording)
            for one in found.items
        ],
    )


def _proposed(reader: Reader, *, tracer: str | None, site: str | None, role: str | None) -> Proposals:
    from workbench.findings.interview_guides import proposals
    from workbench.store.reading import finding
    from workbench.store.reading.study import sites, tracers

    names = {
        "tracer": {one.id: one.name for one in tracers(reader)},
        "site": {one.id: one.name for one in sites(reader)},
    }
    given = {"tracer": tracer, "site": site}
    named = {
        what: "" if words is None else names[what][finding.find(reader, what, words)]
        for what, words in given.items()
    }
    return proposals(reader, **named, role=_role(reader, role))


def _role(reader: Reader, given: str | None) -> str:
    """A role as sources have it; raises NotFound."""
    from workbench.store.reading.finding import Candidate, pick
    from workbench.store.reading.roles import roles

    if given is None:
        return ""
    return pick(given, [Candidate(one, (one,)) for one in roles(reader)], what="role")


def adopt(
    guide: GuideArgument,
    proposal: Annotated[
        list[str], typer.Argument(help="Proposals by the names that 'guide propose' prints.")
    ],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take proposed questions into a guide; reword them there."""
    from workbench.findings.interview_guides import find_proposals, guide_at
    from workbench.store.reading.guides import find_guide
    from workbench.theory.guides import AskQuestions, NewQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = guide_at(reader, find_guide(reader, guide))
            chosen = find_proposals(reader, dict.fromkeys(proposal))
        for one in chosen:
            if one.is_in(found):
                raise Conflict(
                    f"{found.name} has a question drawn from this already: {one.drawn_from}",
                    hint=f"See it: workbench guide show {found.number}",
                )
        asked = tuple(
            NewQuestion(one.wording, one.purpose, one.interviewee, one.drawn_from, one.origin)
            for one in chosen
        )
        change(opened, AskQuestions(found.id, asked), coder=acting_coder(coder), dry_run=dry_run)


def add(
    guide: GuideArgument,
    wording: Annotated[str, typer.Argument(help="The question.")],
    purpose: Annotated[str, typer.Option(help=PURPOSES)] = "refining",
    interviewee: Annotated[str, typer.Option("--for", help="The role of those to ask; else anyone.")] = "",
    position: Annotated[int | None, typer.Option(min=1, help="Its place in the guide, from 1.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a question of your own."""
    from workbench.model.questions import InterviewPurpose
    from workbench.store.reading.guides import find_guide
    from workbench.theory.guides import AskQuestions, NewQuestion

    asked = NewQuestion(wording, enum_of(InterviewPurpose, purpose, what="purpose"), interviewee)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = find_guide(reader, guide)
        command = AskQuestions(identity, (asked,), position)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def edit(
    guide: GuideArgument,
    question: PlaceArgument,
    wording: Annotated[str | None, typer.Option(help="The new wording.")] = None,
    purpose: Annotated[str | None, typer.Option(help=PURPOSES)] = None,
    interviewee: Annotated[str | None, typer.Option("--for", help="The role of those to ask.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Reword a question, or ask it of others or for another purpose."""
    from workbench.model.questions import InterviewPurpose
    from workbench.theory.guides import EditGuideQuestion

    if wording is purpose is interviewee is None:
        raise UsageError("nothing to change was named", hint="Give --wording, --purpose or --for.")
    wanted = None if purpose is None else enum_of(InterviewPurpose, purpose, what="purpose")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = _question_id(reader, guide, question)
        command = EditGuideQuestion(identity, wording, wanted, interviewee)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def move(
    guide: GuideArgument,
    question: PlaceArgument,
    position: Annotated[int, typer.Argument(min=1, help="Its new number in the guide.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a question at another place of the guide."""
    from workbench.theory.guides import MoveGuideQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = _question_id(reader, guide, question)
        change(opened, MoveGuideQuestion(identity, position), coder=acting_coder(coder), dry_run=dry_run)


def drop(
    guide: GuideArgument,
    question: PlaceArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a question out of a guide. Can be undone."""
    from workbench.theory.guides import DropGuideQuestion

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = _question_id(reader, guide, question)
        change(opened, DropGuideQuestion(identity), coder=acting_coder(coder), dry_run=dry_run)


def _question_id(reader: Reader, guide: str, question: str) -> str:
    from workbench.findings.interview_guides import guide_at
    from workbench.store.reading.guides import find_guide, find_guide_question

    return find_guide_question(guide_at(reader, find_guide(reader, guide)), question).id
