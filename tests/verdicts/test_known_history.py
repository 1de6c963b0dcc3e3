"""Statements on real drugs, judged on the data that ship: history is let stand, what FDA overtook is found.

The facts are FDA's (Drugs@FDA, its announcements); every sentence is our own. A true statement may be supported or not
verified here, as the data that ship do not hold everything; it may not be accused.
"""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import PartialDate
from model.evidence import Questions
from model.finding import Verdict
from model.page import Document
from pages.read import read
from sources.desk import Desk
from tests.checks.fda.conftest import TODAY
from verdicts import ClaimJudgement, drugs_of_claims, judge_claim

#: True on a page of January 2020, and for ever.
HISTORY = (
    "Adalimumab was approved in 2002, and its biosimilars came later.",
    "The FDA approved Tagrisso in 2015 after the T790M mutation was found.",
    "Crestor, approved in 2003, went off patent in 2016.",
    "Gleevec has been on the market since 2001.",
    "Prozac has been approved since 1987.",
    "The pill was approved in 1960.",
    "Methadone was approved for opioid addiction in 1972.",
    "Buprenorphine was approved for opioid use disorder in 2002.",
    "Sublocade, a monthly shot of buprenorphine, was approved in 2017.",
    "Narcan nasal spray was approved in 2015.",
    "Keytruda was approved in 2014 for melanoma and in 2015 for lung cancer.",
    "Keytruda's first approval came in September 2014.",
    "Opdivo won approval in December 2014 for melanoma, in March 2015 for squamous lung cancer and in November 2015 for kidney cancer.",
    "Yervoy was approved in 2011 for melanoma, the first drug to prolong life in that disease.",
    "Herceptin, which was approved in 1998, changed the treatment of HER2-positive breast cancer.",
    "Herceptin got approval for early breast cancer in 2006.",
    "Tamoxifen was approved in 1977 for advanced breast cancer and in 1998 to lower the risk of breast cancer.",
    "Raloxifene was approved in 1997 for osteoporosis prevention and in 2007 to lower the risk of breast cancer.",
    "Gardasil 9 was approved in 2014 for ages 9 to 26 and in 2018 for ages 27 to 45.",
    "Shingrix was approved in October 2017 for adults 50 and older.",
    "Zostavax was approved in 2006 for people 60 and older and in 2011 for those 50 to 59.",
    "The Pfizer vaccine was fully approved in August 2021 for people 16 and older.",
    "Lantus was approved in 2000; Basaglar followed in 2015.",
    "Thalidomide was not approved in the United States in 1960 because an FDA reviewer had doubts.",
    "The FDA did not approve thalidomide in the early 1960s.",
    "Thalidomide was approved in 1998 for a complication of leprosy.",
    "The FDA first rejected flibanserin in 2010.",
    "Addyi was rejected twice before it was approved in 2015.",
    "In 2008, the FDA refused to approve Arcoxia.",
    "Mifepristone was approved in 2000.",
    "Plan B was approved in 1999 and became available without a prescription in 2006.",
    "Claritin went over the counter in 2002.",
    "Allegra has been sold without a prescription since 2011.",
    "Nexium 24HR has been sold over the counter since 2014.",
    "Vioxx was approved in 1999 and pulled in 2004.",
    "Bextra was taken off the market in April 2005.",
    "Baycol was withdrawn in August 2001 after deaths.",
    "Rezulin was removed from the U.S. market in March 2000.",
    "Fen-phen was withdrawn in 1997.",
    "Tysabri was approved in November 2004, withdrawn in February 2005, and returned in June 2006.",
    "Lotronex was withdrawn in 2000 and came back in 2002 with limits.",
    "Iressa was approved in 2003, restricted in 2005, and approved again in 2015.",
    "Mylotarg was approved in 2000, withdrawn in 2010 and approved again in 2017.",
    "Iclusig's sales were halted in October 2013 and resumed in January 2014.",
    "In 2011, the FDA revoked the breast cancer indication of Avastin.",
    "Ketek's approvals for sinusitis and bronchitis were withdrawn in 2007.",
    "Chantix got a boxed warning in 2009 that was removed in 2016.",
    "Avandia has had a boxed warning since 2007.",
    "In 2004 the FDA put a black box warning on all antidepressants.",
    "Xeljanz's boxed warning was widened in 2019.",
    "Evista carries a boxed warning about blood clots and stroke.",
    "Erleada and Xtandi are approved for nonmetastatic prostate cancer.",
    "Zytiga is approved with prednisone for metastatic prostate cancer.",
    "Ibrance is approved together with letrozole or fulvestrant.",
    "Perjeta is approved with Herceptin and docetaxel for HER2-positive metastatic breast cancer.",
    "Tecentriq plus Abraxane was approved in March 2019 for triple-negative breast cancer.",
    "Nerlynx was approved in July 2017 for extended adjuvant treatment of early HER2-positive breast cancer.",
    "Enhertu was approved in December 2019 for metastatic HER2-positive breast cancer.",
    "Talzenna was approved in October 2018, the fourth PARP inhibitor in the U.S.",
    "Piqray, the first PI3K inhibitor for breast cancer, was approved in May 2019.",
    "Xofluza is the first new flu antiviral that the FDA approved in nearly 20 years.",
    "Spinraza became the first approved treatment of SMA in December 2016.",
    "Zolgensma was approved in May 2019 for children under 2.",
    "Ocrevus is approved for both relapsing and primary progressive MS.",
    "Aimovig, Ajovy and Emgality were approved in 2018 to prevent migraine.",
    "Ubrelvy was approved in December 2019, Nurtec in February 2020.",
    "Botox was approved for wrinkles in 2002 and for chronic migraine in 2010.",
    "Latisse is approved to grow lashes.",
    "Propecia is approved only for men.",
    "Rogaine for women was approved in 1991.",
    "Belsomra was approved in 2014 and Dayvigo in December 2019 for insomnia.",
    "Spravato must be given in a clinic, the FDA said when it approved it in 2019.",
    "Zulresso is the first drug approved specifically for postpartum depression.",
    "Austedo and Ingrezza were approved in 2017 for tardive dyskinesia.",
    "Nuplazid, approved in 2016, carries a boxed warning on deaths in older people with dementia.",
)  # fmt: skip

