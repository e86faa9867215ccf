-- What happens to a ticket at a moment if nobody comes before it. A timer that does not run keeps its time.
CREATE TABLE ticket_timers (
    ticket_id BYTEA NOT NULL REFERENCES tickets (id),
    timer TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    runs BOOLEAN NOT NULL,
    -- When it last came.
    fired_at TIMESTAMP,
    -- The area above that was told last.
    told_path TEXT COLLATE "C",
    PRIMARY KEY (ticket_id, timer)
);
CREATE INDEX ticket_timers_at ON ticket_timers (at) WHERE runs;
CREATE INDEX ticket_timers_told ON ticket_timers (told_path, ticket_id) WHERE told_path IS NOT NULL;

-- What is late already is in the lists; nobody is told of it anew. Warnings begin with the tickets to come.
INSERT INTO ticket_timers (ticket_id, timer, at, runs)
SELECT id, 'answer_overdue', answer_due_at, answered_at IS NULL FROM tickets
WHERE state NOT IN ('closed', 'merged', 'withdrawn') AND answer_due_at > (now() AT TIME ZONE 'UTC');
INSERT INTO ticket_timers (ticket_id, timer, at, runs)
SELECT id, 'solve_overdue', solve_due_at, state NOT IN ('solved', 'rejected') AND paused_at IS NULL FROM tickets
WHERE state NOT IN ('closed', 'merged', 'withdrawn') AND solve_due_at > (now() AT TIME ZONE 'UTC');
