"""What a merge of codes would do, in words. Pure."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from workbench.model.coding_views import CodesMerged
from workbench.model.vocabulary import plural
from workbench.tui.choices import safe


def merge_preview(preview: CodesMerged) -> Text:
    """Codings with doubles and whose they are, sub-codes, memos and examples; what would not be taken over."""
    text = Text()
    codings = preview.codings
    text.append(f"{safe(', '.join(preview.merged))} into {safe(preview.into)}\n", Style(bold=True))
    whose = ", ".join(f"{safe(name)} {count:,}" for name, count in codings.by_coder)
    text.append(f"{plural(codings.moved, 'coding')} would move")
    text.append(f" (of {whose})\n" if whose else "\n")
    if codings.doubles:
        text.append(f"{plural(codings.doubles, 'double')}: coded so already by the same coder; notes are kept\n")
    if preview.sub_codes:
        names = ", ".join(safe(path) for path in preview.sub_codes)
        text.append(f"{plural(len(preview.sub_codes), 'sub-code')} would move along: {names}\n")
    text.append(f"{plural(preview.memos, 'memo')} and {plural(preview.examples, 'example')} would go along\n")
    for field in preview.left:
        text.append("Not taken over, but kept in the history: ", Style(bold=True))
        text.append(f"{safe(field)}\n")
    text.append("The code that is merged disappears. Ctrl-Z undoes all of it.")
    return text
