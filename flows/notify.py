"""Who is told what, and the telling: addresses of Apprise (mail, Slack, Teams and a hundred more), kept out of logs."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import apprise

from model.errors import BestbeforeError, UsageError

# The environment's variable with the addresses of operators and, where an owner has none, of editors.
OPERATORS, EDITORS = "BESTBEFORE_NOTIFY", "BESTBEFORE_NOTIFY_EDITORS"
_KEYS = ("operators", "editors", "owners", "late_minutes")
_GRACE = 120


class NotifyError(BestbeforeError):
    """A message that could not be delivered. Names no address: they hold passwords."""


@dataclass(frozen=True, slots=True)
class Notify:
    """``[notify]`` of ``bestbefore.toml``. ``operators`` are told of trouble, ``owners`` of what is new on their pages,
    ``editors`` of what has no owner with an address. Each is a list of Apprise addresses. ``grace``: how much later
    than usual a night may finish before it counts as missing."""

    operators: tuple[str, ...] = field(default=(), repr=False)
    editors: tuple[str, ...] = field(default=(), repr=False)
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    grace: timedelta = timedelta(minutes=_GRACE)

    def of_owner(self, owner: str) -> tuple[str, ...]:
        """The addresses of an owner, else the editors'."""
        return self.owners.get(owner) or self.editors


def read_notify(table: Mapping[str, Any], where: str, environ: Mapping[str, str] | None = None) -> Notify:
    """``[notify]`` as read from TOML. A value ``$NAME`` is taken from the environment, so that no password need
    stand in the file; without any, BESTBEFORE_NOTIFY and BESTBEFORE_NOTIFY_EDITORS count.

    Raises UsageError with one line that names the key and never the address.
    """
    environ = os.environ if environ is None else environ
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"{where}: unknown key notify.{key}; known: {', '.join(_KEYS)}")
    owners = table.get("owners", {})
    if not isinstance(owners, Mapping):
        raise UsageError(
            f'{where}: notify.owners must be a table like {{ "Oncology desk" = "$ONCOLOGY_MAIL" }}'
        )
    minutes = table.get("late_minutes", _GRACE)
    if type(minutes) not in (int, float) or not 0 <= minutes <= 10_080:
        raise UsageError(
            f"{where}: notify.late_minutes must be a number of minutes up to a week, not {minutes!r}"
        )

    def addresses(key: str, value: object) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise UsageError(f"{where}: notify.{key} must be an address of Apprise or a list of them")
        found: list[str] = []
        for one in values:
            if one.startswith("$"):
                if one[1:] not in environ:
                    raise UsageError(
                        f"{where}: notify.{key} names {one}, which is not set in the environment"
                    )
                found += environ[one[1:]].split()
            else:
                found.append(one)
        if not all(apprise.Apprise.instantiate(url, suppress_exceptions=True) for url in found):
            raise UsageError(
                f"{where}: notify.{key} holds an address that Apprise cannot read (mailto://…, slack://…)"
            )
        return tuple(found)

    return Notify(
        addresses("operators", table.get("operators") or environ.get(OPERATORS, "").split()),
        addresses("editors", table.get("editors") or environ.get(EDITORS, "").split()),
        {str(name): addresses(f"owners.{name}", value) for name, value in owners.items()},
        timedelta(minutes=minutes),
    )


def tell(addresses: tuple[str, ...], title: str, body: str) -> None:
    """Send one message, as Markdown, to all addresses. Raises NotifyError when one of them did not take it."""
    desk = apprise.Apprise()
    for address in addresses:
        desk.add(address)
    quiet = logging.getLogger("apprise")
    before, quiet.disabled = quiet.disabled, True  # it logs addresses
    try:
        delivered = desk.notify(body=body, title=title, body_format=apprise.NotifyFormat.MARKDOWN)
    finally:
        quiet.disabled = before
    if not delivered:
        raise NotifyError(f"a message could not be delivered to all of {len(addresses)} addresses: {title}")
