"""Any codebook that a study can hold goes out and comes into another study as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.coding.codebook import ImportCodebook
from workbench.coding.codebook_file import read_codebook
from workbench.coding.hierarchy import CodeEntry
from workbench.export.codebook import render_codebook
from workbench.files.decode import decode_text
from workbench.files.normalise import normalise
from workbench.model.codebook import join_examples, split_examples
from workbench.store.creating import create_study
from workbench.store.reading.codebook import code_views
from workbench.store.study import Study

LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="/\u2028\u2029\ufeff")
NAMES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda name: name.split())
PROSE = st.text(st.one_of(LETTERS, st.just("\n"), st.sampled_from("\"',;:#-=[]{}|>&*!%@`\t/")), max_size=30)
FIELDS = st.fixed_dictionaries(
    {
        "short_definition": PROSE,
        "full_definition": PROSE,
        "when_to_use": PROSE,
        "when_not_to_use": PROSE,
        "examples": st.lists(PROSE, max_size=3).map(join_examples),
        "colour": st.sampled_from(["", "#00af5f", "#123456"]),
        "retired": st.booleans(),
    }
)


@st.composite
def codebooks(draw: st.DrawFn) -> tuple[CodeEntry, ...]:
    names = draw(st.lists(NAMES, max_size=8, unique_by=lambda name: " ".join(name.split()).casefold()))
    entries = []
    for number, name in enumerate(names):
        above = draw(st.integers(-1, number - 1))
        parent = f"c{above}" if above >= 0 else ""
        entries.append(CodeEntry("here", name, f"c{number}", parent, **draw(FIELDS)))
    return tuple(entries)


@pytest.mark.parametrize("form", ["yaml", "csv"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries=codebooks())
def test_a_codebook_comes_back_as_it_went_out(form: str, entries: tuple[CodeEntry, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exported = []
        for name in ("one", "two"):
            path = Path(folder) / f"{name}.study"
            create_study(path, title=name)
            with Study(path) as study:
                study.execute(ImportCodebook(entries), coder="Ann")
                with study.reading() as reader:
                    data = render_codebook(code_views(reader), format=form)
                exported.append(data)
                entries = read_codebook(normalise(decode_text(data, name="x").text).text, name=f"x.{form}")
                again = study.execute(ImportCodebook(entries), coder="Ann").value
                assert (again.added, again.updated, again.absent) == ((), (), ())
        assert exported[0] == exported[1]


@given(examples=st.lists(PROSE | st.sampled_from(['["a"]', "[1]", "[", '["a", 1]']), max_size=4))
def test_examples_are_one_text_and_come_apart_again(examples: list[str]) -> None:
    assert list(split_examples(join_examples(examples))) == [one.strip() for one in examples if one.strip()]
