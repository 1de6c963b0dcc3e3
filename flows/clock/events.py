"""The events that our flows emit: alarms and other programs listen to them."""

from __future__ import annotations

from typing import Any

from prefect.events import emit_event

from flows.clock.names import slug

FINISHED = "bestbefore.audit.finished"
HELD = "bestbefore.audit.held"
RENEWED = "bestbefore.source.renewed"
# Sent when something is deployed that is to come regularly: the first time is waited for too.
AWAITED = "bestbefore.awaited"
SOURCE_DOWN = "bestbefore.source.down"


def site_resource(name: str) -> str:
    """The resource that events about a site name."""
    return f"bestbefore.site.{slug(name)}"


def source_resource(name: str) -> str:
    """The resource that events about a source name."""
    return f"bestbefore.source.{slug(name)}"


def emit(event: str, resource: str, name: str, payload: dict[str, Any]) -> None:
    """Send an event. ``payload``: plain values, small."""
    emit_event(event, {"prefect.resource.id": resource, "prefect.resource.name": name}, payload=payload)
