DROP INDEX fund_resolutions_asked;
DROP INDEX fund_resolutions_state;
ALTER TABLE project_events DROP COLUMN resolution_id;
DELETE FROM project_events WHERE user_id IS NULL;
ALTER TABLE project_events ALTER COLUMN user_id SET NOT NULL;
