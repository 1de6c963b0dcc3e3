"""PubMed XML of true shape, built from a few facts. What tests build with it is built, not recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

DOCTYPE = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2026//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_260101.dtd">\n'
)
TYPE_UI = {
    "Journal Article": "D016428",
    "Randomized Controlled Trial": "D016449",
    "Systematic Review": "D000078182",
    "Meta-Analysis": "D017418",
    "Practice Guideline": "D017065",
    "Guideline": "D016431",
    "Review": "D016454",
    "Comment": "D016420",
    "Retracted Publication": "D016441",
    "Retraction Notice": "D016440",
    "Retraction of Publication": "D016440",
    "Preprint": "D000076942",
    "Published Erratum": "D016425",
    "Expression of Concern": "D000075742",
    "Corrected and Republished Article": "D016439",
}


def article(
    pmid: str,
    title: str = "A title",
    *,
    authors: Sequence[str] = ("Doe",),
    journal: str = "The Journal of examples",
    abbrev: str = "J Ex",
    issn: str = "1234-5678",
    year: str = "2010",
    month: str = "",
    day: str = "",
    medline_date: str = "",
    electronic: tuple[str, str, str] | None = None,
    volume: str = "1",
    issue: str = "1",
    pages: str = "1-9",
    doi: str = "",
    pmcid: str = "",
    types: Sequence[str] = ("Journal Article",),
    ties: Iterable[tuple[str, str, str]] = (),
    version: str = "1",
    abstract: str = "",
    cites: Sequence[str] = (),
) -> str:
    """One PubmedArticle. ``ties`` are (RefType, RefSource, PMID). ``title`` may hold inline markup."""
    date = (
        f"<MedlineDate>{escape(medline_date)}</MedlineDate>"
        if medline_date
        else "".join(
            f"<{name}>{value}</{name}>"
            for name, value in (("Year", year), ("Month", month), ("Day", day))
            if value
        )
    )
    people = "".join(
        f'<Author ValidYN="Y"><LastName>{escape(a)}</LastName><ForeName>Jane A</ForeName>'
        "<Initials>JA</Initials></Author>"
        for a in authors
    )
    online = ""
    if electronic:
        y, m, d = electronic
        online = f'<ArticleDate DateType="Electronic"><Year>{y}</Year><Month>{m}</Month><Day>{d}</Day></ArticleDate>'
    kinds = "".join(
        f"<PublicationType UI={quoteattr(TYPE_UI.get(t, 'D016428'))}>{escape(t)}</PublicationType>"
        for t in types
    )
    tied = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>{escape(source)}</RefSource>'
        + (f'<PMID Version="1">{other}</PMID>' if other else "")
        + "</CommentsCorrections>"
        for kind, source, other in ties
    )
    ids = f'<ArticleId IdType="pubmed">{pmid}</ArticleId>'
    ids += f'<ArticleId IdType="doi">{escape(doi)}</ArticleId>' if doi else ""
    ids += f'<ArticleId IdType="pmc">{pmcid}</ArticleId>' if pmcid else ""
    listed = "".join(
        f"<Reference><Citation>Cited work {c}</Citation><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{c}</ArticleId></ArticleIdList></Reference>'
        for c in cites
    )
    location = f'<ELocationID EIdType="doi" ValidYN="Y">{escape(doi)}</ELocationID>' if doi else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="{version}">{pmid}</PMID>'
        "<DateRevised><Year>2026</Year><Month>01</Month><Day>02</Day></DateRevised>"
        f'<Article PubModel="Print"><Journal><ISSN IssnType="Print">{issn}</ISSN>'
        f'<JournalIssue CitedMedium="Print"><Volume>{volume}</Volume><Issue>{issue}</Issue>'
        f"<PubDate>{date}</PubDate></JournalIssue><Title>{escape(journal)}</Title>"
        f"<ISOAbbreviation>{escape(abbrev)}</ISOAbbreviation></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>{pages}</MedlinePgn></Pagination>{location}"
        + (f"<Abstract><AbstractText>{escape(abstract)}</AbstractText></Abstract>" if abstract else "")
        + f'<AuthorList CompleteYN="Y">{people}</AuthorList><Language>eng</Language>'
        f"<PublicationTypeList>{kinds}</PublicationTypeList>{online}</Article>"
        f"<MedlineJournalInfo><Country>England</Country><MedlineTA>{escape(abbrev)}</MedlineTA>"
        f"<NlmUniqueID>1</NlmUniqueID><ISSNLinking>{issn}</ISSNLinking></MedlineJournalInfo>"
        + (f"<CommentsCorrectionsList>{tied}</CommentsCorrectionsList>" if tied else "")
        + "</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus>"
        f"<ArticleIdList>{ids}</ArticleIdList>"
        + (f"<ReferenceList>{listed}</ReferenceList>" if listed else "")
        + "</PubmedData></PubmedArticle>"
    )


def article_set(
    articles: Iterable[str], deleted: Sequence[str] = (), delete_tag: str = "DeleteCitation"
) -> bytes:
    """A whole file or answer."""
    gone = "".join(f'<PMID Version="1">{p}</PMID>' for p in deleted)
    tail = f"<{delete_tag}>{gone}</{delete_tag}>" if deleted else ""
    return (
        DOCTYPE + "<PubmedArticleSet>\n" + "\n".join(articles) + tail + "\n</PubmedArticleSet>\n"
    ).encode()
