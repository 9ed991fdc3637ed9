"""Which folders are on a file system of the network, by tables that the test writes."""

import pytest

from models.folder.mounts import network_file_system

TABLE = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /srv/home nfs4 rw 0 0
server:/wire /srv/the\\040wire nfs rw 0 0
me@host: /srv/ssh fuse.sshfs rw 0 0
/dev/fuse /srv/local fuse.ntfs-3g rw 0 0
tmpfs /srv/home/local tmpfs rw 0 0
//server/share /srv/covered cifs rw 0 0
/dev/sdb1 /srv/covered xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/other", ""),
        ("/srv/home", "nfs4"),
        ("/srv/home/me/wire", "nfs4"),
        ("/srv/homestead", ""),
        ("/srv/the wire/today", "nfs"),
        ("/srv/ssh/wire", "fuse.sshfs"),
        ("/srv/local/wire", ""),
        ("/srv/home/local/wire", ""),
        ("/srv/covered/wire", ""),
    ],
)
def test_the_innermost_mount_decides(tmp_path, folder, kind):
    table = tmp_path / "mounts"
    table.write_text(TABLE)
    assert network_file_system(folder, table) == kind


def test_without_a_table_nothing_is_known(tmp_path):
    assert network_file_system(tmp_path, tmp_path / "none") == ""
