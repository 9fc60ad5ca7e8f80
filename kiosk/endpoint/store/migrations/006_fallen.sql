-- What each filed case says of promises to be ready: one row for each service that it followed, since a case may have
-- gone on from one to another.
CREATE TABLE fallen (
    code    TEXT    NOT NULL,
    service TEXT    NOT NULL,
    due     TEXT    NOT NULL,
    due_at  TEXT,
    ready   TEXT,
    closed  TEXT,
    stopped INTEGER NOT NULL
) STRICT;

INSERT INTO fallen
    SELECT code, service, due, due_at, ready, closed, stopped FROM filed WHERE due IS NOT NULL ORDER BY rowid;

CREATE INDEX fallen_of_case ON fallen (code);

-- What falls due in a period.
CREATE INDEX fallen_due ON fallen (due);

DROP INDEX filed_due;

ALTER TABLE filed DROP COLUMN service;

ALTER TABLE filed DROP COLUMN due;

ALTER TABLE filed DROP COLUMN due_at;

ALTER TABLE filed DROP COLUMN ready;

ALTER TABLE filed DROP COLUMN closed;

ALTER TABLE filed DROP COLUMN stopped;
