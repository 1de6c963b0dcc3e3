-- One audit; finished_at is empty while it runs and stays empty when it was killed.
CREATE TABLE runs (
    id          TEXT PRIMARY KEY,
    targets     TEXT NOT NULL,          -- JSON list, as given
    today       TEXT NOT NULL,          -- ISO date the run judged by
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT ''
);
-- What was fetched, committed page by page, so that a killed run fetches nothing twice.
CREATE TABLE documents (
    run_id          TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    url             TEXT NOT NULL,
    final_url       TEXT NOT NULL,
    content_type    TEXT NOT NULL,
    last_modified   TEXT NOT NULL,
    sitemap_lastmod TEXT NOT NULL,
    fetched_at      TEXT NOT NULL,
    status          INTEGER NOT NULL,
    body            BLOB NOT NULL,      -- zlib
    PRIMARY KEY (run_id, url)
) WITHOUT ROWID;
-- Every finding ever seen, by fingerprint.
CREATE TABLE findings (
    fingerprint TEXT PRIMARY KEY,
    code        TEXT NOT NULL,
    page_url    TEXT NOT NULL,
    quote       TEXT NOT NULL,
    message     TEXT NOT NULL,
    first_seen  TEXT NOT NULL,          -- ISO date
    last_seen   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX findings_by_page ON findings (page_url);
