"""Who else has the study open, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.model.team_views import Here
from workbench.tui.session import attempt
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.sections import heading

HERE = "here"
"""What the keys of the entries begin with: `here:`, then the id of the source that is read."""


def who_is_here(screen: StudyScreen, before: Sequence[Here]) -> Sequence[Here]:
    """Who else is there now; `before` if that cannot be told."""
    found = attempt(screen, screen.session.desk.team.others_here)
    return before if found is None else found


def company(found: Sequence[Here]) -> Iterator[Choice]:
    """A line each; those who read a source can be chosen, to go there."""
    if not found:
        return
    yield heading(Part(""))
    yield heading(Part("Here now", strong=True), Part("  who else has this study open", quiet=True))
    for one in found:
        if one.source:
            yield Choice(
                f"{HERE}:{one.source_id}", (Part(one.coder), Part(f"  reads {one.source}", quiet=True))
            )
        else:
            yield heading(Part(f"  {one.coder}"))
