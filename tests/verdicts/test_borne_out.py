"""A sentence is called supported only where the record that bears it out tells all that the sentence says."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from tests.labelled.alone import judged_alone

TODAY = date(2026, 11, 27)

UNBORNE = [
    # what it is for, in words that name no disease
    ("2024-05", "Metoclopramide is FDA approved to increase breast milk supply."),
    ("2022-05", "Rapamune is approved for longevity."),
    ("2022-05", "Forteo is approved to speed the healing of broken bones."),
    ("2021-05", "Trazodone is FDA approved to help people sleep."),
    ("2022-05", "Ativan is approved as a sleep aid."),
    ("2022-05", "Nasal Spravato is approved for use at home without supervision."),
    # a brand beside the name, whose product another brand's approval is not
    ("2025-09", "Cyclobenzaprine (Flexeril) is approved for fibromyalgia."),
    ("2025-09", "Cyclobenzaprine, sold as Flexeril or Amrix, is approved to manage fibromyalgia."),
    ("2023-07", "Denosumab (Prolia) is approved for giant cell tumor of bone."),
    ("2022-05", "The FDA approved denosumab (Xgeva) for women with osteoporosis."),
    ("2022-05", "Methotrexate (Otrexup) is approved for leukemia."),
    ("2022-05", "Semaglutide (brand name: Ozempic) is approved for obesity."),
    ("2023-07", "Approved for weight loss: liraglutide (Victoza)."),
    ("2022-06", "CAR T cells (Carvykti) are approved for follicular lymphoma."),
    # with what, how, after what
    ("2022-05", "Verzenio is approved with chemotherapy for breast cancer."),
    ("2022-05", "Ocrevus is approved as a ten-minute injection for MS."),
    ("2022-06", "CAR T cells (Carvykti) are approved to treat multiple myeloma after a single earlier line."),
    # how fully, and when
    ("2021-07", "Aduhelm received full, traditional FDA approval for Alzheimer's disease in June 2021."),
    ("2025-06", "This year, the FDA approved Cobenfy to treat schizophrenia."),
    ("2024-11", "Last year, the FDA approved Cobenfy to treat schizophrenia."),
    ("2022-05", "Last month the FDA approved Wegovy."),
    # before it was so
    ("2021-05", "Opill is available over the counter."),
    ("2020-05", "A generic of Xarelto is available."),
    ("2022-02", "A biosimilar of Prolia is approved by the FDA."),
    ("2022-02", "Humira biosimilars are available in the US."),
    # the end of one use, told of the whole drug
    ("2012-01", "Celebrex was taken off the market."),
    ("2023-01", "Keytruda has been withdrawn from the market."),
    ("2023-01", "Avastin was pulled from the US market in 2011."),
    # one of the drugs that are named
    ("2012-01", "Vioxx and Celebrex were taken off the market."),
    ("2021-10", "Hydroxychloroquine was taken off the market in June 2020."),
    ("2024-06", "Lipitor and Kisqali are available as generics."),
]
BORNE = [
    ("2013-01", "Avastin's approval for metastatic breast cancer was withdrawn in 2011."),
    ("2012-01", "Vioxx and Bextra were taken off the market."),
    ("2023-01", "Lartruvo was withdrawn from the market."),
    ("2021-10", "The emergency authorization of hydroxychloroquine was withdrawn in June 2020."),
    ("2024-06", "Lipitor and Crestor are available as generics."),
    ("2024-05", "Metoclopramide is FDA approved to treat diabetic gastroparesis."),
    ("2022-06", "Addyi is FDA approved to boost sexual desire in premenopausal women."),
    ("2025-10", "Cyclobenzaprine (Tonmya) is approved for fibromyalgia."),
    ("2023-10", "Semaglutide, sold as Ozempic, Rybelsus and Wegovy, is approved for type 2 diabetes."),
    ("2023-07", "Denosumab (Xgeva) is approved for giant cell tumor of bone."),
    ("2022-06", "Methylphenidate (Concerta) is approved for ADHD."),
    ("2022-06", "CAR T cells (Carvykti) are approved to treat multiple myeloma."),
    ("2022-06", "Keytruda is approved with chemotherapy for non-small cell lung cancer."),
    ("2023-08", "Leqembi received full, traditional FDA approval for Alzheimer's disease in July 2023."),
    ("2024-11", "This year, the FDA approved Cobenfy to treat schizophrenia."),
    ("2025-06", "Last year, the FDA approved Cobenfy to treat schizophrenia."),
    ("2021-07", "Last month the FDA approved Wegovy."),
    ("2023-08", "Opill is available over the counter."),
    ("2025-05", "A generic of Xarelto is available."),
    ("2024-05", "A biosimilar of Prolia is approved by the FDA."),
    ("2023-09", "Humira biosimilars are available in the US."),
]


@pytest.mark.parametrize(("dated", "text"), UNBORNE, ids=[t for _, t in UNBORNE])
def test_what_no_record_tells_is_not_supported(desk, dated, text):
    (claims,) = judged_alone(desk, [(text, dated)], TODAY)
    assert claims
    assert Verdict.SUPPORTED not in {c.judged.verdict for c in claims}


@pytest.mark.parametrize(("dated", "text"), BORNE, ids=[t for _, t in BORNE])
def test_what_the_record_tells_is(desk, dated, text):
    (claims,) = judged_alone(desk, [(text, dated)], TODAY)
    assert {c.judged.verdict for c in claims} == {Verdict.SUPPORTED}
