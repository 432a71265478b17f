"""Make docs/keys.md, the list of all keys of the screen with the ids for a key map, from the catalogue.

python docs/make_keys.py
"""

from __future__ import annotations

from pathlib import Path

from workbench.tui.keys.catalogue import CATALOGUE
from workbench.tui.keys.keymap import SETS
from workbench.tui.keys.labels import key_label

PAGE = Path(__file__).parent / "keys.md"
HEAD = """# Keys

Made from the program by `docs/make_keys.py`. On the screen `?` lists the keys of what is in front, and Ctrl-P finds any
action by its name.

To have other keys, write them into `keys.toml` beside your settings (`workbench config show` says where):

```toml
set = "vim"                 # or "arrows", which is what there is without the file

[keys]
"code.repeat" = "., Ctrl-g" # the id of an action, and its keys; "" is none
```

Keys are written as on this page. What is wrong in the file is said when the screen opens; the rest of it holds.
While hits of a search are shown, `n` and `N` go to the next and the previous one; Esc ends that.
"""


def page() -> str:
    """The page: one table a place, in the order of the catalogue."""
    parts = [HEAD]
    for place in dict.fromkeys(action.place for action in CATALOGUE):
        parts.append(f"## {place.capitalize()}\n\n| id | keys | vim | what it does |\n|---|---|---|---|")
        for action in CATALOGUE:
            if action.place == place:
                vim = SETS["vim"].get(action.id, "")
                keys = [key_label(written).replace("|", "\\|") for written in (action.keys, vim)]
                words = action.description or "the same with the next digit"
                parts[-1] += f"\n| `{action.id}` | {keys[0]} | {keys[1]} | {words} |"
        parts[-1] += "\n"
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
