-- Terminals of the back office, and a second token while a terminal changes over to it.
CREATE TABLE terminal_2 (
    name    TEXT NOT NULL,
    role    TEXT NOT NULL CHECK (role IN ('lobby', 'counter', 'ticket', 'supervisor', 'back-office')),
    counter TEXT CHECK ((role = 'counter') = (counter IS NOT NULL)),
    token   BLOB NOT NULL UNIQUE,
    coming  BLOB UNIQUE,
    until   TEXT CHECK ((coming IS NULL) = (until IS NULL)),
    created TEXT NOT NULL,
    revoked TEXT
) STRICT;

INSERT INTO terminal_2 (name, role, counter, token, created, revoked)
    SELECT name, role, counter, token, created, revoked FROM terminal ORDER BY rowid;

DROP TABLE terminal;

ALTER TABLE terminal_2 RENAME TO terminal;

CREATE UNIQUE INDEX terminal_in_use ON terminal (name) WHERE revoked IS NULL;

-- Staff, by codes; a code is never given to somebody else.
CREATE TABLE person (
    code    TEXT PRIMARY KEY,
    rights  TEXT NOT NULL,
    pin     TEXT NOT NULL,
    created TEXT NOT NULL,
    retired TEXT
) STRICT;
