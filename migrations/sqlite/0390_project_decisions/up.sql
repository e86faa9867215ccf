-- A decision of the committee moves a project by itself, so nobody stands by its entry of the timeline. `resolution_id` is the decision
-- that an entry is about.
ALTER TABLE project_events ADD COLUMN by_id BLOB REFERENCES users (id);
UPDATE project_events SET by_id = user_id;
ALTER TABLE project_events DROP COLUMN user_id;
ALTER TABLE project_events RENAME COLUMN by_id TO user_id;
ALTER TABLE project_events ADD COLUMN resolution_id BLOB REFERENCES fund_resolutions (id);

-- Votes whose time is over are found by it.
CREATE INDEX fund_resolutions_state ON fund_resolutions (state, until_at);

-- The committee is asked one thing about one project at a time.
CREATE UNIQUE INDEX fund_resolutions_asked ON fund_resolutions (about_id, matter) WHERE state = 'open' AND matter <> 'charter';
