-- Projects that are proposed to funds. `plan_hash` is the SHA-256 of the plan. `state_until` is the end of the time to comment or to rate.
-- `published_at` is when the public first could read it. The row is the lock under which a project moves; `version` counts its changes
-- and numbers the entries of its timeline.
CREATE TABLE projects (
    id BYTEA NOT NULL PRIMARY KEY,
    fund_id BYTEA NOT NULL REFERENCES funds (id),
    area_path TEXT COLLATE "C" NOT NULL,
    call_id BYTEA NOT NULL REFERENCES proposal_calls (id),
    title TEXT NOT NULL,
    plan TEXT NOT NULL,
    plan_hash BYTEA NOT NULL,
    proposer_id BYTEA NOT NULL REFERENCES users (id),
    proposer_kind TEXT COLLATE "C" NOT NULL,
    group_name TEXT,
    provider_id BYTEA REFERENCES providers (id),
    state TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    state_until TIMESTAMP,
    resolution_id BYTEA,
    created_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    published_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX projects_fund_id ON projects (fund_id, id);
CREATE INDEX projects_fund_state ON projects (fund_id, state, id);
CREATE INDEX projects_call_id ON projects (call_id, id);
CREATE INDEX projects_proposer_id ON projects (proposer_id, id);

-- Who was named as taking part, besides the proposer; who has not agreed takes no part yet.
CREATE TABLE project_people (
    project_id BYTEA NOT NULL REFERENCES projects (id),
    user_id BYTEA NOT NULL REFERENCES users (id),
    named_at TIMESTAMP NOT NULL,
    joined_at TIMESTAMP,
    PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_people_user_id ON project_people (user_id, project_id);

-- Lines of their budgets, numbered from 1, and what of each is approved and paid.
CREATE TABLE project_lines (
    project_id BYTEA NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    limit_fen BIGINT NOT NULL,
    purpose TEXT COLLATE "C",
    reserved_fen BIGINT NOT NULL DEFAULT 0,
    spent_fen BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (project_id, number)
);

-- Their milestones, numbered from 0, with their instalments and what of each is approved or paid. `by_id` is who said that it is
-- reached, or accepted it.
CREATE TABLE project_milestones (
    project_id BYTEA NOT NULL REFERENCES projects (id),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT COLLATE "C",
    instalment_fen BIGINT NOT NULL,
    advance BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL DEFAULT 'ahead',
    by_id BYTEA REFERENCES users (id),
    used_fen BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (project_id, number)
);

-- What happened to them. `milestone` is the number of the one that an entry is about.
CREATE TABLE project_events (
    id BYTEA NOT NULL PRIMARY KEY,
    project_id BYTEA NOT NULL REFERENCES projects (id),
    ordinal BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users (id),
    text TEXT,
    milestone BIGINT
);
CREATE UNIQUE INDEX project_events_ordinal ON project_events (project_id, ordinal);

-- What residents say of them. Who takes a comment back takes its words back.
CREATE TABLE project_comments (
    id BYTEA NOT NULL PRIMARY KEY,
    project_id BYTEA NOT NULL REFERENCES projects (id),
    user_id BYTEA NOT NULL REFERENCES users (id),
    text TEXT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX project_comments_project_id ON project_comments (project_id, id);
CREATE INDEX project_comments_user_id ON project_comments (user_id, project_id);
