"""A site's own mends of the shipped facts: ``facts-overrides.tsv``, beside ``bestbefore.toml``.

The columns of ``events.tsv`` (any of them, in any order) and ``op``:

- ``add``: the line is one more fact. ``drug``, ``action``, ``date`` and ``source`` are needed; a drug that nobody
  knows yet becomes known by its key and ``brand``.
- ``remove``: the shipped line that agrees in every cell given goes.
- ``replace``: the shipped line of that drug, action and condition (and brand, application, then date, where several
  remain) takes over the other cells given; "-" empties a cell.

Only what ships is mended: a fact that a label or a list of FDA tells on its own stays. Every error is one line that
names file and line.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from pathlib import Path

from model.errors import UsageError
from sources.snapshot.events import COLUMNS, Line, lines

FILE = "facts-overrides.tsv"
BESIDE = "bestbefore.toml"
OPS = ("add", "remove", "replace")
_NEEDED = ("drug", "action", "date", "source")
_TOLD_APART_BY = ("brand", "application", "date")


def find_overrides(folder: Path) -> Path | None:
    """The overrides of ``folder`` or of the nearest one above it that has them or a ``bestbefore.toml``."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        if (place / BESIDE).is_file():
            return None
    return None


def read_overrides(path: Path) -> list[Line]:
    """The lines of ``path``. Raises UsageError with one line on a file that can't be read or is malformed."""
    try:
        rows = list(lines(path))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text") from error
    except ValueError as error:
        raise UsageError(f"{path.parent / str(error)}") from error
    for column in rows[0].cells if rows else ():
        if column not in ("op", *COLUMNS):
            raise UsageError(f"{path}: unknown column {column!r}{_meant(column, ('op', *COLUMNS))}")
    for row in rows:
        if row["op"] not in OPS:
            raise UsageError(f"{row.where}: op is {row['op']!r}, not one of: {', '.join(OPS)}")
        missing = [c for c in (_NEEDED if row["op"] == "add" else _NEEDED[:2]) if not row[c]]
        if missing:
            raise UsageError(f"{row.where}: {' and '.join(missing)} missing")
        if row["source"] and not row["source"].startswith(("https://", "http://")):
            raise UsageError(f"{row.where}: source {row['source']!r} is not a web address")
    return rows


def mend(shipped: list[Line], overrides: list[Line]) -> list[Line]:
    """The shipped lines as the overrides leave them, in their order. Raises UsageError where one matches no line,
    or more than one."""
    rows = list(shipped)
    for override in overrides:
        if override["op"] == "add":
            rows.append(override)
            continue
        at = _at(rows, override)
        if override["op"] == "remove":
            del rows[at]
        else:
            given = {c: "" if v == "-" else v for c, v in override.cells.items() if v and c != "op"}
            rows[at] = Line(override.where, dict(rows[at].cells) | given)
    return rows


def check_words(row: Line, tables: dict[str, Collection[str]]) -> None:
    """Raise UsageError where a cell of ``row`` is no key of its column's table (several are divided by ";")."""
    for column, known in tables.items():
        for key in (part.strip() for part in row[column].split(";")):
            if key and key != "-" and key not in known:
                raise UsageError(f"{row.where}: {column} {key!r} is not known{_meant(key, known)}")


def _at(rows: list[Line], override: Line) -> int:
    """The place of the one line that an override speaks of."""
    removed = override["op"] == "remove"
    fixed = [c for c in COLUMNS if override[c]] if removed else ["drug", "action", "condition"]
    found = [i for i, row in enumerate(rows) if all(row[c] == override[c] for c in fixed)]
    for column in () if removed else _TOLD_APART_BY:
        if len(found) > 1 and any(rows[i][column] == override[column] for i in found):
            found = [i for i in found if rows[i][column] == override[column]]
    if len(found) != 1:
        told = ", ".join(f"{c} {override[c]!r}" for c in fixed if override[c])
        which = f"{len(found)} shipped lines have" if found else "no shipped line has"
        more = "; name its brand, application or date too" if found else ""
        raise UsageError(f"{override.where}: {which} {told}{more}")
    return found[0]


def _meant(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
