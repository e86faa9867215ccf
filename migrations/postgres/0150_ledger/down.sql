ALTER TABLE idempotency_keys DROP COLUMN kept;
DROP TABLE ledger_holds;
DROP TABLE ledger_entries;
DROP TABLE ledger_postings;
DROP TABLE ledger_accounts;
DROP FUNCTION ledger_is_append_only();
