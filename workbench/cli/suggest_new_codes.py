"""`workbench suggest new-codes`: what the codebook may lack, and what it may have twice."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import diagnostics, output, suggest_printing
from workbench.cli.context import JsonOption, StudyOption, reading_study
from workbench.cli.hiding import reading_coder
from workbench.cli.suggest_queue import LanguageOption, left_out, require_switched_on
from workbench.model.vocabulary import plural


def new_codes(
    limit: Annotated[
        int, typer.Option(min=1, help="So many phrases, and so many pairs of codes, at most.")
    ] = 20,
    language: LanguageOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Name phrases of uncoded text that no code covers, and codes whose names are alike. A person decides on both."""
    from workbench.store.reading.codebook import code_views
    from workbench.suggester.material import material
    from workbench.suggester.new_codes import new_codes as look

    with reading_study(study) as opened, opened.reading() as reader:
        require_switched_on(reader)
        names = {code.id: code.name for code in code_views(reader, counted=False) if not code.retired}
        learnt_from = material(reader, coder_id=reading_coder(opened))
        found = look(learnt_from, names, language=language, limit=limit)
    if as_json:
        output.write_json(found)
    else:
        output.write_table(
            ("phrase", "passages", "sources", "example", "attribution"),
            [
                (
                    one.words,
                    one.passages,
                    one.sources,
                    suggest_printing.shortened(one.example),
                    one.attribution,
                )
                for one in found.phrases
            ],
        )
    if not as_json:
        for first, second in found.alike[:limit]:
            diagnostics.say(f"perhaps one code: {first!r} and {second!r}")
        more = len(found.alike) - limit
        if more > 0:
            diagnostics.say(f"and {plural(more, 'pair')} of codes more; --limit {len(found.alike)} lists all")
    if learnt_from.blind:
        diagnostics.say(left_out(len(learnt_from.blind)))
    diagnostics.say(found.silence or f"looked at what nobody coded in {plural(found.read_sources, 'source')}")
