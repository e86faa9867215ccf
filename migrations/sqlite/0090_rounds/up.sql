-- Places that somebody has kin in: they neither inspect nor judge there.
CREATE TABLE kinships (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    declared_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX kinships_user ON kinships (user_id);
CREATE UNIQUE INDEX kinships_once ON kinships (user_id, area_id) WHERE withdrawn_at IS NULL;

-- One inspection. The seed of its draw is sealed until it is revealed; `committed_entry` is the journal entry after which the
-- public value came about.
CREATE TABLE inspection_rounds (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    month TEXT NOT NULL,
    subjects TEXT NOT NULL,
    regularity TEXT NOT NULL,
    notice TEXT NOT NULL,
    report TEXT NOT NULL,
    template_id BLOB NOT NULL REFERENCES inspection_templates (id),
    template_number BIGINT NOT NULL,
    lead_id BLOB REFERENCES users (id),
    objection_hours BIGINT NOT NULL,
    chosen BOOLEAN NOT NULL,
    draw_plan TEXT,
    frame TEXT,
    commitment BLOB,
    seed_sealed TEXT,
    committed_entry BLOB,
    public_size BIGINT,
    public_value BLOB,
    sample TEXT,
    state TEXT NOT NULL,
    started_at TIMESTAMP,
    objections_until TIMESTAMP,
    revision BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX inspection_rounds_area_path ON inspection_rounds (area_path, month, id);
CREATE INDEX inspection_rounds_month ON inspection_rounds (month, id);
-- A place has one routine inspection of a kind in a month.
CREATE UNIQUE INDEX inspection_rounds_routine ON inspection_rounds (area_id, month, subjects)
    WHERE regularity = 'regular' AND state <> 'cancelled';

CREATE TABLE inspection_team (
    round_id BLOB NOT NULL REFERENCES inspection_rounds (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (round_id, user_id)
);
CREATE INDEX inspection_team_user ON inspection_team (user_id, round_id);

-- A place that a round inspects, with its sheet: `findings` as they are filled in, `score` once it is handed in.
CREATE TABLE inspection_targets (
    id BLOB NOT NULL PRIMARY KEY,
    round_id BLOB NOT NULL REFERENCES inspection_rounds (id),
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    drawn TEXT,
    inspector_id BLOB REFERENCES users (id),
    findings TEXT NOT NULL DEFAULT '{}',
    score BIGINT,
    handed_in_by BLOB REFERENCES users (id),
    handed_in_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0,
    updated_by BLOB REFERENCES users (id),
    updated_at TIMESTAMP,
    UNIQUE (round_id, area_id)
);
CREATE INDEX inspection_targets_path ON inspection_targets (round_id, area_path);

CREATE TABLE inspection_objections (
    id BLOB NOT NULL PRIMARY KEY,
    round_id BLOB NOT NULL REFERENCES inspection_rounds (id),
    target_id BLOB NOT NULL REFERENCES inspection_targets (id),
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    photos TEXT NOT NULL,
    objector_id BLOB NOT NULL REFERENCES users (id),
    points_before BIGINT NOT NULL,
    points_after BIGINT,
    state TEXT NOT NULL,
    reviewer_id BLOB REFERENCES users (id),
    reply TEXT,
    raised_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP
);
CREATE INDEX inspection_objections_round ON inspection_objections (round_id, id);
CREATE UNIQUE INDEX inspection_objections_once ON inspection_objections (target_id, code) WHERE state <> 'withdrawn';

-- What was published: rows that never change. A correction is another revision.
CREATE TABLE inspection_revisions (
    round_id BLOB NOT NULL REFERENCES inspection_rounds (id),
    revision BIGINT NOT NULL,
    reason TEXT,
    entry_id BLOB NOT NULL,
    published_by BLOB NOT NULL REFERENCES users (id),
    published_at TIMESTAMP NOT NULL,
    PRIMARY KEY (round_id, revision)
);

CREATE TABLE inspection_results (
    round_id BLOB NOT NULL REFERENCES inspection_rounds (id),
    revision BIGINT NOT NULL,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    score BIGINT NOT NULL,
    place BIGINT NOT NULL,
    findings TEXT NOT NULL,
    PRIMARY KEY (round_id, revision, area_id)
);
CREATE INDEX inspection_results_area ON inspection_results (area_id, round_id);

ALTER TABLE photos ADD COLUMN target_id BLOB REFERENCES inspection_targets (id);
