"""A configuration laid out: columns of the dialect, nothing wider than there is room, every card to be reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from workbench.model.evidence_text import evidence_said
from workbench.model.memo_views import MemoView
from workbench.model.views import Configuration, DyadEvidence, EvidenceView, LinkView, SlotView
from workbench.model.vocabulary import Role, Stage, Stance
from workbench.tui.theory.cmo_layout import Sheet, columns_of, lay_out, marks_of, neighbour
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
    sheet = lay_out(cmo(*roles), width, shared={"e1": ("3", "8 (retired)")})
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


def test_from_what_goes_across_all_columns_there_is_no_way_to_a_side() -> None:
    items = lay_out(cmo(Role.CONTEXT, Role.OUTCOME), 118).items
    across = next(index for index, item in enumerate(items) if item.kind == "narrative")
    assert [neighbour(items, across, way) for way in ("left", "right")] == [across, across]
    first, last = (next(i for i, item in enumerate(items) if item.id == name) for name in ("s1", "s2"))
    assert (neighbour(items, first, "right"), neighbour(items, last, "left")) == (last, first)


def said(sheet: Sheet) -> list[str]:
    return ["".join(piece.part.text for piece in line).strip() for line in sheet.lines]


def test_what_a_configuration_lacks_is_said_and_memos_stand_under_a_head_of_their_own() -> None:
    bare = replace(cmo(), tracer="", sites=(), narrative="", links=(), evidence=())
    lines = said(lay_out(bare, 118))
    assert "observed · no tracer · no site · by Ann" in lines
    assert [line.partition(":")[0] for line in lines if line.startswith("no ")] == ["no narrative yet"]
    assert "No links yet: l adds one" in lines
    assert "Memos" not in lines
    whole = lay_out(replace(bare, evidence=(piece(), piece(source="B"))), 118)
    assert "the whole: 2 support; 2 sources" in said(whole)
    assert [item.kind for item in whole.items] == ["narrative", "whole"]
    pieces = tuple(DyadEvidence(1, 2, piece(source=source)) for source in "AB")
    linked = lay_out(replace(cmo(Role.CONTEXT, Role.OUTCOME), dyad_evidence=pieces), 118)
    assert [item.id for item in linked.items if item.kind == "dyad"] == ["1>2"], "one link, with both pieces"
    assert "slot 1 → slot 2: 2 support; 2 sources" in said(linked)
    memo = MemoView("m1", "retroduction", "Why so?", "Trust.", "cmo", "c", "Ann", "2026-01-02T10:00")
    sheet = lay_out(bare, 118, memos=(memo,))
    lines = said(sheet)
    assert lines[lines.index("Memos") + 1] == "2026-01-02 retroduction, Ann: Why so?"
    assert sheet.items[-1].key == "memo:m1"


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
