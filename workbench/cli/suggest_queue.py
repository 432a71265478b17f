"""`workbench suggest run|list|accept|reject|explain|switch`: what is proposed, and what people make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from workbench import config
from workbench.cli import diagnostics, output, suggest_printing
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
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.model.suggestions import Proposal
    from workbench.store.study import Reader, Study
    from workbench.suggester.learning import Learnt

PromiseOption = Annotated[
    float | None,
    typer.Option(
        "--promise", help="So much of what is shown should be right, 0 to 1; else what the study promises."
    ),
]


def _language(given: str) -> str:
    """The code of a language; raises UsageError where a name is given instead."""
    if given and not re.fullmatch("[a-z]{2,3}", given):
        raise UsageError(
            f"{given!r} is no code of a language", hint="Give that of ISO 639-1: en, de, cy, fr ..."
        )
    return given


LanguageOption = Annotated[
    str,
    typer.Option(
        "--language", callback=_language, help="ISO 639-1, such as en or de; else told from the texts."
    ),
]
IdsArgument = Annotated[list[str], typer.Argument(help="Ids, as `suggest list` prints them.")]
SourcesArgument = Annotated[
    list[str] | None, typer.Argument(help="Names or ids of sources; else all of them.")
]

LIST_HINT = "See their ids: workbench suggest list"


def check_promise(promise: float | None) -> None:
    """Refuse what is no share of what is shown; raises UsageError."""
    if promise is not None and not 0 < promise < 1:
        raise UsageError(f"{promise} is no promise", hint="Give a share between 0 and 1, such as 0.6.")


def require_switched_on(reader: Reader) -> None:
    """Refuse to suggest in a study that has it switched off; raises Conflict."""
    from workbench.store.reading.suggestions import suggestions_are_on

    if not suggestions_are_on(reader):
        raise Conflict(
            "suggestions are switched off in this study",
            hint="Switch them on again: workbench suggest switch on",
        )


def run(
    sources: SourcesArgument = None,
    code: Annotated[str | None, typer.Option(help="Propose only this code.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Keep so many at most, the likeliest.")] = 1_000,
    promise: PromiseOption = None,
    language: LanguageOption = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Propose codes for the passages that nobody has coded or marked as read. They wait to be accepted or rejected."""
    check_promise(promise)
    from workbench.coding.suggestions import ProposeSuggestions
    from workbench.store.reading import finding
    from workbench.store.reading.rounds import hidden_sources
    from workbench.store.reading.suggestions import promised
    from workbench.suggester.answering import proposals
    from workbench.suggester.learning import learn
    from workbench.suggester.material import material

    who = acting_coder(coder)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            require_switched_on(reader)
            wanted = {finding.find(reader, "source", name) for name in sources or ()}
            codes = (
                frozenset()
                if code is None
                else frozenset({finding.find_code(reader, code, study_id=opened.id)})
            )
            hidden = hidden_sources(reader, opened.coder_id(who))
            share = promise or promised(reader)
            found = material(reader, coder_id=opened.coder_id(who))
        learnt = learn(
            found, promise=share, language=language, study=opened.path, vectors=config.load().vectors
        )
        if hidden:
            diagnostics.say(left_out(len(hidden)))
        if learnt.proposed.threshold is None:
            _say_silent(learnt.proposed.line, as_json=as_json)
            return
        texts = [
            text
            for text in found.texts
            if (not wanted or text.source.id in wanted) and text.source.id not in hidden
        ]
        made = [
            proposal
            for text in diagnostics.progress(texts, total=len(texts), label="reading")
            for proposal in proposals(learnt, text, code_ids=codes)
        ]
        kept = _likeliest(made, limit)
        command = ProposeSuggestions(
            tuple(kept), learnt.maker, tuple(text.source.revision_id for text in texts), tuple(codes)
        )
        done = change(opened, command, coder=who, dry_run=dry_run)
    if len(kept) < len(made):
        diagnostics.warn(f"{len(made):,} were found; the {limit:,} likeliest are kept (--limit)")
    _say_proposed(learnt, done.value, len(kept), as_json=as_json)


def _say_proposed(learnt: Learnt, value: object, count: int, *, as_json: bool) -> None:
    """Say how many were proposed and what the model claims."""
    from workbench.model.suggestion_views import NO_CODING

    standing = learnt.proposed.line
    if as_json:
        output.write_json({**output.plain(value), "proposed": count, "standing": standing, "silence": ""})
    remarks = filter(None, (learnt.pipeline.note, learnt.note))
    for line in (standing, *learnt.model.notes, *remarks, NO_CODING):
        diagnostics.say(line)


def left_out(count: int) -> str:
    """What is said of sources that the coder may be told nothing of."""
    return f"left out: {plural(count, 'source')} that you code in a blind round"


def blind_sources(opened: Study, reader: Reader, coder: str | None) -> frozenset[str]:
    """The sources in which the coder that is named or kept, if any, may be told nothing."""
    from workbench.store.reading.rounds import hidden_sources

    try:
        name = acting_coder(coder)
    except UsageError:
        return frozenset()
    return hidden_sources(reader, opened.coder_id(name))


def require_shown(hidden: frozenset[str], source_id: str) -> None:
    """Refuse to suggest in a source that the coder codes in a blind round; raises Conflict."""
    if source_id in hidden:
        raise Conflict(
            "you code this source in a blind round: nothing is suggested in it until the round is frozen"
        )


def _say_silent(standing: str, *, as_json: bool) -> None:
    if as_json:
        output.write_json({"proposed": 0, "standing": standing, "silence": standing})
    diagnostics.say(f"nothing is proposed: {standing}")


