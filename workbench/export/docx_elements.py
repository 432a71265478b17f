"""Elements of Word's XML: any, and a run of text."""

from __future__ import annotations

from typing import Any

from workbench.export.document import Run
from workbench.export.docx_styles import MUTED
from workbench.export.plain_text import printable


def element(tag: str, **attributes: str) -> Any:
    """A Word element; attributes are in Word's namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn("w:" + name), value)
    return made


def run_element(run: Run) -> Any:
    """A run with its emphasis; newlines become line breaks."""
    from docx.oxml.ns import qn

    made = element("w:r")
    if run.bold or run.italic or run.muted:
        look = element("w:rPr")
        if run.bold:
            look.append(element("w:b"))
        if run.italic:
            look.append(element("w:i"))
        if run.muted:
            look.append(element("w:color", val=MUTED))
        made.append(look)
    for index, line in enumerate(printable(run.text).split("\n")):
        if index:
            made.append(element("w:br"))
        text = element("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        made.append(text)
    return made
