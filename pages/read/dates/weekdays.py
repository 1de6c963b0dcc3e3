"""Names of weekdays beside dates, which settle what is the day and what the month."""

from __future__ import annotations

import re

# The same, Monday first, to settle an order: 05/04/2021 was a Tuesday only with the day behind the month's place.
_WEEKDAYS = (
    "mon monday lun lunes lundi mo montag segunda lunedì maandag mandag måndag",
    "tue tues tuesday mar martes mardi di dienstag terça martedì dinsdag tirsdag tisdag",
    "wed weds wednesday mié miércoles mer mercredi mi mittwoch quarta mercoledì woensdag onsdag",
    "thu thur thurs thursday jue jueves jeu jeudi do donnerstag quinta giovedì donderdag torsdag",
    "fri friday vie viernes ven vendredi fr freitag sexta venerdì vrijdag fredag",
    "sat saturday sáb sábado sam samedi sa samstag sonnabend sabato zaterdag lørdag lördag",
    "sun sunday dom domingo dim dimanche so sonntag domenica zondag søndag söndag",
)
_DAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_DAY_BEFORE = re.compile(r"([^\W\d_]{2,10})\.?(?:-feira)?\s*[,(]?\s*(?:den\s|le\s|el\s)?\s*\Z")
_DAY_BEHIND = re.compile(r"\s*[,(–-]?\s*([^\W\d_]{2,10})\b")


def weekday(lead: str, tail: str) -> int | None:
    """The weekday (0 for Monday) that is printed right before or behind a date, None when none is."""
    before = _DAY_BEFORE.search(lead)
    behind = _DAY_BEHIND.match(tail)
    for match in (before, behind):
        found = _DAY_NUMBER.get(match[1].lower()) if match else None
        if found is not None:
            return found
    return None
