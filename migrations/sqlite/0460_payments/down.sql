DROP TABLE payment_differences;
DROP TABLE payment_bills;
DROP TABLE payment_refunds;
DROP TABLE payment_intents;
CREATE TABLE new_donors (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    user_id BLOB REFERENCES users (id),
    name TEXT NOT NULL,
    added_by BLOB NOT NULL REFERENCES users (id),
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
