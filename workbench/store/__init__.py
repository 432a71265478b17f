"""The study file: opening, changing, reading, checking, backing up. The only SQL in the project.

Modules whose names begin with `sqlite_` speak SQLite's own dialect; the others speak SQLAlchemy Core.
"""
