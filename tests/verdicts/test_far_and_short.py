"""Stale sentences whose subject, verb or disease is told short, or elsewhere; and their neighbours that stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from tests.labelled.alone import judged_alone

TODAY = date(2026, 1, 31)
FLAGGED = {Verdict.OUTDATED, Verdict.CONTRADICTED}

STALE = [
    ("2015-06-01", "For tardive dyskinesia, the FDA has approved nothing."),
    ("2023-06-01", "America has yet to approve a single treatment for NASH."),
    ("2020-06-01", "Demodex blepharitis: FDA-approved drugs - nil."),
    ("2022-06-01", "FDA-approved drugs for geographic atrophy are lacking."),
    ("2018-06-01", "Lambert-Eaton syndrome can't be treated with any FDA-approved product."),
    ("2019-02-01", "Sadly no medicine is approved for thyroid eye disease."),
    ("2021-01-01", "Neither omaveloxolone nor any other drug has been approved for Friedreich's ataxia."),
    ("2016-06-01", "TD, with its grimaces and lip smacking, has no FDA-approved medication."),
    ("2019-08-01", "TED pushes the eyes forward, and no drug is approved for TED."),
    ("2024-11-01", "Hyperphagia in Prader-Willi syndrome has no approved drug."),
    ("2019-10-01", "There is no FDA-approved product for peanut oral immunotherapy."),
    ("2018-09-01", "The Japanese regulator approved baloxavir in February, but the FDA has not."),
    ("2017-03-01", "Edaravone was licensed in Japan for ALS in 2015. Americans will have to wait."),
    ("2013-05-01", "You can't get sofosbuvir outside a study."),
    ("2016-05-01", "Cabotegravir isn't something a doctor can prescribe yet."),
    ("2014-03-01", "Esbriet is on sale in Europe and Japan, not here in the US."),
    ("2021-02-01", "Finerenone has yet to be cleared for diabetic kidney disease."),
    ("2017-06-01", "Patisiran is still in research."),
    ("2019-09-01", "Several companies have drugs in development for Duchenne muscular dystrophy, among them Sarepta's golodirsen."),
    ("2018-01-01", "Reata is at work on a pill for Friedreich's ataxia, omaveloxolone."),
    ("2020-03-01", "An answer on ozanimod is expected from the FDA by March 25."),
    ("2022-10-01", "Teplizumab: FDA decision due in November."),
    ("2022-01-01", "It's up to the FDA now to judge mavacamten."),
    ("2021-12-01", "BridgeBio is to file acoramidis in 2023."),
    ("2023-01-01", "Eli Lilly's donanemab, which clears plaques and was given by drip at 200 sites, is not FDA approved."),
]  # fmt: skip
SILENT = [
    ("2021-06-01", "You can't get Xeljanz without a prescription."),
    ("2022-06-01", "Patients can't get Ozempic outside the big cities."),
    ("2024-06-01", "Europe approved tofersen's rival in 2020. American families must wait."),
    ("2021-06-01", "Europe passed a law on prices but the FDA hasn't."),
    ("2022-06-01", "Cytisine has been approved in Poland for decades. Americans will have to wait."),
    ("2024-06-01", "Neither metformin nor any other drug has been approved for PCOS."),
    ("2023-06-01", "There isn't one FDA-approved drug for tinnitus."),
    ("2021-06-01", "TED speakers say that no drug is approved for boredom."),
    ("2023-11-01", "The FDA should decide about shortages of Adderall by spring."),
    ("2022-06-01", "A lawsuit over Zantac has been filed."),
]  # fmt: skip


def verdicts(desk: Desk, day: str, text: str) -> set[Verdict]:
    (claims,) = judged_alone(desk, [(text, day)], TODAY)
    return {c.judged.verdict for c in claims}


@pytest.mark.parametrize(("day", "text"), STALE)
def test_what_is_told_short_or_far_is_read(desk: Desk, day: str, text: str) -> None:
    assert verdicts(desk, day, text) & FLAGGED


@pytest.mark.parametrize(("day", "text"), SILENT)
def test_what_comes_near_accuses_nobody(desk: Desk, day: str, text: str) -> None:
    assert not verdicts(desk, day, text) & FLAGGED
