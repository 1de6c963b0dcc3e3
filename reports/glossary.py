"""What the report's words mean: at most twenty, in an editor's language."""

from __future__ import annotations

WORDS: tuple[tuple[str, str], ...] = (
    ("fix now", "What the page says is untrue or unsafe today. Somebody should change it this week."),
    ("fix soon", "The page needs a change or a review, and nobody is misled on treatment in the meantime."),
    ("look at", "Something moved that may concern the page. Whether it does is for you to say."),
    (
        "cause",
        "One thing that is wrong, on one page or on many: one retracted paper, one approval, one habit.",
    ),
    ("safety", "The page points to a withdrawn or unsafe drug, or rests on a retracted paper. Told first."),
    ("treatment", "The page hides or misstates a treatment that there is."),
    ("evidence", "The paper, trial or approval behind a statement has moved on."),
    ("age and form", "The page is past its review, or its wording hides how old it is."),
    (
        "no longer true",
        "Untrue today, by an event that is named; it held when the page was dated, or the page gives no date.",
    ),
    ("the source says otherwise", "The statement did not hold when the page was dated either."),
    ("not verified", "The data at hand could not say. It is no finding, and no proof that all is well."),
    ("checked and held", "What was looked up and found to be so, with the source: proof of the review."),
    ("our record", "Our own words for what a notice, letter or list says; the link leads to it."),
    ("data to", "The day up to which a source’s data know. What happened later is unknown to the report."),
    (
        "the page’s own date",
        "The newest day on which the page says it was reviewed or updated, else published.",
    ),
    ("new", "Seen for the first time in this audit. On a first audit nothing is called new."),
    ("came back", "It had been resolved, and is there again."),
    ("not re-checked", "Its page or source could not be reached this time; it stands as it was."),
    ("accepted", "An editor decided that it stays, for a reason and until a day."),
    (
        "resolved",
        "An earlier finding that is gone, with the reason: text changed, page gone, source changed.",
    ),
)
