-- The tree of places. `path` is materialised (see domain::areas::AreaPath): a subtree is one range of its index.
CREATE TABLE areas (
    id BLOB NOT NULL PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    parent_id BLOB REFERENCES areas (id),
    kind TEXT NOT NULL,
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    boundary TEXT,
    boundary_west BIGINT,
    boundary_south BIGINT,
    boundary_east BIGINT,
    boundary_north BIGINT,
    head_count BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX areas_parent_id ON areas (parent_id, path);
-- Maps ask for what has an outline; the rectangle around it (units of 1e-7 degree) narrows "which area is this position in".
CREATE INDEX areas_bounded ON areas (path) WHERE boundary IS NOT NULL;
-- A household is known by its number in its building, group or grid.
CREATE UNIQUE INDEX areas_household_number ON areas (parent_id, name) WHERE kind = 'household';

-- A household is an area; this is what only a household has.
CREATE TABLE households (
    area_id BLOB NOT NULL PRIMARY KEY REFERENCES areas (id),
    floor_area_cm2 BIGINT,
    holder_name TEXT,
    holder_identity_sealed TEXT,
    holder_phone_sealed TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL
);
