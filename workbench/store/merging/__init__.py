"""Merging copies of a study: what each did since they parted, compared row by row, and put together as one change."""
