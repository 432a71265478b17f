"""The command line for the tests of this part."""

from __future__ import annotations

from command_line import _templates, demo, prepared, wb

__all__ = ["_templates", "demo", "prepared", "wb"]
