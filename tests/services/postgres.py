"""A PostgreSQL server of a test's own, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

BIN = Path("/usr/lib/postgresql/15/bin")


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server that lives as long as the block; it refuses to run as root, so it does not."""
    if not (BIN / "initdb").exists():
        missing = pytest.fail if os.environ.get("BESTBEFORE_REQUIRE_SHARED") else pytest.skip
        missing("PostgreSQL 15 is not installed (.ci/run does)")
    folder = Path(tempfile.mkdtemp(prefix="bestbefore-pg-", dir="/tmp"))  # a socket's path must be short
    folder.chmod(0o755)
    user: dict[str, Any] = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    run = {"env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, "cwd": folder, **user}
    made = [BIN / "initdb", "-D", data, "-A", "trust", "-U", "bestbefore", "-E", "UTF8", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, **run)
    process = subprocess.Popen(
        [BIN / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder, "-F"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **run,
    )  # fmt: skip
    try:
        for _ in range(200):
            ready = [BIN / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
            if subprocess.run(ready, capture_output=True).returncode == 0:
                break
            time.sleep(0.05)
        yield f"postgresql://bestbefore@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGINT)  # ends at once; SIGTERM waits for who is connected
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str) -> str:
    """The URL of an empty database on a server."""
    name = f"t{time.monotonic_ns()}"
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    return server.rsplit("/", 1)[0] + f"/{name}"


def cut_connections(database: str) -> int:
    """End every connection to a database but this one, as a server's operator does; how many there were."""
    with psycopg.connect(database, autocommit=True) as db:
        ended = db.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(ended[0]) if ended else 0
