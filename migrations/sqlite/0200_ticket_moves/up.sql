-- More states and moves, and clocks that count working time and stand still while a ticket waits for others.
ALTER TABLE tickets RENAME COLUMN first_closed_at TO first_solved_at;
ALTER TABLE tickets RENAME COLUMN last_closed_at TO last_solved_at;
-- The end of what the state holds open: of a wait, of the time to object or to appeal.
ALTER TABLE tickets RENAME COLUMN objection_until TO state_until;
ALTER TABLE tickets ADD COLUMN counting TEXT NOT NULL DEFAULT 'around_the_clock';
ALTER TABLE tickets ADD COLUMN paused_at TIMESTAMP;
ALTER TABLE tickets ADD COLUMN wait_reason TEXT;
ALTER TABLE tickets ADD COLUMN rejected_by BLOB REFERENCES users (id);
ALTER TABLE tickets ADD COLUMN merged_into BLOB REFERENCES tickets (id);
DROP INDEX tickets_objection_until;
UPDATE tickets SET state = CASE state WHEN 'reported' THEN 'submitted' WHEN 'taken' THEN 'in_progress'
    WHEN 'closed' THEN 'solved' WHEN 'confirmed' THEN 'closed' ELSE state END;
UPDATE ticket_events SET kind = 'solved' WHERE kind = 'closed';
CREATE INDEX tickets_objection_until ON tickets (state_until) WHERE state = 'solved';
CREATE INDEX tickets_wait_until ON tickets (state_until) WHERE state = 'waiting';
CREATE INDEX tickets_merged_into ON tickets (merged_into) WHERE merged_into IS NOT NULL;

-- How the limits of a kind are counted.
ALTER TABLE categories ADD COLUMN counting TEXT NOT NULL DEFAULT 'around_the_clock';

-- Public holidays and worked weekends of years that the program does not know, or not as they are. `days` is JSON.
CREATE TABLE calendar_years (
    year BIGINT NOT NULL PRIMARY KEY,
    announced BOOLEAN NOT NULL,
    days TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL
);
