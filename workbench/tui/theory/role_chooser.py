"""Choosing the role of a statement: one letter takes it, as it does for a passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.model.vocabulary import Role
from workbench.tui.keys.catalogue import bindings
from workbench.tui.theory.passage_panel import LETTERS
from workbench.tui.theory.roles import role_parts
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser


class RoleChooser(Chooser):
    """The roles that a study's dialect has, each with its letter."""

    BINDINGS = bindings("role")
    FINDS = False
    DEFAULT_CSS = "RoleChooser { height: 9; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._roles: Sequence[Role] = ()
        self._take: Callable[[Role], None] = lambda _: None

    def ask(self, title: str, roles: Sequence[Role], then: Callable[[Role], None]) -> None:
        """Show the roles; `then` gets the one chosen."""
        self._roles, self._take = roles, then
        choices = [
            Choice(role, (Part(f"{LETTERS[role]} ", strong=True), *role_parts(role))) for role in roles
        ]
        self.open(title, choices, lambda key: then(Role(key)))

    def action_role(self, role: str) -> None:
        """Take the role of a letter, if the study has it."""
        if Role(role) in self._roles:
            self.action_close()
            self._take(Role(role))
