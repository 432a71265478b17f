"""`workbench search`: words in the current texts."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.context import JsonOption, StudyOption, reading_study


def search(
    phrase: Annotated[str, typer.Argument(help="Whole words in this order, in any case.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find a phrase in all sources, with context."""
    from workbench.model.vocabulary import plural
    from workbench.store.reading.sources import source_views
    from workbench.store.sqlite_search import search as find_phrase

    with reading_study(study) as opened, opened.reading() as reader:
        names = {s.id: s.name for s in source_views(reader)}
        hits = list(find_phrase(reader, phrase))
    if as_json:
        output.write_json([{"source": names[h.source_id], **output.plain(h)} for h in hits])
        return
    output.write_table(
        ("source", "span", "passage"),
        [
            (names[h.source_id], f"{h.start_char}:{h.end_char}", f"{h.before}[{h.text}]{h.after}")
            for h in hits
        ],
    )
    diagnostics.say(f"{plural(len(hits), 'hit')} in {plural(len({h.source_id for h in hits}), 'source')}")
