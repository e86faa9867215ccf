DROP TABLE photos;
DROP TABLE photo_contents;
DROP TABLE ticket_counters;
DROP TABLE ticket_events;
DROP TABLE ticket_scopes;
DROP TABLE tickets;
DROP TABLE categories;
