DROP TABLE ticket_search_due;
DROP TABLE ticket_pieces;
DROP TABLE ticket_search;
