-- Programmes of points. `wallets` says whose they are: each person's or each household's. `low_since` is set while the
-- budget runs low.
CREATE TABLE programmes (
    id BYTEA NOT NULL PRIMARY KEY,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    wallets TEXT NOT NULL,
    starts_on TEXT COLLATE "C" NOT NULL,
    ends_on TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    low_since TIMESTAMP,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    started_by BYTEA REFERENCES users (id),
    ended_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX programmes_area_path ON programmes (area_path, id);
CREATE INDEX programmes_state ON programmes (state, id);

-- Versions of a programme's rules: a draft until it is adopted, then as it is for ever.
CREATE TABLE programme_rules (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    content TEXT NOT NULL,
    adopted_from TEXT COLLATE "C",
    adopted_at TIMESTAMP,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX programme_rules_from ON programme_rules (programme_id, adopted_from);

-- What programmes were given.
CREATE TABLE programme_fundings (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    points BIGINT NOT NULL CHECK (points > 0),
    note TEXT NOT NULL,
    posting_id BYTEA NOT NULL,
    funded_by BYTEA NOT NULL REFERENCES users (id),
    funded_at TIMESTAMP NOT NULL
);
CREATE INDEX programme_fundings_programme ON programme_fundings (programme_id, id);

-- Everything that earned points or was to. `earner_id` is who caps count for: the person, or the household where no
-- person did it. `source_ref` names what of the journal told of it. What should have been taken back and was spent already
-- is `unrecovered`. People and programmes are referred to without foreign keys: those would lock their rows, in any order.
CREATE TABLE claims (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL,
    rules_id BYTEA NOT NULL REFERENCES programme_rules (id),
    activity TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    earner_id BYTEA NOT NULL,
    person_id BYTEA,
    household_id BYTEA NOT NULL,
    home_path TEXT COLLATE "C" NOT NULL,
    issuer_id BYTEA,
    approver TEXT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    minutes BIGINT,
    points BIGINT NOT NULL CHECK (points > 0),
    words TEXT,
    source_ref TEXT COLLATE "C",
    bulk_award_id BYTEA,
    claimed_at TIMESTAMP NOT NULL,
    decided_by BYTEA,
    decided_at TIMESTAMP,
    reason TEXT,
    account_id BYTEA,
    posting_id BYTEA,
    re_audit TEXT,
    re_audited_by BYTEA,
    re_audited_at TIMESTAMP,
    re_audit_reason TEXT,
    taken_back BIGINT NOT NULL DEFAULT 0 CHECK (taken_back >= 0),
    unrecovered BIGINT NOT NULL DEFAULT 0 CHECK (unrecovered >= 0),
    version BIGINT NOT NULL DEFAULT 1,
    CHECK (taken_back + unrecovered <= points)
);
CREATE INDEX claims_programme ON claims (programme_id, id);
CREATE INDEX claims_waiting ON claims (home_path, id) WHERE state = 'submitted';
CREATE INDEX claims_person ON claims (person_id, id);
CREATE INDEX claims_issuer ON claims (issuer_id, id);
CREATE INDEX claims_earner ON claims (programme_id, earner_id, day);
CREATE INDEX claims_re_audit ON claims (re_audit, id) WHERE re_audit IS NOT NULL;
CREATE INDEX claims_source_ref ON claims (source_ref) WHERE source_ref IS NOT NULL;

-- Rows to lock: claims of one earner in one programme are counted one after the other.
CREATE TABLE points_earners (
    programme_id BYTEA NOT NULL,
    earner_id BYTEA NOT NULL,
    PRIMARY KEY (programme_id, earner_id)
);

-- Wallets: accounts of the ledger, and how far they were looked through for what is over.
CREATE TABLE wallets (
    account_id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    person_id BYTEA,
    household_id BYTEA,
    home_path TEXT COLLATE "C" NOT NULL,
    looked_on TEXT COLLATE "C" NOT NULL,
    noticed_month TEXT COLLATE "C"
);
CREATE INDEX wallets_looked_on ON wallets (looked_on, account_id);

-- What was credited to wallets, in the order of `credited_at` and `ordinal`; for ever where `expires_on` is absent.
CREATE TABLE points_lots (
    id BYTEA NOT NULL PRIMARY KEY,
    account_id BYTEA NOT NULL,
    claim_id BYTEA,
    gift_id BYTEA,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    expires_on TEXT COLLATE "C",
    credited_at TIMESTAMP NOT NULL,
    ordinal BIGINT NOT NULL
);
CREATE INDEX points_lots_account ON points_lots (account_id, credited_at, ordinal);
CREATE INDEX points_lots_claim ON points_lots (claim_id) WHERE claim_id IS NOT NULL;

-- Entries of the journal that would have earned points and did not.
CREATE TABLE points_skipped (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    entry_id BYTEA NOT NULL,
    event TEXT NOT NULL,
    activity TEXT NOT NULL,
    activity_name TEXT NOT NULL,
    earner_id BYTEA NOT NULL,
    points BIGINT NOT NULL,
    reason TEXT NOT NULL,
    cap TEXT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX points_skipped_programme ON points_skipped (programme_id, id);

-- Points for many from one table, which somebody else than who uploaded it commits.
CREATE TABLE bulk_awards (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    state TEXT NOT NULL,
    rows_count BIGINT NOT NULL,
    points BIGINT NOT NULL,
    prepared_by BYTEA NOT NULL REFERENCES users (id),
    prepared_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    committed_by BYTEA REFERENCES users (id),
    committed_at TIMESTAMP
);
CREATE INDEX bulk_awards_programme ON bulk_awards (programme_id, id);
CREATE TABLE bulk_award_rows (
    bulk_award_id BYTEA NOT NULL REFERENCES bulk_awards (id),
    line BIGINT NOT NULL,
    person_id BYTEA,
    household_id BYTEA NOT NULL,
    home_path TEXT COLLATE "C" NOT NULL,
    rules_id BYTEA NOT NULL,
    activity TEXT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    minutes BIGINT,
    points BIGINT NOT NULL,
    note TEXT,
    PRIMARY KEY (bulk_award_id, line)
);

-- What residents gave to each other, and the codes that they show to be given something.
CREATE TABLE gifts (
    id BYTEA NOT NULL PRIMARY KEY,
    programme_id BYTEA NOT NULL REFERENCES programmes (id),
    from_account_id BYTEA NOT NULL,
    to_account_id BYTEA NOT NULL,
    giver_id BYTEA NOT NULL,
    recipient_id BYTEA NOT NULL,
    points BIGINT NOT NULL CHECK (points > 0),
    words TEXT,
    posting_id BYTEA NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    given_at TIMESTAMP NOT NULL
);
CREATE INDEX gifts_from_account ON gifts (from_account_id, day);
CREATE TABLE gift_codes (
    user_id BYTEA NOT NULL PRIMARY KEY,
    code_hash BYTEA NOT NULL UNIQUE,
    expires_at TIMESTAMP NOT NULL
);

-- Who lets themselves be named in a programme's leaderboard.
CREATE TABLE leaderboard_names (
    programme_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    named_at TIMESTAMP NOT NULL,
    PRIMARY KEY (programme_id, user_id)
);

-- Photos that show what was done.
ALTER TABLE photos ADD COLUMN claim_id BYTEA;
CREATE INDEX photos_claim ON photos (claim_id) WHERE claim_id IS NOT NULL;
