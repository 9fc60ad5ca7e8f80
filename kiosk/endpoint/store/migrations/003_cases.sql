-- Every case as it was at the last day end, made of the events: what is open is known at once at the next start, and
-- what is closed is found by its code. `cases` in `meta` is the version of that day end; when it is another, the table
-- is made anew.
CREATE TABLE filed (
    code    TEXT    NOT NULL UNIQUE,
    open    INTEGER NOT NULL,
    service TEXT    NOT NULL,
    due     TEXT,
    due_at  TEXT,
    ready   TEXT,
    closed  TEXT,
    stopped INTEGER NOT NULL,
    body    TEXT    NOT NULL
) STRICT;

CREATE INDEX filed_open ON filed (open) WHERE open;

-- What falls due in a period.
CREATE INDEX filed_due ON filed (due);

-- What each service date measured, made of its events when it ended.
CREATE TABLE filed_day (
    date TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- No event of a case was ever written before this table was there.
INSERT INTO meta SELECT 'cases', coalesce(max(version), 0) FROM event WHERE kind = 'day-ended';
