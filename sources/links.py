"""The pages that links lead to: kept for some days, told as dead only when that is sure, with an archived copy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.link import LinkFacts, LinkState
from sources.answer_cache import AnswerCache, Cached
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

NAME = "the linked site"
ARCHIVE = "Internet Archive"
# What became of each link; what could not be asked is left out.
Probe = Callable[[Iterable[str]], Mapping[str, LinkFacts]]

_LIVE, _SILENT, _COPY = "link", "link-silent", "link-archived"
# Nights on which a host was silent count together when no longer ago than this.
_MEMORY = timedelta(days=30)


class Links:
    """The links of a run. ``probe`` asks the sites, on the session of the pages; without one nothing is asked.

    Nothing here raises: what was not asked is Unanswered.
    """

    def __init__(
        self, settings: Settings, cache: AnswerCache, probe: Probe | None, service: Service | None = None
    ) -> None:
        self._cache, self._probe = cache, probe
        self.service = service or Service(
            ARCHIVE, settings.archive_url, settings, settings.archive_per_second
        )

    def look_up(self, urls: Sequence[str]) -> dict[str, Evidence[LinkFacts] | Unanswered]:
        """What became of each page."""
        if self._probe is None:
            return {url: Unanswered(NAME, url, "links are not asked without the network") for url in urls}
        kept = self._cache.get_many(_LIVE, urls)
        found = {url: (_read(json.loads(answer.body)), answer.retrieved_at) for url, answer in kept.items()}
        left = [url for url in dict.fromkeys(urls) if url not in found]
        now = datetime.now(UTC)
        asked = self._probe(left) if left else {}
        for url, facts in asked.items():
            found[url] = (self._noted(facts, now), now)
        # What is silent is asked again every night, and so is what nothing is known of.
        settled = {
            u: f
            for u, (f, at) in found.items()
            if at == now and f.state not in (LinkState.SILENT, LinkState.UNKNOWN)
        }
        self._cache.put_many(_LIVE, {u: Cached(_written(f), u, now) for u, f in settled.items()})
        answers: dict[str, Evidence[LinkFacts] | Unanswered] = {}
        for url in urls:
            if url not in found:
                answers[url] = Unanswered(NAME, url, "there was no time to ask for it")
                continue
            facts, at = found[url]
            facts = self._archived(facts) if facts.is_dead else facts
            answers[url] = Evidence(NAME, url, url, facts.says, facts, at.date(), at)
        return answers

    def _noted(self, facts: LinkFacts, now: datetime) -> LinkFacts:
        """A silent link with the number of nights on which it was; an answer ends the count."""
        kept = self._cache.get(_SILENT, facts.url)
        days = {date.fromisoformat(day) for day in json.loads(kept.body)} if kept else set()
        days = {day for day in days if now.date() - day <= _MEMORY}
        if facts.state is not LinkState.SILENT:
            if days:
                self._cache.put(_SILENT, facts.url, Cached(b"[]", facts.url, now))
            return facts
        days.add(now.date())
        self._cache.put(
            _SILENT, facts.url, Cached(json.dumps(sorted(map(str, days))).encode(), facts.url, now)
        )
        return replace(facts, nights=len(days))

    def _archived(self, facts: LinkFacts) -> LinkFacts:
        """A dead link with its newest archived copy, where the archive knows one."""
        kept = self._cache.get(_COPY, facts.url)
        try:
            body = kept.body if kept else self._asked(facts.url)
        except SourceError:
            return facts
        copy = read_copy(json.loads(body))
        return replace(facts, archived=copy[0], archived_on=copy[1]) if copy else facts

    def _asked(self, url: str) -> bytes:
        answer = self.service.get("wayback/available", {"url": url}, accept=_accept)
        self._cache.put(_COPY, url, Cached(answer.body, url, answer.retrieved_at))
        return answer.body


def read_copy(value: Any) -> tuple[str, date] | None:
    """The archived copy that an answer of the availability interface names, and its day; None when there is none.

    ``{"archived_snapshots": {"closest": {"available": true, "status": "200", "timestamp": "20130919044612", "url":
    "http://web.archive.org/web/20130919044612/http://…"}}}`` (archive.org/help/wayback_api.php). A copy of an error
    is none. Pure.
    """
    closest = (value.get("archived_snapshots") or {}).get("closest") if isinstance(value, dict) else None
    if (
        not isinstance(closest, dict)
        or closest.get("available") is not True
        or str(closest.get("status")) != "200"
    ):
        return None
    url, stamp = str(closest.get("url", "")), str(closest.get("timestamp", ""))
    try:
        day = datetime.strptime(stamp[:8], "%Y%m%d").date()
    except ValueError:
        return None
    rest = url.partition("://")[2]
    return (f"https://{rest}", day) if rest.startswith("web.archive.org/web/") else None


def _accept(answer: Answer) -> None:
    value = answer.json()
    if not isinstance(value, dict) or not isinstance(value.get("archived_snapshots"), dict):
        raise RetryableError(f"answered without snapshots: {answer.opening}")


def _written(facts: LinkFacts) -> bytes:
    return json.dumps([facts.url, facts.state, facts.says, facts.leads_to]).encode()


def _read(value: Any) -> LinkFacts:
    url, state, says, leads_to = value
    return LinkFacts(url, LinkState(state), says, leads_to)
