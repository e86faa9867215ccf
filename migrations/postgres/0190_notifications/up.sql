-- What people are told: one row for each person whom an entry of the journal is told. `position` is its place
-- there, and their order here; `about` is what the thing was called then;
-- `facts` are the fields of the entry's payload that the words need, as JSON.
CREATE TABLE notifications (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id),
    entry_id BYTEA NOT NULL,
    position BIGINT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    area_path TEXT COLLATE "C" NOT NULL,
    about TEXT,
    facts TEXT NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    told_at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    UNIQUE (user_id, position)
);
CREATE INDEX notifications_unread ON notifications (user_id, position) WHERE read_at IS NULL;
CREATE INDEX notifications_told ON notifications (told_at);
