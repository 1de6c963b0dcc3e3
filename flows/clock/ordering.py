"""How long Prefect's automations wait for an event that never comes: seconds, not a quarter of an hour.

Each state of a run names the state before it, and automations take the events of a run in that order. But the first
state of a *scheduled* run is written without an event, so with Prefect 3.8.8 every state of a nightly run is taken 15
minutes late: an alarm, and the crash that a retry waits for. The server loads this module by its setting
PREFECT_SERVER_EVENTS_CAUSAL_ORDERING (places.defaults).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from prefect.server.events.ordering import memory
from prefect.server.events.schemas.events import ReceivedEvent

# Events of one run come over one or two connections: out of order by less than a second.
PATIENCE = timedelta(seconds=5)


class CausalOrdering(memory.CausalOrdering):
    """Prefect's ordering in memory, with less patience."""

    async def wait_for_leader(self, event: ReceivedEvent) -> None:
        """Go on at once with an event that has waited long enough. Raises EventArrivedEarly for one that may wait."""
        if datetime.now(UTC) - event.received < PATIENCE:
            await super().wait_for_leader(event)

    async def get_lost_followers(self) -> list[ReceivedEvent]:
        """The events that have waited long enough for one that did not come, in the order in which they occurred."""
        before = datetime.now(UTC) - PATIENCE
        waiting = [
            self._events[i] for i, since in self._waitlist.items() if since <= before and i in self._events
        ]
        for event in waiting:
            await self.forget_follower(event)
        return sorted(waiting, key=lambda event: event.occurred)
