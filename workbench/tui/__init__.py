"""The screen: reading and coding in a terminal.

Talks to a study through `desk.Desk` alone; no SQL, no files.
"""
