"""The user's own settings, in one TOML file of the user's configuration folder. No study data is kept there."""

from __future__ import annotations

import contextlib
import json
import os
import tomllib
from dataclasses import asdict, dataclass, fields
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
    vectors: str = ""
    """An installed spaCy pipeline, or a local folder, whose vectors suggestions may use."""
    pseudonyms: str = ""
    """The folder of the pseudonym keys, where these do not lie beside the studies."""
    parser: str = ""
    """An installed spaCy pipeline, or a local folder, whose parser tells cause from effect."""
    backups: str = ""
    """How many automatic backups of a study are kept, in digits."""


def settings_path() -> Path:
    """Where the settings are, whether or not the file exists."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("realist-workbench") / "config.toml"


def keys_path() -> Path:
    """Where the user's own keys for the screen are, whether or not the file exists: beside the settings."""
    return settings_path().with_name("keys.toml")


def pseudonym_key(study: Path) -> Path | None:
    """The key of a study's pseudonyms, `NAME.pseudonyms.csv` beside NAME.study or in the folder set; None if none.

    Of a copy under another name it is the only key that lies there.
    """
    name = f"{study.stem}.pseudonyms.csv"
    folders = [
        study.absolute().parent,
        *([Path(load().pseudonyms).expanduser()] if load().pseudonyms else []),
    ]
    if exact := [folder / name for folder in folders if (folder / name).is_file()]:
        return exact[0]
    near = [key for folder in folders for key in folder.glob("*.pseudonyms.csv")]
    return near[0] if len(near) == 1 else None


def state_folder() -> Path:
    """Where the screen keeps what is the user's alone: places of reading and drafts. It may not exist yet.

    It follows another settings file, so that tests and portable installations touch nothing of the user's.
    """
    chosen = os.environ.get(CONFIG_VARIABLE)
    if chosen:
        return Path(chosen).with_name("state")
    from platformdirs import user_state_path

    return user_state_path("realist-workbench")


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
    known = [one.name for one in fields(Settings)]
    unknown = set(data) - set(known)
    if unknown:
        raise BadInput(
            f"the settings file {path} has an unknown setting {sorted(unknown)[0]!r}",
            hint=f"Known: {', '.join(known)}.",
        )
    for name, value in data.items():
        if not isinstance(value, str):
            raise BadInput(f"the settings file {path}: {name} must be text")
    return Settings(**data)


def save(settings: Settings) -> Path:
    """Keep the settings; returns their file."""
    path = settings_path()
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in asdict(settings).items()
        if value
    ]
    try:
        write_own(path, "".join(lines))
    except OSError as error:
        raise OutputRefused(f"the settings file {path} cannot be written: {error.strerror}") from error
    return path


def write_own(path: Path, text: str) -> None:
    """Write a file of the user's: whole or not at all, in a folder made for it, readable by the user alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
    aside.replace(path)


def studies_in(folder: Path) -> tuple[Path, ...]:
    """The study files that lie in a folder, by name."""
    return tuple(sorted(path for path in folder.glob("*.study") if not path.name.startswith(".")))


MOST_RECENT = 12
"""So many studies are remembered."""


def recent_studies() -> tuple[Path, ...]:
    """The studies opened last on the screen that are still there, the latest first."""
    try:
        known = json.loads(_recent_path().read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    paths = [Path(one) for one in known if isinstance(one, str)] if isinstance(known, list) else []
    return tuple(path for path in paths if path.is_file())


def remember_study(path: Path) -> None:
    """Put a study first among those opened last. Not being able to is no reason to fail."""
    first = path.absolute()
    rest = [other for other in recent_studies() if other != first]
    with contextlib.suppress(OSError):
        write_own(
            _recent_path(), json.dumps([str(one) for one in (first, *rest)[:MOST_RECENT]], ensure_ascii=False)
        )


def _recent_path() -> Path:
    return state_folder() / "recent-studies.json"
