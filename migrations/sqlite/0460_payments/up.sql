-- Whoever pays on line may have no account: nobody with one noted them, or what they gave. (SQLite changes no column: the tables are made
-- anew, with the one that refers to them.)
CREATE TABLE new_donors (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    user_id BLOB REFERENCES users (id),
    name TEXT NOT NULL,
    added_by BLOB REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
INSERT INTO new_donors SELECT * FROM fund_donors;
CREATE TABLE new_incomes (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    source TEXT NOT NULL,
    form TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    purpose TEXT,
    donor_id BLOB REFERENCES new_donors (id),
    named BOOLEAN NOT NULL,
    document TEXT,
    agreement BLOB,
    note TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'expected',
    registered_by BLOB REFERENCES users (id),
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
INSERT INTO new_incomes SELECT * FROM fund_incomes;
CREATE TABLE new_transfers (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    kind TEXT NOT NULL,
    from_purpose TEXT,
    to_purpose TEXT,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    resolution_id BLOB NOT NULL REFERENCES fund_resolutions (id),
    income_id BLOB REFERENCES new_incomes (id),
    consent_hash BLOB,
    posting_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    made_by BLOB NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
INSERT INTO new_transfers SELECT * FROM fund_transfers;
DROP TABLE fund_transfers;
DROP TABLE fund_incomes;
DROP TABLE fund_donors;
ALTER TABLE new_donors RENAME TO fund_donors;
ALTER TABLE new_incomes RENAME TO fund_incomes;
ALTER TABLE new_transfers RENAME TO fund_transfers;
CREATE INDEX fund_donors_fund_id ON fund_donors (fund_id, id);
CREATE UNIQUE INDEX fund_donors_user_id ON fund_donors (user_id, fund_id);
CREATE INDEX fund_incomes_fund_id ON fund_incomes (fund_id, id);
CREATE INDEX fund_incomes_state ON fund_incomes (fund_id, state, id);
CREATE INDEX fund_incomes_donor_id ON fund_incomes (donor_id);
CREATE UNIQUE INDEX fund_incomes_receipt_number ON fund_incomes (fund_id, receipt_number);
CREATE UNIQUE INDEX fund_incomes_reference ON fund_incomes (fund_id, channel, reference) WHERE state = 'received';
CREATE INDEX fund_transfers_fund_id ON fund_transfers (fund_id, id);
CREATE INDEX fund_transfers_income_id ON fund_transfers (income_id);

-- What somebody is about to pay on line, with all that happened to it. The id, as 32 digits, is the order's number at the provider.
-- `code` is the text of the QR code that the provider gave; `ask_at` says when the provider is asked next.
CREATE TABLE payment_intents (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    channel TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    purpose TEXT,
    user_id BLOB REFERENCES users (id),
    donor_name TEXT NOT NULL,
    named BOOLEAN NOT NULL,
    message TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'created',
    opened_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    code TEXT,
    closed_at TIMESTAMP,
    expired BOOLEAN NOT NULL DEFAULT FALSE,
    transaction_number TEXT,
    paid_at TIMESTAMP,
    late BOOLEAN NOT NULL DEFAULT FALSE,
    income_id BLOB REFERENCES fund_incomes (id),
    ask_at TIMESTAMP,
    tries BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX payment_intents_fund_id ON payment_intents (fund_id, id);
CREATE INDEX payment_intents_state ON payment_intents (fund_id, state, id);
CREATE INDEX payment_intents_user_id ON payment_intents (user_id);
CREATE INDEX payment_intents_ask_at ON payment_intents (ask_at);
CREATE INDEX payment_intents_paid_at ON payment_intents (channel, paid_at);
CREATE UNIQUE INDEX payment_intents_transaction ON payment_intents (channel, transaction_number);
CREATE UNIQUE INDEX payment_intents_income_id ON payment_intents (income_id);

-- What goes back of what was paid, by its number at the provider. `progress` is early for one that was told before its payment;
-- `sent_at` says when the provider took it on; `posting_id` is the posting that holds the money and then books it.
CREATE TABLE payment_refunds (
    intent_id BLOB NOT NULL REFERENCES payment_intents (id),
    number TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    progress TEXT NOT NULL,
    reason TEXT NOT NULL,
    wanted_by BLOB REFERENCES users (id),
    wanted_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    refunded_at TIMESTAMP,
    posting_id BLOB,
    fault TEXT,
    ask_at TIMESTAMP,
    tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (intent_id, number)
);
CREATE INDEX payment_refunds_ask_at ON payment_refunds (ask_at);
CREATE INDEX payment_refunds_sent_at ON payment_refunds (sent_at);

-- The days of Beijing for which a provider's bill was held against the payments here.
CREATE TABLE payment_bills (
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    lines BIGINT NOT NULL,
    differences BIGINT NOT NULL,
    compared_at TIMESTAMP NOT NULL,
    PRIMARY KEY (channel, day)
);

-- In what the two do not agree; what is ours and what is theirs is absent where that side has nothing.
CREATE TABLE payment_differences (
    id BLOB NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    fund_id BLOB REFERENCES funds (id),
    intent_id BLOB REFERENCES payment_intents (id),
    order_number TEXT NOT NULL,
    refund_number TEXT,
    ours_fen BIGINT,
    theirs_fen BIGINT,
    ours_transaction TEXT,
    theirs_transaction TEXT,
    found_at TIMESTAMP NOT NULL,
    note TEXT,
    answered_by BLOB REFERENCES users (id),
    answered_at TIMESTAMP
);
CREATE INDEX payment_differences_fund_id ON payment_differences (fund_id, id);
