"""What is kept as bytes: pages as read, judgements, answers, names. Typed both ways, nothing that is read is run.

MessagePack by msgspec, compressed. Identifiers of references are a union of five kinds, which MessagePack cannot
tell apart by itself: they are written with their kind.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import MISSING, dataclass, fields, make_dataclass, replace
from functools import cache
from typing import Any, get_type_hints

import msgspec

from model.approval import Timeline
from model.evidence import Evidence, Unanswered
from model.finding import Judgement
from model.identifiers import DOI, ISBN, NCT, PMCID, PMID, Identifier
from model.lexicon import Lexicon
from model.link import LinkFacts
from model.literature import Match, Trial, Work
from model.page import Page, Reference

Answer = Evidence[Any] | Unanswered

# The kinds of questions, and what an answer to each holds.
_ANSWERS: dict[str, Any] = {
    "reference": Evidence[Match],
    "newer": Evidence[tuple[Work, ...]],
    "drug": Evidence[Timeline],
    "trial": Evidence[Trial],
    "link": Evidence[LinkFacts],
}
_IDENTIFIERS: dict[str, type[Identifier]] = {t.__name__: t for t in (DOI, ISBN, NCT, PMCID, PMID)}


@dataclass(frozen=True, slots=True)
class _Kept:
    """An identifier with its kind."""

    kind: str
    value: str


def _like(cls: type, name: str, **other: Any) -> type:
    """A dataclass with the fields of ``cls``, some of another type."""
    hints = get_type_hints(cls)
    rows: list[Any] = []
    for f in fields(cls):
        default = {} if f.default is MISSING else {"default": f.default}
        if f.default_factory is not MISSING:
            default = {"default_factory": f.default_factory}
        rows.append((f.name, other.get(f.name, hints[f.name]), _field(**default)))
    return make_dataclass(name, rows, frozen=True, slots=True)


def _field(**default: Any) -> Any:
    from dataclasses import field

    return field(**default)


_Reference = _like(Reference, "_Reference", identifiers=tuple[_Kept, ...])
_Page = _like(Page, "_Page", references=tuple[_Reference, ...])  # type: ignore[valid-type]
# What is most of a page, and what nobody needs who only lists it.
_DETAILS = frozenset({"blocks", "sentences", "citations", "references", "links"})
_Outline = make_dataclass(
    "_Outline", [(f.name, get_type_hints(Page)[f.name]) for f in fields(Page) if f.name not in _DETAILS]
)
_PAGE_FIELDS = tuple(f.name for f in fields(Page))
_REFERENCE_FIELDS = tuple(f.name for f in fields(Reference))


def pack_page(page: Page) -> bytes:
    """A page as bytes."""
    references = tuple(
        _copied(_Reference, r, _REFERENCE_FIELDS, identifiers=tuple(_kept(i) for i in r.identifiers))
        for r in page.references
    )
    return _packed(_copied(_Page, page, _PAGE_FIELDS, references=references))


def unpack_page(data: bytes) -> Page:
    """The page of ``pack_page``."""
    raw: Any = _unpacked(_Page, data)
    references = tuple(
        _copied(Reference, r, _REFERENCE_FIELDS, identifiers=tuple(_identifier(k) for k in r.identifiers))
        for r in raw.references
    )
    page: Page = _copied(Page, raw, _PAGE_FIELDS, references=references)
    return page


def unpack_outline(data: bytes) -> Page:
    """The page of ``pack_page`` without blocks, sentences, citations, references and links: a fifth of the
    work."""
    return Page(**vars(_unpacked(_Outline, data)))


def pack_judgement(judgement: Judgement) -> bytes:
    """A judgement as bytes."""
    return _packed(judgement)


def unpack_judgement(data: bytes) -> Judgement:
    """The judgement of ``pack_judgement``."""
    found: Judgement = _unpacked(Judgement, data)
    return found


def pack_answer(answer: Answer) -> bytes:
    """An answer as bytes."""
    return _packed(answer)


def unpack_answer(kind: str, answered: bool, data: bytes) -> Answer:
    """The answer of ``pack_answer`` to a question of this kind; ``answered``: it is no Unanswered."""
    found: Answer = _unpacked(_ANSWERS[kind] if answered else Unanswered, data)
    return found


def digest_of_answer(answer: Answer) -> str:
    """Changes when the source says something else, not when it is merely asked again."""
    told = answer if isinstance(answer, Unanswered) else replace(answer, retrieved_at=None)
    return digest(_raw(told))


def pack_names(lexicon: Lexicon) -> bytes:
    """A lexicon as bytes; its set in order, so that the same names are the same bytes."""
    tables: dict[str, Any] = {
        n: dict(getattr(lexicon, n)) for n in ("drugs", "classes", "conditions", "biomarkers")
    }
    plain = Lexicon(**tables, as_of=lexicon.as_of)
    return _packed(_Names(plain, tuple(sorted(lexicon.common_words))))


def unpack_names(data: bytes) -> Lexicon:
    """The lexicon of ``pack_names``."""
    kept: _Names = _unpacked(_Names, data)
    return replace(kept.lexicon, common_words=frozenset(kept.common_words))


@dataclass(frozen=True, slots=True)
class _Names:
    lexicon: Lexicon
    common_words: tuple[str, ...]


def digest(data: bytes) -> str:
    """32 hex digits that stand for these bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def mark_of(text: str) -> str:
    """A key of fixed length for a text of any: an index takes no address of 3,000 characters."""
    return digest(text.encode("utf-8", "surrogatepass"))


def storable(text: str) -> str:
    """A text as both databases take it: without NUL, and halves of surrogate pairs as "?"."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def pack_bytes(data: bytes) -> bytes:
    """A body, smaller."""
    return zlib.compress(data, 3)


def unpack_bytes(data: bytes) -> bytes:
    """The body of ``pack_bytes``."""
    return zlib.decompress(data)


def _packed(value: Any) -> bytes:
    return zlib.compress(_raw(value), 3)


def _raw(value: Any) -> bytes:
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair, from a hostile page: one "?" in its place
        return msgspec.msgpack.encode(_whole(msgspec.to_builtins(value)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return [_whole(v) for v in value] if isinstance(value, list | tuple) else value


def _unpacked(kind: Any, data: bytes) -> Any:
    return _decoder(kind).decode(zlib.decompress(data))


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def _kept(identifier: Identifier) -> _Kept:
    return _Kept(type(identifier).__name__, identifier.value)


def _identifier(kept: _Kept) -> Identifier:
    return _IDENTIFIERS[kept.kind](kept.value)


def _copied(to: type, value: Any, names: tuple[str, ...], **other: Any) -> Any:
    return to(**{n: other[n] if n in other else getattr(value, n) for n in names})
