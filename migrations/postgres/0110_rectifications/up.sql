-- Who says whether a closed ticket is done: its reporter, or a look-back.
ALTER TABLE tickets ADD COLUMN judge TEXT NOT NULL DEFAULT 'reporter';

-- The kind of what an office demands after an inspection. Nobody is offered it; nobody reports under it.
INSERT INTO categories (id, area_id, area_path, code, name_hans, name_hant, name_en, answer_within_hours, solve_within_hours,
    objection_window_hours, ordinal, active, created_at, updated_at)
VALUES ('\x019b2e5a4c0070008000000000000110', NULL, '', 'rectification', '整改', '整改', 'Rectification', 48, 240, 72, 1000, FALSE,
    '2026-01-01 00:00:00', '2026-01-01 00:00:00');

-- What a village shall mend after an inspection (整改): a ticket, with the mark that it came from. `lost` follows the mark;
-- `due_at` is the last deadline, the ticket keeps the first.
CREATE TABLE rectifications (
    ticket_id BYTEA NOT NULL PRIMARY KEY REFERENCES tickets (id),
    round_id BYTEA NOT NULL REFERENCES inspection_rounds (id),
    target_id BYTEA NOT NULL REFERENCES inspection_targets (id),
    area_id BYTEA NOT NULL REFERENCES areas (id),
    area_path TEXT COLLATE "C" NOT NULL,
    code TEXT NOT NULL,
    indicator TEXT NOT NULL,
    lost BIGINT NOT NULL,
    note TEXT NOT NULL,
    word TEXT,
    due_at TIMESTAMP NOT NULL,
    demanded_at TIMESTAMP NOT NULL,
    lapsed_at TIMESTAMP,
    lapse_reason TEXT
);
CREATE INDEX rectifications_round ON rectifications (round_id, ticket_id);
CREATE INDEX rectifications_area ON rectifications (area_path, ticket_id);
CREATE UNIQUE INDEX rectifications_once ON rectifications (target_id, code) WHERE lapsed_at IS NULL;

-- Later checks of what was mended (回头看); their photos are those of the ticket's entry.
CREATE TABLE look_backs (
    id BYTEA NOT NULL PRIMARY KEY,
    ticket_id BYTEA NOT NULL REFERENCES rectifications (ticket_id),
    event_id BYTEA NOT NULL REFERENCES ticket_events (id),
    passed BOOLEAN NOT NULL,
    note TEXT,
    due_at TIMESTAMP,
    in_round_id BYTEA REFERENCES inspection_rounds (id),
    made_by BYTEA NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX look_backs_ticket ON look_backs (ticket_id, id);
