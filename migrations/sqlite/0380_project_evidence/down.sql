DROP TABLE project_ratings;
DROP INDEX photos_project_event;
ALTER TABLE photos DROP COLUMN project_event_id;
