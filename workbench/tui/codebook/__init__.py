"""The codebook as a tree, and the excerpts of one code."""
