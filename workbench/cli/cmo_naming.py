"""How a configuration and an outcome's status are named on the command line, for all commands of `workbench cmo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.context import enum_of

if TYPE_CHECKING:
    from workbench.model.views import Configuration
    from workbench.store.study import Reader
    from workbench.theory.commands import Status

CMOArgument = Annotated[str, typer.Argument(help="Number, title or id of a configuration.")]
SlotArgument = Annotated[str, typer.Argument(help="The slot's number, wording or id.")]
EvidenceArgument = Annotated[
    str, typer.Argument(help="Its name in 'cmo show', such as 2.1, 2>3.1 or w1; or its id.")
]
ExpectationOption = Annotated[str | None, typer.Option(help="Of an outcome: anticipated, observed, implied.")]
IntentionOption = Annotated[str | None, typer.Option(help="Of an outcome: intended, unintended.")]
ValenceOption = Annotated[str | None, typer.Option(help="Of an outcome: positive, negative, mixed.")]


def named_cmo(reader: Reader, reference: str, *, study_id: str) -> Configuration:
    """The configuration that a person means; raises NotFound with near names."""
    from workbench.store.reading import finding
    from workbench.store.reading.theory import configurations

    identity = finding.find_cmo(reader, reference, study_id=study_id)
    return next(cmo for cmo in configurations(reader) if cmo.id == identity)


def status_of_words(expectation: str | None, intention: str | None, valence: str | None) -> Status:
    """The status of an outcome from the words of the options; raises UsageError."""
    from workbench.model.vocabulary import Expectation, Intention, Valence
    from workbench.theory.commands import Status

    return Status(
        enum_of(Expectation, expectation, what="expectation") if expectation else None,
        enum_of(Intention, intention, what="intention") if intention else None,
        enum_of(Valence, valence, what="valence") if valence else None,
    )
