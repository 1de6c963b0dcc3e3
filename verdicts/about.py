"""Which drugs a page speaks of, and of which FDA is to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.names import Kind, fold, names_of
from language.once import OfLast
from model.approval import ApprovalEvent
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication
from model.lexicon import Lexicon
from model.page import Page
from model.span import Span
from verdicts.compare import compare
from verdicts.heard import as_heard, heard
from verdicts.kin import ancestors
from verdicts.said import is_offered, tells_an_end
from verdicts.tables import offered_in_rows

_OFFERING = frozenset({Status.APPROVED, Status.ACCELERATED, Status.IN_USE, Status.OTC, Status.GENERIC})
_BEHIND = 160  # characters after a sentence: "It was taken off the market" often follows the name

_NAMED: OfLast[list[tuple[str, Span]]] = OfLast()
_ABOUT: OfLast[tuple[About, ...]] = OfLast()


@dataclass(frozen=True, slots=True)
class About:
    """A section is about a drug, or only names it. ``place``: the sentence that names it, the first that is no heading.

    ``offered``: it is spoken of as a treatment to be had. ``named_only``: it stands in the text alone, in no heading
    and no claim.
    """

    drug: str
    section: int
    place: Span
    offered: bool = False
    named_only: bool = False


def drugs_of_claims(claims: Iterable[Claim], lexicon: Lexicon, text: str = "") -> frozenset[str]:
    """The drugs whose timelines judging these claims takes: those named, their group's members, and every drug
    where the claim is about any drug at all ("no drug is approved for ...", "X alone is, and nothing else"). ``text``:
    that of the page, in which the claims' sentences stand."""
    needed: set[str] = set()
    for claim in claims:
        needed.update(claim.subject.drugs)
        for key in (claim.subject.generic_group, claim.subject.drug_class):
            if key in lexicon.classes:
                needed.update(lexicon.classes[key].members)
        counts = claim.exclusivity is not Exclusivity.NONE or _is_sole(claim, text)
        if counts and not (claim.subject.generic_group or claim.subject.drug_class) and not _is_bare(claim):
            needed.update(lexicon.drugs)
    return frozenset(needed)


def _is_sole(claim: Claim, text: str) -> bool:
    sentence = text[claim.sentence.start : claim.sentence.end]
    return "alone" in sentence and as_heard(claim, heard(claim, sentence)).exclusivity is Exclusivity.ONLY


def _is_bare(claim: Claim) -> bool:
    """ "The first approved", "the only one", of no class and for no disease: there is nothing to compare it with."""
    uses = (claim.indication, *claim.also, claim.context)
    return not any(u.condition or u.biomarkers for u in uses)


def drugs_of_page(page: Page, lexicon: Lexicon) -> frozenset[str]:
    """The drugs that the page's sections are about or name."""
    return frozenset(a.drug for a in about(page, lexicon))


def about(page: Page, lexicon: Lexicon) -> tuple[About, ...]:
    """What each section is about, in the order of the page: the drugs of its heading, those that its claims are about
    one by one, those that it only names, and those that rows of its tables offer. Each drug once a section. What was
    found of the last page is kept: what is asked of it and what is judged of it rest on the same."""
    return _ABOUT.of(page, lexicon, make=lambda: _all_about(page, lexicon))


def _all_about(page: Page, lexicon: Lexicon) -> tuple[About, ...]:
    told = {(item.drug, item.section): item for item in _in_prose(page, lexicon)}
    rows: dict[tuple[str, int], About] = {}
    for drug, section, row in offered_in_rows(page, lexicon):
        if (drug, section) not in told:
            rows[drug, section] = About(drug, section, row, offered=True, named_only=True)
    return tuple(sorted((*told.values(), *rows.values()), key=lambda item: (item.section, item.place.start)))


