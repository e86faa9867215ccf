-- Shifts of volunteers. `reach_path` is the town around the shift's area (or what stands in its place): who lives in it signs up.
-- `taken`, `waiting` and `serial_next` change only under the lock of the row.
CREATE TABLE shifts (
    id BLOB NOT NULL PRIMARY KEY,
    series_id BLOB NOT NULL,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    reach_path TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    place TEXT NOT NULL,
    bring TEXT,
    latitude_e7 BIGINT,
    longitude_e7 BIGINT,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    sign_up_until TIMESTAMP NOT NULL,
    places BIGINT NOT NULL,
    taken BIGINT NOT NULL DEFAULT 0,
    waiting BIGINT NOT NULL DEFAULT 0,
    serial_next BIGINT NOT NULL DEFAULT 1,
    planned_by BLOB NOT NULL REFERENCES users (id),
    planned_at TIMESTAMP NOT NULL,
    cancelled_by BLOB REFERENCES users (id),
    cancelled_at TIMESTAMP,
    cancel_reason TEXT,
    absences_noted_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX shifts_starts ON shifts (starts_at, id);
CREATE INDEX shifts_unnoted ON shifts (ends_at) WHERE absences_noted_at IS NULL;

-- A person's sign-up; what was taken back stays, and signing up again is another row. `serial` is the order in which people
-- signed up for the shift. `checked_in_by` and `checked_out_by` are who noted it without a code. `month` is the town's month in
-- which the shift began, of settled minutes.
CREATE TABLE shift_sign_ups (
    id BLOB NOT NULL PRIMARY KEY,
    shift_id BLOB NOT NULL REFERENCES shifts (id),
    person_id BLOB NOT NULL REFERENCES users (id),
    serial BIGINT NOT NULL,
    state TEXT NOT NULL,
    signed_up_by BLOB REFERENCES users (id),
    signed_up_at TIMESTAMP NOT NULL,
    moved_up_at TIMESTAMP,
    withdrawn_by BLOB REFERENCES users (id),
    withdrawn_at TIMESTAMP,
    checked_in_by BLOB REFERENCES users (id),
    checked_in_at TIMESTAMP,
    checked_out_by BLOB REFERENCES users (id),
    checked_out_at TIMESTAMP,
    absent BOOLEAN NOT NULL DEFAULT FALSE,
    minutes BIGINT,
    counted_from TIMESTAMP,
    month TEXT,
    reason TEXT,
    noted_by BLOB REFERENCES users (id),
    noted_at TIMESTAMP,
    UNIQUE (shift_id, serial)
);
CREATE UNIQUE INDEX shift_sign_ups_live ON shift_sign_ups (shift_id, person_id) WHERE state <> 'withdrawn';
CREATE INDEX shift_sign_ups_person ON shift_sign_ups (person_id, id);

-- The secret address of a person's calendar: only its hash is kept, and making another replaces it.
CREATE TABLE shift_feeds (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    token_hash BLOB NOT NULL UNIQUE,
    made_at TIMESTAMP NOT NULL
);
