"""What an operator changed in Prefect's dashboard survives a deploy: pure, a merge of three.

What was deployed last is remembered with the deployment as short digests. A parameter, the schedules or the pause
that differ from it were changed by somebody, and stay; everything else becomes what is wanted now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The label on a deployment that remembers what was deployed last.
LABEL = "bestbefore.deployed"


@dataclass(frozen=True, slots=True)
class Changeable:
    """What an operator may change. A schedule has ``schedule``, ``active`` and ``parameters``."""

    parameters: Mapping[str, Any]
    schedules: Sequence[Mapping[str, Any]]
    paused: bool = False


def memo(deployed: Changeable, rest: object) -> str:
    """What is remembered of a deploy, as the label's value. ``rest``: everything else that was deployed."""
    return json.dumps(
        {
            "parameters": {name: _digest(value) for name, value in deployed.parameters.items()},
            "schedules": _digest(_plain(deployed.schedules)),
            "paused": deployed.paused,
            "rest": _digest(rest),
        },
        sort_keys=True,
    )


def unchanged(label: str, wanted: Changeable, rest: object) -> bool:
    """Whether the last deploy was of the same."""
    return bool(label) and label == memo(wanted, rest)


def merged(wanted: Changeable, live: Changeable, label: str) -> tuple[Changeable, tuple[str, ...]]:
    """What to deploy, and what of it is the operator's, in words. Without a readable label the live values of what
    is also wanted are not known to be anybody's wish: the wanted ones count."""
    try:
        last = json.loads(label)
        parameters_then, schedules_then, paused_then = last["parameters"], last["schedules"], last["paused"]
    except (ValueError, KeyError, TypeError):
        return wanted, ()
    told: list[str] = []
    parameters = dict(wanted.parameters)
    for name, value in live.parameters.items():
        if parameters_then.get(name) != _digest(value) and parameters.get(name) != value:
            parameters[name] = value
            told.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    for name in parameters_then.keys() - live.parameters.keys():
        if parameters.pop(name, None) is not None:
            told.append(f"{name} taken out")
    schedules = wanted.schedules
    if schedules_then != _digest(_plain(live.schedules)) and _plain(live.schedules) != _plain(
        wanted.schedules
    ):
        schedules = live.schedules
        told.append(f"schedule: {', '.join(map(_said, live.schedules)) or 'none'}")
    paused = live.paused if live.paused != paused_then else wanted.paused
    if paused != wanted.paused:
        told.append("paused" if paused else "not paused")
    return Changeable(parameters, schedules, paused), tuple(told)


def _plain(schedules: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Schedules without what the server adds, in an order that does not depend on it."""
    kept = [
        {
            "schedule": {
                k: v for k, v in s["schedule"].items() if k in ("cron", "timezone", "interval", "rrule")
            },
            "active": s.get("active", True),
            "parameters": s.get("parameters") or {},
        }
        for s in schedules
    ]
    return sorted(kept, key=lambda s: json.dumps(s, sort_keys=True, default=str))


def _said(schedule: Mapping[str, Any]) -> str:
    what = schedule["schedule"]
    when = what.get("cron") or what.get("rrule") or f"every {what.get('interval')} s"
    return f"{when}{'' if schedule.get('active', True) else ' (off)'}"


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
