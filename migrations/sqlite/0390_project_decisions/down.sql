DROP INDEX fund_resolutions_asked;
DROP INDEX fund_resolutions_state;
-- `user_id` stays one that may be absent: the code of before always gives it.
DELETE FROM project_events WHERE user_id IS NULL;
ALTER TABLE project_events DROP COLUMN resolution_id;
