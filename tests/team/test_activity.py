"""Who coded what when, on the command line."""

from __future__ import annotations

import pytest
from command_line import CommandLine


def test_codings_are_counted_by_day_coder_and_source(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_STUDY", "s.study")
    for name in ("A", "B"):
        wb.write(f"{name}.txt", f"We trusted each other in {name}, and that saved work.\n")
        wb.ok("source", "import", f"{name}.txt")
    for code in ("trust", "work"):
        wb.ok("codebook", "add", code)
    for coder, source, code, quote in (
        ("Olu", "A", "trust", "trusted each other"),
        ("Olu", "A", "work", "trusted each other"),
        ("Olu", "B", "work", "saved work"),
        ("Ann", "A", "trust", "saved work"),
        ("Ann", "B", "trust", "saved work"),
    ):
        wb.ok("coding", "add", source, "--code", code, "--quote", quote, "--coder", coder)
    wb.ok("undo", "--coder", "Ann")
    today = wb.ok("study", "activity", "--json").json[0]["day"]
    assert wb.ok("study", "activity", "--json").json == [
        {"day": today, "coder": "Ann", "source": "A", "codings": 1, "passages": 1},
        {"day": today, "coder": "Olu", "source": "A", "codings": 2, "passages": 1},
        {"day": today, "coder": "Olu", "source": "B", "codings": 1, "passages": 1},
    ]
    assert [row["codings"] for row in wb.ok("study", "activity", "--by", "Olu").rows] == ["2", "1"]
    assert [row["coder"] for row in wb.ok("study", "activity", "--source", "B").rows] == ["Olu"]
    assert len(wb.ok("study", "activity", "--since", today, "--until", today).rows) == 3
    assert wb.ok("study", "activity", "--until", "2020-01-01").rows == []
    assert "no coder" in wb.refused(4, "study", "activity", "--by", "Nobody")
    assert "is no date" in wb.refused(2, "study", "activity", "--since", "yesterday")
