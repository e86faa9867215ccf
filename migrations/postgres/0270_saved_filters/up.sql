-- What somebody looks for again and again: the query of a list's address, under a name of their own.
CREATE TABLE saved_filters (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    UNIQUE (user_id, list, name)
);
