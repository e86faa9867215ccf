-- Pledges of the four responsibilities before the door (门前四包). A household has one in force; what was withdrawn stays.
-- `signer` is who signed on paper, by word; absent where a member signed in the app.
CREATE TABLE pledges (
    id BLOB NOT NULL PRIMARY KEY,
    household_id BLOB NOT NULL REFERENCES areas (id),
    household_path TEXT NOT NULL,
    text_version BIGINT NOT NULL,
    signer TEXT,
    signed_on TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL,
    withdrawn_by BLOB REFERENCES users (id),
    withdrawn_at TIMESTAMP
);
CREATE INDEX pledges_household ON pledges (household_id, id);
CREATE INDEX pledges_path ON pledges (household_path);
CREATE UNIQUE INDEX pledges_in_force ON pledges (household_id) WHERE withdrawn_at IS NULL;

-- The checks of one household.
CREATE INDEX inspection_targets_area ON inspection_targets (area_id, round_id);
