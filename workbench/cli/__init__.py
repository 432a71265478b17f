"""The command line: one module a noun. Words in, exit code out; the work is done in the rooms."""
