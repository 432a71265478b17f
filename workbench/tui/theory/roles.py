"""The roles of a study's dialect as entries of a list."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model.vocabulary import Role
from workbench.tui.theory.cmo_layout import DIALECT_ROLES
from workbench.tui.widgets.choices import Part

ALWAYS = (Role.CONTEXT, Role.MECHANISM, Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING, Role.OUTCOME)
"""The roles that every study can use."""

ABOUT = {
    Role.INTERVENTION: "what is done; in SCMO the strategy",
    Role.ACTOR: "who acts",
    Role.CONTEXT: "in which circumstances",
    Role.MECHANISM: "what produces it, undivided",
    Role.MECHANISM_RESOURCE: "what the programme offers",
    Role.MECHANISM_REASONING: "how people respond",
    Role.OUTCOME: "with what result",
}
"""What a role is, in a few words."""


def roles_for(dialect: str, used: Iterable[Role] = ()) -> list[Role]:
    """The roles to offer: those of the dialect, and those that are used already."""
    wanted = {*ALWAYS, *DIALECT_ROLES.get(dialect, ()), *used}
    return [role for role in Role if role in wanted]


def role_parts(role: Role) -> tuple[Part, ...]:
    """A role with what it is."""
    return Part(f"{role:<20} "), Part(ABOUT[role], quiet=True)
