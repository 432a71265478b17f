"""A change has a named coder: the option, then the environment, then the setting; never anybody else."""

from __future__ import annotations

import pytest
from command_line import CommandLine


def who(wb: CommandLine) -> str:
    return wb.ok("history", "--limit", "1", "--json").json[0]["coder"]


def test_the_option_goes_before_the_environment_and_that_before_the_setting(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    wb.ok("config", "coder", "Cleo")
    wb.ok("codebook", "add", "one", "--coder", "Olu")
    assert who(wb) == "Olu"
    wb.ok("codebook", "add", "two")
    assert who(wb) == "Ann"
    monkeypatch.delenv("WORKBENCH_CODER")
    wb.ok("codebook", "add", "three")
    assert who(wb) == "Cleo"


@pytest.mark.parametrize("user", ["root", "somebody"])
def test_nobody_named_is_a_refusal_and_never_the_machine_s_user(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, user)
    monkeypatch.setenv("WORKBENCH_CODER", "  ")
    err = wb.refused(2, "codebook", "add", "one")
    assert "--coder" in err
    assert "WORKBENCH_CODER" in err
    assert "config coder" in err
    assert user not in err


@pytest.mark.parametrize(
    "words",
    [
        ("undo",),
        ("redo",),
        ("source", "import", "a.txt"),
        ("memo", "add", "text"),
        ("cmo", "new", "title"),
        ("element", "add", "wording"),
    ],
)
def test_every_kind_of_change_asks_for_a_coder(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    wb.write("a.txt", "Something was said here.")
    monkeypatch.delenv("WORKBENCH_CODER")
    assert "no coder is named" in wb.refused(2, *words).lower()


def test_a_name_that_the_study_does_not_have_is_announced_and_one_that_differs_in_case_is_the_same_person(
    wb: CommandLine,
) -> None:
    assert "new to this study" not in wb.ok("codebook", "add", "one").err
    assert (
        "Olu is new to this study as a coder; it had Ann"
        in wb.ok("codebook", "add", "two", "--coder", "Olu").err
    )
    assert "new to this study" not in wb.ok("codebook", "add", "three", "--coder", "ANN").err
    assert wb.ok("study", "info", "--json").json["coders"] == ["Ann", "Olu"]


def test_broken_settings_are_named_where_they_are_needed_and_do_no_harm_elsewhere(
    wb: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    wb.write("config.toml", "coder = [")
    monkeypatch.setenv("WORKBENCH_CONFIG", str(wb.folder / "config.toml"))
    wb.ok("codebook", "add", "one", "--coder", "Olu")
    monkeypatch.delenv("WORKBENCH_CODER")
    assert "config.toml" in wb.refused(3, "codebook", "add", "two")
    wb.write("config.toml", 'kolour = "Ann"')
    assert "kolour" in wb.refused(3, "codebook", "add", "two")


def test_the_setting_keeps_quotes_and_other_scripts(wb: CommandLine) -> None:
    wb.ok("config", "coder", 'Siân "Mac" Ó Néill')
    assert wb.ok("config", "show", "--json").json["coder"] == 'Siân "Mac" Ó Néill'
