"""Anchors in doubt: codings and evidence whose words are not those of their text, or whose text is no longer current.

Each text is read once, one in memory at a time; in a large study that takes a second or two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, exists, func, select

from workbench.model.identity import sha256_text
from workbench.model.overview import DoubtfulAnchor
from workbench.store.reading.bodies import decoded
from workbench.store.schema import TABLES

MOST_NAMED = 200
"""Doubtful anchors that are named; with more, something is wrong that `study check` tells better."""

OTHER_WORDS = "the text there is not what was coded"
OLDER_TEXT = "it stands in an older text of this source"
