"""Sentences as health pages have them, long and short: the whole claim in one line, or none."""

from __future__ import annotations

import pytest

from model.claim import AnchorKind, Claim, Exclusivity
from tests.pages.claim_rows import put_forward, said, status, subject, use


def whole(claim: Claim) -> str:
    """ "olaparib: approved ONLY [breast cancer, her2-] @ON 2018-01"; "now" and "nothing said" are left out."""
    words = [f"{subject(claim)}: {status(claim)}"]
    if claim.exclusivity is not Exclusivity.NONE:
        words.append(f"{claim.exclusivity.name}{claim.count or ''}")
    uses = "; ".join(filter(None, (use(u) for u in (claim.indication, *claim.also))))
    if uses:
        words.append(f"[{uses}]")
    anchor = claim.anchor
    if anchor.kind not in (AnchorKind.PAGE, AnchorKind.NOW):
        words.append(f"@{anchor.kind.name}" + (f" {anchor.date}" if anchor.date else ""))
    return " ".join(words)


CLAIMS = [
    ("In January 2018, the U.S. Food and Drug Administration (FDA) approved olaparib (Lynparza®) for the treatment of patients with germline BRCA-mutated, HER2-negative metastatic breast cancer.", ["olaparib: approved [metastatic breast cancer, metastatic, gbrca+, her2-] @ON 2018-01"], "all in one sentence"),
    ("Olaparib is currently approved by the FDA to treat certain ovarian cancers.", ["olaparib: approved [ovarian cancer]"], "“certain” is no limit that can be looked up"),
    ("Tirzepatide (brand name: Mounjaro) got the FDA's okay for type 2 diabetes in May 2022.", ["tirzepatide: approved [type 2 diabetes] @ON 2022-05"], "a brand introduced, an okay"),
    ("Lecanemab, sold as Leqembi, was fully approved in July 2023.", ["lecanemab: approved @ON 2023-07"], "sold as"),
    ("The FDA gave full approval to lecanemab in July 2023.", ["lecanemab: approved @ON 2023-07"], "full approval"),
    ("There are currently no FDA-approved treatments for NASH.", ["any: not_approved NO_DRUG [mash]"], "an older name of the disease"),
    ("No medications have been approved for the treatment of Peyronie's disease.", ["any: not_approved NO_DRUG [peyronie's disease]"], "have been"),
    ("At present, no drugs are specifically approved for tinnitus.", ["any: not_approved NO_DRUG [tinnitus]"], "an adverb between"),
    ("The FDA has not approved any medication for postpartum depression.", ["any: not_approved NO_DRUG [postpartum depression]"], "not … any"),
    ("Only two drugs, riluzole and edaravone, are approved for ALS.", ["riluzole; edaravone: approved ONLY [amyotrophic lateral sclerosis]"], "a count with its names"),
    ("Riluzole is the only drug that has been approved by the FDA for ALS.", ["riluzole: approved ONLY [amyotrophic lateral sclerosis]"], "a relative clause"),
    ("Riluzole, the only FDA-approved drug for ALS, slows the disease a little.", ["riluzole: approved ONLY [amyotrophic lateral sclerosis]"], "an apposition"),
    ("The only FDA-approved medication for ALS is riluzole.", ["riluzole: approved ONLY [amyotrophic lateral sclerosis]"], "turned round"),
    ("Currently, four medications are approved by the FDA for the treatment of Alzheimer's disease.", ["any: approved COUNT4 [alzheimer's disease]"], "a count without names"),
    ("In June 2021 the FDA granted accelerated approval to aducanumab (Aduhelm) for Alzheimer's disease.", ["aducanumab: accelerated [alzheimer's disease] @ON 2021-06"], "accelerated, with month"),
    ("Zantac was recalled and taken off the market in April 2020.", ["ranitidine: withdrawn @ON 2020-04"], "two verbs, one act"),
    ("Rofecoxib (Vioxx) was voluntarily withdrawn by Merck in September 2004.", ["rofecoxib: withdrawn @ON 2004-09"], "by its maker"),
    ("Avastin is no longer approved for breast cancer in the United States.", ["bevacizumab: withdrawn [breast cancer]"], "no longer"),
    ("Avastin lost its FDA approval for breast cancer in 2011.", ["bevacizumab: withdrawn [breast cancer] @ON 2011"], "lost its approval"),
    ("Januvia is not available in generic form.", ["sitagliptin: no generic"], "in generic form"),
    ("There isn't a generic version of Ozempic yet.", ["semaglutide: no generic"], "there isn't"),
    ("The FDA has approved Botox for chronic migraine, but not for other kinds of headache.", ["onabotulinumtoxinA: approved [chronic migraine]"], "“other kinds” is nothing to look up"),
    ("Ketamine is not FDA-approved for depression.", ["ketamine: not_approved [depression]"], "an old drug, a new use"),
    ("Naloxone nasal spray can be bought over the counter.", ["naloxone: otc"], "a form between"),
    ("Paxlovid was authorized for emergency use in December 2021.", ["nirmatrelvir / ritonavir: emergency @ON 2021-12"], "a fixed combination by its brand"),
    ("Molnupiravir has emergency use authorization but is not FDA-approved.", ["molnupiravir: emergency", "molnupiravir: not_approved"], "two states"),
    ("Montelukast now carries a black box warning about mood changes.", ["montelukast: boxed_warning"], "now"),
    ("Singulair has no boxed warning.", ["montelukast: no boxed_warning"], "has no"),
    ("Elagolix is under FDA review for endometriosis pain.", ["elagolix: under_review [endometriosis]"], "the disease within a compound"),
    ("The FDA is reviewing an application for donanemab.", ["donanemab: under_review"], "an application"),
    ("The FDA declined to approve donanemab in January 2023.", ["donanemab: not_approved @ON 2023-01"], "a refusal"),
    ("The FDA rejected sotagliflozin for type 1 diabetes in 2019.", ["sotagliflozin: not_approved [type 1 diabetes] @ON 2019"], "rejected"),
    ("Erenumab is in phase 3 trials for migraine prevention.", ["erenumab: investigational [migraine prevention]"], "in phase 3"),
    ("Several CGRP antibodies, including erenumab, are in late-stage clinical trials.", ["cgrp antibody: investigational"], "the class, not its example"),
    ("At this time, PARP inhibitors are only offered in clinical trials.", ["parp inhibitor: only_in_trials"], "only offered in"),
    ("Like other PARP inhibitors, niraparib is not approved for breast cancer.", ["niraparib: not_approved [breast cancer]"], "what it is likened to is not the subject"),
    ("The FDA approved a 2.4 mg dose of semaglutide for weight loss in 2021.", ["semaglutide: approved [obesity] @ON 2021"], "a dose with a use of its own"),
    ("Medicare covers lecanemab now that it has full approval.", ["lecanemab: approved"], "now that"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), CLAIMS)
