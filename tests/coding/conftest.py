"""The command line for the tests of this part."""

from __future__ import annotations

from command_line import demo, wb

__all__ = ["demo", "wb"]
