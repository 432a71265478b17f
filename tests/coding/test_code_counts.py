"""Counts that are kept between looks: always those of the study, counted again only when codings have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.coding.codes import MoveCode
from workbench.coding.merging import MergeCodes
from workbench.store.reading import code_counts
from workbench.store.reading.code_counts import CodingCounts
from workbench.store.reading.codebook import code_views, coding_counts
from workbench.store.study import Study


def test_kept_counts_are_those_of_the_study_after_every_change(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    monkeypatch.setattr(
        code_counts,
        "coding_counts",
        lambda reader, *, seen_by: counted.append(1) or coding_counts(reader, seen_by=seen_by),
    )
    counts = CodingCounts(seen_by="")

    def look(study: Study) -> int:
        """Compare; how often was counted so far."""
        with study.reading() as reader:
            assert counts.now(reader) == coding_counts(reader)
            assert code_views(reader, counts=counts.now(reader)) == code_views(reader)
        return len(counted)

    with Study(demonstration) as study, Study(demonstration) as theirs:
        with study.reading() as reader:
            book = {code.name: code.id for code in code_views(reader)}
        assert look(study) == look(study) == 1
        study.execute(MoveCode(book["Huddle"], None), coder="Mared")
        assert look(study) == 1
        theirs.execute(MergeCodes((book["Named contact"],), book["Huddle"]), coder="Tobias")
        assert look(study) == 2
        study.undo(coder="Mared")
        assert look(study) == 2
        theirs.undo(coder="Tobias")
        assert look(study) == 3
