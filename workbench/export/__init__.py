"""Renderers from values to bytes: tables, reports, codings, codebook. No database, no printing."""
