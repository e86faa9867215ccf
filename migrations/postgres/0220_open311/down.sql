DROP TABLE api_keys;
DROP INDEX ticket_scopes_public_is_open;
DROP INDEX ticket_scopes_is_public;
ALTER TABLE ticket_scopes DROP COLUMN is_public;
ALTER TABLE tickets DROP COLUMN is_public;
ALTER TABLE categories DROP COLUMN is_public;
