"""Just the records that a site cites, taken from live PubMed into the local index: the next night needs no network."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from model.evidence import Evidence, Unanswered
from model.identifiers import PMID
from model.page import Reference
from sources.answer_cache import AnswerCache
from sources.idconv import IdConverter
from sources.matching.lookup import match_references
from sources.pubmed.client import PubMed
from sources.pubmed.records import join_records
from sources.settings import Settings
from sources.snapshot.pubmed_build import build


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of a site's references. ``unanswered``: how many stay open, by the reason; ``lost``: how many of
    them because a service failed."""

    references: int
    answered: int
    records: int
    unanswered: Mapping[str, int] = field(default_factory=dict)
    lost: int = 0


def gather(
    references: Iterable[Reference], index: Path, settings: Settings, cache: AnswerCache | None = None
) -> Gathered:
    """Look all references up as an audit does, in batches, and put every record that came into the index.

    Records that are in it already are renewed. What could not be asked is told by its reason, and nothing is put in
    its place.
    """
    wanted = tuple({r.key: r for r in references}.values())
    cache = cache or AnswerCache(settings.cache_dir / "answers.sqlite" if settings.cache_dir else None)
    pubmed = PubMed(settings, cache)
    answers = match_references(wanted, [pubmed], converter=IdConverter(settings, cache))
    pubmed.settle()
    records = pubmed.records()
    if records:
        _put(records, index)
    left = [a for a in answers.values() if isinstance(a, Unanswered)]
    reasons = Counter(a.reason for a in left)
    answered = sum(1 for a in answers.values() if isinstance(a, Evidence))
    return Gathered(
        len(wanted), answered, len(records), dict(reasons.most_common()), sum(a.lost for a in left)
    )


def _put(records: Mapping[PMID, bytes], index: Path) -> None:
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"cited-{now:%Y%m%dT%H%M%S%f}.xml"
        path.write_bytes(join_records([records[p] for p in sorted(records)]))
        build(index, [path], now=now)
