"""openFDA's drug endpoints on 127.0.0.1: true formats, search, paging, limits and errors, over given records.

Formats are those of the recorded answers named in /work/shared's FORMATS.md and of openFDA's documentation;
nothing in here is a recording. The search language is the part that clients use: field:"phrase",
field:(… OR …), field:[… TO …], AND, OR, parentheses. A phrase matches neighbouring words of one value, case aside.
"""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tests.services.loopback import Loopback, Reply, Request

KEY = "a-key-that-is-known"
LARGEST_LIMIT = 1000
LARGEST_SKIP = 25_000
_PATHS = {"/drug/drugsfda.json": "drugsfda", "/drug/label.json": "label"}
_TOKEN = re.compile(
    r'\s*(?:(?P<phrase>"[^"]*")|(?P<range>\[\S+ TO \S+\])|(?P<mark>[():])|(?P<word>[^\s():"\[\]]+))'
)

Record = Mapping[str, Any]


class SearchError(ValueError):
    """What the service says of a search that it cannot read."""


class OpenFDAServer(Loopback):
    """The service. ``drugsfda`` and ``label``: records by endpoint; ``files``: other paths and their bytes;
    ``daily``: requests that are answered before every further one is refused."""

    def __init__(
        self,
        *,
        drugsfda: Iterable[Record] = (),
        label: Iterable[Record] = (),
        files: Mapping[str, bytes] | None = None,
        last_updated: str = "2026-11-10",
        per_second: float = 0.0,
        daily: int = 0,
        links: bool = True,
    ) -> None:
        super().__init__(per_second)
        self.records = {"drugsfda": list(drugsfda), "label": list(label)}
        self.files = dict(files or {})
        self.last_updated = last_updated
        self.daily = daily
        self.links = links

    def answer(self, request: Request) -> Reply:
        if self.daily and len(self.requests) > self.daily:
            return self.too_many(request, len(self.requests))
        if request.path in self.files:
            return Reply(self.files[request.path], "application/octet-stream")
        if request.path not in _PATHS:
            return _error(404, "NOT_FOUND", "No such endpoint")
        if request.one("api_key") not in ("", KEY):
            return _error(
                403, "API_KEY_INVALID", "An invalid api_key was supplied. Get one at https://api.fda.gov:443"
            )
        limit, skip = int(request.one("limit") or 1), int(request.one("skip") or 0)
        if limit > LARGEST_LIMIT:
            return _error(400, "BAD_REQUEST", "Limit cannot exceed 1000 results for search requests.")
        if skip > LARGEST_SKIP:
            return _error(400, "BAD_REQUEST", "Skip value must 25000 or less.")
        if request.one("search_after") and request.one("skip"):
            return _error(400, "BAD_REQUEST", "Parameters skip and search_after cannot be used together.")
        try:
            matches = make_search(request.one("search"))
        except SearchError as err:
            details = f"[token_mgr_error] token_mgr_error: {err}"
            return _error(500, "SERVER_ERROR", "Check your request and try again", details)
        found = [r for r in self.records[_PATHS[request.path]] if matches(r)]
        if request.one("count"):
            return self._count(found, request.one("count"))
        found = _sorted(found, request.one("sort"))
        after = request.one("search_after")
        start = int(base64.urlsafe_b64decode(after).decode()) if after else skip
        part = found[start : start + limit]
        if not part:
            return self.nothing(request)
        meta = {
            "disclaimer": "Do not rely on openFDA to make decisions regarding medical care.",
            "last_updated": self.last_updated,
            "results": {"skip": skip, "limit": limit, "total": len(found)},
        }
        headers = {"x_ratelimit_limit": "240", "x_ratelimit_remaining": "239"}
        if self.links and start + limit < len(found):
            cursor = base64.urlsafe_b64encode(str(start + limit).encode()).decode()
            search = quote(request.one("search"), safe="")
            headers["Link"] = (
                f"<https://api.fda.gov{request.path}?search={search}&limit={limit}&skip=0"
                f'&search_after={quote(cursor, safe="")}>; rel="next"'
            )
        return Reply.json({"meta": meta, "results": part}, **headers)

    def nothing(self, request: Request) -> Reply:
        return _error(404, "NOT_FOUND", "No matches found!")

    def too_many(self, request: Request, recent: int) -> Reply:
        said = "You have exceeded your rate limit. Try again later or contact us at https://api.fda.gov:443"
        return Reply.json({"error": {"code": "OVER_RATE_LIMIT", "message": said}}, 429)

    def _count(self, found: list[Record], field: str) -> Reply:
        terms = Counter(v for r in found for v in values(r, field.removesuffix(".exact")))
        rows = [{"term": term, "count": count} for term, count in terms.most_common()]
        if not rows:
            return _error(404, "NOT_FOUND", "No matches found!")
        return Reply.json({"meta": {"last_updated": self.last_updated}, "results": rows})


