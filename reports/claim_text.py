"""A judged claim as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.finding import Verdict
from reports.html import VERDICT_WORDS, clean
from reports.words import plain
from verdicts import ClaimJudgement


def claimed_to_text(judged: ClaimJudgement, row: Mapping[str, object]) -> Iterator[str]:
    """The sentence, the claim as understood, the verdict and what decided it."""
    yield f"\n  “{clean(' '.join(str(row['quote']).split()))}”"
    yield f"    {judged.plain}"
    since = f" since {judged.since}" if judged.since and judged.verdict is Verdict.OUTDATED else ""
    verdict = judged.verdict.value.replace("_", " ")
    words = VERDICT_WORDS[judged.verdict]
    yield f"    {verdict}{since}{f' ({words})' if words != verdict else ''}: {plain(judged.reason)}"
    for event in judged.events[:3]:
        number = f" {event.application}" if event.application else ""
        yield f"      {event.date}{number}: {clean(event.says)} {event.url}"
    if judged.suggestion and judged.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED):
        yield f"    suggestion: {judged.suggestion}"
