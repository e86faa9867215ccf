-- Fields named *_sealed are encrypted (app::crypto); *_index are keyed hashes to look a value up by.
CREATE TABLE users (
    id BYTEA NOT NULL PRIMARY KEY,
    login TEXT COLLATE "C" NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    phone_sealed TEXT,
    phone_index TEXT,
    phone_confirmed_at TIMESTAMP,
    password_hash TEXT,
    totp_sealed TEXT,
    totp_confirmed_at TIMESTAMP,
    totp_last_step BIGINT,
    locale TEXT NOT NULL DEFAULT 'zh-Hans',
    state TEXT NOT NULL DEFAULT 'active',
    demo BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1,
    terms_accepted_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX users_phone_index ON users (phone_index);
-- Anybody may claim a number; it is one person's once that person has shown a code sent to it.
CREATE UNIQUE INDEX users_phone_confirmed ON users (phone_index) WHERE phone_confirmed_at IS NOT NULL;

CREATE TABLE sessions (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id),
    method TEXT NOT NULL DEFAULT 'password',
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    second_factor BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    ended_reason TEXT
);
CREATE INDEX sessions_user_id ON sessions (user_id, created_at);

-- One row a rotation; a hash used twice ends the whole session (the token family). The next token is a keyed
-- hash of the one that was used and next_salt, so that two tabs that refresh together get the same one.
CREATE TABLE refresh_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    session_id BYTEA NOT NULL REFERENCES sessions (id),
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    next_salt BYTEA
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);

CREATE TABLE grants (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    area_id BYTEA NOT NULL REFERENCES areas (id),
    from_at TIMESTAMP NOT NULL,
    until_at TIMESTAMP,
    granted_by BYTEA REFERENCES users (id),
    revoked_at TIMESTAMP,
    revoked_by BYTEA REFERENCES users (id),
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX grants_user_id ON grants (user_id);
CREATE INDEX grants_area_id ON grants (area_id);

-- Who belongs to which household, and as what (owner, tenant, family). Unconfirmed until a grid worker or a code says so.
CREATE TABLE memberships (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id),
    household_id BYTEA NOT NULL REFERENCES areas (id),
    relation TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    decided_by BYTEA REFERENCES users (id),
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    ended_at TIMESTAMP
);
-- Asked for or in force: once a person and household.
CREATE UNIQUE INDEX memberships_open ON memberships (user_id, household_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_user_id ON memberships (user_id);
CREATE INDEX memberships_household_id ON memberships (household_id, state);

CREATE TABLE household_codes (
    id BYTEA NOT NULL PRIMARY KEY,
    household_id BYTEA NOT NULL REFERENCES areas (id),
    code_hash BYTEA NOT NULL UNIQUE,
    relation TEXT NOT NULL,
    uses_left BIGINT NOT NULL,
    created_by BYTEA NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX household_codes_household_id ON household_codes (household_id);

-- How often what was tried (domain::identity::limits): subjects are keyed hashes of accounts, addresses, numbers.
CREATE TABLE attempt_limits (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    full_at TIMESTAMP NOT NULL,
    wait_until TIMESTAMP NOT NULL,
    failures BIGINT NOT NULL,
    tried_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX attempt_limits_tried_at ON attempt_limits (tried_at);

-- Short-lived one-time codes: SMS login, password reset, confirming a number. Only keyed hashes of them.
CREATE TABLE one_time_codes (
    id BYTEA NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    attempts_left BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX one_time_codes_user_id ON one_time_codes (user_id, purpose, created_at);
CREATE INDEX one_time_codes_expires_at ON one_time_codes (expires_at);

-- What stands in for a lost second factor: keyed hashes, each works once.
CREATE TABLE recovery_codes (
    user_id BYTEA NOT NULL REFERENCES users (id),
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (user_id, code_hash)
);

-- Keys that sign access tokens; the private half is encrypted.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    private_sealed TEXT NOT NULL,
    public_jwk TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP
);