def _likeliest(made: list[Proposal], limit: int) -> list[Proposal]:
    """The likeliest proposals, in the order in which they stand in the texts."""
    best = sorted(range(len(made)), key=lambda n: (-(made[n].probability or 0.0), n))[:limit]
    return [made[n] for n in sorted(best)]


def list_suggestions(
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    code: Annotated[str | None, typer.Option(help="Only this code and the codes below it.")] = None,
    state: Annotated[str, typer.Option(help="proposed, accepted, rejected, or all.")] = "proposed",
    min_probability: Annotated[
        float, typer.Option("--min-probability", min=0.0, max=1.0, help="Only likelier ones, 0 to 1.")
    ] = 0.0,
    study: StudyOption = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    """List suggestions, by source and place; those held back to measure on are not shown."""
    from workbench.model.suggestions import SuggestionState
    from workbench.store.reading import finding
    from workbench.store.reading.codebook import code_views, with_sub_codes
    from workbench.store.reading.suggestions import SuggestionFilter, held_back_so_far, suggestion_views

    states = () if state.strip().lower() == "all" else (enum_of(SuggestionState, state, what="state"),)
    with reading_study(study) as opened, opened.reading() as reader:
        require_switched_on(reader)
        codes = None
        if code is not None:
            identity = finding.find_code(reader, code, study_id=opened.id)
            codes = with_sub_codes(code_views(reader, counted=False), identity)
        sources = None if source is None else {finding.find(reader, "source", source)}
        wanted = SuggestionFilter(sources, codes, states, min_probability)
        hidden = blind_sources(opened, reader, coder)
        views = suggestion_views(reader, wanted, hidden=hidden)
        judged, right = held_back_so_far(reader)
    suggest_printing.print_queue(views, as_json=as_json)
    if not views and states == (SuggestionState.PROPOSED,):
        diagnostics.say("none waits here; workbench suggest run looks the sources through for new ones")
    if hidden:
        diagnostics.say(left_out(len(hidden)))
    diagnostics.say(_held_back(judged, right))


def _held_back(judged: int, right: int) -> str:
    from workbench.suggest.calibration import wilson

    if not judged:
        return "of the tenth that is held back, no passage is coded yet"
    low, high = wilson(right, judged)
    return (
        f"of the tenth that is held back until it is coded, {right} of {judged} suggestions were right, "
        f"{right / judged:.0%} [{low * 100:.0f}-{high * 100:.0f}]"
    )


def accept(
    suggestions: IdsArgument,
    memo: Annotated[str, typer.Option(help="Why.")] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Code passages as suggested: each is a coding of yours, with where it came from."""
    from workbench.coding.suggestion_decisions import AcceptSuggestions

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ids = _found(reader, suggestions)
        done = change(opened, AcceptSuggestions(ids, memo), coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json(
            [{"suggestion": one, "coding": coding} for one, coding in zip(ids, done.value, strict=True)]
        )


def reject(
    suggestions: IdsArgument,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Turn suggestions down. They are not made again, unless the code's entry in the codebook changes."""
    from workbench.coding.suggestion_decisions import RejectSuggestions

    with changing_study(study) as opened:
        with opened.reading() as reader:
            ids = _found(reader, suggestions)
        done = change(opened, RejectSuggestions(ids), coder=acting_coder(coder), dry_run=dry_run)
    if as_json:
        output.write_json({"rejected": done.value})


def _found(reader: Reader, references: list[str]) -> tuple[str, ...]:
    from workbench.store.reading import finding

    return tuple(
        dict.fromkeys(finding.find_by_id(reader, "suggestion", one, hint=LIST_HINT) for one in references)
    )


def explain(
    suggestion: Annotated[str, typer.Argument(help="The id, as `suggest list` prints it.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a code was suggested: the precedents with their shares, the heaviest words, the codebook entry."""
    from workbench.model.suggestion_views import reason_kept
    from workbench.store.reading.suggestions import SuggestionFilter, suggestion_views, with_precedents

    with reading_study(study) as opened, opened.reading() as reader:
        (identity,) = _found(reader, [suggestion])
        (view,) = suggestion_views(reader, SuggestionFilter(ids=[identity], held_back=True, unfit=True))
        hidden = blind_sources(opened, reader, coder)
        require_shown(hidden, view.source_id)
        reason = with_precedents(reader, reason_kept(view.explanation), hidden=hidden)
    if as_json:
        output.write_json({**output.plain(view), "explanation": suggest_printing.reason_data(reason)})
        return
    sure = suggest_printing.sure(view.probability, view.band)
    head = f"{view.code_path or 'a code that is no longer in use'}{sure}  {view.state}"
    if view.decided_by:
        head += f" by {view.decided_by}"
    quote = f"“{suggest_printing.shortened(view.text)}”  {view.attribution}"
    lines = [head, quote, *suggest_printing.reason_lines(reason)]
    output.write_text(output.visible("\n".join(lines)))
    diagnostics.say(f"made by {view.model_version} from {view.inputs_sha256[:12]}")


def switch(
    state: Annotated[str, typer.Argument(help="on or off, for all coders of the study.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Switch suggestions on or off in this study. What was decided stays."""
    from workbench.coding.suggestions import SwitchSuggestions

    if state not in ("on", "off"):
        raise UsageError(f"{state!r} is neither on nor off")
    with changing_study(study) as opened:
        change(opened, SwitchSuggestions(state == "on"), coder=acting_coder(coder), dry_run=dry_run)


def promise(
    share: Annotated[float, typer.Argument(help="0 to 1, such as 0.6: at least six in ten right.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Choose how much of what is shown in this study should be right; below that it keeps silent."""
    from workbench.coding.suggestion_promise import PromiseSuggestions

    with changing_study(study) as opened:
        change(opened, PromiseSuggestions(share), coder=acting_coder(coder), dry_run=dry_run)
