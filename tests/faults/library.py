"""A page with twelve references, a drug and a trial, and six services that know what there is to know of them.

All of it is invented. Every reference asks another way; some are at fault, so that findings can be lost.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from checks import all_checks, judge
from flows.questions import look_up
from model.lexicon import Lexicon
from model.page import Document, Page
from model.policy import Policy
from pages.read import read
from sources.desk import Desk
from sources.fda import catchup
from sources.settings import Settings
from tests.faults.wire import Broken
from tests.services.crossref import CrossrefServer
from tests.services.eutils import EUtils
from tests.services.fdagov import FdaGov
from tests.services.fdaworld import World as FdaWorld
from tests.services.idconv import IdConvServer
from tests.services.openfda import OpenFDAServer, application
from tests.services.pubmed_xml import article
from tests.services.trials import TrialsServer, study

TODAY = date(2026, 11, 24)
_AUTHORS = ("Amberley", "Brackwater", "Corwen", "Dunmore", "Eastlake", "Farrow", "Gillfoot", "Hartop", "Inskip", "Jarrold")  # fmt: skip
_WHAT = ("aspirin after stroke", "iron in pregnancy", "exercise for knee arthritis", "salt and blood pressure",
         "vitamin D for bone strength", "coffee and sleep", "walking in heart failure", "asthma inhalers at school",
         "hearing loss in old age", "statins in kidney disease")  # fmt: skip


def _record(n: int, **more: Any) -> dict[str, Any]:
    values = {
        "title": f"Randomised evidence on {_WHAT[n]} in general practice.",
        "authors": (_AUTHORS[n], "Second"),
        "journal": f"Annals of invented practice {n}",
        "abbrev": f"Ann Inv Pract {n}",
        "year": str(2011 + n),
        "volume": str(20 + n),
        "issue": "3",
        "pages": f"{100 + n}-{110 + n}",
        "doi": f"10.5555/inv.{n}",
    }
    return values | more


def _printed(n: int, tail: str = "", **more: Any) -> str:
    r = _record(n, **more)
    return (
        f"{r['authors'][0]} JA, Second JA. {r['title']} {r['abbrev']}. {r['year']};{r['volume']}({r['issue']}):"
        f"{r['pages'].replace('-', '–')}. {tail}"
    ).strip()


def _pmid(n: int) -> str:
    return str(39_100_000 + n)


_RETRACTION = [("RetractionIn", "Ann Inv Pract 2. 2020;1:1", "39200001")]
RECORDS = [
    article(_pmid(0), **_record(0)),
    article(_pmid(1), **_record(1)),
    article(_pmid(2), **_record(2), ties=_RETRACTION),
    article(_pmid(3), **_record(3), pmcid="PMC7700003"),
    article(_pmid(4), **_record(4)),
    article(_pmid(7), **_record(7)),
    article(_pmid(9), **_record(9), ties=[("ExpressionOfConcernIn", "Ann Inv Pract 9. 2022;1:1", "39200009")]),
    article("39200050", title="Vitamin D for bone strength: a systematic review and meta-analysis.", year="2026", month="Aug",
            types=("Systematic Review", "Meta-Analysis"), volume="90", pages="1-20", cites=[_pmid(4)]),
]  # fmt: skip


def _work(n: int, **more: Any) -> dict[str, Any]:
    r = _record(n)
    first, last = r["pages"].split("-")
    return {
        "DOI": r["doi"], "title": [r["title"]], "type": "journal-article", "container-title": [r["journal"]],
        "short-container-title": [r["abbrev"]], "volume": r["volume"], "issue": r["issue"],
        "page": f"{first}-{last}", "author": [{"family": a, "given": "Jane A"} for a in r["authors"]],
        "issued": {"date-parts": [[int(r["year"])]]},
    } | more  # fmt: skip


_UPDATE = {"DOI": "10.5555/inv.6.r", "type": "retraction", "source": "retraction-watch", "updated": {"date-parts": [[2021, 2, 3]]}}  # fmt: skip
WORKS = [_work(n) for n in range(6)] + [_work(6, **{"updated-by": [_UPDATE]}), _work(7)]
# What each number of the list is, and by what it is found.
ENTRIES = {
    "a PMID": _printed(0, f"PMID: {_pmid(0)}"),
    "Crossref only": _printed(5, "doi:10.5555/inv.5"),
    "a DOI": _printed(1, "doi:10.5555/inv.1"),
    "retracted": _printed(2, f"PMID: {_pmid(2)}"),
    "a PMCID": _printed(3, "PMCID: PMC7700003"),
    "no identifier": _printed(4),
    "retracted, Crossref only": _printed(6, "doi:10.5555/inv.6"),
    "wrong year": _printed(7, f"PMID: {_pmid(7)}", year="2008"),
    "nowhere": _printed(8, "PMID: 39999999"),
    "trial": "ClinicalTrials.gov. A study of walking. NCT04440001. https://clinicaltrials.gov/study/NCT04440001",
    "concern": _printed(9, f"PMID: {_pmid(9)}"),
    "nowhere, without identifier": _printed(8, title="Bagpipe lessons and the health of alpine marmots.", authors=("Zwingli", "x")),
}  # fmt: skip
# Which entries a page of one and of two references holds for each source: those that ask it.
FEW = {
    "eutils": ("a PMID", "no identifier"),
    "idconv": ("a PMCID", "retracted"),
    "crossref": ("Crossref only", "a PMID"),
    "openfda": ("a PMID", "retracted"),
    "trials": ("trial", "a DOI"),
    "fda": ("a PMID", "retracted"),
}
# Taken back, which FDA's small pages alone tell.
_WITHDRAWN = ("Inventium (abarelix)", "Adults with melanoma", date(2019, 3, 4), date(2026, 4, 2))


def page_of(names: tuple[str, ...]) -> str:
    """The page that cites these entries, in Markdown."""
    cited = " ".join(
        f"What is known of point {n} was found there [{n}]."
        if name != "trial"
        else f"A trial of walking is recruiting people now, and you can join it [{n}]."
        for n, name in enumerate(names, start=1)
    )
    listed = "\n".join(f"{n}. {ENTRIES[name]}" for n, name in enumerate(names, start=1))
    return (
        "# Everyday advice\n\nLast reviewed: 3 March 2026\n\nAbarelix has never been approved by the FDA. "
        "Abarelix is approved by the FDA for adults with melanoma.\n\n"
        f"{cited}\n\n## References\n\n{listed}\n"
    )


class _EUtils(Broken, EUtils):
    pass


class _IdConv(Broken, IdConvServer):
    pass


class _Crossref(Broken, CrossrefServer):
    pass


class _OpenFDA(Broken, OpenFDAServer):
    pass


class _Trials(Broken, TrialsServer):
    pass


class _Fda(Broken, FdaGov):
    pass


@dataclass
class World:
    """The services, by their settings' names; each may be broken."""

    services: dict[str, Broken] = field(default_factory=dict)

    def settings(self, cache: Path, **changes: Any) -> Settings:
        url = {name: service.url for name, service in self.services.items()}
        values: dict[str, Any] = {
            "eutils_url": url["eutils"],
            "idconv_url": f"{url['idconv']}/",
            "crossref_url": url["crossref"],
            "trials_url": f"{url['trials']}/api/v2",
            "openfda_url": url["openfda"],
            "fda_url": url["fda"],
            "cache_dir": cache,
            "ncbi_per_second": 1000.0,
            "crossref_per_second": 1000.0,
            "trials_per_second": 1000.0,
            "openfda_per_second": 1000.0,
            "fda_per_second": 1000.0,
            "timeout": 20.0,
            "deadline": 40.0,
            "attempts": 2,
            "backoff": 0.001,
            "backoff_limit": 0.01,
        }
        return Settings(**(values | changes))


