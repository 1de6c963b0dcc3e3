"""The demands on pages as ``bestbefore.toml`` states them: ``[policy]``, a site's own, a rule's for some pages."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.errors import UsageError
from model.finding import Severity
from model.page import PageType
from model.policy import Policy

_NUMBERS = ("review_months", "ageing_months", "evidence_years", "statistic_years")
POLICY_KEYS = (*_NUMBERS, "name", "owner", "disable", "severities", "page_types")
# No review interval is longer than a century; larger numbers only overflow the calendar.
MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Where:
    """A table of a file: what an error names. ``prefix`` is what stands before its keys, like ``policy.``"""

    path: Path
    prefix: str = ""

    def wrong(self, key: str, words: str) -> UsageError:
        """The one line on a wrong value."""
        return UsageError(f"{self.path}: {self.prefix}{key} {words}")

    def inside(self, key: str) -> Where:
        """A table in this one."""
        return Where(self.path, f"{self.prefix}{key}.")

    def check_keys(self, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Raise UsageError at a key that is not known."""
        for key in table:
            if key not in known:
                raise UsageError(f"{self.path}: unknown key {self.prefix}{key}{meant(key, list(known))}")

    def text(self, table: Mapping[str, Any], key: str, default: str = "") -> str:
        """A text of the table. Raises UsageError where it is none, or blank."""
        value = table.get(key, default)
        if key in table and not is_text(value):
            raise self.wrong(key, f"must be a text, not {value!r}")
        return str(value)

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts, or one text for a list of one. Raises UsageError where it is neither."""
        value = table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(is_text(v) for v in value):
            raise self.wrong(key, f"must be a list of texts, not {value!r}")
        return tuple(value)

    def whole(self, table: Mapping[str, Any], key: str, least: int, most: int) -> int | None:
        """A whole number; None where there is none. Raises UsageError where it is no such number."""
        value = table.get(key)
        if value is not None and (type(value) is not int or not least <= value <= most):
            raise self.wrong(key, f"must be a whole number from {least:,} to {most:,}, not {value!r}")
        return value

    def flag(self, table: Mapping[str, Any], key: str, default: bool) -> bool:
        """True or false. Raises UsageError where it is neither."""
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {value!r}")
        return value


def read_policy(where: Where, table: Mapping[str, Any], codes: frozenset[str], base: Policy) -> Policy:
    """``base`` with what a table says. ``codes``: the checks that exist; a family ("DATE") stands for all of its
    checks, which may be named beside it. Raises UsageError with one line that names the key."""
    values: dict[str, Any] = {}
    for key in _NUMBERS:
        if key in table:
            if type(table[key]) is not int or not 1 <= table[key] <= MOST_MONTHS:
                words = f"must be a whole number above 0, at most {MOST_MONTHS}, not {table[key]!r}"
                raise where.wrong(key, words)
            values[key] = table[key]
    for key in ("name", "owner"):
        if key in table:
            if not isinstance(table[key], str):
                raise where.wrong(key, f"must be a text, not {table[key]!r}")
            values[key] = table[key]
    disabled = table.get("disable", [])
    if not isinstance(disabled, list) or not all(isinstance(d, str) for d in disabled):
        raise where.wrong("disable", "must be a list of checks")
    severities = table.get("severities", {})
    if not isinstance(severities, dict):
        raise where.wrong("severities", 'must be a table like { DATE002 = "error" }')
    check_codes(f"{where.path}: {where.prefix}disable", disabled, codes)
    check_codes(f"{where.path}: {where.prefix}severities", list(severities), codes)
    try:
        told = {code: Severity(level) for code, level in severities.items()}
    except ValueError as error:
        raise UsageError(
            f"{where.path}: {where.prefix}severities: {error}; use error, warning or note"
        ) from error
    return replace(
        base,
        disabled=base.disabled | frozenset(disabled),
        severities={**base.severities, **_spread(told, codes)},
        page_types=(*_page_types(where, table.get("page_types", {})), *base.page_types),
        **values,
    )


def page_type(where: Where, key: str, kind: object) -> PageType:
    """The page type of that name. Raises UsageError that names the nearest one."""
    known = {str(k): k for k in PageType}
    if not isinstance(kind, str) or kind not in known:
        raise UsageError(
            f"{where.path}: {where.prefix}{key}: there is no page type {kind!r}{meant(str(kind), [*known])}"
        )
    return known[kind]


def check_codes(where: str, wanted: list[str], codes: frozenset[str]) -> None:
    """Raise UsageError when one of the names is neither a check's code nor a family."""
    families = {_family(code) for code in codes}
    for code in wanted:
        if code not in codes and code.upper() not in families:
            raise UsageError(
                f"{where}: there is no check {code!r}{meant(code, sorted(codes | families), sorted(families))}"
            )


def meant(word: str, known: list[str], told: list[str] | None = None) -> str:
    """The end of a line on a word that is not known: the nearest one, else all; ``told``: instead of all, where they
    are many."""
    near = difflib.get_close_matches(word, known, n=1) or difflib.get_close_matches(word.upper(), known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known: {', '.join(told or known)}"


def is_text(value: object) -> bool:
    """True for a text that is not blank."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _spread(told: Mapping[str, Severity], codes: frozenset[str]) -> dict[str, Severity]:
    """Severities by code: a family's for each of its checks, a check's own before its family's."""
    families = {name.upper(): level for name, level in told.items() if name not in codes}
    of_family = {code: families[_family(code)] for code in sorted(codes) if _family(code) in families}
    return {**of_family, **{name: level for name, level in told.items() if name in codes}}


def _page_types(where: Where, table: object) -> tuple[tuple[str, PageType], ...]:
    if not isinstance(table, dict):
        raise where.wrong("page_types", 'must be a table like { "/news/*" = "news" }')
    return tuple((str(p), page_type(where, f"page_types.{p}", kind)) for p, kind in table.items())


def _family(code: str) -> str:
    return code.rstrip("0123456789")
