"""Who a thing is, when it happened, and the fingerprint of a text. Names are never keys."""

from __future__ import annotations

import hashlib
import os
import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from workbench.errors import BadInput

IdSource = Callable[[], str]
"""Gives a new id at each call; passed in, so that tests and imports can decide."""

Clock = Callable[[], str]
"""Gives the present instant as ISO 8601 text in UTC."""

_last_stamp = 0


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): ordered by time, so that inserts stay at the end of an index."""
    global _last_stamp
    stamp = max(time.time_ns() // 1_000, _last_stamp + 1)
    _last_stamp = stamp
    millis, micros = divmod(stamp, 1_000)
    high = (millis << 16) | 0x7000 | (micros << 2)
    low = 0x8000_0000_0000_0000 | (int.from_bytes(os.urandom(8), "big") >> 2)
    text = f"{(high << 64) | low:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def now() -> str:
    """The present instant, to the millisecond: `2026-01-31T09:30:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def derived_id(namespace: str, key: str) -> str:
    """The same id for the same key within the same namespace (a study's id): how files keep identity.

    `namespace` is a UUID as text; `key` any text. UUID version 5 (RFC 9562).
    """
    return str(uuid.uuid5(uuid.UUID(namespace), key))


SHORT_ID_CHARS = 8
"""As much of an id's end is shown to people: ids of one minute begin alike and differ at the end."""


def short_id(identity: str) -> str:
    """The end of an id, as people see and type it; front ends take it wherever they take the id."""
    return identity[-SHORT_ID_CHARS:]


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID in its usual 36-character form."""
    if len(text) != 36:
        return False
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def sha256_text(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def excerpt_id(revision_id: str, start_char: int, end_char: int) -> str:
    """The id of a span of a revision: content-addressed, so that two coders' equal spans are one excerpt."""
    digest = hashlib.sha256(f"{revision_id}:{start_char}:{end_char}".encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


MAX_NAME = 200
"""Names longer than this are a mistake, such as a pasted paragraph."""


def clean_name(name: str, what: str) -> str:
    """A name with its white space tidied.

    Raises:
        BadInput: empty, too long, or with control characters.
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise BadInput(f"a {what} needs a name")
    if len(tidy) > MAX_NAME:
        raise BadInput(f"this {what}'s name has {len(tidy)} characters; at most {MAX_NAME} make sense")
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", tidy):
        raise BadInput(f"the {what} name {tidy!r} holds control characters")
    return tidy
