-- The titles of a kind that an area awarded for a half-year: what they were computed from and what came of it, as the bytes that
-- were hashed. Rows never change.
CREATE TABLE title_awards (
    id BYTEA NOT NULL PRIMARY KEY,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    half_year TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    rules_id BYTEA NOT NULL REFERENCES award_rules (id),
    input TEXT NOT NULL,
    output TEXT NOT NULL,
    hash BYTEA NOT NULL,
    awarded_by BYTEA NOT NULL REFERENCES users (id),
    awarded_at TIMESTAMP NOT NULL,
    UNIQUE (area_id, half_year, kind)
);

-- One title of one place. A household's is shown to others only since `consent_at`.
CREATE TABLE titles (
    id BYTEA NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    award_id BYTEA NOT NULL REFERENCES title_awards (id),
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    half_year TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place_id BYTEA NOT NULL REFERENCES areas (id),
    place_path TEXT COLLATE "C" NOT NULL,
    awarded_at TIMESTAMP NOT NULL,
    consent_by BYTEA REFERENCES users (id),
    consent_at TIMESTAMP,
    revoked_by BYTEA REFERENCES users (id),
    revoked_at TIMESTAMP,
    revoke_reason TEXT
);
CREATE INDEX titles_area ON titles (area_id, half_year, kind, place_path);
CREATE INDEX titles_place ON titles (place_id, half_year);
