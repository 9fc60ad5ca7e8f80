-- Finds what was approved and withdrawn among all that ever happened.
CREATE INDEX event_of_standard ON event (version) WHERE kind IN ('sop-approved', 'sop-withdrawn');
