-- Who gives to a fund, with an account or without.
CREATE TABLE fund_donors (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    user_id BYTEA REFERENCES users (id),
    name TEXT NOT NULL,
    added_by BYTEA NOT NULL REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_donors_fund_id ON fund_donors (fund_id, id);
CREATE UNIQUE INDEX fund_donors_user_id ON fund_donors (user_id, fund_id);

-- What a fund gets. `named` says whether the public is told who gave it. `reference` is the number of the payment or of the
-- paper under which it came, `posting_id` and `entry_id` the posting and the journal entry by which the fund has it;
-- `reversal_id` the posting that took it back.
CREATE TABLE fund_incomes (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    source TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    purpose TEXT COLLATE "C",
    donor_id BYTEA REFERENCES fund_donors (id),
    named BOOLEAN NOT NULL,
    document TEXT,
    agreement BYTEA,
    note TEXT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'expected',
    registered_by BYTEA NOT NULL REFERENCES users (id),
    registered_at TIMESTAMP NOT NULL,
    reference TEXT COLLATE "C",
    received_by BYTEA REFERENCES users (id),
    received_at TIMESTAMP,
    receipt_number BIGINT,
    posting_id BYTEA,
    entry_id BYTEA,
    ended_by BYTEA REFERENCES users (id),
    ended_at TIMESTAMP,
    reason TEXT,
    reversal_id BYTEA,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX fund_incomes_fund_id ON fund_incomes (fund_id, id);
CREATE INDEX fund_incomes_state ON fund_incomes (fund_id, state, id);
CREATE INDEX fund_incomes_donor_id ON fund_incomes (donor_id);
CREATE UNIQUE INDEX fund_incomes_receipt_number ON fund_incomes (fund_id, receipt_number);
CREATE UNIQUE INDEX fund_incomes_reference ON fund_incomes (fund_id, channel, reference) WHERE state = 'received';

-- What was there when a fund's books began, by purpose (empty for free money): once each, unless it was reversed.
CREATE TABLE fund_opening_balances (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    purpose TEXT COLLATE "C" NOT NULL DEFAULT '',
    amount BIGINT NOT NULL CHECK (amount > 0),
    note TEXT NOT NULL,
    posting_id BYTEA NOT NULL,
    entry_id BYTEA NOT NULL,
    brought_by BYTEA NOT NULL REFERENCES users (id),
    brought_at TIMESTAMP NOT NULL,
    reversal_id BYTEA,
    reversed_by BYTEA REFERENCES users (id),
    reversed_at TIMESTAMP,
    reason TEXT
);
CREATE INDEX fund_opening_balances_fund_id ON fund_opening_balances (fund_id, id);
CREATE UNIQUE INDEX fund_opening_balances_purpose ON fund_opening_balances (fund_id, purpose) WHERE reversal_id IS NULL;
