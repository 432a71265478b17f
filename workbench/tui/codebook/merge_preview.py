"""What a merge of codes would do, in words. Pure."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from workbench.model.codebook import PATH_SEPARATOR
from workbench.model.coding_views import CodesMerged
from workbench.model.vocabulary import plural
from workbench.tui.widgets.choices import safe


def merge_preview(preview: CodesMerged, *, undo_key: str) -> Text:
    """Codings with doubles and whose they are, sub-codes, memos and examples; what would not be taken over.

    `undo_key` is the key that undoes, as the reader knows it.
    """
    text = Text()
    codings = preview.codings
    into = _name(preview.into)
    text.append(f"{', '.join(map(_name, preview.merged))} into {into}\n", Style(bold=True))
    whose = ", ".join(f"{safe(name)} {count:,}" for name, count in codings.by_coder)
    text.append(f"{plural(codings.moved, 'coding')} would move")
    text.append(f" (of {whose})\n" if whose else "\n")
    if codings.doubles:
        text.append(
            f"{plural(codings.doubles, 'double')}: coded so already by the same coder; notes are kept\n"
        )
    if preview.sub_codes:
        names = ", ".join(map(_name, preview.sub_codes))
        text.append(f"{plural(len(preview.sub_codes), 'sub-code')} would move under {into}: {names}\n")
    for count, noun in ((preview.memos, "memo"), (preview.examples, "example")):
        if count:
            text.append(f"{plural(count, noun)} would go along\n")
    if preview.left:
        fields = ", ".join(dict.fromkeys(one.rpartition(": ")[2] for one in preview.left))
        text.append("Not taken over, but kept in the history: ", Style(bold=True))
        text.append(f"{safe(fields)}\n")
    text.append(f"The code that is merged disappears. {undo_key} undoes all of it.")
    return text


def _name(path: str) -> str:
    return f"“{safe(path.rpartition(PATH_SEPARATOR)[2])}”"
