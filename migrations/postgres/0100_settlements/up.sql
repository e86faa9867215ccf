-- Settled half-years: rows that never change. What a settlement is computed from and what it comes to are kept as the bytes
-- that were hashed; another revision follows the correction of a round.
CREATE TABLE settlements (
    id BYTEA NOT NULL PRIMARY KEY,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    half_year TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    rules_id BYTEA NOT NULL REFERENCES award_rules (id),
    input TEXT NOT NULL,
    output TEXT NOT NULL,
    hash BYTEA NOT NULL,
    reason TEXT,
    settled_by BYTEA NOT NULL REFERENCES users (id),
    settled_at TIMESTAMP NOT NULL,
    UNIQUE (area_id, half_year, revision)
);
CREATE INDEX settlements_area_path ON settlements (area_path, half_year, revision);

-- Certificates of honour to villager groups (村民组颁发荣誉证书).
CREATE TABLE award_certificates (
    id BYTEA NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    half_year TEXT COLLATE "C" NOT NULL,
    village_id BYTEA NOT NULL REFERENCES areas (id),
    honoured TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT,
    issued_by BYTEA NOT NULL REFERENCES users (id),
    issued_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    revoke_reason TEXT
);
CREATE INDEX award_certificates_village ON award_certificates (village_id, half_year);
CREATE INDEX award_certificates_area ON award_certificates (area_id, half_year, id);
