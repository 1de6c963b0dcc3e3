"""NCBI's XML answers, read by ``Bio.Entrez.read`` without ever going to the network."""

from __future__ import annotations

import io
import re
import tempfile
from functools import cache
from typing import Any
from xml.parsers import expat

from Bio import Entrez

from model.errors import SourceError
from sources.session import RetryableError

# Biopython learns an answer's structure from its DTD and downloads one that it does not ship with (PubMed has a
# new one every year). Each root element is therefore read with the newest DTD that Biopython ships, whatever the
# answer names; elements that it does not know are passed over.
_DTD = {
    "PubmedArticleSet": (
        "-//NLM//DTD PubMedArticle, 1st January 2025//EN",
        "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd",
    ),
    "eSearchResult": (
        "-//NLM//DTD esearch 20060628//EN",
        "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd",
    ),
    "eLinkResult": (
        "-//NLM//DTD elink 20101123//EN",
        "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20101123/elink.dtd",
    ),
    "ePostResult": (
        "-//NLM//DTD epost 20090526//EN",
        "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20090526/epost.dtd",
    ),
    "eSummaryResult": (
        "-//NLM//DTD esummary v1 20041029//EN",
        "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20041029/esummary-v1.dtd",
    ),
}
_PROLOG = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?\s*(?:<!DOCTYPE[^>\[]*>)?\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z][\w.-]*)")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
# "UID=99: cannot get document summary" is about one record of many and no error of the answer.
_ERROR = re.compile(r"<ERROR>(?!\s*UID=)(.*?)</ERROR>", re.DOTALL)
_JSON_ERROR = re.compile(r"\"error\"\s*:\s*\"([^\"]*)\"")
_RATE = re.compile(r"rate limit|too many requests", re.IGNORECASE)
# Words of NCBI's own errors that say "try again later" and not "wrong question".
_PASSING = re.compile(
    r"unable to obtain query|can't fetch|cannot (?:fetch|get) |backend|temporarily|timed? ?out|try again|"
    r"server (?:error|is busy)|search backend failed|address table is empty|read failed|"
    r"database (?:is )?(?:not |un)available|can't run executor|error occurred|exception",
    re.IGNORECASE,
)


class UnknownShape(RetryableError):
    """Well-formed XML whose elements stand where Biopython's DTD has none."""


@cache
def _ready() -> tuple[type[Exception], ...]:
    """Let Biopython load its reader, and give what that raises for XML which is cut off or none.

    It makes a folder for DTDs that it would download, in the user's home unless ``Entrez.local_cache`` names another,
    and fails where it can't. None is ever downloaded here, so the folder may go again at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        Entrez.local_cache = folder  # type: ignore[assignment]  # declared as None there
        from Bio.Entrez.Parser import CorruptedXMLError, NotXMLError
    return CorruptedXMLError, NotXMLError, expat.ExpatError


def read(body: bytes, root: str) -> Any:
    """One answer as Biopython's nested lists, dicts and strings; strings keep ``&lt;`` escaped and inline tags.

    ``root`` is the element that must hold it all. Raises UnknownShape for one that Biopython can't fit
    together, RetryableError for one that is cut off, is an error page or a passing error, and SourceError
    for one that says the question was wrong. Errors that come with status 200 are found here.
    """
    start = _PROLOG.match(body)
    at = start.end() if start else 0
    found = _ROOT.match(body, at)
    text = body[:4000].decode("utf-8", "replace")
    if not found or found.group(1).decode() != root:
        raise _refusal(text)
    if root != "PubmedArticleSet" and (said := _ERROR.search(text)):
        raise _error(said.group(1))
    if b"schemalocation" in body[at : at + 2000].lower():
        raise UnknownShape(
            "answered in an XML form that is not known here"
        )  # Biopython would download the schema
    encoding = _ENCODING.match(body.lstrip())
    name = encoding.group(1).decode() if encoding else "UTF-8"
    public, system = _DTD[root]
    head = f'<?xml version="1.0" encoding="{name}"?>\n<!DOCTYPE {root} PUBLIC "{public}" "{system}">\n'
    broken = _ready()
    try:
        parse: Any = Entrez.read  # Biopython has no types
        return parse(io.BytesIO(head.encode() + body[at:]), validate=False, escape=True, ignore_errors=True)
    except broken as error:
        raise RetryableError(f"answered XML that is cut off or broken ({_where(error)})") from None
    except (ValueError, RuntimeError, KeyError, AttributeError, IndexError, TypeError) as error:
        raise UnknownShape(f"answered XML that makes no sense ({type(error).__name__})") from None


def error_in(body: bytes) -> SourceError | None:
    """The error that a body of any kind carries, or None. Services send some of them with status 200."""
    text = body[:4000].decode("utf-8", "replace").strip()
    if said := _JSON_ERROR.search(text) if text.startswith("{") else None:
        return _error(said.group(1))
    if said := _ERROR.search(text):
        return _error(said.group(1))
    if text[:200].lower().lstrip("\ufeff").startswith(("<!doctype html", "<html")):
        return RetryableError(f"answered an HTML page: {_words(text)}")
    return None


def _refusal(text: str) -> SourceError:
    if not text.strip():
        return RetryableError("answered nothing")
    return error_in(text.encode()) or RetryableError(f"answered something else: {_words(text)}")


def _error(message: str) -> SourceError:
    message = " ".join(message.split())
    if limited := bool(_RATE.search(message)):
        return RetryableError(f"answered an error: {message}", limited=limited)
    if _PASSING.search(message):
        return RetryableError(f"answered an error: {message}")
    return SourceError(f"refused the question: {message}")


def _words(text: str) -> str:
    return repr(" ".join(re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL).split())[:80])


def _where(error: Exception) -> str:
    return str(error).split("(")[-1].rstrip(").") if "(" in str(error) else str(error)[:80]
