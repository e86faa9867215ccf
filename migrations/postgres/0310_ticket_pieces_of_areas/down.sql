DROP INDEX areas_with_matters;
ALTER TABLE ticket_search DROP COLUMN area_id;
CREATE TABLE ticket_pieces_of_before (
    piece TEXT COLLATE "C" NOT NULL,
    ticket_id BYTEA NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (piece, ticket_id)
);
INSERT INTO ticket_pieces_of_before (piece, ticket_id)
SELECT piece, ticket_id FROM ticket_pieces WHERE area_id = decode(repeat('00', 16), 'hex');
DROP TABLE ticket_pieces;
ALTER TABLE ticket_pieces_of_before RENAME TO ticket_pieces;
ALTER INDEX ticket_pieces_of_before_pkey RENAME TO ticket_pieces_pkey;
ALTER TABLE ticket_pieces ALTER COLUMN piece SET STATISTICS 1000;
