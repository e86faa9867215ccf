-- The project of a fund for which a shift is held; it never becomes another's.
ALTER TABLE shifts ADD COLUMN project_id BYTEA REFERENCES projects (id);
CREATE INDEX shifts_project ON shifts (project_id, starts_at, id) WHERE project_id IS NOT NULL;

-- The project of the shift that earned a claim: what a project's volunteers earned is one sum.
ALTER TABLE claims ADD COLUMN project_id BYTEA;
CREATE INDEX claims_project ON claims (project_id) WHERE project_id IS NOT NULL;
