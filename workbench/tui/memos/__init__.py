"""The memos of the study."""
