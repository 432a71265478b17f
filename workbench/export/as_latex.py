"""The neutral document as LaTeX with `longtable` and `booktabs`. Owns the escaping of people's words.

The file compiles as it is with lualatex, xelatex or pdflatex; what stands between the two marked lines can be taken
into another document that loads the same packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.export.document import (
    Block,
    BlockQuote,
    Bullets,
    Cell,
    Column,
    Document,
    Figure,
    Group,
    Heading,
    Paragraph,
    Phrase,
    Row,
    Run,
    Table,
)
from workbench.export.manner import Paper
from workbench.export.plain_text import printable
from workbench.export.quotation import quoted

BEGIN_MARK = "% ---- from here it can be taken into another document ----"
END_MARK = "% ---- to here ----"

_PREAMBLE = r"""\documentclass[%(paper)s,10pt%(orientation)s]{article}
\usepackage[margin=20mm]{geometry}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\else
  \usepackage{fontspec}
\fi
\usepackage{array,booktabs,longtable,pdflscape,xcolor}
\usepackage[hidelinks]{hyperref}
\tracinglostchars=3 %% a character without a glyph stops the run: it is never dropped in silence
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6em}
\setcounter{secnumdepth}{0}
\definecolor{muted}{HTML}{55606A}
\newcommand{\muted}[1]{\textcolor{muted}{#1}}
\newcommand{\cellitem}[1]{\textbullet\ #1\par}
\hypersetup{pdftitle={%(title)s},pdfauthor={%(authors)s}}
"""

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "\u00a0": "~",
    "→": r"\ensuremath{\rightarrow}",
}
"""`[` and `*` are options where they follow a line's end; quotes and angles would join to other signs."""

_SPECIAL = re.compile("|".join(map(re.escape, _ESCAPES)))
_JOINING = re.compile(r"([-',!?])(?=[-',`])")
"""Signs that LaTeX would join into a dash or quote: two hyphens, two apostrophes, two commas."""

_LEVELS = ("section", "subsection", "subsubsection", "paragraph")


def to_latex(document: Document) -> bytes:
    """The document as UTF-8 LaTeX with a newline at its end."""
    parts = [
        _PREAMBLE
        % {
            "paper": "a4paper" if document.paper is Paper.A4 else "letterpaper",
            "orientation": ",landscape" if document.landscape else "",
            "title": _line(document.title),
            "authors": _line(", ".join(document.authors)),
        },
        "\\begin{document}\n",
        *_title_page(document),
        BEGIN_MARK,
    ]
    for block, landscape in zip(document.blocks, document.orientations(), strict=True):
        turned = landscape and not document.landscape
        text = "\n".join(_block(block))
        parts.append(f"\\begin{{landscape}}\n{text}\n\\end{{landscape}}" if turned else text)
    parts += [END_MARK, "\\end{document}"]
    return ("\n".join(parts) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Text of one line as LaTeX that shows these characters; a straight apostrophe is set as a curly one."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], _JOINING.sub(r"\1" + _PART, text)).replace(
        _PART, "{}"
    )


_PART = "\ue000"
"""Stands between two signs until all else is escaped."""


def _line(text: str) -> str:
    return escaped(" ".join(printable(text).split()))


def _lines(text: str) -> str:
    """Text with its line breaks; lines with nothing on them would end the paragraph."""
    return "\\newline ".join(escaped(line) for line in printable(text).split("\n") if line.strip())


def _run(run: Run) -> str:
    text = _lines(run.text)
    if not text.strip():
        return text
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() else ""
    text = text.strip()
    if run.bold:
        text = f"\\textbf{{{text}}}"
    if run.italic:
        text = f"\\emph{{{text}}}"
    if run.muted:
        text = f"\\muted{{{text}}}"
    lead = "\\newline " if run.text.startswith("\n") else before
    return lead + text + after


def _phrase(phrase: Phrase) -> str:
    return "".join(_run(run) for run in phrase)


def _title_page(document: Document) -> Iterator[str]:
    yield f"{{\\LARGE\\bfseries {_lines(document.title)}\\par}}"
    for text in (document.subtitle, ", ".join(document.authors), document.day):
        if text:
            yield f"{{\\muted{{{_lines(text)}}}\\par}}"
    if document.contents:
        yield "\\tableofcontents"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"\n\\{_LEVELS[level - 1]}{{{_line(text)}}}"
        case Paragraph(phrase):
            yield f"\n{_phrase(phrase)}\n"
        case Bullets(items):
            yield "\\begin{itemize}"
            yield from (f"  \\item {_phrase(item)}" for item in items)
            yield "\\end{itemize}"
        case BlockQuote():
            yield from _quote(block)
        case Table():
            yield from _table(block)
        case Figure(caption, alt):
            yield f"\n\\textbf{{Figure {block.number}.}} {_lines(caption)}\\newline \\emph{{{_lines(alt)}}}\n"


def _quote(quote: BlockQuote) -> Iterator[str]:
    yield "\\begin{quote}"
    yield _lines(quoted(quote.text))
    if quote.attribution:
        yield f"\\muted{{{_lines(quote.attribution)}}}"
    if quote.see:
        yield f"\\par\\muted{{{_phrase(quote.see)}}}"
    if quote.note:
        yield f"\\par\\emph{{{_lines(quote.note)}}}"
    yield "\\end{quote}"


def _table(table: Table) -> Iterator[str]:
    count = len(table.columns)
    heads = " & ".join(f"\\textbf{{{_lines(column.heading)}}}" for column in table.columns)
    yield "{\\small\\setlength{\\parskip}{2pt}\\setlength{\\LTcapwidth}{\\linewidth}"
    yield f"\\begin{{longtable}}{{@{{}}{_widths(table.columns)}@{{}}}}"
    yield f"\\caption*{{\\textbf{{Table {table.number}.}} {_lines(table.caption)}}}\\\\"
    yield "\\toprule"
    yield heads + " \\\\"
    yield "\\midrule\n\\endfirsthead"
    yield f"\\multicolumn{{{count}}}{{@{{}}l}}{{\\emph{{Table {table.number}, continued}}}} \\\\"
    yield f"\\toprule\n{heads} \\\\\n\\midrule\n\\endhead"
    yield "\\bottomrule\n\\endfoot"
    for place, group in enumerate(table.groups):
        if place:
            yield "\\midrule"
        yield from _group(group, table.columns)
    yield "\\end{longtable}}"


def _widths(columns: tuple[Column, ...]) -> str:
    return "".join(
        f">{{\\{'raggedleft' if column.numeric else 'raggedright'}\\arraybackslash}}"
        f"p{{{_width((column,), columns)}}}"
        for column in columns
    )


def _width(reached: tuple[Column, ...], columns: tuple[Column, ...]) -> str:
    """The width of cells that reach over these columns: their share of the line, less the gaps between all."""
    share = sum(column.weight for column in reached) / sum(column.weight for column in columns)
    gaps = 2 * (len(columns) - 1) * share - 2 * (len(reached) - 1)
    return f"\\dimexpr {share:.4f}\\linewidth - {gaps:.4f}\\tabcolsep\\relax"


def _group(group: Group, columns: tuple[Column, ...]) -> Iterator[str]:
    if group.heading:
        text = f"\\textbf{{{_lines(group.heading)}}}"
        if group.detail:
            text += f"\\newline \\muted{{{_lines(group.detail)}}}"
        yield f"{_across(len(columns), text)} \\\\*"
    for row in group.rows:
        yield _row(row, columns)
    if group.foot:
        yield f"{_across(len(columns), _phrase(group.foot))} \\\\"


def _across(count: int, text: str) -> str:
    return f"\\multicolumn{{{count}}}{{@{{}}p{{\\linewidth}}@{{}}}}{{\\raggedright\\arraybackslash {text}}}"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    cells = []
    at = 0
    for place, (cell, reached) in enumerate(row.placed(columns)):
        text = _cell(cell)
        if row.headed and place == 0 and text:
            text = f"\\textbf{{{text}}}"
        at += cell.span
        if cell.span > 1:
            edges = "@{}" if place == 0 else "", "@{}" if at == len(columns) else ""
            form = f"{edges[0]}p{{{_width(reached, columns)}}}{edges[1]}"
            text = f"\\multicolumn{{{cell.span}}}{{{form}}}{{\\raggedright\\arraybackslash {text}}}"
        cells.append(text)
    return " &\n".join(cells) + " \\\\"


def _cell(cell: Cell) -> str:
    items = [text for item in cell.items if (text := _phrase(item).strip())]
    if cell.bulleted:
        return "".join(f"\\cellitem{{{text}}}" for text in items)
    return "\\newline ".join(items)
