-- Who serves residents beside the town itself. `opening_hours` is JSON: hours of each weekday, and days closed out of turn.
CREATE TABLE providers (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    address TEXT NOT NULL,
    latitude_e7 BIGINT,
    longitude_e7 BIGINT,
    telephone TEXT,
    opening_hours TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'active',
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX providers_area ON providers (area_path, id);

-- What the town pays a provider for a point of a programme; nothing where no rate is agreed.
CREATE TABLE provider_agreements (
    provider_id BLOB NOT NULL REFERENCES providers (id),
    programme_id BLOB NOT NULL,
    fen_per_point BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (provider_id, programme_id)
);

-- Whom somebody serves: of the staff of providers alone.
ALTER TABLE grants ADD COLUMN provider_id BLOB REFERENCES providers (id);
CREATE INDEX grants_provider ON grants (provider_id) WHERE provider_id IS NOT NULL;
