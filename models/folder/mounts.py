"""Which file system a folder is on: one shared over a network tells nobody of what others change in it."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")

#: File systems, by the kernel's names, that send no notices of changes made on another machine.
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "glusterfs", "lustre", "gpfs", "beegfs",
    "ncpfs", "ocfs2", "gfs2", "orangefs", "pvfs2", "davfs", "vboxsf", "prl_fs", "virtiofs", "drvfs",
})  # fmt: skip
#: Those that programs serve, by the program: "fuse.sshfs".
_SERVED = frozenset({
    "sshfs", "rclone", "s3fs", "gcsfuse", "goofys", "glusterfs", "davfs2", "smbnetfs", "curlftpfs", "vmhgfs-fuse",
    "mount.s3fs", "ceph", "juicefs", "cvmfs2", "gvfsd-fuse", "blobfuse", "blobfuse2", "mfs", "lizardfs",
})  # fmt: skip


def network_file_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kernel's name of the network file system that a folder is on; empty where it is on none, or unknown.

    `mounts` is the kernel's table; where it cannot be read, nothing is known.
    """
    try:
        table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    place = os.path.realpath(folder)
    longest, kind = "", ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
        # Of two at the same place, the later one lies on top.
        if len(point) >= len(longest) and (place == point or place.startswith(point.rstrip("/") + "/")):
            longest, kind = point, fields[2]
    served = kind.removeprefix("fuse.") in _SERVED if kind.startswith("fuse.") else False
    return kind if kind in _NETWORK or served else ""
