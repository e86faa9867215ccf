-- What inspections look at. A template's versions are rows that never change; `number` is the latest one's.
CREATE TABLE inspection_templates (
    id BYTEA NOT NULL PRIMARY KEY,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    number BIGINT NOT NULL DEFAULT 1,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX inspection_templates_area_path ON inspection_templates (area_path, id);

CREATE TABLE inspection_template_versions (
    template_id BYTEA NOT NULL REFERENCES inspection_templates (id),
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (template_id, number)
);
