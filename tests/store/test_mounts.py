"""Mount tables as the systems write them: which filesystem a file lies on, and whether it is another machine's."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from workbench.store.mounts import filesystem_of, is_network, read_mac_mounts, read_mountinfo

LINUX = """\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
30 27 0:25 / /home rw shared:1 - autofs systemd-1 rw,fd=38
31 30 0:26 / /home rw shared:2 master:4 - nfs4 server:/home rw,vers=4.2
32 27 0:27 / /mnt/our\\040share rw - cifs //server/share rw
33 31 0:28 / /home/ann/vault rw - fuse.gocryptfs /home/ann/.vault rw
34 27 0:29 / /mnt/far rw - fuse.sshfs ann@server:/data rw
a line that is none
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server/share on /Volumes/our share (1) (smbfs, nodev, nosuid, mounted by ann)
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/data/a.study", "ext4", False),
        ("/home/ann/a.study", "nfs4", True),
        ("/home/ann/vault/a.study", "fuse.gocryptfs", False),
        ("/homely/a.study", "ext4", False),
        ("/mnt/our share/a.study", "cifs", True),
        ("/mnt/far/deep/down/a.study", "fuse.sshfs", True),
    ],
)
def test_the_deepest_and_latest_mount_counts(path: str, kind: str, network: bool) -> None:
    found = filesystem_of(PurePosixPath(path), read_mountinfo(LINUX))
    assert (found, is_network(found)) == (kind, network)


def test_a_mac_names_its_shares() -> None:
    table = read_mac_mounts(MAC)
    assert filesystem_of(PurePosixPath("/Volumes/our share (1)/a.study"), table) == "smbfs"
    assert filesystem_of(PurePosixPath("/Users/ann/a.study"), table) == "apfs"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("S:\\work\\a.study", "remote"),
        ("\\\\server\\share\\a.study", "remote"),
        ("C:\\work\\a.study", ""),
        ("\\\\?\\C:\\work\\a.study", ""),
    ],
)
def test_windows_knows_shares_by_letter_and_by_name(path: str, kind: str) -> None:
    assert filesystem_of(PureWindowsPath(path), (("S:\\", "remote"),)) == kind


@pytest.mark.parametrize("kind", ["nfs", "smb3", "9p", "afs", "fuse.rclone", "fuse.davfs2"])
def test_filesystems_of_other_machines(kind: str) -> None:
    assert is_network(kind)


@pytest.mark.parametrize("kind", ["", "ext4", "overlay", "tmpfs", "btrfs", "zfs", "fuseblk", "fuse.mergerfs"])
def test_local_filesystems(kind: str) -> None:
    assert not is_network(kind)
