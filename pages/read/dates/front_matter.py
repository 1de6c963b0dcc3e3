"""The dates in a page's front matter, under the names that the usual generators give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model.dates import DateKind, DatePlace, PartialDate
from pages.read.dates.names import META
from pages.read.dates.values import MachineDate, machine_dates

_K = DateKind
#: Names beside those of ``names.META`` (which are compared without separators): Hugo, Jekyll, Hexo, Docusaurus,
#: MkDocs Material, Astro, Zola, VuePress, Microsoft Learn, the GOV.UK tech docs template, Grafana.
_NAMES = {
    _K.PUBLISHED: "date publishdate publisheddate pubdate publishedat created createdat datecreated datepublished"
    " date.created published firstpublished publishedon ms.date issued",
    _K.UPDATED: "lastmod lastmodified lastmodifiedat modified modifieddate updated updateddate updatedat"
    " lastupdated lastupdate lastupdate.date date.updated dateupdated updatedon lastupdatedon revised",
    _K.REVIEWED: "lastreviewed lastreviewedon reviewed reviewedon datereviewed lastreview medicallyreviewedon"
    " lastmedicallyreviewed reviewedat",
    _K.NEXT_REVIEW: "nextreview nextreviewdate reviewby reviewdue nextreviewon reviewnext nextreviewdue reviewduedate",
    _K.EXPIRES: "expirydate expires expiry expirationdate unpublishdate validuntil",
}
_KIND = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_SEPARATORS = re.compile(r"[\s_-]+")
_SPAN = re.compile(r"(?:every\s+)?(\d{1,2})\s*(month|year|week|m|y)s?\b", re.I)
#: GOV.UK's template counts the next review from the last one.
_REVIEW_IN = frozenset({"reviewin", "reviewevery", "reviewinterval", "reviewperiod"})


def read_front_matter(settings: Mapping[str, str]) -> Iterator[MachineDate]:
    """The dates that settings hold; ``review_in: 6 months`` is counted from the last review."""
    last: PartialDate | None = None
    span: re.Match[str] | None = None
    for key, value in settings.items():
        name = _SEPARATORS.sub("", key)
        if name in _REVIEW_IN:
            span = _SPAN.match(value)
            continue
        kind = _KIND.get(name) or META.get(key)
        if kind is None or len(value) > 60:
            continue
        for found in machine_dates(kind, DatePlace.FRONT_MATTER, key, value):
            yield found
            if kind is _K.REVIEWED and len(found.readings) == 1:
                last = found.readings[0]
    if last and span and last.month:
        months = int(span[1]) * {"y": 12, "m": 1}.get(span[2][0].lower(), 0)
        at = last.year * 12 + last.month - 1 + months
        due = PartialDate(at // 12, at % 12 + 1)
        if months:
            yield MachineDate(
                _K.NEXT_REVIEW, DatePlace.FRONT_MATTER, "review_in", f"{last} + {span.group()}", (due,)
            )
