-- The tree of places. `path` is materialised (see domain::areas::AreaPath): a subtree is one range of its index.
CREATE TABLE areas (
    id BYTEA NOT NULL PRIMARY KEY,
    path TEXT COLLATE "C" NOT NULL UNIQUE,
    parent_id BYTEA REFERENCES areas (id),
    kind TEXT NOT NULL,
    code TEXT COLLATE "C" UNIQUE,
    name TEXT NOT NULL,
    boundary TEXT,
    head_count BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX areas_parent_id ON areas (parent_id, path);

-- A household is an area; this is what only a household has.
CREATE TABLE households (
    area_id BYTEA NOT NULL PRIMARY KEY REFERENCES areas (id),
    floor_area_cm2 BIGINT,
    holder_name TEXT,
    holder_identity_sealed TEXT,
    holder_phone_sealed TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL
);
