-- The group that a kind is in, what comes first, and what is asked of whoever reports it (JSON; nothing where NULL).
ALTER TABLE categories ADD COLUMN parent_code TEXT COLLATE "C";
ALTER TABLE categories ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE categories ADD COLUMN form TEXT;
-- What was answered about a ticket, with the words under which it was asked (JSON).
CREATE TABLE ticket_answers (
    ticket_id BYTEA NOT NULL PRIMARY KEY REFERENCES tickets (id),
    answers TEXT NOT NULL
);
