"""What stands around the flows by the clock: Prefect's server and worker, deployments, alarms, the report server.

``bestbefore up`` is ``service``; once the server answers, ``prepare`` mends what was left (``heal``) and deploys.
``bestbefore deploy`` is ``plan`` (pure: what is wanted), ``kept`` (pure: what an operator changed stays) and ``deploy``
(the server is told); ``bestbefore doctor`` is ``doctor``.
"""
