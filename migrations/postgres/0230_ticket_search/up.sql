-- What of a ticket is searched, folded: its words and the names of where it is. `cell` is the spot of the map it lies in.
CREATE TABLE ticket_search (
    ticket_id BYTEA NOT NULL PRIMARY KEY REFERENCES tickets (id),
    folded TEXT COLLATE "C" NOT NULL,
    cell BIGINT
);
CREATE INDEX ticket_search_cell ON ticket_search (cell, ticket_id) WHERE cell IS NOT NULL;

-- The pieces of it. One piece's tickets are a range, newest last, so that a page of what is found is read backwards like any list.
CREATE TABLE ticket_pieces (
    piece TEXT COLLATE "C" NOT NULL,
    ticket_id BYTEA NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (piece, ticket_id)
);
-- How often a piece comes differs a thousandfold, and the planner shall know of more than the commonest hundred.
ALTER TABLE ticket_pieces ALTER COLUMN piece SET STATISTICS 1000;

-- Tickets of before, which the chore `tickets.search` takes in.
CREATE TABLE ticket_search_due (
    ticket_id BYTEA NOT NULL PRIMARY KEY REFERENCES tickets (id)
);
INSERT INTO ticket_search_due (ticket_id) SELECT id FROM tickets;
