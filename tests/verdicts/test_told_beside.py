"""What a sentence tells beside its claim: who is meant by "them", a return, that there is but an emergency leave."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from tests.labelled.alone import judged_alone

TODAY = date(2026, 1, 15)
ACCUSING = {Verdict.OUTDATED, Verdict.CONTRADICTED}

#: True: what is referred to, an age without its unit, a return that the sentence tells itself.
TRUE = [
    ("", "Bimekizumab may be used in hidradenitis. Ixekizumab, its older cousin, is not approved for that."),
    ("", "Dupilumab may be used in prurigo nodularis. Tralokinumab, its younger cousin, is not approved for that."),
    ("", "Under-18s with lupus nephritis can be given belimumab, whereas voclosporin isn't approved for them."),
    ("", "Teenagers with Crohn's disease can be given infliximab, whereas Entyvio isn't approved for them."),
    ("", "Under twelve no tablet or capsule is approved for alopecia areata."),
    ("", "Under two no gene therapy by spinal injection is approved for spinal muscular atrophy."),
    ("", "No gene therapy by spinal injection is approved for spinal muscular atrophy in newborns."),
    ("2022-03", "Mylotarg had a strange career: approved in 2000, pulled in 2010, and back in September 2017."),
    ("2022-03", "Tysabri was approved in 2004, pulled in February 2005 and returned in 2006."),
    ("2022-03", "Lotronex was withdrawn in 2000 and came back under restrictions in June 2002."),
    ("2024-04", "Paxlovid has only an emergency authorization for children of 12 to 17."),
    ("2024-04", "Lagevrio has only an emergency use authorization."),
    ("2025-06", "Cosentyx is approved for psoriasis, not for Crohn's disease."),
    ("2025-06", "Rifapentine is not approved for active tuberculosis meningitis."),
    ("2025-06", "Nothing but Skyclarys has been approved for Friedreich ataxia."),
    ("2024-08", "The only activator approved for pyruvate kinase deficiency is mitapivat."),
]  # fmt: skip
#: Untrue, with the month of the act that makes them so.
UNTRUE = [
    ("2011-03", "2017-09", "Mylotarg was taken off the market last year, and American patients can no longer get it."),
    ("2024-08", "2024-11", "The only stabiliser approved for ATTR cardiomyopathy is tafamidis."),
    ("2024-10", "2025-08", "Resmetirom stands alone as the only drug approved for MASH."),
    ("2024-04", "2023-05", "Paxlovid has only an emergency authorization; it never got full approval."),
    ("2009-03", "2011-11", "Avastin plus paclitaxel is an approved first treatment for metastatic HER2-negative breast cancer."),
    ("2019-08", "2018-05", "Xeljanz is approved for rheumatoid and psoriatic arthritis, not for ulcerative colitis."),
    ("2021-06", "2022-03", "Rinvoq is approved for rheumatoid arthritis, not for active ulcerative colitis."),
    ("2014-06", "2015-10", "No approved drug exists that treats hypophosphatasia."),
    ("2023-02", "2023-05", "Strictly speaking Paxlovid isn't approved at all."),
    ("2021-11", "2022-02", "As of this leaflet's printing no drug is approved for cold agglutinin disease."),
    ("2024-02", "2025-03", "As this booklet goes to print, there is no approved drug for Prader-Willi hunger."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), TRUE, ids=[t for _, t in TRUE])
def test_what_is_told_beside_accuses_nothing(desk, day, text):
    [claims] = judged_alone(desk, [(text, day)], TODAY)
    assert not ACCUSING & {c.judged.verdict for c in claims}


@pytest.mark.parametrize(("day", "since", "text"), UNTRUE, ids=[t for *_, t in UNTRUE])
def test_what_is_told_beside_hides_nothing(desk, day, since, text):
    [claims] = judged_alone(desk, [(text, day)], TODAY)
    found = [c.judged for c in claims if c.judged.verdict in ACCUSING]
    assert [str(e.date)[:7] for j in found for e in j.events[:1]] == [since]
