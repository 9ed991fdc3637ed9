"""The whole program over SSH: a server of the test's own on the loopback, a real client, a terminal around it."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tui.terminal import SECOND, Terminal, environment, gone

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
SSH, KEYGEN = shutil.which("ssh"), shutil.which("ssh-keygen")

pytestmark = pytest.mark.skipif(not (SSHD and SSH and KEYGEN), reason="there is no sshd, ssh or ssh-keygen here")

CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {place}/host
AuthorizedKeysFile {place}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
"""


@dataclass
class Server:
    """A server that lets this user in by a key."""

    place: Path
    port: int

    def login(self, command: str, home: Path) -> Terminal:
        """Run a command on a terminal of the server's."""
        assert SSH
        options = [
            *("-F", "none", "-tt", "-p", str(self.port), "-i", str(self.place / "user")),
            *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "IdentitiesOnly=yes"),
            *("-o", "LogLevel=ERROR", "-o", "BatchMode=yes"),
        ]
        return Terminal([SSH, *options, f"{getpass.getuser()}@127.0.0.1", command], environment(home))


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert SSHD
    assert KEYGEN
    place, port = tmp_path_factory.mktemp("sshd"), free_port()
    for name in ("host", "user"):
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)], check=True)
    (place / "config").write_text(CONFIG.format(port=port, place=place))
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where it puts off its rights
    log = place / "log"
    running = subprocess.Popen([SSHD, "-D", "-f", str(place / "config"), "-E", str(log)])
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert running.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
        yield Server(place, port)
    finally:
        running.terminate()
        running.wait()


def command(folder: Path, home: Path) -> str:
    names = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    given = environment(home)
    own = " ".join(f"{name}={given[name]}" for name in names)
    root = Path(__file__).parents[2]
    return f"cd {root} && LC_ALL=C.UTF-8 {own} exec {sys.executable} -m tui {folder} --store {home / 'store.sqlite3'}"


def test_a_day_over_ssh_and_a_connection_that_drops(server: Server, folder: Path, tmp_path: Path) -> None:
    line = server.login(command(folder, tmp_path), tmp_path)
    try:
        line.until_text("Sergei Lavrov")
        (folder / "second.txt").write_text(SECOND)
        line.until_text("2 dispatches")
        line.until_text("JPN")
        line.press("/lavrov\r")
        line.until(lambda: "/lavrov" in line.text and "JPN" not in line.text, "the filter")
        line.press("\x1b")
        line.until_text("JPN")
        line.press("q")
        line.until_ended()
        assert os.waitstatus_to_exitcode(line.status or 0) == 0
        assert line.output.rindex(b"\x1b[?1049l") > line.output.rindex(b"\x1b[?1049h")
        gone(line, folder)
    finally:
        line.close()
    (kept,) = (tmp_path / "state" / "brief-tui").glob("store-*.session.json")
    kept.unlink()
    line = server.login(command(folder, tmp_path), tmp_path)
    try:
        line.until_text("up to date")
        line.drop()
        gone(line, folder)
        assert kept.exists()
    finally:
        line.close()
