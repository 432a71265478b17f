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
    unnamed = [
        (place, role) for place, role in enumerate(roles[len(participants) :], len(participants)) if role
    ]
    alone = not participants and len(unnamed) == 1
    labels = [interview if alone else f"{interview} ({place + 1})" for place, _ in unnamed]
    padded = [*roles, *[""] * len(participants)]
    people = [ParticipantView(label, role) for label, role in zip(participants, padded, strict=False)]
    people += [ParticipantView(label, role) for label, (_, role) in zip(labels, unnamed, strict=True)]
    return tuple(people), _told(participants, roles, labels)


def _told(participants: Sequence[str], roles: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    if labels and not participants:
        return (f"{plural(len(labels), 'role')} without a participant: labelled {', '.join(labels)}",)
    if labels:
        counted = f"{plural(len(roles), 'role')} for {plural(len(participants), 'participant')}"
        return (f"{counted}: the others are labelled {', '.join(labels)}",)
    if roles and len(roles) < len(participants):
        return (f"{', '.join(participants[len(roles) :])}: without a role",)
    return ()
