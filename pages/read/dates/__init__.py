"""All dates of a page.

::

    visible (spot) · timed · around   what a reader sees ┐
    metadata · json_ld         what markup says        ├─► order (03/04/14) ─► settle ─► Dates
    original                   when first published    ┘

``strings`` and ``values`` know how dates are written, ``labels``, ``lines`` and ``names`` what makes a date an
update, a review or a mere event.
"""

from pages.read.dates.read import read_dates

__all__ = ["read_dates"]
