"""What a coder does: tagging excerpts with codes, and keeping the codebook."""