@contextlib.contextmanager
def world() -> Iterator[World]:
    """All services, running and well."""
    made: dict[str, Any] = {
        "eutils": _EUtils(RECORDS, cited_in={_pmid(4): ["39200050"]}),
        "idconv": _IdConv({"PMC7700003": _pmid(3)}),
        "crossref": _Crossref(WORKS, limit="100000"),
        "openfda": _OpenFDA(
            drugsfda=[application("NDA299999", "INVENTIUM", "ABARELIX", approved="20150203")]
        ),
        "trials": _Trials([study("NCT04440001", "COMPLETED", completion="2026-01-09")]),
        "fda": _Fda(),
    }
    gov = FdaWorld()
    gov.accelerated.append(("withdrawn", *_WITHDRAWN))
    made["fda"].files |= gov.pages(datetime.now(UTC).date())
    with contextlib.ExitStack() as stack:
        # FDA's pages are asked however new the data are that ship.
        stack.enter_context(patch.object(catchup, "CURRENT", timedelta(days=-36_500)))
        for service in made.values():
            stack.enter_context(service)
        yield World(made)


_READ: dict[tuple[str, ...], Page] = {}
_LEXICONS: list[Lexicon] = []


def _one_of_each(lexicon: Lexicon) -> Lexicon:
    """The equal one of an earlier night: the automaton of its names takes longer than the rest of the night."""
    for known in _LEXICONS:
        if known == lexicon:
            return known
    _LEXICONS.append(lexicon)
    return lexicon


def night(settings: Settings, names: tuple[str, ...]) -> tuple[set[tuple[str, str]], list[str]]:
    """One audit of the page: its findings (check and quote), and what broke inside."""
    desk = Desk("live", settings)
    vars(desk)["lexicon"] = _one_of_each(desk.lexicon)
    checks = tuple(all_checks())
    if names not in _READ:
        document = Document("https://example.org/p", page_of(names).encode(), "text/markdown; charset=utf-8")
        _READ[names] = read(document, desk.lexicon)
    page = _READ[names]
    assert len(page.references) == len(names)
    answers = look_up([page], checks, desk)
    judgement = judge(page, answers, Policy(), TODAY, checks)
    unforeseen: list[str] = []
    for told in (answers.matches, answers.newer, answers.timelines, answers.trials):
        unforeseen += [a.reason for a in told.values() if "internal error" in getattr(a, "reason", "")]
    return {(f.code, f.quote) for f in judgement.findings}, unforeseen
