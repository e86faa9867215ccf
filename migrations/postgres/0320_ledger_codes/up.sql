-- What tells accounts of one kind, owner and purpose from each other within their book: a fund has one account for what each
-- source gave for each purpose. Empty where there is only one.
ALTER TABLE ledger_accounts ADD COLUMN code TEXT COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX ledger_accounts_owned;
CREATE UNIQUE INDEX ledger_accounts_owned ON ledger_accounts (book_id, kind, owner_kind, owner_id, purpose, code);
