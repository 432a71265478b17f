"""Participants and the roles in which they spoke, as two cells of a table pair them. No role is lost."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.views import ParticipantView
from workbench.model.vocabulary import plural


def paired(
    interview: str, participants: Sequence[str], roles: Sequence[str]
) -> tuple[tuple[ParticipantView, ...], tuple[str, ...]]:
    """The participants with their roles, and what there is to say about it.

    Roles pair with participants in order. One role holds for all participants, and several roles for a single one.
    A role without a participant is that of somebody unnamed, who is labelled by the interview's id.
    """
    roles = list(roles) if any(roles) else []
    filled = list(dict.fromkeys(filter(None, roles)))
    if len(participants) == 1 or (len(filled) == 1 and len(roles) < len(participants)):
        return tuple(ParticipantView(label, "; ".join(filled)) for label in participants), ()
    beyond = [(place, role) for place, role in enumerate(roles, 1) if place > len(participants) and role]
    alone = not participants and len(beyond) == 1
    unnamed = [
        ParticipantView(interview if alone else f"{interview} ({place})", role) for place, role in beyond
    ]
    padded = [*roles, *[""] * len(participants)]
    named = [ParticipantView(label, role) for label, role in zip(participants, padded, strict=False)]
    return (*named, *unnamed), _told(participants, roles, unnamed)


def _told(
    participants: Sequence[str], roles: Sequence[str], unnamed: Sequence[ParticipantView]
) -> tuple[str, ...]:
    if unnamed:
        put_down = ", ".join(f"{person.role} is put down to {person.label}" for person in unnamed)
        counted = plural(len(participants), "participant") if participants else "no participant"
        return (f"{plural(len(roles), 'role')} for {counted}: {put_down}",)
    if roles and len(roles) < len(participants):
        return (f"{', '.join(participants[len(roles) :])}: without a role",)
    return ()
