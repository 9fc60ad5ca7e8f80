-- Codes by which terminals are let in, each once.
CREATE TABLE enrolment (
    handle  INTEGER PRIMARY KEY,
    proof   BLOB NOT NULL,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL CHECK (role IN ('lobby', 'counter', 'ticket', 'supervisor', 'back-office')),
    counter TEXT CHECK ((role = 'counter') = (counter IS NOT NULL)),
    keep    INTEGER,
    until   TEXT NOT NULL,
    wrong   INTEGER NOT NULL,
    used    BLOB
) STRICT;