#: True on a page of January 2016, and still; or nothing that FDA's records could tell.
STILL_TRUE = (
    "No drug is approved to stop the progression of Parkinson's disease.",
    "No treatment is approved to cure type 1 diabetes.",
    "There are no FDA-approved herbal remedies for hot flashes.",
    "No supplement is approved by the FDA for joint pain.",
    "There is no approved drug for preventing Alzheimer's disease.",
    "No vaccine is approved for breast cancer.",
    "No blood test is approved for ovarian cancer screening.",
    "No device is approved for insomnia.",
    "Tamoxifen is not approved for breast cancer in pregnancy.",
    "Metformin is not approved for women with polycystic ovary syndrome.",
    "Letrozole isn't FDA-approved for infertility.",
    "Statins are not approved for Alzheimer's disease.",
    "Botox is not approved for depression.",
    "Lithium is not approved for children under 7.",
    "Aspirin is not approved for children with fever.",
    "Higher doses of lapatinib are being studied.",
    "Using lapatinib before surgery is under study.",
    "Researchers are testing whether metformin can prevent breast cancer.",
    "Other uses of palbociclib are being studied.",
    "Trastuzumab is being tested with new drugs.",
    "The long-term effects of fingolimod are still being studied.",
    "Newer statins are being tested.",
    "Not all SSRIs are approved for children.",
    "Only some statins are available as generics.",
    "Many biologics have no biosimilar.",
    "New uses of Botox are under FDA review.",
    "A new form of Humira is under review.",
    "Amitriptyline is often used off label to prevent migraine.",
    "Spironolactone is not FDA-approved for acne.",
    "Trazodone is not FDA-approved for insomnia.",
    "Gabapentin is not FDA-approved for migraine.",
    "Metformin is not approved for weight loss.",
)  # fmt: skip

