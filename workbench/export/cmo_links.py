"""Links between configurations as a document prints them: each once, and none as if it led to what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from workbench.export.cmo_columns import cmo_anchor, cmo_label
from workbench.export.document import Block, Bullets, Heading, Phrase, Run
from workbench.export.evidence_rows import link_sentence
from workbench.export.quotation import quoted
from workbench.model.views import Configuration, LinkView
from workbench.model.vocabulary import Stage

REPORT, TABLE = "report", "table"
"""What a reader has in hand, for the words on a link that leads out of it."""


def link_blocks(
    configurations: Sequence[Configuration],
    *,
    level: int,
    where: str,
    printed: Collection[str] | None = None,
) -> tuple[Block, ...]:
    """How the configurations hang together, under a heading at `level`; nothing if they do not.

    Each link stands once, at its start if that is here. `printed` are the ids of all configurations that the
    document holds, by default these; a link that leads to another says that it is not in this `where`, and
    why. Links to retired configurations are left out.
    """
    here = frozenset(one.id for one in configurations)
    known = here if printed is None else frozenset(printed)
    items = tuple(
        _phrase(one, link, absent="" if link.other_id in known else f"not in this {where}")
        for one in configurations
        for link in standing_links(one)
        if link.outgoing or link.other_id not in here
    )
    return (Heading(level, "Links between configurations"), Bullets(items)) if items else ()


def cmo_run(configuration: Configuration) -> Run:
    """The configuration's number, which leads to where it is printed."""
    return Run(cmo_label(configuration.number), bold=True, link=cmo_anchor(configuration.number))


def standing_links(configuration: Configuration) -> Iterator[LinkView]:
    """The links but for those to retired configurations."""
    return (link for link in configuration.links if link.other_stage is not Stage.RETIRED)


def reason_absent(configuration: Configuration, link: LinkView) -> str:
    """Why the other end may not be printed with this one: `fragment`, or the tracer that it belongs to."""
    if link.other_stage is Stage.FRAGMENT:
        return link.other_stage.value
    return link.other_tracer if link.other_tracer != configuration.tracer else ""


def _phrase(configuration: Configuration, link: LinkView, *, absent: str) -> Phrase:
    if absent and (reason := reason_absent(configuration, link)):
        absent += f": {reason}"
    beside = "; ".join(part for part in (link.other_title, absent) if part)
    words = f" ({beside})" if beside else ""
    if link.shared_wording:
        words += f" through {quoted(link.shared_wording)}"
    return (
        cmo_run(configuration),
        Run(f" {link_sentence(link.kind, outgoing=link.outgoing)} "),
        Run(cmo_label(link.other_number), link="" if absent else cmo_anchor(link.other_number)),
        Run(words + "."),
        *((Run(" " + link.note, italic=True),) if link.note else ()),
    )
