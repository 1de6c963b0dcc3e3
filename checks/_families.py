"""What the checks of one family have in common, in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """``title``: what its checks are about; ``decided``: what they go by; ``unseen``: what they cannot see, so that
    their silence is no proof."""

    title: str
    decided: str
    unseen: str


FAMILIES = {
    "date": Family(
        "The page's dates",
        "By the dates that the page shows and those in its code, and by how often your policy wants a review.",
        "A date in a picture, or one that a script puts in when the page is opened.",
    ),
    "ref": Family(
        "Cited references",
        "Each entry of the list is looked for in PubMed and Crossref by its text and its identifiers, and what they "
        "record of the paper is compared with the page.",
        "Books, reports and websites, which PubMed does not hold; and whether a paper says what it is cited for.",
    ),
    "fda": Family(
        "What the page says about FDA approval",
        "The drug, the use and the status that the page tells are compared with what FDA did, as of the page's date "
        "and as of today.",
        "What FDA did after its data end, uses that its records do not tell apart, and the rules of other countries.",
    ),
    "time": Family(
        "Language and figures that age",
        "By the words and years of the sentence and the date of its page or section; for trials by "
        "ClinicalTrials.gov.",
        "Whether it is still so: that is for somebody who knows the subject.",
    ),
    "link": Family(
        "Links to other sites",
        "Each address that the page's text links to is asked, over several nights where a site is silent.",
        "Pages behind a login, and sites that do not answer programs.",
    ),
    "page": Family(
        "The page itself",
        "By the page's own text.",
        "Text in pictures, or put in by a script.",
    ),
}
