"""How people are told things: numbers, dates, names of severities and verdicts; and scraped text made harmless."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from model.dates import DatePlace, place_word
from model.dates import long_date as _long_date
from model.finding import Severity, Verdict
from model.history import State

QUOTE_LIMIT = 600

SEVERITY_WORDS = {Severity.ERROR: "fix now", Severity.WARNING: "fix soon", Severity.NOTE: "look at"}
VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.OUTDATED: "no longer true",
    Verdict.CONTRADICTED: "the source says otherwise",
    Verdict.NOT_VERIFIED: "not verified",
}
STATE_WORDS = {
    State.NEW: "new",
    State.OPEN: "open",
    State.REOPENED: "came back",
    State.NOT_RECHECKED: "not re-checked",
    State.ACCEPTED: "accepted",
}
# Where a copy of a source was asked, an editor still knows it by the source's own name.
_SOURCE_NAMES = {"PubMed snapshot": "PubMed", "FDA starter": "FDA", "publisher": "the publisher, on"}
# Characters that change the order or hide text, which a hostile page can use to make a quote read otherwise.
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# An icon font's pictures, which without it are empty boxes.
_PICTURES = re.compile("[\ue000-\uf8ff]")
_MOST_ADDRESS = 2000


_WORD = re.compile(r"[^\W_][\w'’+-]*")


def as_read(claim: str, quote: str) -> str:
    """A claim as understood, without the words that its label says already, its names written as the page writes them:
    what is compared is in small letters."""
    claim = claim.removeprefix("The page says: ").removeprefix("The page says ")
    written = {
        m[0].lower().replace("’", "'"): m[0]
        for m in _WORD.finditer(quote)
        if any(letter.isupper() for letter in (m[0] if m.start() else m[0][1:]))
    }
    told = _WORD.sub(lambda m: written.get(m[0], m[0]), claim)
    return told[:1].upper() + told[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 page", "2 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def source_name(name: str) -> str:
    """A source as an editor knows it."""
    return _SOURCE_NAMES.get(name, name)


def clean(text: str) -> str:
    """Scraped text for showing: control characters out, invisible ones shown by their number."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", _CONTROL.sub("", _PICTURES.sub("", text)))


def shorten(text: str, limit: int = QUOTE_LIMIT) -> str:
    """At most ``limit`` characters, cut at a word, with an ellipsis."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
_NO_END = re.compile(r"\b(?:et al|vs|approx|[A-Z]|St|Dr)\.$")


def first_sentence(text: str) -> str:
    """The first sentence of a message: "Doe et al. 2010 (Lancet) was retracted." of what is told in several."""
    for end in _SENTENCE_END.finditer(text):
        if not _NO_END.search(text[: end.start()]) and text.count("“", 0, end.start()) == text.count(
            "”", 0, end.start()
        ):
            return text[: end.start()]
    return text


def one_line(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Scraped text in one line of at most ``limit`` characters."""
    return clean(shorten(" ".join(text.split()), limit))


def as_markdown(text: str) -> str:
    """Scraped text as Markdown text in one line: nothing in it is markup, a mention or a picture."""
    return re.sub(r"([\\`*_{}\[\]<>|#!~@])", r"\\\1", " ".join(clean(text).split()))


def long_date(value: Any) -> str:
    """ "24 June 2014", "June 2014" or "2014" from a date, a datetime or a PartialDate."""
    return _long_date(value)


# A kind of markup by its developers' name: to an editor all of it is the page's code.
_MARKUP = re.compile("|".join(rf"\b{re.escape(p)}\b" for p in DatePlace if "code" in place_word(p)))


def date_note(note: str) -> str:
    """What is said of how a date was found, without the names of markup."""
    return _MARKUP.sub("the page’s code", note)


def age_in_words(earlier: date, later: date) -> str:
    """ "11 months", "3 years", "5 days": one unit, rounded down."""
    days = max((later - earlier).days, 0)
    if days < 60:
        return plural(days, "day")
    return plural(days // 30, "month") if days < 730 else plural(days // 365, "year")


def safe_url(url: str) -> str:
    """The address when a click on it is harmless (http, https with a host), else an empty text."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    sound = parts.scheme in {"http", "https"} and parts.netloc and len(url) <= _MOST_ADDRESS
    return url.strip() if sound else ""


# Where a reason is still in a developer's words: an editor's, whatever made it. The first that fits a place counts.
_PLAIN = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (r"is no use that the records at hand can be asked for", "is a use that FDA’s records do not tell apart"),
        (r"is more than the records at hand can be asked for", "is more than FDA’s records tell"),
        (r"\d+ were approved then by the records at hand, \d+ today: too many ways to count",
         "how many there are can be counted in several ways"),
        (r"approvals for the condition do not tell about (“[^”]*”)", r"FDA’s approvals say nothing of \1"),
        (r"its record does not tell about “[^”]*”", "FDA’s record does not cover all that the page says of it"),
        (r"not asserted \(\w+\)", "the page does not say it outright"),
        (r"no record in the local snapshot(?: \([^)]*\))?", "not in the local copy of ClinicalTrials.gov"),
        (r"no record at hand of it(?: \([^)]*\))?", "FDA’s records say nothing of it"),
        (r"the record at hand", "FDA’s record"),
        (r"(?:the )?records at hand", "FDA’s records"),
        (r"no FDA record of (.+?) at hand", r"no FDA record of \1 was found"),
        (r"\b(?:could not|cannot) be weighed", "could not be compared"),
        (r"\bwas not weighed", "was not compared"),
        (r"; run refresh\b", ""),
        (r", and nothing tells that it left; but", ", and no record says that it left; but"),
        (r"research at large, which an approval for one use does not end",
         "it speaks of research in general, which no single approval ends"),
        (r"it says that others of the class are studied, without saying which",
         "it says that others of the class are studied, not which"),
        (r"the local PubMed snapshot", "the local copy of PubMed"),
        (r"PubMed snapshot", "local copy of PubMed"),
        (r"copy of PubMed, which holds only a part of PubMed", "copy of PubMed, which is not complete"),
        (r"(?<=the )(?:local )?snapshot", "local copy"),
        (r"no snapshot of", "no local copy of"),
    )
)  # fmt: skip


# The drug and the day of its approval, which stand before why that decides nothing.
_OF_ONE_DRUG = re.compile(
    r"^[^;,]{2,120}? was approved on (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}(?:, and no record says that it left)?(?=[,;])"
)


def plain(text: str) -> str:
    """A reason in the words of the people who read it."""
    for said, meant in _PLAIN:
        text = said.sub(meant, text)
    return text


def summed(reason: str) -> str:
    """A reason as it is told once for all that it holds for, whatever the drug and the day of its approval."""
    return _OF_ONE_DRUG.sub("approved", plain(reason)).replace("approved; but", "approved, but", 1)
