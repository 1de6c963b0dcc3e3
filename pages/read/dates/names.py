"""The names under which markup keeps dates: schema.org properties and the meta names of content systems.

Gathered from schema.org, Dublin Core (DCMI terms), Open Graph, PRISM, Highwire, Parse.ly, Sailthru, and the
templates of health publishers.
"""

from __future__ import annotations

from model.dates import DateKind

_K = DateKind
# schema.org properties: https://schema.org/CreativeWork, https://schema.org/WebPage (lastReviewed)
SCHEMA = {
    "datepublished": _K.PUBLISHED,
    "datecreated": _K.PUBLISHED,
    "uploaddate": _K.PUBLISHED,
    "dateposted": _K.PUBLISHED,
    "dateissued": _K.PUBLISHED,
    "datemodified": _K.UPDATED,
    "dateupdated": _K.UPDATED,
    "lastreviewed": _K.REVIEWED,
    "reviewdate": _K.REVIEWED,
    "datereviewed": _K.REVIEWED,
    "expires": _K.EXPIRES,
    "copyrightyear": _K.COPYRIGHT,
}
WEAK_SCHEMA = frozenset({"datecreated", "uploaddate"})
_PUBLISHED_NAMES = """article:published_time article:published article:published_date article:publicationdate
 article:post_date article:created article_date_original article.published article.created articledate
 analyticsattributes.articledate bt:pubdate citation_date citation_publication_date citation_online_date
 content_create_date created cxenseparse:recs:publishtime cxenseparse:recs:articlefirstpublished date date-published
 date_created date_published datecreated dateposted datepublished date-creation date-created creation_date
 dc.date dc.created dc.date.created dc.date.issued dc.date.publication dc.issued dc.date.x-publication
 dcterms.created dcterms.date dcterms.issued dcterms.dateaccepted dcsext.articlefirstpublished displaydate doc_date
 field-name-post-date firstpublished first_published gentime issue_date issued mediator_published_time
 og:article:published og:article:published_time og:datepublished og:pubdate og:publish_date og:published_time
 og:question:published_time og:regdate originalpublicationdate original-publish-date parsely-pub-date pdate post_date
 prism.publicationdate ptime pub_date pubdate publication-date publication_date publicationdate publish-date
 publish_date publish_time publishdate published published-date published_at published_date published_time
 publisheddate pubyear rbpubdate release_date releasedate rnews:datepublished sailthru.date
 shareaholic:article_published_time twt-published-at video:release_date vr:published_time wt.pubdate
 publishedat first_publication_date content-date story_date timestamp"""
_UPDATED_NAMES = """article:modified_time article:modified article:modified_date article:post_modified
 article:updated_time article.updated bt:moddate changed content_modified_date date-modified date-revised date.modified
 date_modified
 date_updated datemodified dateupdate dateupdated dc.date.modified dc.date.updated dc.date.revised dc.modified
 dcterms.modified dcterms.updated last-modified last-update last-updated last_modified last_revised last_update
 last_updated lastdate lastmod lastmodified lastupdate lastupdated lastrevised mod_date moddate modificationdate
 modification_date modified modified-date modified_date modified_time og:article:modified_time og:modified_time
 og:updated_time prism.modificationdate revised revision_date revision-date update_date updated updated-date
 updated_at updated_date updated_time updateddate utime x-last-modified content-updated lastupdatedate
 page_last_updated pagelastupdated cxenseparse:recs:articlelastmodified"""
_REVIEWED_NAMES = """date-reviewed date_reviewed datereviewed dc.date.reviewed dcterms.reviewed dc.reviewed
 last-reviewed last_reviewed lastreviewed medical-review-date medical_review_date medicalreviewdate review-date
 review_date
 reviewdate reviewed reviewed-date reviewed_date revieweddate lastrevieweddate last-review last_review lastreview
 page_last_reviewed dc.date.lastreviewed article:reviewed_time last-medical-review medically-reviewed-date
 lastmedicalreview"""
_NEXT_NAMES = """next-review next_review nextreview next-review-date next_review_date nextreviewdate dc.date.nextreview
 review-due review_due reviewdue review-by reviewby dcterms.review dc.date.reviewby page_next_review"""
_EXPIRES_NAMES = """article:expiration_time dc.date.expires dcterms.valid dc.date.valid expiration-date expiration_date
 expirationdate expiry-date expiry_date expirydate expires_on unavailable_after dc.date.expiry og:expiration_time"""
_COPYRIGHT_NAMES = (
    "copyright dc.rights dcterms.rights rights copyrightyear dc.date.copyrighted dcterms.datecopyrighted"
)
META: dict[str, DateKind] = {
    **dict.fromkeys(_COPYRIGHT_NAMES.split(), _K.COPYRIGHT),
    **dict.fromkeys(_PUBLISHED_NAMES.split(), _K.PUBLISHED),
    **dict.fromkeys(_UPDATED_NAMES.split(), _K.UPDATED),
    **dict.fromkeys(_REVIEWED_NAMES.split(), _K.REVIEWED),
    **dict.fromkeys(_NEXT_NAMES.split(), _K.NEXT_REVIEW),
    **dict.fromkeys(_EXPIRES_NAMES.split(), _K.EXPIRES),
}
# Names that some systems fill with the time of serving or of a crawl.
WEAK_META = frozenset(
    [
        "date",
        "timestamp",
        "dc.date",
        "dcterms.date",
        "created",
        "creation_date",
        "gentime",
        "ptime",
        "video:release_date",
        "release_date",
    ]
)
ITEMPROPS = {**SCHEMA, "dateupdate": _K.UPDATED, "pubdate": _K.PUBLISHED, "pubyear": _K.PUBLISHED}
