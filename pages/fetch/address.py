"""One page, one address: what may differ between two ways of writing the same one."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from model.address import is_address
from pages.fetch.reach import bare

# Parameters that say where a reader came from, or who is reading, never which page it is. From the documentation
# of the programs that add them: Google Analytics and Ads, Meta, Microsoft, Yandex, Mailchimp, HubSpot, Marketo,
# Matomo, Adobe, X, Instagram; sessions of PHP, Java, ASP and ColdFusion.
TRACKING = frozenset(
    """gclid gclsrc dclid gbraid wbraid _ga _gl srsltid fbclid igshid igsh msclkid yclid ysclid mc_cid mc_eid _hsenc
    _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok pk_campaign pk_kwd pk_source pk_medium mtm_campaign mtm_source
    mtm_medium mtm_keyword mtm_content s_cid s_kwcid ef_id twclid ttclid li_fat_id vero_id vero_conv oly_enc_id
    oly_anon_id wickedid rb_clickid phpsessid jsessionid aspsessionid cfid cftoken""".split()  # noqa: SIM905
)
# The menus of a site name the same addresses on every page: so many are taken apart once.
_REMEMBERED = 20_000
_UTM = re.compile(r"utm_\w+", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_UNRESERVED = re.compile(r"%([46][1-9A-Fa-f]|[57][0-9Aa]|3[0-9]|2[DdEe]|5[Ff]|7[Ee])")
_UNSAFE = re.compile(r"[^\x21-\x7e]")


@lru_cache(_REMEMBERED)
def fold(address: str) -> str:
    """An http(s) address in its one form: no fragment, user, default port, tracking parameter or session; scheme and
    host in lower case, dots of the path resolved. RFC 3986, 6.2.2 and 6.2.3.

    The case of a path and a slash at its end are left as they are: a server may tell them apart. An address that
    cannot be taken apart is returned as it came.
    """
    address = address.strip()
    if not is_address(address):
        return address
    parts = urlsplit(bare(address))
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not parts.hostname:
        return address
    host = parts.hostname.rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port != _DEFAULT_PORT[scheme]:
        host = f"{host}:{parts.port}"
    path = _SESSION.sub("", parts.path)
    if "/." in path and not path.startswith("//"):
        path = urlsplit(urljoin(f"{scheme}://{host}/", path)).path
    path = _escaped(_UNRESERVED.sub(_plain, path)) or "/"
    query = "&".join(p for p in parts.query.split("&") if p and not _is_tracking(p))
    return urlunsplit(SplitResult(scheme, host, path, _escaped(query), ""))


@lru_cache(_REMEMBERED)
def same_page(address: str) -> str:
    """What two folded addresses have in common that differ in a slash at the end of the path, or in http for https,
    or in the site's "www.": one page, unless the server says otherwise."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), parts.query, ""))


@lru_cache(_REMEMBERED)
def host_of(address: str) -> str:
    """The host of an address, in lower case and without "www.": what "the same site" means. Empty when none."""
    if not is_address(address):
        return ""
    return (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING or _UTM.fullmatch(name) is not None


def _plain(found: re.Match[str]) -> str:
    """An escaped character that needs no escape."""
    return chr(int(found[1], 16))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode("utf-8", "replace")), text)
