"""Fields that Word computes (page numbers, table numbers, contents), with what stands there until it does."""

from __future__ import annotations

from typing import Any


def add_field(paragraph: Any, instruction: str, *, shown: str) -> None:
    """Append a field that Word computes, with the text that stands there until it does."""
    open_field(paragraph, instruction, dirty=False)
    paragraph.append(_run("w:t", text=shown))
    close_field(paragraph)


def open_field(paragraph: Any, instruction: str, *, dirty: bool = True) -> None:
    """Begin a field; what is appended until `close_field` stands there until Word computes it.

    A `dirty` one is computed when Word opens the file.
    """
    begin = _run("w:fldChar", fldCharType="begin")
    if dirty:
        from docx.oxml.ns import qn

        begin[0].set(qn("w:dirty"), "true")
    paragraph.append(begin)
    paragraph.append(_run("w:instrText", text=f" {instruction} "))
    paragraph.append(_run("w:fldChar", fldCharType="separate"))


def close_field(paragraph: Any) -> None:
    """End the field that was begun last."""
    paragraph.append(_run("w:fldChar", fldCharType="end"))


def _run(tag: str, *, text: str = "", **attributes: str) -> Any:
    """A run that holds one element of a field."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = OxmlElement("w:r")
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn("w:" + name), value)
    if text:
        child.text = text
        child.set(qn("xml:space"), "preserve")
    run.append(child)
    return run
