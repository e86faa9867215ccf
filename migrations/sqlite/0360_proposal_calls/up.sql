-- Calls for proposals. A draft until `published_at`, then as it is for ever, but that it can close earlier. `purposes` is a list of codes
-- in JSON, empty where a project may be for anything that the fund is for.
CREATE TABLE proposal_calls (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    area_path TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    purposes TEXT NOT NULL,
    most_fen BIGINT NOT NULL,
    opens_at TIMESTAMP NOT NULL,
    closes_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX proposal_calls_fund_id ON proposal_calls (fund_id, id);
