"""The ids that people give their codes come back to them; examples stay as they were written."""

from __future__ import annotations

import csv
import io

import pytest
import yaml
from command_line import CommandLine, substance

BOOK = {
    "codes": [
        {"id": "themes", "name": "Themes", "parent": None},
        {"id": "trust", "name": "Trust", "parent": "themes", "examples": ["I ring\n  her.", "[a]", '["b"]']},
        {"id": "0b4d2f7e-8f3c-4d8e-9a53-0c6a3a1f0d11", "name": "Given", "parent": "trust"},
        {"name": "Nameless", "parent": "themes"},
    ]
}


def exported(wb: CommandLine, form: str) -> list[dict[str, object]]:
    out = wb.ok("codebook", "export", "-f", form).out
    if form == "yaml":
        found: list[dict[str, object]] = yaml.safe_load(out)["codes"]
        return found
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_the_ids_of_the_file_come_back_as_they_were(wb: CommandLine, form: str) -> None:
    wb.write("book.yaml", yaml.safe_dump(BOOK))
    wb.ok("codebook", "import", "book.yaml")
    found = {code["name"]: (code["id"], code["parent"] or None) for code in exported(wb, form)}
    assert found["Themes"] == ("themes", None)
    assert found["Trust"] == ("trust", "themes")
    assert found["Given"] == ("0b4d2f7e-8f3c-4d8e-9a53-0c6a3a1f0d11", "trust")
    assert found["Nameless"][1] == "themes"
    assert len(str(found["Nameless"][0])) == 36


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_an_export_changes_nothing_here_and_is_the_same_from_another_study(
    wb: CommandLine, form: str
) -> None:
    wb.write("book.yaml", yaml.safe_dump(BOOK))
    wb.ok("codebook", "import", "book.yaml")
    before = substance(wb.folder / "s.study")
    data = wb.ok("codebook", "export", "-f", form).stdout
    wb.ok("codebook", "import", "-", stdin=data)
    assert substance(wb.folder / "s.study") == before
    wb.ok("study", "new", "other.study")
    wb.ok("codebook", "import", "-", "--study", "other.study", stdin=data)
    assert wb.ok("codebook", "export", "-f", form, "--study", "other.study").stdout == data


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_examples_keep_their_line_breaks_and_inner_white_space(wb: CommandLine, form: str) -> None:
    wb.write("book.yaml", yaml.safe_dump(BOOK))
    wb.ok("codebook", "import", "book.yaml")
    data = wb.ok("codebook", "export", "-f", form).stdout
    wb.ok("study", "new", "other.study")
    wb.ok("codebook", "import", "-", "--study", "other.study", stdin=data)
    (trust,) = [
        c for c in wb.ok("codebook", "list", "--json", "--study", "other.study").json if c["name"] == "Trust"
    ]
    assert trust["examples"] == ["I ring\n  her.", "[a]", '["b"]']


def test_a_renamed_code_is_still_known_by_its_key_everywhere(wb: CommandLine) -> None:
    wb.write("book.yaml", yaml.safe_dump(BOOK))
    wb.ok("codebook", "import", "book.yaml")
    wb.ok("codebook", "edit", "trust", "--name", "Confidence")
    assert wb.ok("codebook", "show", "trust", "--json").json["name"] == "Confidence"
    assert {code["id"] for code in exported(wb, "yaml")} >= {"themes", "trust"}


def test_a_study_from_before_learns_its_keys_from_the_next_import(wb: CommandLine) -> None:
    import sqlite3
    from contextlib import closing

    wb.write("book.yaml", yaml.safe_dump(BOOK))
    wb.ok("codebook", "import", "book.yaml")
    with closing(sqlite3.connect(wb.folder / "s.study", isolation_level=None)) as raw:
        raw.execute("UPDATE code SET key = NULL")
    said = wb.ok("codebook", "import", "book.yaml", "--json").json
    assert said["updated"] == ["Themes: key", "Themes/Trust: key"]
    assert {code["id"] for code in exported(wb, "yaml")} >= {"themes", "trust"}
