"""The user's own settings, in one TOML file of the user's configuration folder. No study data is kept there."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import BadInput, OutputRefused

CODER_VARIABLE = "WORKBENCH_CODER"
"""The environment variable that names the coder."""

STUDY_VARIABLE = "WORKBENCH_STUDY"
"""The environment variable that names the study file."""

CONFIG_VARIABLE = "WORKBENCH_CONFIG"
"""The environment variable that names another settings file, for tests and portable installations."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has set; empty where nothing was."""

    coder: str = ""


def settings_path() -> Path:
    """Where the settings are, whether or not the file exists."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("realist-workbench") / "config.toml"


def load() -> Settings:
    """The user's settings.

    Raises:
        BadInput: the file is not TOML, or has a setting that does not exist.
    """
    path = settings_path()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadInput(f"the settings file {path} cannot be used: {error}") from error
    unknown = set(data) - {"coder"}
    if unknown:
        raise BadInput(
            f"the settings file {path} has an unknown setting {sorted(unknown)[0]!r}", hint="Known: coder."
        )
    coder = data.get("coder", "")
    if not isinstance(coder, str):
        raise BadInput(f"the settings file {path}: coder must be text")
    return Settings(coder=coder)


def save_coder(name: str) -> Path:
    """Keep the coder's name; returns the settings file."""
    path = settings_path()
    settings = replace(load(), coder=name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".part")
        aside.write_text(f"coder = {json.dumps(settings.coder, ensure_ascii=False)}\n", "utf-8")
        aside.replace(path)
    except OSError as error:
        raise OutputRefused(f"the settings file {path} cannot be written: {error.strerror}") from error
    return path
