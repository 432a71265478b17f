"""LaTeX: the golden table, balance, and exactly the words that were said, by another library's reading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.export.as_latex import escaped, to_latex
from workbench.export.cmo_table import render_cmo_table
from workbench.export.document import BlockQuote, Bullets, Heading, Paragraph, Run, assemble
from workbench.model.views import CMOTable

GOLDEN = Path(__file__).parent / "golden"
NASTY = "#|*_`'\"<>[](),!?\\~$&;{}+-=.:^%1 abzé–“”→"
SAID = st.one_of(st.text(alphabet=NASTY), st.text(st.characters(exclude_categories=("C", "Z"))))


@pytest.mark.parametrize("evidence", [False, True])
def test_the_bytes_are_those_agreed_on(divided_table: CMOTable, evidence: bool) -> None:
    golden = GOLDEN / f"cmo_table{'_with_evidence' if evidence else ''}.tex"
    assert render_cmo_table(divided_table, format="latex", evidence=evidence) == golden.read_bytes()


def test_everything_that_is_opened_is_closed(divided_table: CMOTable) -> None:
    text = render_cmo_table(divided_table, format="latex", evidence=True).decode()
    bare = re.sub(r"\\[{}%]", "", text)
    assert bare.count("{") == bare.count("}")
    opened = re.findall(r"\\begin\{(\w+)\}", text)
    assert sorted(opened) == sorted(re.findall(r"\\end\{(\w+)\}", text))
    assert opened.count("longtable") == 6


def test_each_row_of_a_table_has_its_cells(divided_table: CMOTable) -> None:
    """Cells are parted by `&`; one that reaches over two columns stands for two."""
    text = render_cmo_table(divided_table, format="latex", evidence=False).decode()
    body = text.partition("\\endfoot\n")[2].partition("\\end{longtable}")[0]
    for row in re.split(r"\\\\\*?\n", body)[:-1]:
        reached = [int(n) for n in re.findall(r"\\multicolumn\{(\d)\}", row)]
        cells = len(re.findall(r"(?<!\\)&", row)) + 1
        assert cells - len(reached) + sum(reached) == 6, row


NAMES = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "ensuremath": "→",
}
"""What LaTeX's manual says these commands print."""


def as_printed(source: str) -> str:
    """What LaTeX prints for escaped text: named signs, escaped signs, groups without their braces."""

    def sign(match: re.Match[str]) -> str:
        name, escaped_sign, bare = match.groups()
        if name:
            return NAMES[name]
        return escaped_sign or {"~": "\u00a0"}.get(bare, "")

    return re.sub(r"\\([a-z]+)\{(?:\\rightarrow)?\}|\\([^a-z])|([{}~])", sign, source)


@given(SAID)
def test_any_words_are_shown_as_they_were_said(text: str) -> None:
    assert as_printed(escaped(text)) == text


@given(SAID)
def test_nothing_that_was_said_is_a_command(text: str) -> None:
    known = (
        r"\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|textquotedbl)\{\}"
    )
    rest = re.sub(
        known + r"|\\textasciigrave\{\}|\\ensuremath\{\\rightarrow\}|\\[{}$&#%_]", "", escaped(text)
    )
    assert not set(rest) & set("\\$&#%_^") - ({"~"} if "\u00a0" in text else set())


def test_signs_that_would_join_stay_apart() -> None:
    assert escaped("a--b ---c ''d ,,e ?`f") == ("a-{}-b -{}-{}-c '{}'d ,{},e ?{}\\textasciigrave{}f")


def test_other_blocks_are_written_too() -> None:
    blocks = [
        Heading(1, "A & B"),
        Paragraph((Run("100%\nsure", bold=True),)),
        Bullets(((Run("[x]"),),)),
        BlockQuote("We said: \\end{document}", "[1, Area 1]", "a_b"),
    ]
    text = to_latex(assemble("T", blocks, authors=("Ann",), date="2022-09-30")).decode()
    assert "\\section{A \\& B}" in text
    assert "\\textbf{100\\%\\newline sure}" in text
    assert "\\item {[}x{]}" in text
    assert "“We said: \\textbackslash{}end\\{document\\}”" in text
    assert "30 September 2022" in text
    assert text.count("\\end{document}") == 1
