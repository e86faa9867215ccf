-- Who gives to a fund, with an account or without.
CREATE TABLE fund_donors (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    user_id BLOB REFERENCES users (id),
    name TEXT NOT NULL,
    added_by BLOB NOT NULL REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_donors_fund_id ON fund_donors (fund_id, id);
CREATE UNIQUE INDEX fund_donors_user_id ON fund_donors (user_id, fund_id);

-- What a fund gets. `named` says whether the public is told who gave it. `reference` is the number of the payment or of the
-- paper under which it came, `posting_id` and `entry_id` the posting and the journal entry by which the fund has it;
-- `reversal_id` the posting that took it back.
CREATE TABLE fund_incomes (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    source TEXT NOT NULL,
    form TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    purpose TEXT,
    donor_id BLOB REFERENCES fund_donors (id),
    named BOOLEAN NOT NULL,
    document TEXT,
    agreement BLOB,
    note TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'expected',
    registered_by BLOB NOT NULL REFERENCES users (id),
    registered_at TIMESTAMP NOT NULL,
    reference TEXT,
    received_by BLOB REFERENCES users (id),
    received_at TIMESTAMP,
    receipt_number BIGINT,
    posting_id BLOB,
    entry_id BLOB,
    ended_by BLOB REFERENCES users (id),
    ended_at TIMESTAMP,
    reason TEXT,
    reversal_id BLOB,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX fund_incomes_fund_id ON fund_incomes (fund_id, id);
CREATE INDEX fund_incomes_state ON fund_incomes (fund_id, state, id);
CREATE INDEX fund_incomes_donor_id ON fund_incomes (donor_id);
CREATE UNIQUE INDEX fund_incomes_receipt_number ON fund_incomes (fund_id, receipt_number);
CREATE UNIQUE INDEX fund_incomes_reference ON fund_incomes (fund_id, channel, reference) WHERE state = 'received';

-- What was there when a fund's books began, by purpose (empty for free money): once each, unless it was reversed.
CREATE TABLE fund_opening_balances (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    purpose TEXT NOT NULL DEFAULT '',
    amount BIGINT NOT NULL CHECK (amount > 0),
    note TEXT NOT NULL,
    posting_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    brought_by BLOB NOT NULL REFERENCES users (id),
    brought_at TIMESTAMP NOT NULL,
    reversal_id BLOB,
    reversed_by BLOB REFERENCES users (id),
    reversed_at TIMESTAMP,
    reason TEXT
);
CREATE INDEX fund_opening_balances_fund_id ON fund_opening_balances (fund_id, id);
CREATE UNIQUE INDEX fund_opening_balances_purpose ON fund_opening_balances (fund_id, purpose) WHERE reversal_id IS NULL;
