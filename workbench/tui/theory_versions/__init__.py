"""Versions of the programme theory: a list, reading, and what changed."""
