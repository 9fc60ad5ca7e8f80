CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What happened. Append-only; versions are gapless.
CREATE TABLE event (
    version INTEGER PRIMARY KEY,
    command INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    boot    TEXT    NOT NULL,
    uptime  REAL    NOT NULL,
    who     TEXT    NOT NULL,
    counter TEXT,
    kind    TEXT    NOT NULL,
    format  INTEGER NOT NULL,
    body    TEXT    NOT NULL
) STRICT;

-- Finds where the fold of the open day starts.
CREATE INDEX event_day_ended ON event (version) WHERE kind = 'day-ended';

-- What was answered to a command, so that the same key has one effect and one answer. Forgotten at day end.
CREATE TABLE answer (
    terminal TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    asked    BLOB    NOT NULL,
    status   INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (terminal, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE terminal (
    name    TEXT NOT NULL,
    role    TEXT NOT NULL CHECK (role IN ('lobby', 'counter', 'ticket', 'supervisor')),
    counter TEXT CHECK ((role = 'counter') = (counter IS NOT NULL)),
    token   BLOB NOT NULL UNIQUE,
    created TEXT NOT NULL,
    revoked TEXT
) STRICT;

CREATE UNIQUE INDEX terminal_in_use ON terminal (name) WHERE revoked IS NULL;

-- Every catalogue and SOP that was ever in use, as terminals were shown it.
CREATE TABLE content (
    kind   TEXT NOT NULL CHECK (kind IN ('catalogue', 'sop')),
    digest TEXT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (kind, digest)
) STRICT, WITHOUT ROWID;
