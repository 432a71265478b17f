"""From a passage to a configuration: what it says is asked, worded or picked, and put there as one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model.theory_views import Said
from workbench.model.vocabulary import Role, Stage
from workbench.tui.session import attempt
from workbench.tui.theory.cmo_elements import element_entries
from workbench.tui.theory.passage_panel import Hint, Passage, PassagePanel
from workbench.tui.theory.roles import roles_for
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.reading.coding_screen import CodingScreen

IN_VIVO = "in vivo"
"""The key of the entry that takes the words of the passage."""

LONGEST_IN_VIVO = 300
"""Characters of a statement in somebody's own words; a longer passage is evidence for one, and no statement."""

LONGEST_TITLE = 60
"""Characters of the title that a fragment begins with."""


def into_theory(screen: CodingScreen) -> None:
    """Ask what the selection, or else the sentence under the caret, says in the configuration in hand."""
    span = screen.passage("sentence")
    if span is not None:
        _ask(screen, span, screen.session.cmo_in_hand)


def _ask(screen: CodingScreen, span: tuple[int, int], cmo_id: str) -> None:
    theory = screen.session.desk.theory
    cmo = attempt(screen, lambda: theory.configuration(cmo_id)) if cmo_id else None
    if cmo is not None and cmo.stage is Stage.RETIRED:
        cmo = None
    roles = roles_for(theory.names().dialect, (slot.role for slot in cmo.slots) if cmo else ())
    words = " ".join(screen.view.shown.text[slice(*span)].split())
    hints = _hints(screen, span, roles)
    passage = Passage(screen.source.revision_id, span, words, cmo, roles, hints=hints)
    screen.close_panels()
    screen.query_one(PassagePanel).open(
        passage,
        lambda answered: _word(screen, answered, 0),
        lambda asked, fragment: _ask(screen, asked.span, "") if fragment else _other(screen, asked),
    )


def _hints(screen: CodingScreen, span: tuple[int, int], roles: Sequence[Role]) -> dict[Role, Hint]:
    """What the causal cues of a passage hint that it says, in the roles that the study has."""
    found: dict[Role, Hint] = {}
    for one in screen.role_hints(span):
        role = Role(one.role)
        if role not in roles and role in (Role.MECHANISM_RESOURCE, Role.MECHANISM_REASONING):
            role = Role.MECHANISM
        words = " ".join(screen.view.shown.text[one.start_char : one.end_char].split())
        if role in roles and words:
            found.setdefault(role, Hint(words, ", ".join(filter(None, (one.why, one.expectation)))))
    return found


def _other(screen: CodingScreen, passage: Passage) -> None:
    """Take another configuration in hand, then ask again."""
    lines = [line for line in screen.session.desk.theory.lines() if line.stage is not Stage.RETIRED]
    if not lines:
        screen.notify("There are no CMOs yet: c, m or o begins a fragment.", severity="warning")
    entries = [Entry(line.id, f"CMO {line.number} {line.title}", line.stage_explained) for line in lines]

    def take(cmo_id: str) -> None:
        screen.session.cmo_in_hand = cmo_id
        _ask(screen, passage.span, cmo_id)

    screen.query_one(PickPanel).open(Question("Take which CMO in hand?   Enter, Esc none", entries), take)


def _word(screen: CodingScreen, passage: Passage, at: int) -> None:
    """Ask for the words of each new statement, one after the other; then put them there."""
    while at < len(passage.said) and passage.said[at].slot_id:
        at += 1
    if at == len(passage.said):
        _assemble(screen, passage)
        return
    role = passage.said[at].role

    def go_on(**words: str) -> None:
        said = (*passage.said[:at], Said(role, **words), *passage.said[at + 1 :])
        _word(screen, replace(passage, said=said), at + 1)

    def pick(key: str) -> None:
        if key == IN_VIVO:
            go_on(wording=vivo_words)
        else:
            go_on(element_id=key)

    elements = attempt(screen, screen.session.desk.elements.all) or ()
    hint = passage.hints.get(role) if role is not None else None
    vivo_words = hint.words if hint else passage.words
    vivo = Entry(
        IN_VIVO, f"“{vivo_words}”", f"in vivo: the words {'that hint at it' if hint else 'of the passage'}"
    )
    question = Question(
        f"The {role}, in which words?   Enter takes what is marked, Esc leaves all",
        element_entries(elements),
        "Type your own words; elements like them appear below",
        "new element",
        vivo if len(vivo_words) <= LONGEST_IN_VIVO else None,
    )
    screen.query_one(PickPanel).open(question, pick, lambda words: go_on(wording=words))


def _assemble(screen: CodingScreen, passage: Passage) -> None:
    cmo = passage.cmo
    selected = screen.view.cursor.selection is not None
    done = screen.change(
        lambda: screen.session.desk.evidence.assemble(
            passage.revision_id,
            passage.span,
            passage.said,
            cmo_id=cmo.id if cmo else None,
            title=_title(passage),
            stance=passage.stance,
        )
    )
    if done is not None:
        screen.session.cmo_in_hand = done[1].cmo_id
        screen.view.cursor = replace(screen.view.cursor, spent=selected, selecting=False)
        screen.say(done[0] if selected else f"{done[0]} (the sentence under the caret)")


def _title(passage: Passage) -> str:
    """What a fragment is called until somebody calls it something else."""
    words = next((said.wording for said in passage.said if said.wording), passage.words)
    return words if len(words) <= LONGEST_TITLE else words[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
