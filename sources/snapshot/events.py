"""A line of ``events.tsv`` (or of a site's ``facts-overrides.tsv``) as an event of the model.

Columns: ``drug`` (a key of drugs.tsv); ``action`` (a value of model.approval.Action; with "brand " in front when only
the named brand went and the drug stayed); ``by`` (who did what is no act of approving); ``date`` (day, month or year;
"by 1978": then or earlier); ``application``; ``brand``; the use: ``condition``, ``purpose``, ``stage``, ``setting``,
``biomarkers``, ``population``, ``age_from`` and ``age_to`` (as "12y", "6m": from the first up to but not including the
second), ``partners``; ``words`` (the use in our words, of one that was taken back with the
reason in brackets; or a remark on the act); ``source`` (a public page).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from language.written import drug_in_words
from model.approval import OUR_RECORD, Action, ApprovalEvent
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.indication import Indication

DRUGS_AT_FDA = "Drugs@FDA"
FDA = "FDA"

COLUMNS = (
    *("drug", "action", "by", "date", "application", "brand", "condition", "purpose", "stage", "setting"),
    *("biomarkers", "population", "age_from", "age_to", "partners", "words", "source"),
)
PURPOSES = ("treat", "prevent", "diagnose", "relieve", "support")
ACTORS = ("FDA", "maker", "maker at FDA's request")
GRANTS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.EMERGENCY})
ADULT = 18 * 12  # months; FDA's labels mean 18 years and older by "adults" (21 CFR 201.57)
OLDEST = 100 * 12

# How each act reads in one plain line; {name} is "Lynparza (olaparib)", {use} is " for ..." or empty. With who did
# it where the line differs; a boxed warning "from the start" was there with the brand's first approval.
_SAYS = {
    (Action.APPROVED, ""): "FDA approved {name}{use}",
    (Action.ACCELERATED, ""): "FDA granted {name} accelerated approval{use}",
    (Action.CONVERTED, ""): "FDA converted the accelerated approval of {name}{use} to regular approval",
    (Action.TENTATIVE, ""): "FDA tentatively approved {name}{use}",
    (Action.EMERGENCY, ""): "FDA authorised the emergency use of {name}{use}",
    (Action.WITHDRAWN, ""): "Approval of {name}{use} was withdrawn",
    (Action.WITHDRAWN, "FDA"): "FDA withdrew its approval of {name}{use}",
    (Action.WITHDRAWN, "maker"): "Approval of {name}{use} was withdrawn at its maker's request",
    (
        Action.WITHDRAWN,
        "maker at FDA's request",
    ): "Approval of {name}{use} was given up by its maker at FDA's request",
    (Action.LEFT_MARKET, ""): "{name} was taken off the market",
    (Action.LEFT_MARKET, "FDA"): "FDA said that {name} may no longer be used",
    (Action.LEFT_MARKET, "maker"): "{name} was taken off the market by its maker",
    (
        Action.LEFT_MARKET,
        "maker at FDA's request",
    ): "{name} was taken off the market by its maker at FDA's request",
    (Action.REVOKED, ""): "FDA revoked the emergency use authorisation of {name}{use}",
    (
        Action.REVOKED,
        "maker",
    ): "FDA revoked the emergency use authorisation of {name}{use} at its maker's request",
    (Action.LAUNCHED, ""): "{name} came on the market",
    (Action.DISCONTINUED, ""): "{name} is no longer sold",
    (Action.DISCONTINUED, "maker"): "The sale of {name} was ended by its maker",
    (Action.BOXED_WARNING, ""): "A boxed warning was added to the label of {name}",
    (Action.BOXED_WARNING, "FDA"): "FDA announced a boxed warning for {name}",
    (Action.BOXED_WARNING, "from the start"): "{name} was approved with a boxed warning",
    (Action.WARNING_REMOVED, ""): "A boxed warning was removed from the label of {name}",
    (Action.GENERIC, ""): "The first generic of {name} came",
    (Action.GENERIC_APPROVED, ""): "FDA approved the first generic of {name}",
    (Action.BIOSIMILAR, ""): "FDA approved {name} as a biosimilar",
    (Action.INTERCHANGEABLE, ""): "FDA found the biosimilar {name} interchangeable",
    (Action.OTC, ""): "FDA approved {name} for sale without a prescription",
    (Action.LABEL, ""): "The label of {name} was revised",
}
# Acts whose words are always a remark, not a use: "A boxed warning was added ...: liver injury".
_REMARKED = frozenset(
    {
        Action.DISCONTINUED,
        Action.LEFT_MARKET,
        Action.BOXED_WARNING,
        Action.WARNING_REMOVED,
        Action.GENERIC,
        Action.GENERIC_APPROVED,
        Action.BIOSIMILAR,
        Action.INTERCHANGEABLE,
        Action.OTC,
        Action.LABEL,
        Action.LAUNCHED,
    }
)
_TAKEN_BACK = frozenset({Action.WITHDRAWN, Action.REVOKED})
_WHY = re.compile(r"([^()]+) \(([^()]+)\)")
_AGE = re.compile(r"(\d+)([ym])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tab-separated file: where it stands ("events.tsv, line 7") and its cells by column."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file below its header. No quoting: a cell holds neither tab nor line break.

    Raises ValueError, with file and line, for a line with more or fewer cells than the header.
    """
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    columns = rows[0].split("\t") if rows else []
    for number, row in enumerate(rows[1:], start=2):
        cells = row.split("\t")
        where = f"{path.name}, line {number}"
        if len(cells) != len(columns):
            raise ValueError(f"{where}: {len(cells)} cells, not {len(columns)}")
        yield Line(where, dict(zip(columns, cells, strict=True)))


