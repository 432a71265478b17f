"""Which kind of filesystem a file lies on, and whether other machines may write there at the same time.

SQLite's write-ahead log needs memory that all who have the file open share, so that it cannot work over a network
(https://www.sqlite.org/wal.html, "all processes using a database must be on the same host computer").
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path, PurePath

MOUNT_TABLE = Path("/proc/self/mountinfo")
"""Linux's list of what is mounted where (proc_pid_mountinfo(5))."""

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "davfs2",
        "9p",
        "afs",
        "openafs",
        "auristorfs",
        "coda",
        "ncpfs",
        "ncp",
        "ceph",
        "lustre",
        "beegfs",
        "gpfs",
        "glusterfs",
        "orangefs",
        "pvfs2",
        "vboxsf",
        "vmhgfs",
        "prl_fs",
        "remote",
    }
)
"""Filesystems of other machines, and folders that a virtual machine shares with its host."""

_LOCAL_FUSE = frozenset(
    {
        "gocryptfs",
        "encfs",
        "cryfs",
        "securefs",
        "veracrypt",
        "ecryptfs",
        "mergerfs",
        "bindfs",
        "unionfs",
        "fuse-overlayfs",
        "ntfs",
        "ntfs-3g",
        "exfat",
        "ext2",
        "lxcfs",
        "portal",
    }
)
"""Filesystems under FUSE that add something to a local disk, such as encryption; all others are taken for remote."""

_ESCAPED = re.compile(r"\\([0-7]{3})")

_MAC_LINE = re.compile(r"^.* on (?P<place>/.*) \((?P<kind>[^,)]+)[^)]*\)$")


def network_filesystem(path: Path) -> str:
    """The kind of network filesystem on which `path` lies (such as `nfs4`); empty if none, or if it cannot be told."""
    kind = filesystem_of(path.absolute().resolve(), mounted())
    return kind if is_network(kind) else ""


def is_network(kind: str) -> bool:
    """Whether a filesystem of this kind belongs to another machine."""
    if kind.startswith("fuse."):
        return kind.removeprefix("fuse.").split(".")[-1] not in _LOCAL_FUSE
    return kind in _NETWORK


def filesystem_of(path: PurePath, table: tuple[tuple[str, str], ...]) -> str:
    """The kind of the deepest mount above `path`; of several on one place the last, which covers the others.

    On Windows a share may be named without a drive's letter.
    """
    if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
        return "remote"
    above = {str(path), *map(str, path.parents)}
    deepest = ("", "")
    for place, kind in table:
        if place in above and len(place) >= len(deepest[0]):
            deepest = (place, kind)
    return deepest[1]


def mounted() -> tuple[tuple[str, str], ...]:
    """Place and kind of each mount, in the order of mounting; empty where the system does not tell."""
    if sys.platform == "win32":
        return _windows_drives()
    if sys.platform == "darwin":
        return _mac_mounts()
    try:
        return read_mountinfo(MOUNT_TABLE.read_text("utf-8", errors="surrogateescape"))
    except OSError:
        return ()


def read_mountinfo(text: str) -> tuple[tuple[str, str], ...]:
    """The lines of a `mountinfo`: the fifth field is the place, the first after the lone dash the kind."""
    found = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if dash and len(fields) > 4 and after:
            place = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[4])
            found.append((place, after.split(" ")[0]))
    return tuple(found)


def read_mac_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """The lines of macOS's `mount`: `//ann@host/share on /Volumes/share (smbfs, nodev, nosuid)`."""
    return tuple(
        (one["place"], one["kind"].strip()) for one in map(_MAC_LINE.match, text.splitlines()) if one
    )


@cache
def _mac_mounts() -> tuple[tuple[str, str], ...]:
    """Asked once in a process."""
    try:
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return read_mac_mounts(said.stdout)


def _windows_drives() -> tuple[tuple[str, str], ...]:
    """The roots that Windows calls remote: the drives' letters that stand for a share."""
    import ctypes

    kernel: object = getattr(ctypes, "windll", None)
    drive_type = getattr(getattr(kernel, "kernel32", None), "GetDriveTypeW", None)
    if drive_type is None:
        return ()
    remote = 4
    roots = [f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    return tuple((root, "remote") for root in roots if drive_type(root) == remote)
