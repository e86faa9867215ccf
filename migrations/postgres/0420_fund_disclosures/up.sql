-- A fund's accounts of its periods to the public, each of the days from `period_from` to before `period_until`. Amounts are in
-- fen. `document` is the text that is signed, `document_hash` its SHA-256. There is one for each period: what is published stays,
-- and the books of a later period correct it.
CREATE TABLE fund_disclosures (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    period_from TEXT COLLATE "C" NOT NULL,
    period_until TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    opening BIGINT NOT NULL,
    brought BIGINT NOT NULL,
    income BIGINT NOT NULL,
    expense BIGINT NOT NULL,
    closing BIGINT NOT NULL,
    in_kind BIGINT NOT NULL,
    document TEXT NOT NULL,
    document_hash BYTEA NOT NULL,
    prepared_by BYTEA NOT NULL REFERENCES users (id),
    prepared_at TIMESTAMP NOT NULL,
    treasurer_id BYTEA REFERENCES users (id),
    treasurer_at TIMESTAMP,
    auditor_id BYTEA REFERENCES users (id),
    auditor_at TIMESTAMP,
    published_by BYTEA REFERENCES users (id),
    published_on TEXT COLLATE "C",
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX fund_disclosures_fund_id ON fund_disclosures (fund_id, period_from);

-- Overdue periods of which the journal was told. Which are overdue now is computed, never read from here.
CREATE TABLE fund_disclosure_reminders (
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    period_from TEXT COLLATE "C" NOT NULL,
    reminded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (fund_id, period_from)
);

-- The day on which a fund ended: it accounts for the period of that day, and for none after it.
ALTER TABLE funds ADD COLUMN closed_on TEXT COLLATE "C";