#: The page's day, the day on which FDA overtook the sentence, the sentence.
OVERTAKEN = (
    ("2016-06-01", "2017-03-13", "Palbociclib is the only CDK4/6 inhibitor with FDA approval."),
    ("2017-06-01", "2017-09-28", "Two CDK4/6 inhibitors, palbociclib and ribociclib, are approved by the FDA."),
    ("2018-01-01", "2018-10-16", "Three PARP inhibitors are approved by the FDA: olaparib, niraparib and rucaparib."),
    ("2018-06-01", "2018-09-14", "Aimovig is the only CGRP inhibitor approved for migraine prevention."),
    ("2013-06-01", "2014-01-08", "Invokana is the only SGLT2 inhibitor approved in the United States."),
    ("2012-01-01", "2012-11-06", "Tofacitinib is not yet approved for rheumatoid arthritis."),
    ("2013-01-01", "2018-05-31", "Tofacitinib is the only JAK inhibitor approved for rheumatoid arthritis."),
    ("2015-01-01", "2015-07-24", "PCSK9 inhibitors are not yet approved."),
    ("2010-06-01", "2011-11-18", "Bevacizumab is approved for metastatic breast cancer."),
    ("2015-01-01", "2023-04-06", "Makena is FDA-approved to lower the risk of preterm birth."),
    ("2008-01-01", "2010-10-08", "Sibutramine (Meridia) is approved for weight loss."),
    ("2023-02-01", "2023-07-06", "Lecanemab has accelerated approval for Alzheimer's disease."),
    ("2022-06-01", "2023-01-06", "Aducanumab is the only anti-amyloid antibody approved for Alzheimer's disease."),
    ("2018-01-01", "2019-10-21", "Elexacaftor is being studied for cystic fibrosis."),
    ("2012-01-01", "2012-08-31", "Enzalutamide is still investigational."),
    ("2015-06-01", "2016-02-01", "There is no generic of Gleevec in the United States."),
    ("2013-01-01", "2019-07-19", "Lyrica has no generic."),
    ("2016-01-01", "2017-08-30", "CAR T-cell therapy is available only in clinical trials."),
    ("2016-01-01", "2017-08-30", "Tisagenlecleucel is not approved by the FDA."),
    ("2022-01-01", "2023-05-03", "There is no approved vaccine against RSV."),
    ("2010-01-01", "2014-05-20", "Vedolizumab is being studied in ulcerative colitis."),
    ("2015-01-01", "2016-09-23", "Ustekinumab is used off label for Crohn's disease."),
    ("2015-01-01", "2016-04-29", "No drug has been approved for Parkinson's disease psychosis."),
    ("2016-01-01", "2017-04-11", "No drug is approved by the FDA for tardive dyskinesia."),
    ("2018-01-01", "2020-01-21", "There are no FDA-approved drugs for thyroid eye disease."),
    ("2021-01-01", "2023-02-28", "Friedreich's ataxia has no approved treatment."),
    ("2013-01-01", "2014-10-15", "There are no approved drugs for idiopathic pulmonary fibrosis in the United States."),
    ("2016-01-01", "2017-05-05", "Riluzole is the only drug approved for ALS."),
    ("2015-01-01", "2017-03-28", "No drug is approved for primary progressive multiple sclerosis."),
    ("2014-01-01", "2015-08-18", "Flibanserin is not approved by the FDA."),
    ("2018-01-01", "2019-03-05", "Esketamine is an investigational nasal spray for depression."),
    ("2021-01-01", "2021-08-23", "Difelikefalin has not yet been approved."),
    ("2022-01-01", "2023-05-12", "Fezolinetant is an experimental drug for hot flashes."),
    ("2019-01-01", "2020-02-21", "Bempedoic acid is under FDA review."),
    ("2020-01-01", "2021-05-28", "Sotorasib is being studied in lung cancer."),
    ("2016-01-01", "2017-07-17", "Neratinib is not yet approved for breast cancer."),
    ("2018-01-01", "2019-12-20", "Trastuzumab deruxtecan is only available in clinical trials."),
    ("2022-01-01", "2023-08-04", "Zuranolone has not been approved for postpartum depression."),
    ("2019-01-01", "2020-02-13", "Lorcaserin (Belviq) is FDA-approved for weight loss."),
    ("2021-01-01", "2022-06-13", "There are no FDA-approved treatments for alopecia areata."),
)  # fmt: skip


def judged(text: str, page: str, desk: Desk, today: date = TODAY) -> list[ClaimJudgement]:
    """The verdicts on what a sentence states."""
    page_read = read(
        Document("https://example.org/page", text.encode(), "text/plain; charset=utf-8"), desk.lexicon
    )
    claims = [claim for claim in page_read.claims if not claim.faint]
    drugs = tuple(sorted(drugs_of_claims(claims, desk.lexicon)))
    timelines = desk.answer(Questions(drugs=drugs)).timelines
    return [judge_claim(c, PartialDate.parse(page), today, desk.lexicon, timelines) for c in claims]


def accused(verdicts: list[ClaimJudgement]) -> list[str]:
    """The reasons of those called outdated or contradicted."""
    return [j.reason for j in verdicts if j.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED)]


@pytest.mark.parametrize("text", HISTORY)
def test_history_is_let_stand(text, desk):
    assert accused(judged(text, "2020-01-01", desk)) == []


def test_most_of_history_is_borne_out(desk):
    """Not accusing is easy for who never decides anything."""
    held = [t for t in HISTORY if any(j.verdict is Verdict.SUPPORTED for j in judged(t, "2020-01-01", desk))]
    assert len(held) >= 0.7 * len(HISTORY), sorted(set(HISTORY) - set(held))


@pytest.mark.parametrize("text", STILL_TRUE)
def test_what_still_holds_or_cannot_be_told_is_not_accused(text, desk):
    assert accused(judged(text, "2016-01-01", desk)) == []


@pytest.mark.parametrize(("page", "since", "text"), OVERTAKEN)
def test_what_was_overtaken_is_found_with_its_day(page, since, text, desk):
    (one,) = judged(text, page, desk)
    assert (one.verdict, str(one.since)) == (Verdict.OUTDATED, since), one.reason


@pytest.mark.parametrize(("page", "since", "text"), OVERTAKEN)
def test_the_day_before_nobody_could_know(page, since, text, desk):
    day = date.fromordinal(date.fromisoformat(since).toordinal() - 1)
    assert accused(judged(text, page, desk, today=day)) == []