def first_grants(rows: list[Line]) -> frozenset[tuple[str, str, str]]:
    """Drug, brand and date of the first approval of each brand: a boxed warning of that day came with it."""
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        if row["action"] in GRANTS:
            key = (row["drug"], row["brand"])
            first[key] = min(row["date"], first.get(key, row["date"]))
    return frozenset((*key, day) for key, day in first.items())


def event_of(
    row: Line, routes: Mapping[str, tuple[str, ...]], first: frozenset[tuple[str, str, str]]
) -> ApprovalEvent:
    """The event of one line. Raises ValueError, with file and line, where a cell is none of its column's words.

    ``routes``: how products are given, by application number; ``first``: see ``first_grants``.
    """
    try:
        action, brand_only = action_of(row["action"])
        indication = _use(row, action)
        actor = _one_of(row["by"], ACTORS)
        when = PartialDate.parse(row["date"].removeprefix("by "))
        application = ApplicationNumber(row["application"]) if row["application"] else None
    except ValueError as error:
        raise ValueError(f"{row.where}: {error}") from None
    told_by = actor
    if action is Action.BOXED_WARNING and (row["drug"], row["brand"], row["date"]) in first:
        told_by = "from the start"
    return ApprovalEvent(
        drug=row["drug"],
        action=action,
        date=when,
        says=says(action, row["brand"], row["drug"], row["words"], row["condition"], told_by),
        source=_source(action, row["source"]),
        url=row["source"],
        application=application,
        brand=row["brand"],
        indication=indication if indication.condition else None,
        seen=row["date"].startswith("by "),
        brand_only=brand_only,
        routes=routes.get(row["application"], ()),
        by=actor,
    )


def _source(action: Action, url: str) -> str:
    if action is Action.LAUNCHED:
        return OUR_RECORD
    return DRUGS_AT_FDA if "accessdata.fda.gov" in url else FDA


def action_of(cell: str) -> tuple[Action, bool]:
    """The act, and whether the drug stayed and only the brand went: "brand discontinued", "brand withdrawn"."""
    bare = cell.removeprefix("brand ")
    return Action(bare), bare != cell


def says(action: Action, brand: str, drug: str, words: str = "", condition: str = "", by: str = "") -> str:
    """One plain line on an event: "FDA approved Lynparza (olaparib) for ..."; of an act without a condition the
    words are a remark."""
    written = drug_in_words(drug)
    name = f"{brand} ({written})" if brand and brand.lower() != drug else written
    remarked = action in _REMARKED or (action in _TAKEN_BACK and not condition)
    use, why = ("", words) if remarked else _use_and_why(action, words)
    line = _SAYS.get((action, by), _SAYS[action, ""]).format(name=name, use=f" for {use}" if use else "")
    return f"{line}: {why}" if why else line


def _use_and_why(action: Action, words: str) -> tuple[str, str]:
    """The use that was taken back, and why: "gastric cancer (the trial failed)" holds both. Of other acts the words
    are the use."""
    told = _WHY.fullmatch(words) if action in _TAKEN_BACK else None
    return (told[1], told[2]) if told else (words, "")


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, divided by semicolons."""
    if ";" not in cell:  # most hold one or none
        return (cell.strip(),) if cell and not cell.isspace() else ()
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _use(row: Line, action: Action) -> Indication:
    age_from, age_to = age(row["age_from"]), age(row["age_to"])
    if age_from is None and age_to is None and row["population"] == "adults":
        age_from = ADULT
    if age_from is not None and age_to is not None and age_from >= age_to:
        raise ValueError(f"age_from {row['age_from']} is not below age_to {row['age_to']}")
    return Indication(
        condition=row["condition"],
        stage=row["stage"],
        setting=row["setting"],
        biomarkers=listed(row["biomarkers"]),
        population=row["population"],
        partners=listed(row["partners"]),
        words=_use_and_why(action, row["words"])[0],
        age_from=age_from,
        age_to=age_to,
        purpose=_one_of(row["purpose"], PURPOSES),
    )


def age(cell: str) -> int | None:
    """Months: 144 of "12y", 6 of "6m", None of an empty cell. Raises ValueError for anything else."""
    if not cell:
        return None
    match = _AGE.fullmatch(cell)
    months = int(match[1]) * (12 if match[2] == "y" else 1) if match else OLDEST + 1
    if months > OLDEST:
        raise ValueError(f'{cell!r} is no age such as "12y" or "6m"')
    return months


def _one_of(cell: str, words: tuple[str, ...]) -> str:
    if cell and cell not in words:
        raise ValueError(f"{cell!r} is none of: {', '.join(words)}")
    return cell
