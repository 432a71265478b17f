"""`workbench suggest`: theme tags and likely causal claims, with reasons and measured precision. Codes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import diagnostics, output, suggest_new_codes, suggest_printing, suggest_queue
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
    text_of,
)
from workbench.cli.passages import parse_span
from workbench.cli.suggest_queue import (
    LanguageOption,
    PromiseOption,
    blind_sources,
    check_promise,
    require_shown,
    require_switched_on,
)
from workbench.errors import NotFound, UsageError
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.suggest.causal_evaluation import CausalReport
    from workbench.suggest.evaluation import Report

app = noun("suggest")


@app.command()
def evaluate(
    file: Annotated[
        Path | None,
        typer.Argument(help="JSON lines of {id, document, text, codes}; else the study's own codings."),
    ] = None,
    codebook: Annotated[Path | None, typer.Option(help="The codebook of FILE, YAML or JSON.")] = None,
    causal: Annotated[bool, typer.Option("--causal", help="FILE holds sentences: {text, causal}.")] = False,
    group: Annotated[str, typer.Option(help="The field of FILE whose values are held out.")] = "document",
    repeats: Annotated[int, typer.Option(min=1, help="Draws at each size.")] = 5,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal figures.")] = 1,
    vectors: Annotated[
        str, typer.Option(help="Also with these: an installed spaCy pipeline, or a folder of vectors.")
    ] = "",
    no_svm: Annotated[bool, typer.Option("--no-svm", help="Leave the linear SVM out.")] = False,
    promise: PromiseOption = None,
    language: LanguageOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the suggestions on coded material, each document held out, beside plainer methods."""
    check_promise(promise)
    if causal:
        if file is None:
            raise UsageError(
                "--causal needs a FILE of labelled sentences", hint="JSON lines of {text, causal}."
            )
        if vectors or codebook is not None:
            raise UsageError(
                "--causal measures cues, for which a codebook and vectors play no part",
                hint="Leave out --codebook and --vectors.",
            )
        _evaluate_causal(file, seed=seed, as_json=as_json)
        return
    if (file is None) != (codebook is None):
        raise UsageError("a FILE goes with its codebook", hint="Give both FILE and --codebook, or neither.")
    from workbench.model.suggestions import USUAL_PROMISE
    from workbench.store.reading.suggestions import promised
    from workbench.suggest import evaluation
    from workbench.suggest.dataset import read_codes, read_examples
    from workbench.suggest.embedding import embedding
    from workbench.suggester.learning import language_pipeline
    from workbench.suggester.material import material

    share = promise or USUAL_PROMISE
    if file is not None and codebook is not None:
        codes = read_codes(text_of(codebook), name=codebook.name)
        examples = read_examples(text_of(file), name=file.name, group=group)
    else:
        with reading_study(study) as opened, opened.reading() as reader:
            found = material(reader)
            share = promise or promised(reader)
        codes, examples = found.codes, found.examples()
    pipeline = language_pipeline([example.text for example in examples], language=language)
    trial = evaluation.prepare(
        codes, examples, pipeline, seed=seed, repeats=repeats, promise=share, with_svm=not no_svm,
        embedding=embedding(vectors) if vectors else None,
    )  # fmt: skip
    told = [
        evaluation.carry_out(trial, task)
        for task in diagnostics.progress(trial.tasks, total=len(trial.tasks), label="measuring")
    ]
    _print_report(evaluation.summarise(trial, told), as_json=as_json)


def _print_report(report: Report, *, as_json: bool) -> None:
    from workbench.model.suggestion_views import NO_CODING

    if as_json:
        output.write_json(report)
    else:
        names = list(dict.fromkeys(name for line in report.lines for name in line.figures))
        output.write_table(
            ("n", "method", *names),
            [
                (line.n, line.method, *(_figure(line.figures.get(name)) for name in names))
                for line in sorted(report.lines, key=lambda line: line.n)
            ],
        )
    counts = (
        plural(report.excerpts, "excerpt"),
        plural(report.groups, "group"),
        plural(report.codes, "code"),
    )
    diagnostics.say("{}, {} held out in turn, {}".format(*counts))
    for note in report.notes:
        diagnostics.say(note)
    diagnostics.say(NO_CODING)


def _figure(figure: Any) -> str:
    if figure is None:
        return ""
    if figure.low == figure.high:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}-{figure.high:.3f}]"


def _evaluate_causal(file: Path, *, seed: int, as_json: bool) -> None:
    from workbench.suggest.causal_evaluation import judge, summarise_causal
    from workbench.suggest.dataset import read_causal
    from workbench.suggest.language import pipeline

    examples = read_causal(text_of(file), name=file.name)
    judged = list(
        diagnostics.progress(judge(examples, pipeline()), total=len(examples), label="judging sentences")
    )
    _print_causal(summarise_causal(judged, seed=seed), as_json=as_json)


def _print_causal(report: CausalReport, *, as_json: bool) -> None:
    if as_json:
        output.write_json(report)
        return
    output.write_table(
        ("method", "precision", "recall", "F1"),
        [
            (line.method, _figure(line.precision), _figure(line.recall), _figure(line.f1))
            for line in report.lines
        ],
    )
    for tier in report.tiers:
        diagnostics.say(f"{tier.tier}: {tier.right} of {tier.proposed} proposed were causal")
    diagnostics.say(f"{plural(report.sentences, 'sentence')}, {report.causal} of them causal")


