"""One process of the clock: started in its own group with a lock that tells whether it lives, stopped for sure.

The lock is an open file that the child inherits: the kernel lets it go when the child is gone, however it went. So a
process left behind by a clock that was killed is known from one whose number was given to a stranger.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from model.errors import UsageError

# Seconds that a process has for a clean end before it is killed.
PATIENCE = 20
# Bytes of a log above which the next start keeps it as the older one and begins anew.
_LARGEST_LOG = 10_000_000


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the clock of a home. Raises UsageError when another process has it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("a+") as lock:
        if not _taken(lock):
            lock.seek(0)
            raise UsageError(
                f"the clock of this folder is up already (process {lock.read().strip() or 'unknown'})"
            )
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def is_up(home: Path) -> int | None:
    """The number of the process that holds the clock of a home, None when none does."""
    try:
        with (home / "up.lock").open("r+") as lock:
            return None if _taken(lock) else int(lock.read().strip() or 0)
    except (OSError, ValueError):
        return None


@dataclass
class Child:
    """A running process of the clock."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def stop(self, patience: float = PATIENCE) -> None:
        """End it and what it started: politely, then for sure. The group is named while its leader is not yet
        collected, so its number cannot have been given away."""
        if self.process.returncode is None:
            _signal_group(self.process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        _signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(
    name: str, command: list[str], home: Path, folder: Path, env: Mapping[str, str], log: Path
) -> Child:
    """Start a process in ``folder`` whose words go to ``log``; what is left of an earlier one is ended first."""
    end_leftover(name, home)
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    with (home / f"{name}.lock").open("a+") as lock, log.open("ab") as words:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal reaches the clock alone, which then ends its children
            pass_fds=(lock.fileno(),),
        )
        lock.truncate(0)
        lock.write(str(process.pid))
    return Child(name, process, log)


def end_leftover(name: str, home: Path) -> bool:
    """End a process of this name that an earlier clock left behind; True when there was one."""
    try:
        lock = (home / f"{name}.lock").open("r+")
    except OSError:
        return False
    with lock:
        if _taken(lock):
            return False
        pid = int(lock.read().strip() or 0)
        if pid <= 1:
            return False
        _signal_group(pid, signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not _taken(lock):
            time.sleep(0.1)
        if not _taken(lock):
            _signal_group(pid, signal.SIGKILL)
            time.sleep(0.2)
        return True


def _taken(lock: IO[str]) -> bool:
    """Take a lock if nobody has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _signal_group(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
