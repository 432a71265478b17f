"""`workbench suggest`: theme tags and likely causal claims, with reasons and measured precision. Codes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import diagnostics, output
from workbench.cli.coding import parse_span
from workbench.cli.context import JsonOption, StudyOption, noun, reading_study, text_of
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.store.study import Reader
    from workbench.suggest.causal import CausalHint
    from workbench.suggest.causal_evaluation import CausalReport
    from workbench.suggest.evaluation import Report
    from workbench.suggest.suggesting import Answer, Tag
    from workbench.suggester import CodedPassage, Material

app = noun("Suggestions: theme tags and likely causal claims, explained and measured. They are no codings.")

PromiseOption = Annotated[
    float, typer.Option("--promise", help="So much of what is shown should be right, 0 to 1; else silence.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="ISO 639-1, such as en or de; else told from the texts.")
]

QUOTE_CHARS = 160
"""So much of a precedent is printed in a table; JSON has all of it."""


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
    no_svm: Annotated[bool, typer.Option("--no-svm", help="Leave the linear SVM out.")] = False,
    promise: PromiseOption = 0.6,
    language: LanguageOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the suggestions on coded material, each document held out, beside plainer methods."""
    _check_promise(promise)
    if causal:
        if file is None:
            raise UsageError(
                "--causal needs a FILE of labelled sentences", hint="JSON lines of {text, causal}."
            )
        _evaluate_causal(file, seed=seed, as_json=as_json)
        return
    if (file is None) != (codebook is None):
        raise UsageError("a FILE goes with its codebook", hint="Give both FILE and --codebook, or neither.")
    from workbench.suggest import evaluation
    from workbench.suggest.dataset import read_codes, read_examples
    from workbench.suggester import language_pipeline, material

    if file is not None and codebook is not None:
        codes = read_codes(text_of(codebook), name=codebook.name)
        examples = read_examples(text_of(file), name=file.name, group=group)
    else:
        with reading_study(study) as opened, opened.reading() as reader:
            found = material(reader)
        codes, examples = found.codes, found.examples()
    pipeline = language_pipeline([example.text for example in examples], language=language)
    trial = evaluation.prepare(
        codes, examples, pipeline, seed=seed, repeats=repeats, promise=promise, with_svm=not no_svm
    )
    told = [
        evaluation.carry_out(trial, task)
        for task in diagnostics.progress(trial.tasks, total=len(trial.tasks), label="measuring")
    ]
    _print_report(evaluation.summarise(trial, told), as_json=as_json)


def _check_promise(promise: float) -> None:
    if not 0 < promise < 1:
        raise UsageError(f"{promise} is no promise", hint="Give a share between 0 and 1, such as 0.6.")


def _print_report(report: Report, *, as_json: bool) -> None:
    from workbench.suggest.suggesting import NO_CODING

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
    diagnostics.say(f"{report.excerpts} excerpts, {report.groups} held out in turn, {report.codes} codes")
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
    diagnostics.say(f"{report.sentences} sentences, {report.causal} of them causal")


