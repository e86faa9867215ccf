-- Rules of awards and criticism. A row never changes but for its adoption: it is in force in its area from that half-year on,
-- until a later half-year has other rules.
CREATE TABLE award_rules (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    content TEXT NOT NULL,
    adopted_from TEXT,
    adopted_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (area_path, adopted_from)
);
CREATE INDEX award_rules_area_path ON award_rules (area_path, id);
