-- Whoever searches one grid finds what is rare there without reading what everywhere has: each piece is kept once for everywhere (an id
-- of nothing but zeros) and once for the very area in which its ticket lies.
CREATE TABLE ticket_pieces_of_areas (
    area_id BLOB NOT NULL,
    piece TEXT NOT NULL,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (area_id, piece, ticket_id)
) WITHOUT ROWID;
INSERT INTO ticket_pieces_of_areas (area_id, piece, ticket_id)
SELECT zeroblob(16), piece, ticket_id FROM ticket_pieces;
INSERT INTO ticket_pieces_of_areas (area_id, piece, ticket_id)
SELECT tickets.area_id, piece, ticket_id FROM ticket_pieces JOIN tickets ON tickets.id = ticket_id;
DROP TABLE ticket_pieces;
ALTER TABLE ticket_pieces_of_areas RENAME TO ticket_pieces;

-- The very area under which the pieces are kept.
ALTER TABLE ticket_search ADD COLUMN area_id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';
UPDATE ticket_search SET area_id = (SELECT area_id FROM tickets WHERE id = ticket_id);

-- Areas in which matters lie: the few around a grid are found without reading its dwellings.
CREATE INDEX areas_with_matters ON areas (path) WHERE kind NOT IN ('building', 'villager_group', 'household');
