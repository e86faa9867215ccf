-- Whether a photo has to show that a matter of a kind is done, and whether whoever reports one may do so anonymously.
ALTER TABLE categories ADD COLUMN photo_required BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE categories ADD COLUMN anonymous_allowed BOOLEAN NOT NULL DEFAULT FALSE;

-- Tickets whose reporter nobody looks up. `tickets` has as many columns as it may have.
CREATE TABLE anonymous_tickets (
    ticket_id BLOB NOT NULL PRIMARY KEY REFERENCES tickets (id)
);
