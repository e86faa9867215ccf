-- The titles of a kind that an area awarded for a half-year: what they were computed from and what came of it, as the bytes that
-- were hashed. Rows never change.
CREATE TABLE title_awards (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    half_year TEXT NOT NULL,
    kind TEXT NOT NULL,
    rules_id BLOB NOT NULL REFERENCES award_rules (id),
    input TEXT NOT NULL,
    output TEXT NOT NULL,
    hash BLOB NOT NULL,
    awarded_by BLOB NOT NULL REFERENCES users (id),
    awarded_at TIMESTAMP NOT NULL,
    UNIQUE (area_id, half_year, kind)
);

-- One title of one place. A household's is shown to others only since `consent_at`.
CREATE TABLE titles (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    award_id BLOB NOT NULL REFERENCES title_awards (id),
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    half_year TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place_id BLOB NOT NULL REFERENCES areas (id),
    place_path TEXT NOT NULL,
    awarded_at TIMESTAMP NOT NULL,
    consent_by BLOB REFERENCES users (id),
    consent_at TIMESTAMP,
    revoked_by BLOB REFERENCES users (id),
    revoked_at TIMESTAMP,
    revoke_reason TEXT
);
CREATE INDEX titles_area ON titles (area_id, half_year, kind, place_path);
CREATE INDEX titles_place ON titles (place_id, half_year);
