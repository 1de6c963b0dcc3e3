"""Whatever the umask says holds for all that is written: report, store, cache, log."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).with_name("bestbefore")


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_what_is_written_follows_the_umask(tmp_path: Path, umask: int) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "p.html").write_text("<h1>Rest</h1><p>The FDA approved olaparib in 2014.</p>")
    written = tmp_path / "written"
    written.mkdir()
    places = {"XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_CACHE_HOME": "cache"}
    env = os.environ | {name: str(written / folder) for name, folder in places.items()}
    env.pop("BESTBEFORE_CACHE_DIR", None)
    words = ["audit", tmp_path / "site", "--sources", "snapshot", "--out", written / "out", "-q"]
    for _night in range(2):  # the second replaces the report of the first
        subprocess.run([BIN, *map(str, words)], env=env, umask=umask, check=False, timeout=120)
    found = [p for p in written.rglob("*") if not p.is_symlink()]
    assert {p.relative_to(written).parts[0] for p in found} >= {"out", "data", "cache"}
    open_to_others = [str(p) for p in found if p.stat().st_mode & umask & 0o777]
    assert open_to_others == []
    assert (written / "out").stat().st_mode & 0o777 == 0o777 & ~umask
    assert (written / "out" / "index.html").stat().st_mode & 0o777 == 0o666 & ~umask
