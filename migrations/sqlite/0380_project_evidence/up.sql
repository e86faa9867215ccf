-- What shows how projects go on: photos and pictures of invoices (`kind`) of an entry of the timeline.
ALTER TABLE photos ADD COLUMN project_event_id BLOB REFERENCES project_events (id);
CREATE INDEX photos_project_event ON photos (project_event_id) WHERE project_event_id IS NOT NULL;

-- How residents rate them: once each, the latest counts.
CREATE TABLE project_ratings (
    project_id BLOB NOT NULL REFERENCES projects (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    rating BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (project_id, user_id)
);
