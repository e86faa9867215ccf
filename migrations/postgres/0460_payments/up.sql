-- Whoever pays on line may have no account: nobody with one noted them, or what they gave.
ALTER TABLE fund_donors ALTER COLUMN added_by DROP NOT NULL;
ALTER TABLE fund_incomes ALTER COLUMN registered_by DROP NOT NULL;

-- What somebody is about to pay on line, with all that happened to it. The id, as 32 digits, is the order's number at the provider.
-- `code` is the text of the QR code that the provider gave; `ask_at` says when the provider is asked next.
CREATE TABLE payment_intents (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    channel TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    purpose TEXT COLLATE "C",
    user_id BYTEA REFERENCES users (id),
    donor_name TEXT NOT NULL,
    named BOOLEAN NOT NULL,
    message TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'created',
    opened_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    code TEXT,
    closed_at TIMESTAMP,
    expired BOOLEAN NOT NULL DEFAULT FALSE,
    transaction_number TEXT COLLATE "C",
    paid_at TIMESTAMP,
    late BOOLEAN NOT NULL DEFAULT FALSE,
    income_id BYTEA REFERENCES fund_incomes (id),
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
    intent_id BYTEA NOT NULL REFERENCES payment_intents (id),
    number TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    progress TEXT COLLATE "C" NOT NULL,
    reason TEXT NOT NULL,
    wanted_by BYTEA REFERENCES users (id),
    wanted_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    refunded_at TIMESTAMP,
    posting_id BYTEA,
    fault TEXT,
    ask_at TIMESTAMP,
    tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (intent_id, number)
);
CREATE INDEX payment_refunds_ask_at ON payment_refunds (ask_at);
CREATE INDEX payment_refunds_sent_at ON payment_refunds (sent_at);

-- The days of Beijing for which a provider's bill was held against the payments here.
CREATE TABLE payment_bills (
    channel TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    lines BIGINT NOT NULL,
    differences BIGINT NOT NULL,
    compared_at TIMESTAMP NOT NULL,
    PRIMARY KEY (channel, day)
);

-- In what the two do not agree; what is ours and what is theirs is absent where that side has nothing.
CREATE TABLE payment_differences (
    id BYTEA NOT NULL PRIMARY KEY,
    channel TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    fund_id BYTEA REFERENCES funds (id),
    intent_id BYTEA REFERENCES payment_intents (id),
    order_number TEXT COLLATE "C" NOT NULL,
    refund_number TEXT COLLATE "C",
    ours_fen BIGINT,
    theirs_fen BIGINT,
    ours_transaction TEXT COLLATE "C",
    theirs_transaction TEXT COLLATE "C",
    found_at TIMESTAMP NOT NULL,
    note TEXT,
    answered_by BYTEA REFERENCES users (id),
    answered_at TIMESTAMP
);
CREATE INDEX payment_differences_fund_id ON payment_differences (fund_id, id);
