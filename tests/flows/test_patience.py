"""A source that was down is seen by the task that asked it, and asked again: for a site with hosts of its own too."""

import pytest

from flows.conductor import run_audit
from flows.patience import ask_again, outages_of
from flows.steps import LOOK_UP
from tests.flows.conftest import page
from tests.services.loopback import Loopback, Reply

CITED = "<h2>References</h2><ol><li>Smith J, Doe A. Walking and gout. J Walks. 2011;3(2):14-9. PMID: 11248153</li></ol>"


class Down(Loopback):
    """A service that is down."""

    def answer(self, request):
        return Reply.json({}, 500)

    def nothing(self, request):
        return self.answer(request)


@pytest.fixture
def service(monkeypatch):
    with Down() as service:
        for name in ("EUTILS", "IDCONV", "CROSSREF", "TRIALS", "OPENFDA", "FDA"):
            monkeypatch.setenv(f"BESTBEFORE_{name}_URL", service.url)
        monkeypatch.setenv("BESTBEFORE_ATTEMPTS", "1")
        yield service


def test_an_outage_is_seen_by_the_step_that_met_it_and_asked_again(nights, service):
    nights.site.pages |= {
        "/cited.html": page("Gout", "Walking helps [1].").replace("</main>", f"{CITED}</main>")
    }
    seen = []

    def runner(step, work, batches):
        for batch in batches:
            given = step.run(work, batch)
            if step.name == LOOK_UP.name:
                for _ in range(2):
                    seen.append(("PubMed" in outages_of(work), len(service.requests)))
                    ask_again(work, batch)
                    assert not outages_of(work)
                    step.run(work, batch)
            yield given

    run_audit(nights.request(sources="live"), runner)
    (first, asked), (again, asked_again) = seen
    assert first
    assert again
    assert asked_again > asked
