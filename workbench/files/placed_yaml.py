"""YAML to plain data with places. All but `null` stays text as written, and a field that stands twice is a fault.

YAML 1.1 reads `no` as false, `0017` as 15, `10:20` as 620 and a date as a date; here the model decides.
"""

from __future__ import annotations

from typing import Any

import yaml

from workbench.files.normalise import normalise
from workbench.files.places import Location, Place, Placed, Unparsable, twice
from workbench.files.yaml_faults import reason_of_yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: ten times as fast."""

_TAG = "tag:yaml.org,2002:"
_NULL, _MERGE = f"{_TAG}null", f"{_TAG}merge"
_KNOWN_TAGS = {
    f"{_TAG}{name}" for name in ("str", "int", "float", "bool", "timestamp", "value", "seq", "map")
}
_KNOWN_TAGS |= {_NULL, _MERGE}

MAX_DEPTH = 5_000
"""Files of ours are five levels deep; the reader in C would end the process on some fifty thousand."""


def read_yaml(text: str) -> Placed:
    """The data of a YAML text; an empty one gives None.

    Raises:
        Unparsable: not YAML, or nested too deeply.
    """
    _require_shallow(text)
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise reason_of_yaml(error, text) from error
    except RecursionError as error:
        raise Unparsable("it is nested too deeply") from error
    finally:
        loader.dispose()
    if root is None:
        return Placed(None, (), lambda _: Place(1, 1))
    builder = _Builder()
    try:
        data = builder.value(root)
    except RecursionError as error:
        raise Unparsable("it is nested too deeply") from error
    return Placed(data, tuple(builder.faults), lambda location: _place_of(root, location))


def _require_shallow(text: str) -> None:
    """Refuse what only an attack nests: brackets within brackets, and dashes after dashes."""
    if text.count("[") + text.count("{") > MAX_DEPTH:
        deep = deepest = 0
        for char in text:
            deep += (char in "[{") - (char in "]}" and deep > 0)
            deepest = max(deep, deepest)
        if deepest > MAX_DEPTH:
            raise Unparsable("it is nested too deeply")
    if "- " * MAX_DEPTH in text or "? " * MAX_DEPTH in text:
        raise Unparsable("it is nested too deeply")


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


class _Builder:
    """Makes data of nodes; what an alias names in many places is made once."""

    def __init__(self) -> None:
        self.faults: list[tuple[Place, str]] = []
        self.done: dict[int, Any] = {}

    def value(self, node: yaml.Node) -> Any:
        if node.tag not in _KNOWN_TAGS:
            self.faults.append(
                (_place(node), f"{node.tag!r} has no meaning here: put the text into quotation marks")
            )
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == _NULL else normalise(node.value).text
        if id(node) in self.done:
            return self.done[id(node)]  # a thing within itself is the model's to refuse
        if isinstance(node, yaml.SequenceNode):
            items = self.done[id(node)] = []
            items += [self.value(item) for item in node.value]
            return items
        fields = self.done[id(node)] = {}
        self._fill(fields, node)
        return fields

    def _fill(self, fields: dict[str, Any], node: yaml.Node) -> None:
        own: dict[str, Place] = {}
        for key, value in node.value:
            if key.tag == _MERGE:
                self._merge(fields, value, own)
            elif not isinstance(key, yaml.ScalarNode) or key.tag == _NULL:
                self.faults.append((_place(key), "a field needs a name before its colon"))
            elif key.value in own:
                self.faults.append((_place(key), twice(key.value, own[key.value])))
            else:
                own[key.value] = _place(key)
                fields[normalise(key.value).text] = self.value(value)

    def _merge(self, fields: dict[str, Any], node: yaml.Node, own: dict[str, Place]) -> None:
        """`<<`: fields of other groups, where this one does not have them itself."""
        for one in node.value if isinstance(node, yaml.SequenceNode) else (node,):
            other = self.value(one)
            if not isinstance(other, dict):
                self.faults.append((_place(one), "'<<' takes over the fields of a group, and this is none"))
                continue
            for name, value in other.items():
                if name not in own:
                    fields.setdefault(name, value)


def _place_of(root: yaml.Node, location: Location) -> Place:
    node, place = root, _place(root)
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        else:
            found = None
        if found is None:
            break
        place, node = _place(found[0]), found[1]
    return place
