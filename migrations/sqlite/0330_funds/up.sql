-- Public-welfare funds. A fund's id is the book of its accounts in the ledger. `receipts` counts the receipts that were written:
-- their running number.
CREATE TABLE funds (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'founding',
    opened_on TEXT,
    receipts BIGINT NOT NULL DEFAULT 0,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX funds_area_path ON funds (area_path, id);

-- What donors can restrict gifts to. `code` is what the ledger knows.
CREATE TABLE fund_purposes (
    fund_id BLOB NOT NULL REFERENCES funds (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    added_by BLOB NOT NULL REFERENCES users (id),
    added_at TIMESTAMP NOT NULL,
    PRIMARY KEY (fund_id, code)
);

-- Versions of a fund's charter, numbered from 1: a draft until it is adopted, then as it is for ever. `document_hash` is the
-- SHA-256 of the text, `rules` its numbers. `resolution_id` is absent for the one with which the fund began.
CREATE TABLE fund_charters (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,
    document_hash BLOB NOT NULL,
    rules TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    adopted_from TEXT,
    resolution_id BLOB,
    written_by BLOB NOT NULL REFERENCES users (id),
    written_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX fund_charters_number ON fund_charters (fund_id, number);

-- Terms of the members of funds' committees, days half-open. Each rests on a grant: once that is revoked it ends, whatever
-- stands here.
CREATE TABLE fund_seats (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    grant_id BLOB NOT NULL REFERENCES grants (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    seated_by BLOB NOT NULL REFERENCES users (id),
    seated_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_seats_fund_id ON fund_seats (fund_id, id);
CREATE INDEX fund_seats_grant_id ON fund_seats (grant_id);
