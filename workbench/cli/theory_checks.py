"""`workbench theory checks`, `dismiss`, `heed`: advice on configurations, which blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output
from workbench.cli.cmo_naming import CMOArgument, named_cmo
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
from workbench.errors import NotFound
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from workbench.model.advice_views import Advised, Check
    from workbench.store.study import Study

CheckArgument = Annotated[str, typer.Argument(help="setting, activity, restated, one-source, observed.")]
SlotOption = Annotated[
    str | None, typer.Option(help="The slot it is about: number, wording or id; none if about the whole.")
]


def checks(
    cmo: Annotated[str | None, typer.Argument(help="Only this configuration: number, title or id.")] = None,
    check: Annotated[
        str | None, typer.Option(help="Only one: setting, activity, restated, one-source, observed.")
    ] = None,
    dismissed: Annotated[
        bool, typer.Option("--dismissed", help="List what was set aside instead, and why.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what each check is for and how it reads.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Advice on configurations: a bare setting, an activity as mechanism, a restated outcome, one source and more.

    It is given by words alone and blocks nothing; what does not matter is set aside with 'theory dismiss'.
    """
    from workbench.model.advice_views import ABOUT_CHECKS, Check

    wanted = enum_of(Check, check, what="check") if check else None
    if explain:
        about = [(str(one), words) for one, words in ABOUT_CHECKS.items() if wanted in (None, one)]
        if as_json:
            output.write_json(dict(about))
        else:
            output.write_text("\n\n".join(f"{name}: {words}" for name, words in about))
        return
    with reading_study(study) as opened:
        advised = _advised(opened, cmo)
    standing = [one for one in advised.standing if wanted in (None, one.check)]
    aside = [(one, why) for one, why in advised.dismissed if wanted in (None, one.check)]
    if as_json:
        output.write_json(
            [{"advice": one, "dismissal": why} for one, why in aside] if dismissed else standing
        )
    elif dismissed:
        output.write_table(
            ("CMO", "slot", "check", "what", "reason", "coder"),
            [(a.cmo_number, a.position or "", a.check, a.said, why.reason, why.coder) for a, why in aside],
        )
    else:
        output.write_table(
            ("CMO", "slot", "check", "what"),
            [(a.cmo_number, a.position or "", a.check, a.said) for a in standing],
        )
        if aside:
            diagnostics.say(f"{plural(len(aside), 'check')} set aside; see --dismissed")


def _advised(study: Study, cmo: str | None) -> Advised:
    from workbench.findings.checks import advised
    from workbench.store.reading import finding

    with study.reading() as reader:
        only = None if cmo is None else {finding.find_cmo(reader, cmo, study_id=study.id)}
        return advised(reader, only=only)


def dismiss(
    cmo: CMOArgument,
    check: CheckArgument,
    reason: Annotated[str, typer.Option(help="Why it does not matter here.")],
    slot: SlotOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Set aside what a check says, with the reason; 'theory checks --dismissed' lists it."""
    from workbench.findings.checks import advised
    from workbench.model.advice_views import Check
    from workbench.theory.dismissing import DismissCheck

    wanted: Check = enum_of(Check, check, what="check")
    with changing_study(study) as opened:
        cmo_id, slot_id, where = _place(opened, cmo, slot)
        with opened.reading() as reader:
            found = advised(reader, only={cmo_id})
        given = {(one.check, one.slot_id or None) for one in found.standing}
        given |= {(one.check, one.slot_id or None) for one, _ in found.dismissed}
        if (wanted, slot_id) not in given:
            raise NotFound(
                f"the check {str(wanted)!r} says nothing of {where}",
                hint=f"See what is said, and of which slot: workbench theory checks {cmo}",
            )
        command = DismissCheck(wanted, cmo_id, slot_id, reason)
        change(opened, command, coder=acting_coder(coder), dry_run=dry_run)


def heed(
    cmo: CMOArgument,
    check: CheckArgument,
    slot: SlotOption = None,
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Heed advice again that was set aside."""
    from workbench.model.advice_views import Check
    from workbench.store.reading.cmo_checks import dismissals
    from workbench.theory.dismissing import HeedCheck

    wanted = enum_of(Check, check, what="check")
    with changing_study(study) as opened:
        cmo_id, slot_id, where = _place(opened, cmo, slot)
        with opened.reading() as reader:
            aside = dismissals(reader, only={cmo_id})
        ids = [one.id for one in aside if (one.check, one.slot_id or None) == (wanted, slot_id)]
        if not ids:
            raise NotFound(
                f"the check {str(wanted)!r} is not set aside for {where}",
                hint="See what is: workbench theory checks --dismissed",
            )
        change(opened, HeedCheck(ids[0]), coder=acting_coder(coder), dry_run=dry_run)


def _place(study: Study, cmo: str, slot: str | None) -> tuple[str, str | None, str]:
    """The ids of a configuration and of its slot, if one is named, and what to call the two."""
    from workbench.store.reading.theory import find_slot

    with study.reading() as reader:
        found = named_cmo(reader, cmo, study_id=study.id)
    if slot is None:
        return found.id, None, f"CMO {found.number} as a whole"
    there = find_slot(found, slot)
    return found.id, there.id, f"slot {there.position} of CMO {found.number}"