@app.command()
def passage(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    quote: Annotated[str | None, typer.Option(help="The words; found exactly, else by likeness.")] = None,
    span: Annotated[str | None, typer.Option(help="START:END in characters from 0, end exclusive.")] = None,
    promise: PromiseOption = None,
    language: LanguageOption = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suggest up to three codes for a passage, with reasons and precedents, or say why not."""
    check_promise(promise)
    from workbench import bootstrap, config
    from workbench.model.identity import excerpt_id
    from workbench.model.suggestion_views import NO_CODING
    from workbench.store.reading.suggestions import promised, rejected_codes
    from workbench.suggester.answering import answer
    from workbench.suggester.learning import learn
    from workbench.suggester.material import KnownPassage, material

    place = parse_span(quote, span)
    with reading_study(study) as opened, opened.reading() as reader:
        require_switched_on(reader)
        where = bootstrap.passage(reader, source, quote=quote, span=place)
        hidden = blind_sources(opened, reader, coder)
        found = material(reader, coder_id="" if not hidden else opened.coder_id(acting_coder(coder)))
        start, end = where.span.start_char, where.span.end_char
        rejected = rejected_codes(reader, excerpt_id(where.revision_id, start, end))
        share = promise or promised(reader)
    text = next(one for one in found.texts if one.source.revision_id == where.revision_id)
    require_shown(hidden, text.source.id)
    if end > len(text.body):
        raise UsageError(
            f"the text ends at {len(text.body)}, before {end}", hint="Give a span within the text."
        )

    def overlaps(known: KnownPassage) -> bool:
        return known.overlaps(text.source.id, start, end)

    given = frozenset(code for known in found.known if overlaps(known) for code in known.code_ids)
    learnt = learn(
        found,
        promise=share,
        language=language,
        without=overlaps,
        study=opened.path,
        vectors=config.load().vectors,
    )
    told = answer(learnt, text, where.span, given=given, rejected=rejected)
    suggest_printing.print_answer(told, as_json=as_json)
    diagnostics.say(NO_CODING)


@app.command()
def causal(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    everything: Annotated[bool, typer.Option("--all", help="Also unlikely, denied and asked ones.")] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sentences of a source that likely make a causal claim, with cue, marks and role hints."""
    from workbench import config
    from workbench.model.suggestion_views import NO_CODING
    from workbench.store.reading import finding
    from workbench.store.reading.sources import revision_text, source_views, turns
    from workbench.suggester.causal import causal_hints, cue_precision

    with reading_study(study) as opened, opened.reading() as reader:
        require_switched_on(reader)
        identity = finding.find(reader, "source", source)
        require_shown(blind_sources(opened, reader, coder), identity)
        view = next(s for s in source_views(reader, counted=False) if s.id == identity)
        attribution = view.attribution
        hints, note = causal_hints(
            revision_text(reader, view.revision_id),
            turns(reader, view.revision_id),
            precision=cue_precision(reader),
            parser=config.load().parser,
        )
    shown = [hint for hint in hints if everything or hint.likely]
    if as_json:
        output.write_json(
            [{**output.plain(hint), "likely": hint.likely, "attribution": attribution} for hint in shown]
        )
    else:
        output.write_table(
            ("span", "tier", "cue", "marks", "roles", "sentence", "attribution"),
            [
                (
                    f"{hint.start_char}:{hint.end_char}",
                    hint.tier,
                    hint.cue_words,
                    ", ".join(hint.marks),
                    "; ".join(f"{role.role} ({role.why})" for role in hint.roles),
                    hint.text,
                    attribution,
                )
                for hint in shown
            ],
        )
    if note:
        diagnostics.warn(note)
    diagnostics.say(f"listed {len(shown)} of {plural(len(hints), 'sentence')} with a cue")
    diagnostics.say(NO_CODING)


@app.command()
def judge(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    verdict: Annotated[str, typer.Argument(help="yes: the sentence makes a causal claim; or no.")],
    quote: Annotated[
        str | None, typer.Option(help="Words of the sentence; found exactly, else by likeness.")
    ] = None,
    span: Annotated[str | None, typer.Option(help="START:END, as `suggest causal` prints it.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say whether a sentence with a causal cue makes a causal claim: so the cue's precision is learnt."""
    from workbench.bootstrap import passage as meant
    from workbench.coding.causal_verdicts import JudgeCausal
    from workbench.model.coding import Span
    from workbench.store.reading.sources import revision_text, turns
    from workbench.suggester.causal import causal_hints, cue_precision

    if verdict not in ("yes", "no"):
        raise UsageError(f"{verdict!r} is neither yes nor no")
    with changing_study(study) as opened:
        with opened.reading() as reader:
            require_switched_on(reader)
            where = meant(reader, source, quote=quote, span=parse_span(quote, span))
            body, spoken = revision_text(reader, where.revision_id), turns(reader, where.revision_id)
            hints, _ = causal_hints(body, spoken, precision=cue_precision(reader))
        here = [hint for hint in hints if where.span.overlaps(Span(hint.start_char, hint.end_char))]
        if len(here) != 1:
            raise NotFound(
                f"{plural(len(here), 'sentence')} with a causal cue there, where one is meant",
                hint=f"See them with their spans: workbench suggest causal {source} --all",
            )
        place = Span(here[0].start_char, here[0].end_char)
        command = JudgeCausal(where.revision_id, place, here[0].cue, verdict == "yes")
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


app.command("run")(suggest_queue.run)
app.command("list")(suggest_queue.list_suggestions)
app.command("accept")(suggest_queue.accept)
app.command("reject")(suggest_queue.reject)
app.command("explain")(suggest_queue.explain)
app.command("new-codes")(suggest_new_codes.new_codes)
app.command("switch")(suggest_queue.switch)
app.command("promise")(suggest_queue.promise)
