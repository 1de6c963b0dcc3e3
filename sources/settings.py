"""How the services are reached: frozen values, read from the environment once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from model.address import is_address
from model.errors import UsageError
from sources.outages import Outages
from sources.snapshot.overrides import find_overrides

TOOL = "bestbefore"

# NCBI's limits, "A General Introduction to the E-utilities" (NBK25497): 3 requests a second, 10 with a key.
NCBI_PER_SECOND = 3.0
NCBI_PER_SECOND_WITH_KEY = 10.0
# Crossref's polite pool allows lists 3 times a second; its own headers lower this while running.
CROSSREF_PER_SECOND = 3.0
# ClinicalTrials.gov asks for about 50 requests a minute from one address.
TRIALS_PER_SECOND = 50 / 60
# archive.org publishes no limit for its availability interface; its one page a second is nobody's burden.
ARCHIVE_PER_SECOND = 1.0
# www.fda.gov publishes no limit: one of its ten pages a second is nobody's burden.
FDA_PER_SECOND = 1.0
# openFDA: 240 requests a minute (open.fda.gov/apis/authentication).
OPENFDA_PER_SECOND = 4.0
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """Keys, addresses and limits. Times are in seconds, rates in requests a second.

    ``contact_email`` is sent to services that ask for one (NCBI, Crossref); empty sends none. ``timeout`` is
    the longest wait for the next byte, ``deadline`` the longest for a whole answer; after twice as long no
    further attempt is made. ``attempts`` counts the first one; ``backoff`` is the first wait between two of them,
    doubled each time, with jitter, never above ``backoff_limit`` (also the longest Retry-After waited for).
    ``facts_overrides``: a site's own mends of the shipped facts, where there is such a file. ``outages`` gathers what
    did not answer.
    """

    contact_email: str = ""
    tool: str = TOOL
    ncbi_api_key: str = field(default="", repr=False)
    openfda_api_key: str = field(default="", repr=False)
    eutils_url: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    idconv_url: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
    crossref_url: str = "https://api.crossref.org"
    trials_url: str = "https://clinicaltrials.gov/api/v2"
    openfda_url: str = "https://api.fda.gov"
    fda_url: str = "https://www.fda.gov"
    retractions_url: str = "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv"
    archive_url: str = "https://archive.org"
    retraction_watch_csv: str = ""
    facts_overrides: Path | None = None
    cache_dir: Path | None = None
    ncbi_per_second: float = 0.0
    crossref_per_second: float = CROSSREF_PER_SECOND
    trials_per_second: float = TRIALS_PER_SECOND
    openfda_per_second: float = OPENFDA_PER_SECOND
    fda_per_second: float = FDA_PER_SECOND
    archive_per_second: float = ARCHIVE_PER_SECOND
    timeout: float = 30.0
    deadline: float = 90.0
    attempts: int = 4
    backoff: float = 1.0
    backoff_limit: float = 60.0
    outages: Outages = field(default_factory=Outages, compare=False, repr=False)

    @property
    def ncbi_rate(self) -> float:
        """Requests a second to NCBI: as set, else by whether there is a key."""
        return self.ncbi_per_second or (NCBI_PER_SECOND_WITH_KEY if self.ncbi_api_key else NCBI_PER_SECOND)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read ``BESTBEFORE_*``, ``NCBI_API_KEY`` and ``OPENFDA_API_KEY``.

        Raises UsageError, naming the variable, on an address that is not http(s) or a number that is none.
        """
        plain = cls()
        return cls(
            contact_email=email_address(
                "BESTBEFORE_CONTACT_EMAIL", environ.get("BESTBEFORE_CONTACT_EMAIL", "")
            ),
            ncbi_api_key=environ.get("NCBI_API_KEY", "").strip(),
            openfda_api_key=environ.get("OPENFDA_API_KEY", "").strip(),
            eutils_url=_url(environ, "BESTBEFORE_EUTILS_URL", plain.eutils_url),
            idconv_url=_url(environ, "BESTBEFORE_IDCONV_URL", plain.idconv_url),
            crossref_url=_url(environ, "BESTBEFORE_CROSSREF_URL", plain.crossref_url),
            trials_url=_url(environ, "BESTBEFORE_TRIALS_URL", plain.trials_url),
            openfda_url=_url(environ, "BESTBEFORE_OPENFDA_URL", plain.openfda_url),
            fda_url=_url(environ, "BESTBEFORE_FDA_URL", plain.fda_url),
            retractions_url=_url(environ, "BESTBEFORE_RETRACTIONS_URL", plain.retractions_url),
            archive_url=_url(environ, "BESTBEFORE_ARCHIVE_URL", plain.archive_url),
            retraction_watch_csv=environ.get("BESTBEFORE_RETRACTION_WATCH_CSV", "").strip(),
            facts_overrides=find_overrides(Path.cwd()),
            cache_dir=Path(
                environ.get("BESTBEFORE_CACHE_DIR", "").strip() or platformdirs.user_cache_dir(TOOL)
            ),
            ncbi_per_second=_number(environ, "BESTBEFORE_NCBI_PER_SECOND", plain.ncbi_per_second),
            crossref_per_second=_number(environ, "BESTBEFORE_CROSSREF_PER_SECOND", plain.crossref_per_second),
            trials_per_second=_number(environ, "BESTBEFORE_TRIALS_PER_SECOND", plain.trials_per_second),
            openfda_per_second=_number(environ, "BESTBEFORE_OPENFDA_PER_SECOND", plain.openfda_per_second),
            fda_per_second=_number(environ, "BESTBEFORE_FDA_PER_SECOND", plain.fda_per_second),
            archive_per_second=_number(environ, "BESTBEFORE_ARCHIVE_PER_SECOND", plain.archive_per_second),
            timeout=_number(environ, "BESTBEFORE_TIMEOUT", plain.timeout),
            deadline=_number(environ, "BESTBEFORE_DEADLINE", plain.deadline),
            attempts=max(1, int(_number(environ, "BESTBEFORE_ATTEMPTS", plain.attempts))),
            backoff=_number(environ, "BESTBEFORE_BACKOFF", plain.backoff),
            backoff_limit=_number(environ, "BESTBEFORE_BACKOFF_LIMIT", plain.backoff_limit),
        )


def email_address(where: str, value: str) -> str:
    """The e-mail address, empty for none. Raises UsageError, with ``where`` it was given, when it is not one."""
    given = value.strip()
    if given and not _EMAIL.fullmatch(given):
        raise UsageError(f"{where}: {value!r} is no e-mail address, like web@example.org")
    return given


def _url(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        return default
    if (
        not is_address(value)
        or (parts := urlsplit(value)).scheme not in ("http", "https")
        or not parts.netloc
    ):
        raise UsageError(f"{name} is not a web address: {value!r}; give one like {default}")
    return value


def _number(environ: Mapping[str, str], name: str, default: float) -> float:
    value = environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 < number < float("inf"):
        raise UsageError(f"{name} is not a number above 0: {value!r}; leave it out for {default:g}")
    return number
