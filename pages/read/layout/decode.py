"""Bytes to characters, as browsers do it (WHATWG HTML, "determining the character encoding")."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

#: Labels that mean another encoding than their name says (WHATWG Encoding, "names and labels").
_LABELS = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "l1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "ansi_x3.4-1968": "windows-1252",
    "x-user-defined": "windows-1252",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    # A <meta> that could be read as ASCII cannot stand in UTF-16: browsers take UTF-8.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "utf-7": "windows-1252",
}
_BOMS = (
    # no browser reads it any more: a page of it is read as it was meant, not as two letters in four
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:+-]+)", re.IGNORECASE)

#: Bytes looked at when nothing is declared: detection costs about 1 ms a kilobyte.
DETECTION_SAMPLE = 16_384


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of ``body`` and the name of the encoding it was read in. Never fails: what cannot be
    decoded becomes U+FFFD.

    Byte order mark, then the HTTP header, then ``<meta>`` or the XML declaration, then UTF-8 if the
    bytes are valid UTF-8, then a guess. One step away from browsers: bytes that are valid UTF-8 with
    non-ASCII characters in them are UTF-8 whatever is declared, because a page saved to disk keeps the
    declaration of the encoding it had on the wire.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    declared = _declared(body, content_type)
    if declared != "utf-8" and declared not in _STATEFUL:
        try:
            return body.decode("utf-8"), "utf-8" if not body.isascii() else declared or "utf-8"
        except UnicodeDecodeError:
            pass
    name = declared or _guess(body)
    return body.decode(name, "replace"), name


#: Encodings whose bytes are all ASCII: being valid UTF-8 says nothing.
_STATEFUL = frozenset({"iso-2022-jp", "hz-gb-2312", "utf-16-le", "utf-16-be"})


_XML_LINE = 1_024
#: A page declares its encoding in so many bytes, or in the first twentieth.
_HEAD = 2_048
_META = re.compile(rb"<\s*meta[^<>]+?charset\s*=\s*[\"']?([^<>]{0,60}?)[ /;'\">]", re.IGNORECASE)


def _declared(body: bytes, content_type: str) -> str:
    header = _HEADER_CHARSET.search(content_type)
    if header:
        label = header.group(1).lower()
        if label in ("utf-16", "utf-16le", "utf-16be"):
            return "utf-16-be" if label.endswith("be") else "utf-16-le"
        name = _known(label)
        if name:
            return name
    # BeautifulSoup looks for the end of a tag from each that begins: it gets the line before the page only
    found = EncodingDetector.find_declared_encoding(body[:_XML_LINE], is_html=False)
    if not found and (tag := _META.search(body, 0, max(_HEAD, len(body) // 20))):
        found = tag[1].decode("ascii", "replace").lower()
    return _known(found) if found else ""


def _known(label: str) -> str:
    """The Python codec for a label, empty for labels nobody knows."""
    label = label.strip().lower()
    name = _LABELS.get(label, label)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # codecs.lookup also knows "rot13" and "base64", which are no character sets
    return name if getattr(info, "_is_text_encoding", True) and info.name not in _NOT_FOR_PAGES else ""


_NOT_FOR_PAGES = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"})


#: Fewer bytes than these outside ASCII tell no language: browsers take the Western default.
FOREIGN = 24
_ASCII = bytes(range(128))


def _guess(body: bytes) -> str:
    if len(body[:DETECTION_SAMPLE].translate(None, _ASCII)) < FOREIGN:
        return "windows-1252"
    best = from_bytes(body[:DETECTION_SAMPLE]).best()
    if best is None:
        return "windows-1252"
    return _LABELS.get(best.encoding.replace("_", "-"), best.encoding)
