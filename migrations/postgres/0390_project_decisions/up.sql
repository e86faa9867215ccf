-- A decision of the committee moves a project by itself, so nobody stands by its entry of the timeline. `resolution_id` is the decision
-- that an entry is about.
ALTER TABLE project_events ALTER COLUMN user_id DROP NOT NULL;
ALTER TABLE project_events ADD COLUMN resolution_id BYTEA REFERENCES fund_resolutions (id);

-- Votes whose time is over are found by it.
CREATE INDEX fund_resolutions_state ON fund_resolutions (state, until_at);

-- The committee is asked one thing about one project at a time.
CREATE UNIQUE INDEX fund_resolutions_asked ON fund_resolutions (about_id, matter) WHERE state = 'open' AND matter <> 'charter';
