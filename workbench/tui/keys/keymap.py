"""The user's own keys: a set to begin with and single keys, from a TOML file. A fault is named, never a crash.

    set = "vim"                 # or "arrows", which is what there is without a file

    [keys]
    "code.repeat" = "., Ctrl-g" # the id of an action, and its keys; "" is none

The ids are in docs/keys.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from workbench.tui.keys.catalogue import CATALOGUE
from workbench.tui.keys.labels import NO_KEY, key_label, key_name

VIM: Mapping[str, str] = {
    "move.left": "h,left",
    "move.down": "j,down",
    "move.up": "k,up",
    "move.right": "l,right",
    "move.word-on": "w,ctrl+right",
    "move.word-back": "b,ctrl+left",
    "move.sentence-on": "right_parenthesis",
    "move.sentence-back": "left_parenthesis",
    "move.turn-on": "right_curly_bracket,ctrl+down",
    "move.turn-back": "left_curly_bracket,ctrl+up",
    "move.page-down": "ctrl+f,pagedown,space",
    "move.page-up": "ctrl+b,pageup",
    "move.line-start": "circumflex_accent,home",
    "move.line-end": "dollar_sign,end",
    "select.word": "e",
    "select.grow-start": "less_than_sign",
    "select.shrink-start": "greater_than_sign",
    "find.coding": "plus",
    "find.coding-back": "underscore",
    "trail.back": "ctrl+o,backspace",
    "change.redo": "ctrl+r",
    "suggest.accept-1": "exclamation_mark",
    "suggest.accept-2": "at",
    "suggest.accept-3": "number_sign",
    "suggest.why": "E",
    "suggest.causal": "A",
    "list.up": "up,ctrl+k",
    "list.down": "down,ctrl+j",
}
"""Keys of people whose fingers know vi: where the keys of two actions would be one, its meaning there wins."""

SETS: Mapping[str, Mapping[str, str]] = {"arrows": {}, "vim": VIM}
"""Keys by action id for each set, where they differ from the catalogue's."""


@dataclass(frozen=True, slots=True)
class UserKeys:
    """Keys by action id, as Textual writes them, and what was wrong with the file."""

    keys: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def read_keys(path: Path) -> UserKeys:
    """The keys in the file at `path`; none if there is no file, and what could be understood of a faulty one."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return UserKeys()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return UserKeys(faults=(f"The keys in {path.name} cannot be read: {error}",))
    return keys_from(data, name=path.name)


def keys_from(data: Mapping[str, object], *, name: str) -> UserKeys:
    """The same of what the file says; `name` is the file's, for what is said of faults."""
    faults = [
        f"{name}: unknown entry “{entry}”{_near(entry, ('set', 'keys'))}"
        for entry in data
        if entry not in ("set", "keys")
    ]
    chosen = data.get("set", "arrows")
    if not isinstance(chosen, str) or chosen not in SETS:
        faults.append(f"{name}: there is no set of keys “{chosen}”. Known: {', '.join(SETS)}.")
        chosen = "arrows"
    keys = dict(SETS[chosen])
    own = data.get("keys", {})
    if not isinstance(own, Mapping):
        return UserKeys(keys, (*faults, f'{name}: [keys] must be a table of action = "keys"'))
    ids = {action.id for action in CATALOGUE}
    for action_id, written in own.items():
        if action_id not in ids:
            faults.append(f"{name}: there is no action “{action_id}”{_near(str(action_id), ids)}")
            continue
        if written in ("", []):
            keys[action_id] = NO_KEY
            continue
        named, unknown = _names(written)
        faults += [f"{name}: {action_id}: there is no key “{key}”" for key in unknown]
        if named:
            keys[action_id] = ",".join(named)
    chosen_ids = {str(action_id) for action_id in own}
    faults += _held(keys, chosen_ids, name)
    faults += _clashes(keys, chosen_ids, name)
    return UserKeys(keys, tuple(faults))


def _names(written: object) -> tuple[list[str], list[str]]:
    """The keys that are written there, and those words that are none. The comma between keys is a key by name only."""
    parts = written if isinstance(written, list) else str(written).split(",")
    found = [(str(part).strip(), key_name(str(part))) for part in parts]
    return [key for _, key in found if key], [part for part, key in found if not key]


def _clashes(keys: dict[str, str], own: set[str], name: str) -> list[str]:
    """Take keys that the user gives to an action from others of the same place; what was taken from which."""
    faults = []
    actions = {action.id: action for action in CATALOGUE}
    for mine in sorted(own & actions.keys()):
        wanted = keys.get(mine, "").split(",")
        for other, action in actions.items():
            taken = keys.get(other, action.keys).split(",")
            both = [key for key in taken if key in wanted and key != NO_KEY]
            if other == mine or action.place != actions[mine].place or not both:
                continue
            if other in own and other < mine:
                continue
            which = ", ".join(key_label(key) for key in sorted(both))
            faults.append(f"{name}: {which} is {mine} and no longer {other}")
            keys[other] = ",".join(key for key in taken if key not in both) or NO_KEY
    return faults


def _held(keys: dict[str, str], own: set[str], name: str) -> list[str]:
    """Take away keys that the user gives to an action while they lead to a place: those work before all others."""
    going = {
        key: action.id
        for action in CATALOGUE
        if action.id.startswith("go.")
        for key in keys.get(action.id, action.keys).split(",")
    }
    faults = []
    for mine in sorted(own):
        wanted = keys.get(mine, "").split(",")
        held = [] if mine.startswith("go.") else [key for key in wanted if key in going]
        faults += [
            f"{name}: {key_label(key)} is {going[key]} everywhere, so not {mine}: give {going[key]} another key first"
            for key in held
        ]
        if held:
            keys[mine] = ",".join(key for key in wanted if key not in held) or NO_KEY
    return faults


def _near(wrong: str, known: Iterable[str]) -> str:
    words = sorted(known)
    near = process.extract(wrong, words, scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    return ". Near: " + ", ".join(word for word, _, _ in near) + "." if near else "."
