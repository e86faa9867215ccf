DROP INDEX claims_project;
ALTER TABLE claims DROP COLUMN project_id;
DROP INDEX shifts_project;
ALTER TABLE shifts DROP COLUMN project_id;
