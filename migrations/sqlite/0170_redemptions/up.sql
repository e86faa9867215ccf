-- What providers give for points. `area_path` is the provider's. Times of a day are the town's.
CREATE TABLE offers (
    id BLOB NOT NULL PRIMARY KEY,
    provider_id BLOB NOT NULL REFERENCES providers (id),
    programme_id BLOB NOT NULL,
    area_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    price BIGINT NOT NULL,
    stock BIGINT,
    month_max BIGINT,
    whole_max BIGINT,
    pick_up TEXT,
    opening_hours TEXT,
    keep_days BIGINT NOT NULL,
    shown_from TEXT NOT NULL,
    shown_until TEXT,
    state TEXT NOT NULL,
    refusal TEXT,
    proposed_by BLOB NOT NULL REFERENCES users (id),
    decided_by BLOB REFERENCES users (id),
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX offers_area ON offers (state, area_path, id);
CREATE INDEX offers_provider ON offers (provider_id, id);

ALTER TABLE photos ADD COLUMN offer_id BLOB REFERENCES offers (id);
CREATE INDEX photos_offer ON photos (offer_id, ordinal) WHERE offer_id IS NOT NULL;

-- Offers that somebody redeems. `household_id` is whose wallet pays where it is not the person's own; `posting_id` held the points,
-- `reversal_id` gave them back. Of the code only a keyed hash is kept.
CREATE TABLE redemptions (
    id BLOB NOT NULL PRIMARY KEY,
    offer_id BLOB NOT NULL REFERENCES offers (id),
    provider_id BLOB NOT NULL REFERENCES providers (id),
    programme_id BLOB NOT NULL,
    area_path TEXT NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    household_id BLOB REFERENCES areas (id),
    posting_id BLOB NOT NULL,
    reversal_id BLOB,
    points BIGINT NOT NULL,
    took_stock BOOLEAN NOT NULL,
    code_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    reserved_at TIMESTAMP NOT NULL,
    keep_until TIMESTAMP NOT NULL,
    collected_at TIMESTAMP,
    collected_by BLOB REFERENCES users (id),
    ended_at TIMESTAMP,
    ended_by BLOB REFERENCES users (id),
    reason TEXT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX redemptions_person ON redemptions (user_id, id);
CREATE INDEX redemptions_household ON redemptions (household_id, id) WHERE household_id IS NOT NULL;
CREATE INDEX redemptions_offer ON redemptions (offer_id, user_id);
CREATE INDEX redemptions_provider ON redemptions (provider_id, id);
CREATE INDEX redemptions_collected ON redemptions (provider_id, collected_at) WHERE collected_at IS NOT NULL;
CREATE INDEX redemptions_overdue ON redemptions (keep_until) WHERE state = 'reserved';
CREATE UNIQUE INDEX redemptions_posting ON redemptions (posting_id);
