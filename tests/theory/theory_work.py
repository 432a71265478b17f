"""What several tests of the theory do: a small study, looks at it, and a change with its undo."""

from __future__ import annotations

from typing import Any

from command_line import CommandLine, Said, substance

TEXT = "We knew each other, so nobody waited. The form was refused by everybody else. We waited and waited."


def design(wb: CommandLine) -> None:
    """Two sites, two tracers and one source."""
    wb.write(
        "s.yaml", "sites: [{name: Area 1}, {name: Area 2}]\ntracers: [{name: Screening}, {name: Dementia}]"
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", TEXT)
    wb.ok("source", "import", "A.txt")


def cmo(wb: CommandLine, which: str = "1") -> dict[str, Any]:
    return wb.ok("cmo", "show", which, "--json").json


def wordings(wb: CommandLine, which: str = "1") -> list[str]:
    return [slot["wording"] for slot in cmo(wb, which)["slots"]]


def carried_out(wb: CommandLine, *words: str) -> Said:
    """Carry out a change that a dry run foretells, that an undo takes back wholly and a redo brings again."""
    study = wb.folder / "s.study"
    before = wb.states()
    start = substance(study)
    foretold = wb.ok(*words, "--dry-run")
    assert wb.states() == before
    said = wb.ok(*words)
    assert said.err.splitlines()[-1] in foretold.err
    end = substance(study)
    assert end != start, "it changed nothing"
    wb.ok("undo")
    assert substance(study) == start
    wb.ok("redo")
    assert substance(study) == end
    return said
