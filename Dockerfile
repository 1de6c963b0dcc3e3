# One image for Prefect's server, the worker and the report server (compose.yaml). The versions are those of the lock.
FROM python:3.12-slim

# Runs write to /data (store, snapshots, cache) and /site (bestbefore.toml, reports), and to nothing else.
RUN useradd --uid 10001 --create-home bestbefore && mkdir /data /site && chown bestbefore /data /site
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e .

ENV XDG_DATA_HOME=/data XDG_CACHE_HOME=/data/cache XDG_STATE_HOME=/data/state BESTBEFORE_HOME=/site \
    PREFECT_HOME=/data/prefect PYTHONUNBUFFERED=1
# by number, so that an orchestrator can tell that it is not root
USER 10001
WORKDIR /site
VOLUME ["/data", "/site"]
CMD ["bestbefore", "--help"]
