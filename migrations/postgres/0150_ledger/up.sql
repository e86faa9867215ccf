-- One double-entry ledger for points and money. Accounts keep their balance: the sum of their committed entries.
-- `purpose` is empty where an account is not restricted. `entries` counts them, `last_at` is the time of the last one.
CREATE TABLE ledger_accounts (
    id BYTEA NOT NULL PRIMARY KEY,
    book_id BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    owner_kind TEXT COLLATE "C" NOT NULL,
    owner_id BYTEA NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit TEXT COLLATE "C" NOT NULL,
    area_path TEXT COLLATE "C" NOT NULL,
    floor BIGINT,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    balance BIGINT NOT NULL DEFAULT 0,
    held BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0),
    coming BIGINT NOT NULL DEFAULT 0 CHECK (coming >= 0),
    entries BIGINT NOT NULL DEFAULT 0,
    last_at TIMESTAMP,
    opened_at TIMESTAMP NOT NULL,
    CONSTRAINT ledger_accounts_floor CHECK (floor IS NULL OR balance - held >= floor)
);
CREATE UNIQUE INDEX ledger_accounts_owned ON ledger_accounts (book_id, kind, owner_kind, owner_id, purpose);
CREATE INDEX ledger_accounts_owner ON ledger_accounts (owner_kind, owner_id);
CREATE INDEX ledger_accounts_area_path ON ledger_accounts (area_path, id);

-- A posting stays in one book: each book balances by itself. `key` makes posting twice impossible, for ever. `subject` says what it is for, by reference. `entry_id` is the journal
-- entry by which it stands as it does.
CREATE TABLE ledger_postings (
    id BYTEA NOT NULL PRIMARY KEY,
    book_id BYTEA NOT NULL,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    unit TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    until_at TIMESTAMP,
    reverses_id BYTEA UNIQUE,
    reversed_by_id BYTEA,
    agent_id BYTEA,
    entry_id BYTEA NOT NULL,
    made_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE INDEX ledger_postings_pending ON ledger_postings (until_at) WHERE state = 'pending';
CREATE INDEX ledger_postings_subject ON ledger_postings (subject);
CREATE INDEX ledger_postings_book_id ON ledger_postings (book_id, id);

-- Committed entries, append-only. `number` counts an account's entries from 1, `balance` is the account's after it; `at`
-- never runs back within an account. No foreign keys: they would lock the accounts' rows once more for every entry.
CREATE TABLE ledger_entries (
    account_id BYTEA NOT NULL,
    at TIMESTAMP NOT NULL,
    number BIGINT NOT NULL,
    posting_id BYTEA NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    balance BIGINT NOT NULL,
    PRIMARY KEY (account_id, at, number)
);
CREATE INDEX ledger_entries_posting_id ON ledger_entries (posting_id);

-- What postings that were held first move; stays when they are committed or voided.
CREATE TABLE ledger_holds (
    posting_id BYTEA NOT NULL,
    account_id BYTEA NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (posting_id, account_id)
);
CREATE INDEX ledger_holds_account_id ON ledger_holds (account_id, posting_id);

-- A slip of ours cannot change the past. Who may alter tables can still do it: `gongzhi verify --ledger` finds that.
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only';
END $$;
CREATE TRIGGER ledger_entries_kept BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_holds_kept BEFORE UPDATE OR DELETE ON ledger_holds
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_postings_not_deleted BEFORE DELETE ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_postings_kept BEFORE UPDATE OF id, book_id, key, unit, purpose, kind, subject, reverses_id, agent_id, made_at ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_postings_settled BEFORE UPDATE OF state, until_at, entry_id, settled_at ON ledger_postings
    FOR EACH ROW WHEN (OLD.state <> 'pending') EXECUTE FUNCTION ledger_is_append_only();

-- Answers to what posts are kept for ever.
ALTER TABLE idempotency_keys ADD COLUMN kept BOOLEAN NOT NULL DEFAULT FALSE;
