"""How refusals read: what and where in the first line, the hint on its own, with a capital and a stop."""

from __future__ import annotations

import re

import pytest
from command_line import CommandLine

from workbench.cli.diagnostics import sentence

CODES = "codes:\n- name: Trust\n  defintion: x\n- name: Money\n  name: Cash\n  retired: perhaps\n"
CMOS = "cmos:\n- id: a\n  kind: observd\n  slots:\n  - {role: contxt, wording: w}\n"

CASES: list[tuple[int, str, tuple[str, ...]]] = [
    (2, "codbook list", ("there is no command 'codbook'", "Did you mean codebook?")),
    (2, "codebook lst", ("there is no command 'lst'", "Did you mean list?")),
    (2, "study create x", ("there is no command 'create'", "Did you mean new?")),
    (2, "coding list --sorce x", ("there is no option --sorce", "Did you mean --source?")),
    (2, "cmo show", ("CMO is missing", "CMO: Number, title or id")),
    (2, "cmo show 1 2", ("too many words: 2", "quotation marks")),
    (2, "undo --times many", ("--times must be a whole number, not 'many'",)),
    (2, "history --limit 0", ("--limit must be at least 1",)),
    (2, "source list --json=3", ("--json takes no value",)),
    (2, "source import --manifest", ("--manifest needs a value after it",)),
    (2, "cmo list --kind observd", ("'observd' is no kind of CMO", "Did you mean observed? Use 'programme")),
    (2, "coding add BF-01 --code Workarounds --quote=", ("the quote is empty",)),
    (2, "history --entity sorce:BF-01", ("sorce",)),
    (3, "codebook import codebok.yaml", ("there is no file codebok.yaml", "Did you mean codebook.yaml?")),
    (3, "source import codebok.yaml", ("there is no file or folder codebok.yaml", "Did you mean codebook.yaml?")),
    (3, "source import x.txt y.txt", ("error: 2 files or folders are not there\n  - x.txt\n  - y.txt\n",)),
    (3, "cmo import folder", ("folder is a folder, not a file",)),
    (3, "codebook import codebook.yaml", (
        "codebook.yaml cannot be used: 3 faults",
        "  - line 3, column 3: codes[1] (Trust) > defintion: unknown field: did you mean 'definition'?",
        "  - line 5, column 3: the field 'name' stands twice, first on line 4: keep one",
        "  - line 6, column 3: codes[2] (Money) > retired: must be true or false, not 'perhaps'",
    )),
    (3, "cmo import cmos.yaml", (
        "line 3, column 3: cmos[1] (a) > kind: must be 'programme theory' or 'observed', not 'observd'",
        "did you mean 'observed'?",
        "line 5, column 6: cmos[1] (a) > slots[1] (w) > role: must be ",
        "did you mean 'context'?",
    )),
    (3, "cmo import tab.yaml", ("tab.yaml, line 2, column 1: not valid YAML: a tab is used to indent this line",)),
    (3, "coding import heading.csv", ("unknown column 'sorce': did you mean 'source'?",)),
    (4, "study info --study demonstraton.study", ("Did you mean demonstration.study?",)),
    (4, "study info --study gone.study", ("Create it with: workbench study new gone.study\n",)),
    (4, "source show BF-1O", ("there is no source 'BF-1O'",)),
    (4, "source show bf1", ("Did you mean BF-01?",)),
    (4, "cmo list --tracer fals", ("Did you mean Falls prevention?",)),
    (4, "cmo list --tracer=", ("no tracer is named", "The study has: Falls prevention, ")),
    (4, "history --by Anjli", ("there is no coder 'Anjli'", "Did you mean Anjali?")),
    (4, "undo --coder Anjli", ("there is no coder 'Anjli'", "Did you mean Anjali?")),
    (4, "cmo show 99", ("there is no CMO '99'", "The study has 14 CMOs")),
    (5, "redo --coder Anjali", ("nothing to redo", "workbench history\n")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "words", "told"), CASES, ids=[words for _, words, _ in CASES])
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    demo: CommandLine, code: int, words: str, told: tuple[str, ...]
) -> None:
    demo.write("codebook.yaml", CODES)
    demo.write("cmos.yaml", CMOS)
    demo.write("tab.yaml", "cmos:\n\t- id: a\n")
    demo.write("heading.csv", "sorce,code,quote\na,b,c\n")
    (demo.folder / "folder").mkdir()
    err = demo.refused(code, *words.split(" "))
    for part in told:
        assert part in err
    assert not re.search(r"Input should|Invalid value|mapping values|No such", err)
    lines = err.splitlines()
    assert len(lines) == len(set(lines)), "told twice"
    assert sum(line.startswith("hint: ") for line in lines) <= 1


@pytest.mark.parametrize(
    ("hint", "read"),
    [
        ("Use one of these", "Use one of these."),
        ("mend it.", "Mend it."),
        ("workbench study check", "Run: workbench study check"),
        ("See who: workbench history", "See who: workbench history"),
        ("Name a folder: --to FOLDER", "Name a folder: --to FOLDER"),
        ("only:names leaves sub-codes out.", "only:names leaves sub-codes out."),
        ("Did you mean A?", "Did you mean A?"),
    ],
)
def test_hints_are_sentences_but_for_commands_to_copy(hint: str, read: str) -> None:
    assert sentence(hint) == read


def test_a_fault_of_an_import_is_told_once_with_its_hint_as_a_sentence(wb: CommandLine) -> None:
    wb.write("empty.txt", b"")
    wb.write("notes.pages", "x")
    err = wb.refused(3, "source", "import", "empty.txt", "notes.pages")
    assert ". " in next(line for line in err.splitlines() if line.startswith("  - notes.pages: "))
    assert "notes.pages: notes.pages" not in err
