-- Lines of a fund's own budget, numbered from 1, and what of each is approved and paid: what it spends outside projects.
CREATE TABLE fund_lines (
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    limit_fen BIGINT NOT NULL,
    purpose TEXT COLLATE "C",
    reserved_fen BIGINT NOT NULL DEFAULT 0 CHECK (reserved_fen >= 0),
    spent_fen BIGINT NOT NULL DEFAULT 0 CHECK (spent_fen >= 0),
    PRIMARY KEY (fund_id, number),
    CONSTRAINT fund_lines_limit CHECK (reserved_fen + spent_fen <= limit_fen)
);

-- Who is paid by a fund: a person with an account or without, an organisation, which may be a provider, an area.
CREATE TABLE fund_payees (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    user_id BYTEA REFERENCES users (id),
    provider_id BYTEA REFERENCES providers (id),
    area_id BYTEA REFERENCES areas (id),
    added_by BYTEA NOT NULL REFERENCES users (id),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_payees_fund_id ON fund_payees (fund_id, id);
CREATE UNIQUE INDEX fund_payees_user_id ON fund_payees (fund_id, user_id);
CREATE UNIQUE INDEX fund_payees_provider_id ON fund_payees (fund_id, provider_id);
CREATE UNIQUE INDEX fund_payees_area_id ON fund_payees (fund_id, area_id);

-- The awards of a settlement that were proposed to be paid together.
CREATE TABLE fund_payouts (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    settlement_id BYTEA NOT NULL REFERENCES settlements (id),
    total_fen BIGINT NOT NULL CHECK (total_fen > 0),
    made_by BYTEA NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_payouts_fund_id ON fund_payouts (fund_id, id);
CREATE INDEX fund_payouts_settlement_id ON fund_payouts (settlement_id, id);

-- Money that leaves a fund. What was proposed never changes; the rest says who took which step. `line` is one of the project's
-- budget, or of the fund's own. `posting_id` is what holds the money from the approval on and moves it with the payment,
-- `entry_id` the journal entry that tells of the latest of both, `reversal_id` the posting that brought it back.
CREATE TABLE disbursements (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    area_path TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    project_id BYTEA REFERENCES projects (id),
    line BIGINT NOT NULL,
    milestone BIGINT,
    purpose TEXT COLLATE "C",
    resolution_id BYTEA REFERENCES fund_resolutions (id),
    settlement_id BYTEA REFERENCES settlements (id),
    payout_id BYTEA REFERENCES fund_payouts (id),
    payee_id BYTEA NOT NULL REFERENCES fund_payees (id),
    state TEXT COLLATE "C" NOT NULL DEFAULT 'proposed',
    proposed_by BYTEA NOT NULL REFERENCES users (id),
    proposed_at TIMESTAMP NOT NULL,
    approved_by BYTEA REFERENCES users (id),
    approved_at TIMESTAMP,
    paid_by BYTEA REFERENCES users (id),
    paid_at TIMESTAMP,
    reference TEXT,
    ended_by BYTEA REFERENCES users (id),
    ended_at TIMESTAMP,
    reason TEXT,
    posting_id BYTEA,
    entry_id BYTEA,
    reversal_id BYTEA,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX disbursements_fund_id ON disbursements (fund_id, id);
CREATE INDEX disbursements_fund_state ON disbursements (fund_id, state, id);
CREATE INDEX disbursements_state ON disbursements (state, id);
CREATE INDEX disbursements_project_id ON disbursements (project_id, id);
CREATE INDEX disbursements_payee_id ON disbursements (payee_id, id);
CREATE INDEX disbursements_settlement_id ON disbursements (settlement_id);
CREATE INDEX disbursements_payout_id ON disbursements (payout_id, id);

-- Invoices that they pay. `number` as numbers are compared, `image_hash` the SHA-256 of the picture: an invoice that was used
-- twice is found by either, so neither is unique here.
CREATE TABLE disbursement_invoices (
    disbursement_id BYTEA NOT NULL REFERENCES disbursements (id),
    ordinal BIGINT NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    seller TEXT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    photo_id BYTEA NOT NULL REFERENCES photos (id),
    image_hash BYTEA NOT NULL,
    PRIMARY KEY (disbursement_id, ordinal)
);
CREATE INDEX disbursement_invoices_number ON disbursement_invoices (number);
CREATE INDEX disbursement_invoices_image_hash ON disbursement_invoices (image_hash);
CREATE INDEX disbursement_invoices_photo_id ON disbursement_invoices (photo_id);

ALTER TABLE photos ADD COLUMN disbursement_id BYTEA REFERENCES disbursements (id);
CREATE INDEX photos_disbursement ON photos (disbursement_id) WHERE disbursement_id IS NOT NULL;
