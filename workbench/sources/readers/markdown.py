"""Markdown files: read as the text they are, marks included, so that offsets are those of the file."""

from __future__ import annotations

from workbench.sources.readers import plain
from workbench.sources.readers.reading import Reader

READER = Reader(name="Markdown", suffixes=(".md", ".markdown"), read=plain.read)
"""The registration of Markdown."""
