DROP TABLE calendar_years;
ALTER TABLE categories DROP COLUMN counting;
DROP INDEX tickets_merged_into;
DROP INDEX tickets_wait_until;
DROP INDEX tickets_objection_until;
UPDATE ticket_events SET kind = 'closed' WHERE kind = 'solved';
UPDATE tickets SET state = CASE state WHEN 'submitted' THEN 'reported' WHEN 'accepted' THEN 'reported'
    WHEN 'appealed' THEN 'reported' WHEN 'assigned' THEN 'taken' WHEN 'in_progress' THEN 'taken' WHEN 'waiting' THEN 'taken'
    WHEN 'rejected' THEN 'withdrawn' WHEN 'merged' THEN 'withdrawn'
    WHEN 'closed' THEN 'confirmed' WHEN 'solved' THEN 'closed' ELSE state END;
ALTER TABLE tickets DROP COLUMN merged_into;
ALTER TABLE tickets DROP COLUMN rejected_by;
ALTER TABLE tickets DROP COLUMN wait_reason;
ALTER TABLE tickets DROP COLUMN paused_at;
ALTER TABLE tickets DROP COLUMN counting;
ALTER TABLE tickets RENAME COLUMN last_solved_at TO last_closed_at;
ALTER TABLE tickets RENAME COLUMN first_solved_at TO first_closed_at;
ALTER TABLE tickets RENAME COLUMN state_until TO objection_until;
CREATE INDEX tickets_objection_until ON tickets (objection_until) WHERE state = 'closed';
