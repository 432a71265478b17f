"""The realist workbench: code interviews, assemble CMO configurations, report them.

Rooms are named after what a researcher does; `docs/architecture.md` draws them.
"""

__version__ = "0.1.0"
