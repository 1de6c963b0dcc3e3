"""Every test of the store runs on SQLite and, where PostgreSQL 15 is installed, on a real server of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from store.store import Store

BIN = Path("/usr/lib/postgresql/15/bin")
PLACES = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The URL of a PostgreSQL server that lives as long as the tests; it refuses to run as root, so it does not."""
    if not (BIN / "initdb").exists():
        missing = pytest.fail if os.environ.get("BESTBEFORE_REQUIRE_SHARED") else pytest.skip
        missing("PostgreSQL 15 is not installed (.ci/run does)")
    folder = Path("/tmp") / f"bestbefore-pg-{os.getpid()}"  # a socket's path must be short
    folder.mkdir(mode=0o755)
    user = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    run = {"env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, "cwd": folder, **user}
    subprocess.run([BIN / "initdb", "-D", data, "-A", "trust", "-U", "bestbefore", "-E", "UTF8", "--no-sync"],
                   check=True, capture_output=True, **run)  # fmt: skip
    process = subprocess.Popen(
        [BIN / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder, "-F"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **run,
    )  # fmt: skip
    try:
        for _ in range(200):
            if (
                subprocess.run(
                    [BIN / "pg_isready", "-h", "127.0.0.1", "-p", str(port)], capture_output=True
                ).returncode
                == 0
            ):
                break
            time.sleep(0.05)
        yield f"postgresql://bestbefore@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    """A place for an empty store, of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    import psycopg

    url = request.getfixturevalue("server")
    name = f"t{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    yield url.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def store(place):
    with Store(place) as opened:
        yield opened
