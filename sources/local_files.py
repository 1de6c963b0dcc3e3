"""Local files that only save work: where they fail, the run goes on without them and says so."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def usable_folder(path: Path) -> str:
    """Why a folder cannot be written to, in a few words; empty when it can. It is made where there is none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".try-", dir=path)
        os.close(handle)
        Path(name).unlink()
    except (OSError, ValueError) as error:
        return str(getattr(error, "strerror", "") or error)
    return ""


def set_aside(path: Path) -> None:
    """Move a damaged SQLite file out of the way ("x.sqlite.damaged"), with what belongs to it."""
    path.replace(path.with_name(f"{path.name}.damaged"))
    for tail in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
