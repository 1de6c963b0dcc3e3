"""A page's reference lists: where they stand (``lists``, ``unheaded``); each entry's identifiers, kind and parts."""

from pages.read.references.asides import Aside, asides
from pages.read.references.list_text import (
    is_bare_list,
    is_understood,
    one_reference,
    read_reference_list,
    remarks_of_list,
    unread_of_list,
)
from pages.read.references.parts import parse_reference
from pages.read.references.read import (
    read_references,
    reference_page_links,
    unread_references,
)

__all__ = [
    "Aside",
    "asides",
    "is_bare_list",
    "is_understood",
    "one_reference",
    "parse_reference",
    "read_reference_list",
    "read_references",
    "reference_page_links",
    "remarks_of_list",
    "unread_of_list",
    "unread_references",
]
