"""Which number comes first on this page: 03/04/14 is 4 March in the US, 3 April nearly everywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from model.dates import PartialDate
from pages.read.dates.strings import DateText

# Weights of the signs, strongest first: what the page's own numbers do settles it nearly alone, a bare
# lang="en" (set by templates the world over, most often American ones) only when nothing else speaks.
_OWN_NUMBERS, _DOMAIN, _LANGUAGE, _LOCALE, _SPELLING, _DOTS, _BARE_ENGLISH = 8, 5, 4, 3, 2, 2, 1

# Countries that write the month first: the US, the Philippines, Micronesia, Palau (CLDR short date patterns).
_MONTH_FIRST_REGIONS = frozenset({"us", "ph", "fm", "pw", "gu", "pr"})
# Countries with both habits, or year first: their sign says nothing.
_UNCLEAR_REGIONS = frozenset({"ca", "jp", "cn", "kr", "tw", "hk", "hu", "lt", "ir", "mn", "za", "ke"})
_MONTH_FIRST_DOMAINS = frozenset({"gov", "mil", "edu", "us", "ph"})
_YEAR_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "hu", "lt", "fa", "mn"})
_DAY_FIRST_COUNTRIES = frozenset(
    [
        "uk",
        "au",
        "nz",
        "ie",
        "in",
        "sg",
        "my",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "br",
        "nl",
        "be",
        "at",
        "ch",
        "dk",
        "no",
        "se",
        "fi",
        "pl",
        "cz",
        "sk",
        "ro",
        "bg",
        "gr",
        "tr",
        "ru",
        "ua",
        "ar",
        "cl",
        "co",
        "mx",
        "pe",
        "ve",
        "uy",
        "ec",
        "eu",
        "il",
        "ae",
        "eg",
        "ng",
        "gh",
        "id",
        "th",
        "vn",
    ]
)
_US = re.compile(
    r"\b(?:tumors?|center|centers|color|pediatric\w*|anemia|diarrhea|hemo\w{3,}|estrogen|fetus|fetal|leukemia|edema|"
    r"esophag\w*|gynecolog\w*|orthopedic\w*|counsel(?:ing|or)|behavior\w*|labor|fiber|health care provider|CDC|FDA|"
    r"Medicare|Medicaid|HIPAA|MyChart|911|LLC|PA-C|ZIP|organizations?|randomized|hospitalized|specialized)\b"
)
_UK = re.compile(
    r"\b(?:tumours?|centres?|colour|paediatric\w*|anaemia|diarrhoea|haemo\w{3,}|oestrogen|foetus|foetal|leukaemia|oedema|"
    r"oesophag\w*|gynaecolog\w*|orthopaedic\w*|counsell(?:ing|or)|behaviour\w*|labour|fibre|NHS|NICE|MHRA|GPs?|A&E|TGA|"
    r"PBS|Medsafe|HSE|999|organisations?|randomised|hospitalised|specialised|licen[c]e)\b"
)
# Spelling is looked for in this many characters from the start: enough to tell, cheap on long pages.
_SPELLING_CHARS = 12_000


@dataclass(frozen=True, slots=True)
class Order:
    """``value``: mdy, dmy, or empty when nothing tells. ``why``: the signs, for the mention's note."""

    value: str = ""
    why: str = ""

    def choose(self, readings: tuple[PartialDate, ...]) -> tuple[PartialDate, ...]:
        """One of two readings (month first, day first) when the order is known, else both."""
        if len(readings) != 2 or not self.value:
            return readings
        return readings[:1] if self.value == "mdy" else readings[1:]


def find_order(dates: Iterable[DateText], text: str, language: str, locale: str, url: str) -> Order:
    """Weigh all signs of a page's order of day and month.

    ``dates``: its numeric dates; ``language``: ``lang``; ``locale``: ``og:locale``; ``url``: its address.
    """
    score = 0
    reasons: list[tuple[int, str]] = []

    def add(weight: int, why: str) -> None:
        nonlocal score
        score += weight
        reasons.append((weight, why))

    dates = list(dates)
    shown = {d.order for d in dates if d.order and d.style == "numeric"}
    if len(shown) == 1:
        add(_OWN_NUMBERS if "mdy" in shown else -_OWN_NUMBERS, "another date on the page")
    for name, weight in ((language, _LANGUAGE), (locale, _LOCALE)):
        sign = _of_language(name)
        if sign:
            add(sign * weight, f"language {name}")
    sign = _of_domain(url)
    if sign:
        add(sign * _DOMAIN, "the site's domain")
    us = uk = 0
    if abs(score) <= _SPELLING + _BARE_ENGLISH:  # else it could turn nothing
        sample = text[:_SPELLING_CHARS]
        us, uk = len(_US.findall(sample)), len(_UK.findall(sample))
    if us != uk and (_of_language(language) >= 0 or not language):
        add(_SPELLING if us > uk else -_SPELLING, "US spelling" if us > uk else "British spelling")
    if any(d.dotted for d in dates):
        add(-_DOTS, "dots, as Europe writes")
    if language.lower() == "en":
        add(_BARE_ENGLISH, "English without a region")
    if not score:
        return Order()
    value = "mdy" if score > 0 else "dmy"
    best = max((r for r in reasons if (r[0] > 0) == (score > 0)), key=lambda r: abs(r[0]))
    return Order(value, best[1])


def _of_language(name: str) -> int:
    """1 for month first, -1 for day first, 0 for unclear."""
    parts = re.split(r"[-_]", name.strip().lower())
    if not parts[0]:
        return 0
    region = next((p for p in parts[1:] if len(p) == 2), "")
    if region in _MONTH_FIRST_REGIONS:
        return 1
    if parts[0] == "en":
        return -1 if region and region not in _UNCLEAR_REGIONS else 0
    return 0 if parts[0] in _YEAR_FIRST_LANGUAGES else -1


def _of_domain(url: str) -> int:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return 0
    last = host.rsplit(".", 1)[-1].lower()
    if last in _MONTH_FIRST_DOMAINS:
        return 1
    return -1 if last in _DAY_FIRST_COUNTRIES else 0
