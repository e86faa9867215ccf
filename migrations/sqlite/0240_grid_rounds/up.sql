-- Who is visited why and how often. Journal entries are made at `grid_path`: a household's path would say who is visited.
-- `latest_on` and `latest_outcome` are those of the latest visit, `due_on` follows from them and the rhythm.
CREATE TABLE visit_plans (
    id BLOB NOT NULL PRIMARY KEY,
    household_id BLOB NOT NULL REFERENCES areas (id),
    household_path TEXT NOT NULL,
    grid_path TEXT NOT NULL,
    member_id BLOB REFERENCES users (id),
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    every BIGINT NOT NULL,
    unit TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    worker_id BLOB REFERENCES users (id),
    state TEXT NOT NULL,
    state_reason TEXT,
    resumed_on TEXT,
    latest_on TEXT,
    latest_outcome TEXT,
    due_on TEXT,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX visit_plans_household ON visit_plans (household_id, id);
CREATE INDEX visit_plans_path ON visit_plans (household_path, id);
CREATE INDEX visit_plans_due ON visit_plans (due_on, household_path) WHERE state = 'active';

-- Visits that were made; the id is made by whoever recorded it, so that one sent twice is one. `after_end`: recorded when the
-- plan had ended meanwhile.
CREATE TABLE visits (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES visit_plans (id),
    visited_at TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL,
    after_end BOOLEAN NOT NULL,
    ticket_id BLOB REFERENCES tickets (id),
    recorded_by BLOB NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL,
    corrected_at TIMESTAMP
);
CREATE INDEX visits_plan ON visits (plan_id, visited_at);

CREATE TABLE visit_notes (
    id BLOB NOT NULL PRIMARY KEY,
    visit_id BLOB NOT NULL REFERENCES visits (id),
    text TEXT NOT NULL,
    noted_by BLOB NOT NULL REFERENCES users (id),
    noted_at TIMESTAMP NOT NULL
);
CREATE INDEX visit_notes_visit ON visit_notes (visit_id, id);

-- Disputes that somebody mediates: of their parties and their mediator, and of nobody else.
CREATE TABLE mediations (
    id BLOB NOT NULL PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES areas (id),
    area_path TEXT NOT NULL,
    mediator_id BLOB NOT NULL REFERENCES users (id),
    matter TEXT NOT NULL,
    state TEXT NOT NULL,
    agreement_number BIGINT NOT NULL,
    end_reason TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    opened_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX mediations_mediator ON mediations (mediator_id, id);
CREATE INDEX mediations_path ON mediations (area_path, opened_at);

-- A party has an account, or a written name. `answer` counts for the text `answered_number` alone. `witness` and `signed_by`
-- are of who signed in person.
CREATE TABLE mediation_parties (
    id BLOB NOT NULL PRIMARY KEY,
    mediation_id BLOB NOT NULL REFERENCES mediations (id),
    ordinal BIGINT NOT NULL,
    user_id BLOB REFERENCES users (id),
    name TEXT,
    phone_sealed TEXT,
    answer TEXT,
    answered_number BIGINT,
    answered_at TIMESTAMP,
    decline_reason TEXT,
    witness TEXT,
    UNIQUE (mediation_id, ordinal)
);
CREATE INDEX mediation_parties_user ON mediation_parties (user_id, mediation_id);

CREATE TABLE mediation_meetings (
    id BLOB NOT NULL PRIMARY KEY,
    mediation_id BLOB NOT NULL REFERENCES mediations (id),
    held_at TIMESTAMP NOT NULL,
    place TEXT NOT NULL,
    notes TEXT NOT NULL,
    noted_at TIMESTAMP NOT NULL
);
CREATE INDEX mediation_meetings_mediation ON mediation_meetings (mediation_id, held_at);
CREATE INDEX mediation_meetings_held ON mediation_meetings (held_at);

CREATE TABLE mediation_agreements (
    mediation_id BLOB NOT NULL REFERENCES mediations (id),
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (mediation_id, number)
);

-- What a photo belongs to besides. The paper with a party's signature is `party_id`'s.
ALTER TABLE photos ADD COLUMN visit_id BLOB REFERENCES visits (id);
ALTER TABLE photos ADD COLUMN party_id BLOB REFERENCES mediation_parties (id);
CREATE INDEX photos_visit ON photos (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX photos_party ON photos (party_id) WHERE party_id IS NOT NULL;
