"""A report on disk, read back: what its ``findings.jsonl`` begins with, and its pages, one line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.errors import UsageError

# The file of a report that programs read line by line: a head (run, counts, causes), then a page a line.
DATA = "findings.jsonl"


@contextmanager
def published(folder: Path) -> Iterator[tuple[dict[str, Any], Iterator[str]]]:
    """The head of the report in a folder, and its pages as lines of JSON; no more than a line is held.

    Raises UsageError where there is none that can be read, also for what the caller looks for in it and does not find
    (KeyError and the like): the file is another program's, or was cut.
    """
    try:
        with (folder / DATA).open(encoding="utf-8") as lines:
            head = json.loads(next(lines))
            if not isinstance(head, dict):
                raise TypeError("its first line is no head")
            yield head, lines
    except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration) as error:
        raise UsageError(
            f"{folder}: there is no report here that can be read; audit first, or name another folder"
        ) from error
