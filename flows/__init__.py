"""By the clock: the five steps of an audit, and the Prefect flows that run them on a schedule."""
