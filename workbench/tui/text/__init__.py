"""A transcript in cells: laid out, painted, selected in. Most of it is pure."""
