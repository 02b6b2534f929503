"""A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, on a socket of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")


def programs() -> Path | None:
    """The folder that holds initdb and pg_ctl, or None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = [one for place in PLACES for one in Path(place).glob("*/bin/initdb")]
    return max(found).parent if found else None


@contextmanager
def running() -> Iterator[str]:
    """Start a server and give the SQLAlchemy address of its database; it ends with the block.

    PostgreSQL refuses to run as root: then it runs as the user «postgres» that its package makes.
    """
    bin_folder = programs()
    assert bin_folder is not None
    # Not in a folder of pytest: those are closed to other users, and too deep for the path of a socket.
    cluster = Path(tempfile.mkdtemp(prefix="pg"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(cluster, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], cwd="/", capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    data = cluster / "data"
    run(str(bin_folder / "initdb"), "-D", str(data), "-U", "essai", "--auth=trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {cluster} -c fsync=off -c max_connections=200"
    try:
        run(
            str(bin_folder / "pg_ctl"),
            "-D",
            str(data),
            "-w",
            "-o",
            options,
            "-l",
            str(cluster / "log"),
            "start",
        )
        yield f"postgresql+psycopg://essai@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*as_user, str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            cwd="/",
            capture_output=True,
            check=False,
        )
        shutil.rmtree(cluster, ignore_errors=True)
