"""Folders that a service copies elsewhere, by their names and by what the services lay into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.files.synced_folders import caution, syncing_service


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/Project", "Dropbox"),
        ("Dropbox (University of X)", "Dropbox"),
        ("OneDrive - University of X/Project", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud/Project", "Nextcloud"),
        ("Dropbox notes", ""),
        ("Project", ""),
    ],
)
def test_known_by_name(tmp_path: Path, folder: str, service: str) -> None:
    assert syncing_service(tmp_path / folder / "a.study") == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_0a1b2c.db", "Nextcloud"),
        ("desktop.ini", ""),
    ],
)
def test_known_by_what_lies_in_a_folder_above(tmp_path: Path, mark: str, service: str) -> None:
    deep = tmp_path / "shared" / "project"
    deep.mkdir(parents=True)
    (tmp_path / "shared" / mark).mkdir()
    assert syncing_service(deep / "a.study") == service
    assert (service in caution(deep / "a.study")) if service else not caution(deep / "a.study")
