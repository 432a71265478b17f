"""Reads a study for `analysis/`: one module a question that a researcher asks of the whole of it."""
