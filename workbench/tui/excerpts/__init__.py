"""Asking for coded excerpts, and searching the texts."""
