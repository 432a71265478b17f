"""What every change must stand: undone it leaves the study as it was, redone as it had become."""

from __future__ import annotations

from command_line import CommandLine, Said, substance


def reversible(wb: CommandLine, *words: str) -> Said:
    """Try a command without keeping it, carry it out, undo and redo it; what it said."""
    study = wb.folder / "s.study"
    before, log = substance(study), wb.states()
    wb.ok(*words, "--dry-run")
    assert wb.states() == log, "a dry run changed the study"
    said = wb.ok(*words)
    after = substance(study)
    assert after != before, "nothing was changed"
    wb.ok("undo")
    assert substance(study) == before
    wb.ok("redo")
    assert substance(study) == after
    assert wb.ok("study", "check", "--json").json["sound"]
    return said


def tree(wb: CommandLine) -> list[str]:
    """The paths of the codebook in its order."""
    return [code["path"] for code in wb.ok("codebook", "list", "--json").json]


def coded(wb: CommandLine) -> set[tuple[str, str, str, str]]:
    """Words, code, coder and memo of every coding."""
    found = wb.ok("coding", "list", "--json").json
    return {(one["text"], one["code_path"], one["coder"], one["memo"]) for one in found}