def values(record: Any, field: str) -> list[str]:
    """Every value at a dotted path, through lists."""
    if isinstance(record, list):
        return [v for item in record for v in values(item, field)]
    if not field:
        return [str(record)]
    head, _, rest = field.partition(".")
    return values(record[head], rest) if isinstance(record, Mapping) and head in record else []


def make_search(text: str) -> Any:
    """A predicate for a search; everything matches none. SearchError for what Lucene would not parse."""
    if text.count('"') % 2:
        raise SearchError(f'Lexical error at line 1, column {len(text)}.  Encountered: <EOF> after : ""')
    if not text:
        return lambda _record: True
    tokens = [m.group().strip() for m in _TOKEN.finditer(text)]
    predicate, rest = _either(tokens, "")
    if rest:
        raise SearchError(f"Encountered {rest[0]!r}")
    return predicate


def _either(tokens: list[str], field: str) -> tuple[Any, list[str]]:
    one, rest = _both(tokens, field)
    parts = [one]
    while rest and rest[0] != ")":
        rest = rest[1:] if rest[0] == "OR" else rest  # a blank alone is OR as well
        one, rest = _both(rest, field)
        parts.append(one)
    return lambda record: any(p(record) for p in parts), rest


def _both(tokens: list[str], field: str) -> tuple[Any, list[str]]:
    one, rest = _term(tokens, field)
    parts = [one]
    while rest and rest[0] == "AND":
        one, rest = _term(rest[1:], field)
        parts.append(one)
    return lambda record: all(p(record) for p in parts), rest


def _term(tokens: list[str], field: str) -> tuple[Any, list[str]]:
    if not tokens:
        raise SearchError("Encountered <EOF>")
    if tokens[0] == "(":
        inner, rest = _either(tokens[1:], field)
        if not rest or rest[0] != ")":
            raise SearchError("Encountered <EOF>, expected )")
        return inner, rest[1:]
    if len(tokens) > 1 and tokens[1] == ":":
        return _term(tokens[2:], tokens[0])
    if tokens[0].startswith("["):
        low, high = tokens[0][1:-1].split(" TO ")
        return lambda record: any(low <= v <= high for v in values(record, field)), tokens[1:]
    wanted = _words(tokens[0])
    return lambda record: any(_holds(_words(v), wanted) for v in values(record, field)), tokens[1:]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _holds(words: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and any(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def _sorted(found: list[Record], sort: str) -> list[Record]:
    if not sort:
        return found
    field, _, direction = sort.partition(":")
    return sorted(found, key=lambda r: values(r, field), reverse=direction == "desc")


def _error(status: int, code: str, message: str, details: str = "") -> Reply:
    error = {"code": code, "message": message} | ({"details": details} if details else {})
    return Reply.json({"error": error}, status)


def application(
    number: str,
    brand: str,
    *ingredients: str,
    approved: str = "20150203",
    sponsor: str = "A SPONSOR",
    marketing: str = "Prescription",
    supplements: Iterable[tuple[str, str, str]] = (),
    openfda: bool = True,
) -> dict[str, Any]:
    """A drugsfda record. ``supplements``: (number, class code, YYYYMMDD). As the service does, the supplements
    come before the original."""
    submissions = [
        {
            "submission_type": "SUPPL",
            "submission_number": n,
            "submission_status": "AP",
            "submission_status_date": day,
            "submission_class_code": code,
        }
        for n, code, day in supplements
    ]
    submissions.append(
        {
            "submission_type": "ORIG",
            "submission_number": "1",
            "submission_status": "AP",
            "submission_status_date": approved,
            "submission_class_code": "TYPE 1",
            "review_priority": "PRIORITY",
        }
    )
    names = list(ingredients)
    return {
        "application_number": number,
        "sponsor_name": sponsor,
        "submissions": submissions,
        "products": [
            {
                "product_number": "001",
                "brand_name": brand,
                "active_ingredients": [{"name": name, "strength": "1MG"} for name in names],
                "dosage_form": "TABLET",
                "route": "ORAL",
                "marketing_status": marketing,
            }
        ],
        "openfda": {"application_number": [number], "generic_name": names} if openfda else {},
    }


def label(
    number: str,
    brand: str,
    generic: str,
    text: str,
    *,
    effective: str = "20260115",
    set_id: str = "",
    boxed: str = "",
    epc: Iterable[str] = (),
    original: bool = True,
) -> dict[str, Any]:
    """A label record: sections are lists, dates and ids are not."""
    record: dict[str, Any] = {
        "set_id": set_id or f"set-{number}-{brand}".lower(),
        "id": f"id-{number}",
        "version": "3",
        "effective_time": effective,
        "indications_and_usage": [text],
        "openfda": {
            "application_number": [number],
            "brand_name": [brand],
            "generic_name": [generic],
            "pharm_class_epc": [f"{name} [EPC]" for name in epc],
        },
    }
    if original:
        record["openfda"]["is_original_packager"] = [True]
    if boxed:
        record["boxed_warning"] = [boxed]
    return record
