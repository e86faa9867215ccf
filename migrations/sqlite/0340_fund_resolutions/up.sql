-- Decisions of funds' committees. `matter` says on what, with what belongs to it: a charter, a purpose, how much at most.
-- `charter_id` names the rules in force when voting opened: by them it is decided. `used` is what was taken of that which it
-- allows, in fen.
CREATE TABLE fund_resolutions (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    charter_id BLOB NOT NULL REFERENCES fund_charters (id),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    matter TEXT NOT NULL,
    about_id BLOB,
    purpose TEXT,
    most BIGINT,
    state TEXT NOT NULL DEFAULT 'open',
    outcome TEXT,
    used BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0),
    opened_by BLOB NOT NULL REFERENCES users (id),
    opened_at TIMESTAMP NOT NULL,
    until_at TIMESTAMP NOT NULL,
    closed_by BLOB REFERENCES users (id),
    closed_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX fund_resolutions_fund_id ON fund_resolutions (fund_id, id);

-- The members of the day on which voting opened; what each said, or why they keep out of it.
CREATE TABLE fund_ballots (
    resolution_id BLOB NOT NULL REFERENCES fund_resolutions (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    recusal TEXT,
    choice TEXT,
    at TIMESTAMP,
    PRIMARY KEY (resolution_id, user_id),
    CONSTRAINT fund_ballots_one CHECK (recusal IS NULL OR choice IS NULL)
);
