-- Whoever searches one grid finds what is rare there without reading what everywhere has: each piece is kept once for everywhere (an id
-- of nothing but zeros) and once for the very area in which its ticket lies.
CREATE TABLE ticket_pieces_of_areas (
    area_id BYTEA NOT NULL,
    piece TEXT COLLATE "C" NOT NULL,
    ticket_id BYTEA NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (area_id, piece, ticket_id)
);
INSERT INTO ticket_pieces_of_areas (area_id, piece, ticket_id)
SELECT decode(repeat('00', 16), 'hex'), piece, ticket_id FROM ticket_pieces;
INSERT INTO ticket_pieces_of_areas (area_id, piece, ticket_id)
SELECT tickets.area_id, piece, ticket_id FROM ticket_pieces JOIN tickets ON tickets.id = ticket_id;
DROP TABLE ticket_pieces;
ALTER TABLE ticket_pieces_of_areas RENAME TO ticket_pieces;
ALTER INDEX ticket_pieces_of_areas_pkey RENAME TO ticket_pieces_pkey;
-- How often a piece comes differs a thousandfold, and the planner shall know of more than the commonest hundred.
ALTER TABLE ticket_pieces ALTER COLUMN piece SET STATISTICS 1000;

-- The very area under which the pieces are kept.
ALTER TABLE ticket_search ADD COLUMN area_id BYTEA NOT NULL DEFAULT decode(repeat('00', 16), 'hex');
UPDATE ticket_search SET area_id = (SELECT area_id FROM tickets WHERE id = ticket_id);

-- Areas in which matters lie: the few around a grid are found without reading its dwellings.
CREATE INDEX areas_with_matters ON areas (path) WHERE kind NOT IN ('building', 'villager_group', 'household');