def test_whole_claim(text, wanted, why):
    assert [whole(c) for c in put_forward(text)] == wanted, why


NONE = [
    ("The FDA has approved hundreds of drugs for high blood pressure.", "drugs at large"),
    ("Doctors may prescribe a drug for uses that the FDA has not approved.", "what off label means"),
    ("Off-label use means that a drug is prescribed for something other than what the FDA approved it for.", "a definition"),
    ("Before a drug is approved, it is tested in three phases of clinical trials.", "how drugs come to be approved"),
    ("Phase 3 trials compare the new drug with the standard treatment, such as tamoxifen.", "what trials do"),
    ("Tamoxifen has been studied in many clinical trials.", "studies of the past"),
    ("Ask your doctor if a clinical trial of a PARP inhibitor is right for you.", "advice"),
    ("Clinical trials of new drugs for breast cancer are under way.", "no drug is named"),
    ("Women in the trial received lapatinib or a placebo.", "what a trial did"),
    ("Lapatinib was given to women whose cancer had grown on trastuzumab.", "who got it"),
    ("Check the FDA's website for the list of approved drugs.", "where to look"),
    ("Insurance may not cover Wegovy even though your doctor approves it.", "a doctor approves"),
    ("Prior approval from your plan is needed for Humira.", "a plan approves"),
    ("The FDA warns that metformin may cause lactic acidosis.", "a warning without a box"),
    ("The FDA issued a safety alert about tofacitinib.", "an alert"),
    ("The FDA is investigating reports of suicidal thoughts in people taking semaglutide.", "“investigating” is not “investigational”"),
    ("Some lots of metformin were recalled in 2020.", "lots recalled, the drug stays"),
    ("Several lots of losartan were recalled because of an impurity.", "the same with a reason"),
    ("There is a shortage of Adderall.", "a shortage"),
    ("Ozempic is in short supply.", "the same"),
    ("The maximum approved dose of semaglutide is 2.4 mg.", "a dose"),
    ("Take no more than the approved dose of ibuprofen.", "advice on a dose"),
    ("Your doctor will review your prescription for warfarin.", "a doctor's review"),
    ("Use acetaminophen only as the label says.", "what the label says"),
    ("The label of ibuprofen warns of stomach bleeding.", "a label's warning"),
    ("It is not known whether lapatinib is safe in children.", "not known"),
    ("Lapatinib has not been studied in children.", "not studied is not “not approved”"),
    ("No studies of lapatinib have been done in pregnant women.", "no studies"),
    ("Discontinue Ozempic if you have signs of pancreatitis.", "an order to the reader"),
    ("Do not stop Eliquis without talking to your doctor.", "the same"),
    ("Withdrawal from opioids such as oxycodone can be painful.", "withdrawal symptoms"),
    ("Oxycodone withdrawal begins within a day.", "the same as a compound"),
    ("The trial of verubecestat was stopped early.", "a trial ends, not a sale"),
    ("Patients who withdrew from tofacitinib treatment had flares.", "patients withdraw"),
    ("After approval, drugs are watched for side effects.", "drugs at large"),
    ("Doctors approve of aspirin for most heart attack survivors.", "“approve of”"),
    ("In Canada, ketamine is not approved for depression.", "another country"),
    ("Some states have approved medical marijuana.", "states"),
    ("The study, approved by the university's review board, looked at metformin.", "a review board"),
    ("This article about Humira was medically reviewed and approved by Dr. Smith.", "editors"),
    ("If the FDA had not approved Vioxx, many heart attacks would not have happened.", "what might have been"),
    ("Experts expect the FDA to approve donanemab.", "expected"),
    ("Drugs like Ozempic are often called GLP-1s.", "what they are called"),
    ("The FDA cleared the first blood test for Alzheimer's disease in 2025.", "a test"),
    ("The FDA approved a device that gives insulin automatically.", "a device"),
    ("Pembrolizumab is used only in tumors that test positive for PD-L1 on an FDA-approved test.", "an approved test"),
    ("Treatment with lapatinib is not recommended in early breast cancer.", "not recommended"),
    ("NCCN guidelines recommend olaparib.", "recommended"),
    ("Reviewed by Jane Doe, MD, on June 3, 2019, this page covers semaglutide.", "a byline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), NONE)
def test_no_claim(text, why):
    assert said(text) == [], why
