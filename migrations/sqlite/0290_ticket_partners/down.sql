ALTER TABLE categories DROP COLUMN keeper_provider_id;
ALTER TABLE ticket_events DROP COLUMN provider_id;
DROP TABLE ticket_materials;
DROP TABLE quotation_lines;
DROP TABLE ticket_quotations;
DROP TABLE ticket_calls;
CREATE TABLE anonymous_tickets (
    ticket_id BLOB NOT NULL PRIMARY KEY REFERENCES tickets (id)
);
INSERT INTO anonymous_tickets (ticket_id) SELECT ticket_id FROM ticket_particulars WHERE is_anonymous;
DROP TABLE ticket_particulars;
