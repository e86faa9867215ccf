-- What the auditor's detectors ask about, where a fund has chosen numbers of its own.
CREATE TABLE finding_settings (
    fund_id BYTEA NOT NULL PRIMARY KEY REFERENCES funds (id),
    split_days BIGINT NOT NULL,
    round_fen BIGINT NOT NULL,
    round_min_fen BIGINT NOT NULL,
    set_by BYTEA NOT NULL REFERENCES users (id),
    set_at TIMESTAMP NOT NULL
);

-- What looks wrong. `mark` is the hash of the kind and of the disbursements: the same is found once.
CREATE TABLE findings (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    kind TEXT COLLATE "C" NOT NULL,
    severity BIGINT NOT NULL,
    mark BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    raised_at TIMESTAMP NOT NULL,
    answered_by BYTEA REFERENCES users (id),
    settled_by BYTEA REFERENCES users (id),
    settled_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX findings_mark ON findings (fund_id, mark);
CREATE INDEX findings_fund_id ON findings (fund_id, id);
CREATE INDEX findings_fund_state ON findings (fund_id, state, id);

-- The disbursements behind them.
CREATE TABLE finding_disbursements (
    finding_id BYTEA NOT NULL REFERENCES findings (id),
    disbursement_id BYTEA NOT NULL REFERENCES disbursements (id),
    PRIMARY KEY (finding_id, disbursement_id)
);
CREATE INDEX finding_disbursements_disbursement_id ON finding_disbursements (disbursement_id, finding_id);

-- What was said of them: answers, and what the auditor made of these.
CREATE TABLE finding_entries (
    finding_id BYTEA NOT NULL REFERENCES findings (id),
    ordinal BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    text TEXT,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (finding_id, ordinal)
);
