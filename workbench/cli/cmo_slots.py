"""`workbench cmo add-slot`, `edit-slot`, `remove-slot`: what stands in a configuration."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.cmo_naming import (
    CMOArgument,
    ExpectationOption,
    IntentionOption,
    SlotArgument,
    ValenceOption,
    named_cmo,
    status_of_words,
)
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    StudyOption,
    acting_coder,
    change,
    changing_study,
    enum_of,
)
from workbench.errors import UsageError


def add_slot(
    cmo: CMOArgument,
    role: Annotated[
        str, typer.Option(help="context, mechanism-resource, mechanism-reasoning, mechanism, outcome ...")
    ],
    wording: Annotated[str, typer.Argument(help="The statement; equal wording is the same element.")] = "",
    element: Annotated[
        str | None, typer.Option(help="Share this element instead: E-number, wording or id.")
    ] = None,
    expectation: ExpectationOption = None,
    intention: IntentionOption = None,
    valence: ValenceOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Put a statement into a configuration in a role."""
    from workbench.model.vocabulary import Role
    from workbench.store.reading import finding
    from workbench.theory.commands import AddSlot

    if element is not None and wording:
        raise UsageError("give either a wording or --element, not both")
    status = status_of_words(expectation, intention, valence)
    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find_cmo(reader, cmo, study_id=opened.id)
            element_id = None
            if element is not None:
                element_id = finding.find_element(reader, element, study_id=opened.id)
        command = AddSlot(identity, enum_of(Role, role, what="role"), wording, element_id, status)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def edit_slot(
    cmo: CMOArgument,
    slot: SlotArgument,
    role: Annotated[str | None, typer.Option(help="Its role from now on.")] = None,
    wording: Annotated[
        str | None, typer.Option(help="Its statement; rewords the element, if no other slot holds it.")
    ] = None,
    detach: Annotated[
        bool, typer.Option("--detach", help="With --wording: leave a shared element be, word a new one here.")
    ] = False,
    element: Annotated[
        str | None, typer.Option(help="Put this element here instead: E-number, wording or id.")
    ] = None,
    expectation: ExpectationOption = None,
    intention: IntentionOption = None,
    valence: ValenceOption = None,
    position: Annotated[int | None, typer.Option(help="Its place among the slots, from 1.")] = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Change role, statement, outcome status or place of a slot; its evidence stays behind it."""
    from workbench.model.vocabulary import Role
    from workbench.store.reading import finding
    from workbench.store.reading.theory import find_slot
    from workbench.theory.slots import EditSlot

    given = (role, wording, element, expectation, intention, valence, position)
    if not detach and all(one is None for one in given):
        raise UsageError("nothing to change", hint="See what can be: workbench cmo edit-slot --help")
    if element is not None and (wording is not None or detach):
        raise UsageError("give either --wording (with --detach or without) or --element, not both")
    if detach and wording is None:
        raise UsageError("--detach needs --wording", hint="For example --detach --wording 'Nobody waits'")
    status = status_of_words(expectation, intention, valence)
    wanted = enum_of(Role, role, what="role") if role is not None else None
    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = find_slot(named_cmo(reader, cmo, study_id=opened.id), slot)
            element_id = None
            if element is not None:
                element_id = finding.find_element(reader, element, study_id=opened.id)
        command = EditSlot(found.id, wanted, wording, detach, element_id, status, position)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def remove_slot(
    cmo: CMOArgument,
    slot: SlotArgument,
    with_evidence: Annotated[
        bool, typer.Option("--with-evidence", help="Take away the evidence behind it and its links too.")
    ] = False,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a slot out of a configuration; its element stays in the study."""
    from workbench.store.reading.theory import find_slot
    from workbench.theory.slots import RemoveSlot

    with changing_study(study) as opened:
        with opened.reading() as reader:
            found = find_slot(named_cmo(reader, cmo, study_id=opened.id), slot)
        command = RemoveSlot(found.id, with_evidence)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)
