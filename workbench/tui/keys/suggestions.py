"""Codes and causal claims that are suggested: beside the text, why, and the queue of them."""

from __future__ import annotations

from workbench.tui.keys.action import Action

ACCEPT, REJECT = "jkl", "JKL"
"""The keys of the first to third tag, which lie side by side; the capital turns down what the small letter takes."""


def _here(name: str, keys: str, do: str, description: str, footer: str = "", shown_as: str = "") -> Action:
    return Action(f"suggest.{name}", "suggesting", "Suggest", keys, do, description, footer, shown_as)


def _queue(name: str, keys: str, do: str, description: str, footer: str = "") -> Action:
    return Action(f"queue.{name}", "queue", "Suggestions", keys, do, description, footer)


_HERE = (
    _here("show", "S", "suggestions", "Show or hide what is suggested for the passage here"),
    *(
        _here(
            f"accept-{n}",
            key,
            f"decide(True, {n})",
            "Code as the first, second, third tag says" if n == 1 else "",
            shown_as="j k l" if n == 1 else "",
        )
        for n, key in enumerate(ACCEPT, 1)
    ),
    *(
        _here(
            f"reject-{n}",
            key,
            f"decide(False, {n})",
            "Turn that tag down: not suggested here again" if n == 1 else "",
            shown_as="J K L" if n == 1 else "",
        )
        for n, key in enumerate(REJECT, 1)
    ),
    _here("why", "e", "why", "Explain: the earlier excerpts that speak for each tag"),
    _here("claim", "z", "claim(1)", "Next likely causal claim"),
    _here("claim-back", "Z", "claim(-1)", "The likely causal claim before"),
    _here("causal", "h", "judge(True)", "It holds: this sentence makes a causal claim"),
    _here("not-causal", "H", "judge(False)", "It does not: no causal claim"),
    _here("promise", "percent_sign", "promise", "Promise: how much of what is shown should be right"),
    _here("switch", "O", "switch_suggestions", "Switch suggestions off in this study, or on again"),
)

_WHY = (
    Action("why.read-on", "why", "Why", "ctrl+down", "read(2)", "Excerpt: read on"),
    Action("why.read-back", "why", "Why", "ctrl+up", "read(-2)", "Excerpt: back"),
)

_QUEUE = (
    _queue("open", "enter,o", "open", "Read it where it stands; q comes back", "Read"),
    _queue("accept", "j", "accept", "Code as suggested: this, or the ticked ones", "Accept"),
    _queue("reject", "J", "reject", "Turn down: this, or the ticked ones", "Reject"),
    _queue("why", "e", "why", "Explain: the earlier excerpts that speak for it", "Why"),
    _queue("tick", "space", "tick", "Tick, to decide on several at once", "Tick"),
    _queue("tick-all", "a", "tick_all", "Tick all that are listed, or none"),
    _queue("only", "f", "only", "Show only one source or one code", "Only"),
    _queue("filter", "slash", "filter", "Show only those with these words", "Filter"),
    _queue("leave", "escape", "leave", "Show all again, none ticked"),
    _queue("state", "t", "state", "Show the open ones, the accepted, the rejected"),
    _queue("run", "R", "run", "Look through all sources and propose codes; can be cancelled", "Run"),
    _queue("promise", "percent_sign", "promise", "Promise: how much of what is shown should be right"),
    _queue("switch", "O", "switch_suggestions", "Switch suggestions off in this study, or on again"),
    _queue("read-on", "ctrl+down", "read(2)", "Passage: read on"),
    _queue("read-back", "ctrl+up", "read(-2)", "Passage: back"),
    _queue("undo", "u", "change('undo')", "Undo the last change", "Undo"),
    _queue("redo", "r,ctrl+r", "change('redo')", "Redo what was undone"),
    _queue("quit", "q", "quit", "Quit; everything is saved already", "Quit"),
)

ACTIONS: tuple[Action, ...] = (*_HERE, *_WHY, *_QUEUE)
"""All of them, in the order in which help lists them."""
