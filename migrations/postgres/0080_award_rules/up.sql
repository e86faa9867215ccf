-- Rules of awards and criticism. A row never changes but for its adoption: it is in force in its area from that half-year on,
-- until a later half-year has other rules.
CREATE TABLE award_rules (
    id BYTEA NOT NULL PRIMARY KEY,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    content TEXT NOT NULL,
    adopted_from TEXT COLLATE "C",
    adopted_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (area_path, adopted_from)
);
CREATE INDEX award_rules_area_path ON award_rules (area_path, id);
