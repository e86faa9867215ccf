-- Whether what is reported under a kind is shown to everybody. Nothing becomes public by itself: whoever manages a kind says so.
ALTER TABLE categories ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT FALSE;
-- What held when it was reported: a changed kind never publishes an old report.
ALTER TABLE tickets ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT FALSE;
-- The same, so that a page of the public list of any area is one short index range.
ALTER TABLE ticket_scopes ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX ticket_scopes_is_public ON ticket_scopes (area_path, ticket_id) WHERE is_public;
CREATE INDEX ticket_scopes_public_is_open ON ticket_scopes (area_path, is_open, ticket_id) WHERE is_public;

-- Keys with which other systems report. Only the hash of a key is kept; it acts as `user_id` in its area and below.
CREATE TABLE api_keys (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    name TEXT NOT NULL,
    key_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX api_keys_area_path ON api_keys (area_path, id);
