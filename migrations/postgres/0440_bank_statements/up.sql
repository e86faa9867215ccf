-- Statements of a fund's bank, as they were imported. `file_hash` is the SHA-256 of the file: the same file is imported once.
-- `opening_fen` and `closing_fen` are what the bank says was there before the first line and after the last, where it says so.
CREATE TABLE bank_statements (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    file_hash BYTEA NOT NULL,
    first_day TEXT COLLATE "C" NOT NULL,
    last_day TEXT COLLATE "C" NOT NULL,
    lines BIGINT NOT NULL,
    known BIGINT NOT NULL,
    opening_fen BIGINT,
    closing_fen BIGINT,
    imported_by BYTEA NOT NULL REFERENCES users (id),
    imported_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX bank_statements_file_hash ON bank_statements (fund_id, file_hash);
CREATE INDEX bank_statements_fund_id ON bank_statements (fund_id, id);

-- Their lines: what came, or went where `fen` is below 0. `serial` is the bank's number of a line, by which it is known in
-- other statements too. `posting_id` is what of the books it belongs to, `matched_how` how that was found, and `matched_by` who
-- said so. Where somebody said that it does not belong to what was found, it is `apart`: only a person matches it from then on.
CREATE TABLE bank_lines (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    statement_id BYTEA NOT NULL REFERENCES bank_statements (id),
    line BIGINT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    fen BIGINT NOT NULL CHECK (fen <> 0),
    balance_fen BIGINT,
    serial TEXT COLLATE "C" NOT NULL,
    reference TEXT,
    counterparty TEXT NOT NULL,
    memo TEXT NOT NULL,
    posting_id BYTEA,
    matched_how TEXT,
    matched_by BYTEA REFERENCES users (id),
    matched_at TIMESTAMP,
    apart BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX bank_lines_serial ON bank_lines (fund_id, serial);
CREATE UNIQUE INDEX bank_lines_posting_id ON bank_lines (posting_id);
CREATE INDEX bank_lines_fund_id ON bank_lines (fund_id, day, id);
CREATE INDEX bank_lines_statement_id ON bank_lines (statement_id);
