-- Tables that wait for their confirmation: the rows are encrypted, and gone once they are applied or an hour has passed.
CREATE TABLE household_imports (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    created_by BLOB NOT NULL REFERENCES users (id),
    rows_sealed TEXT,
    plan_hash BLOB NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    applied_at TIMESTAMP
);
CREATE INDEX household_imports_expires_at ON household_imports (expires_at);
