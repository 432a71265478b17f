"""Office files as zip archives whose bytes depend on their content alone."""

from __future__ import annotations

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip entry can carry."""


def with_fixed_dates(data: bytes) -> bytes:
    """The archive anew with every entry dated 1980: writers stamp the clock, which would change the bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh,
    ):
        for entry in archive.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            fresh.writestr(info, archive.read(entry))
    return out.getvalue()
