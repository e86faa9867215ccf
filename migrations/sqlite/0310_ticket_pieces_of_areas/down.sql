DROP INDEX areas_with_matters;
ALTER TABLE ticket_search DROP COLUMN area_id;
CREATE TABLE ticket_pieces_of_before (
    piece TEXT NOT NULL,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (piece, ticket_id)
) WITHOUT ROWID;
INSERT INTO ticket_pieces_of_before (piece, ticket_id)
SELECT piece, ticket_id FROM ticket_pieces WHERE area_id = zeroblob(16);
DROP TABLE ticket_pieces;
ALTER TABLE ticket_pieces_of_before RENAME TO ticket_pieces;