def _in_prose(page: Page, lexicon: Lexicon) -> Iterator[About]:
    mentions = _mentions(page, lexicon)
    for section in page.sections:
        told: dict[str, About] = {}
        here = [(drug, place) for drug, place in mentions if section.body.contains(place)]
        places = dict(reversed(here))
        own = [c for c in page.claims if c.section == section.index]
        for claim in own:
            if not claim.faint and _is_about_drugs(claim):
                for drug in claim.subject.drugs:
                    offered = claim.status in _OFFERING and not claim.historic
                    told.setdefault(drug, About(drug, section.index, claim.sentence, offered))
        for drug in _named(section.heading, lexicon):
            if drug not in told:
                place = places.get(drug) or _opening(page, section.index)
                told[drug] = About(drug, section.index, place, offered=True)
        for drug, place in here:
            if drug not in told and is_offered(page.quote(place)):
                told[drug] = About(drug, section.index, place, offered=True, named_only=True)
        for claim in own:
            if claim.faint and claim.status is Status.IN_USE:
                outright = claim.cue != claim.subject.words
                for drug in claim.subject.drugs:
                    held = told.get(drug)
                    if held is None or (outright and held.named_only and not held.offered):
                        told[drug] = About(drug, section.index, claim.sentence, outright, named_only=True)
        yield from told.values()


def tells_of_an_end(page: Page, drug: str, lexicon: Lexicon) -> bool:
    """True when the page itself tells that a drug is gone: in a claim, or in words beside its name."""
    ends = (Status.WITHDRAWN, Status.DISCONTINUED, Status.NOT_MARKETED)
    if any(c.status in ends and drug in c.subject.drugs for c in page.claims):
        return True
    return any(
        named == drug and tells_an_end(page.text[place.start : place.end + _BEHIND])
        for named, place in _mentions(page, lexicon)
    )


def diseases_of(page: Page, lexicon: Lexicon) -> frozenset[str]:
    """The conditions that a page on a disease is about: those of its title and headings. Empty for a page whose title
    names a drug: that page is about the drug in all its uses."""
    first = page.sections[1].heading if len(page.sections) > 1 else ""
    title = f"{page.title}\n{first}"
    if any(True for _ in _named(title, lexicon)):
        return frozenset()
    text = "\n".join((title, *(s.heading for s in page.sections)))
    found = {
        key
        for mention in names_of(lexicon).find(text, fold(text))
        if mention.kind is Kind.CONDITION
        for key in mention.keys
    }
    wider = {w for key in found for w in ancestors(key, lexicon) if w != key}
    return frozenset(found - wider)


def fits_disease(event: ApprovalEvent, diseases: Iterable[str], lexicon: Lexicon) -> bool:
    """True when an approval is for one of the diseases, or a part or kind of it."""
    use = event.indication
    return use is not None and any(compare(Indication(condition=d), use, lexicon).fits for d in diseases)


def _mentions(page: Page, lexicon: Lexicon) -> list[tuple[str, Span]]:
    """Each drug that the page's text names, headings left out, with its sentence. Several checks ask the same of the
    page that is being judged: what was found of the last page is kept."""
    return _NAMED.of(page, lexicon, make=lambda: _found(page, lexicon))


def _found(page: Page, lexicon: Lexicon) -> list[tuple[str, Span]]:
    found = []
    for mention in names_of(lexicon).find(page.text, fold(page.text)):
        if mention.kind is Kind.DRUG and len(mention.keys) == 1 and mention.key in lexicon.drugs:
            place = page.sentence_at(mention.start)
            if not any(s.heading and s.span.start <= place.start < s.body.start for s in page.sections):
                found.append((mention.key, place))
    return found


def _is_about_drugs(claim: Claim) -> bool:
    return bool(claim.subject.drugs) and not claim.subject.drug_class and claim.agency == "FDA"


def _named(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The drugs of the lexicon that a text names, a name shared by several left out."""
    for mention in names_of(lexicon).find(text, fold(text)):
        if mention.kind is Kind.DRUG and len(mention.keys) == 1 and mention.key in lexicon.drugs:
            yield mention.key


def _opening(page: Page, section: int) -> Span:
    """A section's first sentence, or its heading where it has none."""
    body = page.sections[section].body
    return next(
        (s.span for s in page.sentences if s.section == section and body.contains(s.span)),
        page.sentence_at(page.sections[section].span.start),
    )
