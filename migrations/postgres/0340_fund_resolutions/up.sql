-- Decisions of funds' committees. `matter` says on what, with what belongs to it: a charter, a purpose, how much at most.
-- `charter_id` names the rules in force when voting opened: by them it is decided. `used` is what was taken of that which it
-- allows, in fen.
CREATE TABLE fund_resolutions (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    charter_id BYTEA NOT NULL REFERENCES fund_charters (id),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    about_id BYTEA,
    purpose TEXT COLLATE "C",
    most BIGINT,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    outcome TEXT COLLATE "C",
    used BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0),
    opened_by BYTEA NOT NULL REFERENCES users (id),
    opened_at TIMESTAMP NOT NULL,
    until_at TIMESTAMP NOT NULL,
    closed_by BYTEA REFERENCES users (id),
    closed_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX fund_resolutions_fund_id ON fund_resolutions (fund_id, id);

-- The members of the day on which voting opened; what each said, or why they keep out of it.
CREATE TABLE fund_ballots (
    resolution_id BYTEA NOT NULL REFERENCES fund_resolutions (id),
    user_id BYTEA NOT NULL REFERENCES users (id),
    recusal TEXT COLLATE "C",
    choice TEXT COLLATE "C",
    at TIMESTAMP,
    PRIMARY KEY (resolution_id, user_id),
    CONSTRAINT fund_ballots_one CHECK (recusal IS NULL OR choice IS NULL)
);
