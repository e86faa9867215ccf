DROP INDEX ledger_accounts_owned;
CREATE UNIQUE INDEX ledger_accounts_owned ON ledger_accounts (book_id, kind, owner_kind, owner_id, purpose);
ALTER TABLE ledger_accounts DROP COLUMN code;
