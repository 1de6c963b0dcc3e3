"""``python -m flows.clock.prepare``: put in order what an earlier clock left behind, and deploy; with ``again``, put in
order what was lost since.

A process of its own, which says on its output what it did: Prefect's client and the flows would stay in the memory of
``bestbefore up`` (80 MB) for as long as the clock runs.
"""

from __future__ import annotations

import os
import sys

from flows.clock.deploy import deploy_here
from flows.clock.heal import heal
from flows.clock.reach import reached
from flows.clock.service import WRONG
from model.errors import BestbeforeError


def main() -> int:
    """Say each thing that was done."""
    try:
        with reached(os.environ["PREFECT_API_URL"]):
            for line in heal(alone=False) if sys.argv[1:] == ["again"] else (*heal(), *deploy_here()):
                print(line, flush=True)
    except BestbeforeError as error:
        print(error, file=sys.stderr)
        return WRONG
    return 0


if __name__ == "__main__":
    sys.exit(main())
