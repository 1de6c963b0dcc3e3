"""What a page is judged by, beside its text and the world: a policy and the checks it leaves on."""

from __future__ import annotations

import json
from dataclasses import dataclass

from checks import Check, enabled_checks
from flows.reading import rules_digest
from model.policy import Policy
from store.codec import mark_of


@dataclass(frozen=True, slots=True)
class Rules:
    """``digest`` changes when the policy or the code of checks and verdicts does."""

    policy: Policy
    checks: tuple[Check, ...]
    digest: str


_KNOWN: dict[int, tuple[Policy, Rules]] = {}  # by the policy's identity, which it is kept for


def rules_of(policy: Policy) -> Rules:
    """The rules of a policy."""
    known = _KNOWN.get(id(policy))
    if known is not None and known[0] is policy:
        return known[1]
    told = {
        name: sorted(map(str, value.items() if hasattr(value, "items") else value))
        if isinstance(value, frozenset | dict)
        else str(value)
        for name, value in ((n, getattr(policy, n)) for n in Policy.__slots__)
    }
    digest = mark_of(f"{json.dumps(told, sort_keys=True)} {rules_digest()}")
    rules = Rules(policy, enabled_checks(policy.disabled), digest)
    if len(_KNOWN) > 100:
        _KNOWN.clear()
    _KNOWN[id(policy)] = (policy, rules)
    return rules
