-- The first answer to a key, replayed to the same caller for 24 hours. Written in the transaction of the change itself.
CREATE TABLE idempotency_keys (
    caller BYTEA NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    answer TEXT,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
