"""What checks ask of the sources. Each function names the questions of one page; a check declares one of them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from model.address import is_address
from model.evidence import Questions
from model.identifiers import NCT
from model.lexicon import Lexicon
from model.link import LONGEST, link_address
from model.page import Page, Reference
from verdicts import drugs_of_claims, drugs_of_page


def nothing(page: Page, lexicon: Lexicon) -> Questions:
    """Nothing: the page itself is enough."""
    return Questions()


def references(page: Page, lexicon: Lexicon) -> Questions:
    """Every reference, matched to the paper it means: PubMed, Crossref."""
    return Questions(references=page.references)


def newer_works(page: Page, lexicon: Lexicon) -> Questions:
    """Every reference, and the works that cite or update the cited papers: PubMed."""
    return Questions(references=page.references, newer=True)


def trials(page: Page, lexicon: Lexicon) -> Questions:
    """The registered trials among the references: ClinicalTrials.gov."""
    return Questions(trials=tuple(i for r in page.references for i in r.identifiers if isinstance(i, NCT)))


def claimed_drugs(page: Page, lexicon: Lexicon) -> Questions:
    """What FDA did with the drugs that the page's claims take."""
    return Questions(drugs=tuple(sorted(drugs_of_claims(page.claims, lexicon, page.text))))


def discussed_drugs(page: Page, lexicon: Lexicon) -> Questions:
    """The same, and with every drug that a section is about, by its heading too."""
    return Questions(
        drugs=tuple(sorted(drugs_of_claims(page.claims, lexicon, page.text) | drugs_of_page(page, lexicon)))
    )


def links(page: Page, lexicon: Lexicon) -> Questions:
    """Every page of another site that the page's text links to: the pages of its own are visited anyhow."""
    own = {urlsplit(address).hostname for address in (page.url, page.canonical_url) if is_address(address)}
    asked = (link_address(link.url) for link in page.links if is_address(link.url))
    outside = (a for a in asked if a[:4].lower() == "http" and urlsplit(a).hostname not in own)
    return Questions(links=tuple(dict.fromkeys(a for a in outside if len(a) <= LONGEST)))


def earlier_version(page: Page, lexicon: Lexicon) -> Questions:
    """How the page was before its last change; nothing is known of it on a first audit."""
    return Questions(earlier=True)


#: The askings of checks that look at claims: the page's claims are judged for them, and handed to them alone.
OF_DRUGS = (claimed_drugs, discussed_drugs)


def all_of(asked: Iterable[Questions]) -> Questions:
    """Several askings as one, each distinct question once."""
    references: dict[str, Reference] = {}
    drugs: set[str] = set()
    trials: dict[NCT, None] = {}
    linked: dict[str, None] = {}
    newer = earlier = False
    for questions in asked:
        for reference in questions.references:
            references.setdefault(reference.key, reference)
        drugs.update(questions.drugs)
        trials.update(dict.fromkeys(questions.trials))
        linked.update(dict.fromkeys(questions.links))
        newer = newer or questions.newer
        earlier = earlier or questions.earlier
    return Questions(
        tuple(references.values()), newer, tuple(sorted(drugs)), tuple(trials), earlier, tuple(linked)
    )
