DROP TABLE anonymous_tickets;
ALTER TABLE categories DROP COLUMN anonymous_allowed;
ALTER TABLE categories DROP COLUMN photo_required;
