"""Whether a file lies in a folder that a service copies to other machines behind everybody's back.

Such a service copies a study and its side files each for itself and at times of its own, and writes over one person's
file with another's; so who has it open elsewhere loses work, or the file is damaged.
"""

from __future__ import annotations

import re
from pathlib import Path

_NAMES = {
    "Dropbox": r"dropbox( \(.+\))?|dropbox-.+",
    "OneDrive": r"onedrive( - .+|-.+)?",
    "Google Drive": r"google ?drive(-.+)?",
    "iCloud": r"icloud ?drive|com~apple~clouddocs|mobile documents",
    "Nextcloud": r"nextcloud\d?",
    "ownCloud": r"owncloud\d?",
}
"""What the folders of the services are called unless somebody renames them."""

_MARKS = {
    "Dropbox": (".dropbox.cache", ".dropbox"),
    "Google Drive": (".tmp.drivedownload", ".tmp.driveupload"),
    "Nextcloud": (".nextcloudsync.log", ".sync_*.db", "._sync_*.db"),
    "ownCloud": (".owncloudsync.log",),
    "Syncthing": (".stfolder",),
}
"""What the services lay into the root of the folder that they copy."""


def syncing_service(path: Path) -> str:
    """The service that copies the folder in which `path` lies, such as `Dropbox`; empty if none is known to."""
    for folder in path.absolute().resolve().parents:
        for service, pattern in _NAMES.items():
            if re.fullmatch(pattern, folder.name, re.IGNORECASE):
                return service
        if folder != Path.home() and (service := _marked(folder)):
            return service
    return ""


def _marked(folder: Path) -> str:
    """The service whose marks lie in a folder. The user's home is left out: settings of services lie there."""
    try:
        hidden = [Path(one.name) for one in folder.iterdir() if one.name.startswith(".")]
    except OSError:
        return ""
    for service, marks in _MARKS.items():
        if any(one.match(mark) for one in hidden for mark in marks):
            return service
    return ""


def caution(path: Path) -> str:
    """A sentence of warning for the people who work in `path`; empty where nothing threatens."""
    service = syncing_service(path)
    if not service:
        return ""
    return (
        f"{path.name} lies in a folder that {service} copies: two who work on it at once lose work. "
        "Keep it elsewhere, and send copies: workbench study copy --for NAME"
    )
