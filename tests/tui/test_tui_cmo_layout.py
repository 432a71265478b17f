"""A configuration laid out: columns of the dialect, nothing wider than there is room, every card to be reached."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from workbench.model.evidence_text import evidence_said
from workbench.model.views import Configuration, EvidenceView, LinkView, SlotView
from workbench.model.vocabulary import Role, Stage, Stance
from workbench.tui.theory.cmo_layout import columns_of, lay_out, marks_of, neighbour
from workbench.tui.widgets.pick_panel import found

WORDS = "People 人々 know éach other \u202e and averyveryverylongwordthatfitsnocolumnatall say so \x1b[31m"


def piece(stance: Stance = Stance.SUPPORTS, *, source: str = "A", memo_kind: str = "") -> EvidenceView:
    return EvidenceView(
        f"e{stance}{source}{memo_kind}", stance, "", "", "", "", "Ann", "words", "[A]", source, 0, 5, memo_kind,
        "", "memo" if memo_kind else "",
    )  # fmt: skip


def slot(position: int, role: Role, evidence: tuple[EvidenceView, ...] = ()) -> SlotView:
    return SlotView(f"s{position}", position, role, f"e{position}", position, WORDS, "", "", "", evidence)


def cmo(*roles: Role) -> Configuration:
    slots = tuple(slot(i, role, (piece(),)) for i, role in enumerate(roles, start=1))
    link = LinkView("l1", "ripple", True, "other", 9, WORDS, WORDS, "")
    return Configuration(
        "c", 3, WORDS, "observed", "Dementia", ("Area 1",), WORDS, Stage.DRAFT, "draft", slots, (piece(),), (),
        (link,), "Ann", "2026-01-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("dialect", "roles", "heads"),
    [
        ("CMO", (), ["Context", "Mechanism", "Outcome"]),
        (
            "CMO",
            (Role.MECHANISM_RESOURCE,),
            ["Context", "Mechanism: resource", "Mechanism: reasoning", "Outcome"],
        ),
        ("CMO", (Role.ACTOR,), ["Context", "Actor", "Mechanism", "Outcome"]),
        ("ICAMO", (), ["Intervention", "Context", "Actor", "Mechanism", "Outcome"]),
        ("SCMO", (), ["Strategy", "Context", "Mechanism", "Outcome"]),
        ("CIMO", (), ["Context", "Intervention", "Mechanism", "Outcome"]),
    ],
)
def test_columns_are_those_of_the_dialect_and_of_what_is_used(
    dialect: str, roles: tuple[Role, ...], heads: list[str]
) -> None:
    assert [head for head, _ in columns_of(cmo(*roles), dialect)] == heads


@pytest.mark.parametrize("width", [4, 20, 60, 78, 118, 198])
@pytest.mark.parametrize(
    "roles", [(), tuple(Role), (Role.CONTEXT, Role.CONTEXT, Role.MECHANISM, Role.OUTCOME)]
)
def test_nothing_is_wider_than_there_is_room_and_every_card_is_reached(
    width: int, roles: tuple[Role, ...]
) -> None:
    sheet = lay_out(cmo(*roles), width, shared={"e1": (3, 8)})
    for line in sheet.lines:
        text = "".join(each.part.text for each in line)
        assert cell_len(text.rstrip()) <= max(width, 10)
        assert "\x1b" not in text
    for index, item in enumerate(sheet.items):
        assert any(each.item == index and each.first for each in sheet.lines[item.line])
    reached, edge = {0}, [0]
    while edge:
        here = edge.pop()
        ahead = {neighbour(sheet.items, here, way) for way in ("up", "down", "left", "right")} - reached
        reached |= ahead
        edge += ahead
    assert reached == set(range(len(sheet.items)))


def test_evidence_is_counted_by_stance_with_distinct_sources() -> None:
    pieces = [
        piece(),
        piece(source="B"),
        piece(source="B"),
        piece(Stance.CONTRADICTS),
        piece(Stance.QUALIFIES),
    ]
    assert evidence_said(pieces) == "3 support, 1 contradicts, 1 qualifies; 2 sources"
    assert evidence_said([]) == "no evidence yet"
    rests = slot(1, Role.MECHANISM, (piece(source="", memo_kind="retroduction"),))
    assert marks_of(rests) == "inferred"
    assert evidence_said(rests.evidence) == "1 supports; 1 memo"
    against = slot(1, Role.MECHANISM, (piece(source="", memo_kind="retroduction"), piece(Stance.CONTRADICTS)))
    assert marks_of(against) == "inferred, contradicted"


def test_an_element_is_found_by_its_words_or_by_what_is_like_them() -> None:
    texts = ["people know each other", "nobody waits for a form", "their word is taken"]
    assert found(texts, "") == ([0, 1, 2], [])
    assert found(texts, "word their") == ([2], [])
    assert found(texts, "nobdy waits form") == ([], [1])
    assert found(texts, "zzz qqq") == ([], [])
