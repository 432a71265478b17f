"""Every key of the screen, as data. Bindings, help and command palette are made from this one list."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from workbench.tui.keys import (
    advice,
    codebook,
    coding,
    everywhere,
    excerpts,
    home,
    lists,
    memos,
    reports,
    searching,
    sources,
    start,
    suggestions,
    team,
    theory,
    theory_grid,
    theory_map,
    theory_questions,
    theory_versions,
    transcript,
    views,
    wayfinding,
)
from workbench.tui.keys.action import Action
from workbench.tui.keys.labels import NO_KEY, key_label

CATALOGUE: tuple[Action, ...] = (
    *coding.ACTIONS,
    *wayfinding.HITS,
    *transcript.ACTIONS,
    *wayfinding.ACTIONS,
    *home.ACTIONS,
    *sources.ACTIONS,
    *codebook.ACTIONS,
    *excerpts.ACTIONS,
    *searching.ACTIONS,
    *memos.ACTIONS,
    *reports.ACTIONS,
    *suggestions.ACTIONS,
    *theory.ACTIONS,
    *advice.ACTIONS,
    *theory_grid.ACTIONS,
    *theory_map.ACTIONS,
    *theory_questions.ACTIONS,
    *theory_versions.ACTIONS,
    *views.ACTIONS,
    *team.ACTIONS,
    *start.ACTIONS,
    *lists.ACTIONS,
    *everywhere.ACTIONS,
)
"""All actions, in the order in which help lists them."""


def bindings(*places: str) -> list[BindingType]:
    """The bindings of these places, each with the id by which a key map can change it."""
    return [
        Binding(
            action.keys,
            action.do,
            action.footer or action.description,
            show=bool(action.footer),
            key_display=action.shown_as or (key_label(action.keys.split(",")[0]) if action.footer else None),
            tooltip=action.description,
            id=action.id,
            priority=action.do.startswith("go("),  # or what is typed ahead goes to the screen that is left
        )
        for action in CATALOGUE
        if action.place in places
    ]


def listed(*places: str, keymap: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For help: `(group, [(keys, description)])` of these places, in order, with the keys that a key map gives.

    Actions without a description are left out, and those without a key.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in CATALOGUE:
        if action.place in places and action.description and keymap.get(action.id) != NO_KEY:
            groups.setdefault(action.group, []).append((keys_of(action, keymap), action.description))
    return list(groups.items())


def keys_of(action: Action, keymap: Mapping[str, str]) -> str:
    """The keys of an action as a reader knows them, those of the key map where it has any."""
    changed = keymap.get(action.id)
    return key_label(changed) if changed else action.shown_as or key_label(action.keys)
