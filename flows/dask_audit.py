"""The audit with its reading and judging on a Dask cluster: for those who have one (``pip install bestbefore[dask]``).

BESTBEFORE_DASK, where ``deploy`` or ``up`` and the workers run, names its scheduler (``tcp://host:8786``); ``local`` is
a cluster of this machine's processors that lives as long as the run. All of a cluster's processes need the same store.
"""

from __future__ import annotations

import os
from typing import Any

from prefect_dask.task_runners import DaskTaskRunner

from flows.audit import audit

_ADDRESS = os.environ.get("BESTBEFORE_DASK", "").strip()
_RUNNER: Any = DaskTaskRunner(address=_ADDRESS) if _ADDRESS not in ("", "local") else DaskTaskRunner()

dask_audit = audit.with_options(name="audit", task_runner=_RUNNER)