@app.command()
def passage(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    quote: Annotated[str | None, typer.Option(help="The words; found exactly, else by likeness.")] = None,
    span: Annotated[str | None, typer.Option(help="START:END in characters from 0, end exclusive.")] = None,
    promise: PromiseOption = 0.6,
    language: LanguageOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suggest up to three codes for a passage, with reasons and precedents, or say why not."""
    _check_promise(promise)
    from workbench import bootstrap, suggester
    from workbench.store.reading.sources import revision_text, source_views
    from workbench.suggest.suggesting import NO_CODING, suggest

    place = parse_span(quote, span)
    with reading_study(study) as opened, opened.reading() as reader:
        where = bootstrap.passage(reader, source, quote=quote, span=place)
        body = revision_text(reader, where.revision_id)
        source_id = next(
            s.id for s in source_views(reader, counted=False) if s.revision_id == where.revision_id
        )
        found, texts = suggester.material(reader), suggester.source_texts(reader)
    start, end = where.span.start_char, where.span.end_char
    if end > len(body):
        raise UsageError(f"the text ends at {len(body)}, before {end}", hint="Give a span within the text.")

    def overlaps(known: CodedPassage) -> bool:
        return known.source_id == source_id and known.start_char < end and start < known.end_char

    pipeline = suggester.language_pipeline(texts, language=language)
    model, calibration = suggester.learn(found, texts, pipeline, without=overlaps, promise=promise)
    (words,) = pipeline.analyse([body[start:end]])
    given = {code for known in found.passages if overlaps(known) for code in known.code_ids}
    answer = suggest(model, calibration, words, already=frozenset(given))
    _print_answer(answer, found, already=sorted(found.paths[code] for code in given), as_json=as_json)
    if pipeline.note:
        diagnostics.warn(pipeline.note)
    diagnostics.say(NO_CODING)


def _print_answer(answer: Answer, found: Material, *, already: list[str], as_json: bool) -> None:
    tags = [_told(tag, found) for tag in answer.tags]
    if as_json:
        output.write_json(
            {
                "tags": tags,
                "silence": answer.silence,
                "standing": answer.standing,
                "already_coded": already,
                "notes": answer.notes,
            }
        )
        return
    for tag in tags:
        output.write_text(output.visible(_in_words(tag)))
    if answer.silence:
        output.write_text(f"no suggestion: {answer.silence}")
    if already:
        diagnostics.say(f"coded here already, and left out: {', '.join(already)}")
    for line in (answer.standing, *answer.notes):
        diagnostics.say(line)


def _told(tag: Tag, found: Material) -> dict[str, Any]:
    why = tag.explanation
    by_id = {known.id: known for known in found.passages}
    precedents = [
        {
            "share": round(p.share, 3),
            "carries_code": p.carries_code,
            "source": by_id[p.excerpt_id].source_name,
            "span": f"{by_id[p.excerpt_id].start_char}:{by_id[p.excerpt_id].end_char}",
            "text": by_id[p.excerpt_id].text,
            "attribution": by_id[p.excerpt_id].attribution,
        }
        for p in why.precedents
    ]
    return {
        "code": found.paths[tag.code],
        "code_id": tag.code,
        "probability": None if tag.probability is None else round(tag.probability, 3),
        "band": None if tag.band is None else [round(edge, 3) for edge in tag.band],
        "speaks": why.speaks,
        "codebook_share": round(why.codebook_share, 3),
        "words": [word for word, _ in why.lemmas],
        "words_of_the_codebook_entry": list(why.entry_words),
        "precedents": precedents,
    }


def _in_words(tag: dict[str, Any]) -> str:
    band = tag["band"]
    sure = f"  {tag['probability']:.0%} [{band[0] * 100:.0f}-{band[1] * 100:.0f}]" if band else ""
    lines = [f"{tag['code']}{sure}"]
    if tag["speaks"] == "codebook":
        words = ", ".join(tag["words_of_the_codebook_entry"]) or "no word in common"
        lines.append(
            f"  the codebook entry speaks here, not an excerpt ({tag['codebook_share']:.0%}): {words}"
        )
    if tag["words"]:
        lines.append(f"  words: {', '.join(tag['words'])}")
    for known in tag["precedents"]:
        text = " ".join(known["text"].split())
        cut = text if len(text) <= QUOTE_CHARS else text[: QUOTE_CHARS - 1] + "…"
        other = "" if known["carries_code"] else " (not coded so)"
        lines.append(f"  {known['share']:.0%}{other}  “{cut}”  {known['attribution']}")
    return "\n".join(lines)


@app.command()
def causal(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    everything: Annotated[bool, typer.Option("--all", help="Also unlikely, denied and asked ones.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the sentences of a source that likely make a causal claim, with cue, marks and role hints."""
    from workbench.suggest.suggesting import NO_CODING

    with reading_study(study) as opened, opened.reading() as reader:
        attribution, hints, note = _causal_hints(reader, source)
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
    diagnostics.say(f"{len(shown)} of {len(hints)} sentences with a cue are listed")
    diagnostics.say(NO_CODING)


def _causal_hints(reader: Reader, source: str) -> tuple[str, list[CausalHint], str]:
    """The source's attribution, the hints in all that is not an interviewer's, and what to know of its language."""
    from workbench.store.reading import finding
    from workbench.store.reading.sources import revision_text, source_views, turns
    from workbench.suggest.causal import find_causal, moved_by
    from workbench.suggest.language import guess_language, pipeline

    identity = finding.find(reader, "source", source)
    view = next(s for s in source_views(reader, counted=False) if s.id == identity)
    body = revision_text(reader, view.revision_id)
    language = guess_language(body)
    if language != "en":
        return (
            view.attribution,
            [],
            f"the text seems to be in {language!r}; causal cues are known for English only",
        )
    spoken = [
        (turn.speech_char, turn.end_char)
        for turn in turns(reader, view.revision_id)
        if not turn.is_interviewer
    ]
    found = [
        moved_by(hint, start)
        for start, end in spoken or [(0, len(body))]
        for hint in find_causal(body[start:end], pipeline())
    ]
    return view.attribution, found, ""
