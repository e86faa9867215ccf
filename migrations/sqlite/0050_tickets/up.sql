-- Kinds of matters with their limits. `area_path` is '' for the whole installation; the nearest area up the path wins, code by code.
CREATE TABLE categories (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB REFERENCES areas (id),
    area_path TEXT NOT NULL,
    code TEXT NOT NULL,
    name_hans TEXT NOT NULL,
    name_hant TEXT NOT NULL,
    name_en TEXT NOT NULL,
    answer_within_hours BIGINT NOT NULL,
    solve_within_hours BIGINT NOT NULL,
    objection_window_hours BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (area_path, code)
);

-- Reported matters. Due times are computed at the report and never change.
CREATE TABLE tickets (
    id BLOB NOT NULL PRIMARY KEY,
    number_year BIGINT NOT NULL,
    number_serial BIGINT NOT NULL,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    category_id BLOB NOT NULL REFERENCES categories (id),
    reporter_id BLOB NOT NULL REFERENCES users (id),
    reported_by BLOB REFERENCES users (id),
    text TEXT NOT NULL,
    latitude_e7 BIGINT,
    longitude_e7 BIGINT,
    state TEXT NOT NULL,
    handler_id BLOB REFERENCES users (id),
    objection_until TIMESTAMP,
    rating BIGINT,
    reported_at TIMESTAMP NOT NULL,
    answer_due_at TIMESTAMP NOT NULL,
    solve_due_at TIMESTAMP NOT NULL,
    objection_window_hours BIGINT NOT NULL,
    answered_at TIMESTAMP,
    first_closed_at TIMESTAMP,
    last_closed_at TIMESTAMP,
    reopened_count BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (number_year, number_serial)
);
CREATE INDEX tickets_reporter_id ON tickets (reporter_id, id);
CREATE INDEX tickets_handler_id ON tickets (handler_id, id);
CREATE INDEX tickets_objection_until ON tickets (objection_until) WHERE state = 'closed';

-- A ticket once for each area it lies in, so that a page of any area, wide or narrow, is one short index range.
CREATE TABLE ticket_scopes (
    area_path TEXT NOT NULL,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    is_open BOOLEAN NOT NULL,
    PRIMARY KEY (area_path, ticket_id)
);
CREATE INDEX ticket_scopes_is_open ON ticket_scopes (area_path, is_open, ticket_id);
CREATE INDEX ticket_scopes_ticket_id ON ticket_scopes (ticket_id);

-- The timeline: words and purposes, which the journal must not hold. `ordinal` is the ticket's version that the entry made,
-- so the order holds where the clock does not.
CREATE TABLE ticket_events (
    id BLOB NOT NULL PRIMARY KEY,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    ordinal BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL,
    user_id BLOB REFERENCES users (id),
    text TEXT,
    rating BIGINT,
    UNIQUE (ticket_id, ordinal)
);

-- Next serials of a year. Several rows, so that a report takes one that nobody holds instead of waiting.
CREATE TABLE ticket_counters (
    year BIGINT NOT NULL,
    lane BIGINT NOT NULL,
    next_serial BIGINT NOT NULL,
    PRIMARY KEY (year, lane)
);

-- What lies in the photo store, by content. A row that is `leaving` is being removed there.
CREATE TABLE photo_contents (
    hash BLOB NOT NULL PRIMARY KEY,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    leaving BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMP NOT NULL
);

-- Photos that people sent: their owner's until a ticket uses them, then the ticket's.
CREATE TABLE photos (
    id BLOB NOT NULL PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES users (id),
    hash BLOB NOT NULL REFERENCES photo_contents (hash),
    stored BOOLEAN NOT NULL DEFAULT FALSE,
    ticket_id BLOB REFERENCES tickets (id),
    event_id BLOB REFERENCES ticket_events (id),
    kind TEXT,
    ordinal BIGINT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX photos_ticket_id ON photos (ticket_id, created_at);
CREATE INDEX photos_hash ON photos (hash);
CREATE INDEX photos_unused ON photos (created_at) WHERE ticket_id IS NULL;
