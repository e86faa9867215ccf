DROP INDEX grants_provider;
ALTER TABLE grants DROP COLUMN provider_id;
DROP TABLE provider_agreements;
DROP TABLE providers;
