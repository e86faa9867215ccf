-- Append-only. `position` is empty until the sealer gives the entry its place; a sealed row never changes.
CREATE TABLE journal (
    id BYTEA NOT NULL PRIMARY KEY,
    position BIGINT UNIQUE,
    at TIMESTAMP NOT NULL,
    agent_id BYTEA,
    principal_id BYTEA,
    event TEXT NOT NULL,
    area_path TEXT COLLATE "C" NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX journal_unsealed ON journal (id) WHERE position IS NULL;
CREATE INDEX journal_subject ON journal (subject, position);
CREATE INDEX journal_area_path ON journal (area_path, position);
CREATE INDEX journal_agent_id ON journal (agent_id, position);
CREATE INDEX journal_event ON journal (event, position);

-- Nodes of the Merkle tree, numbered as in RFC 6962's array form (ct-merkle's internal indices).
CREATE TABLE journal_nodes (
    idx BIGINT NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL
);

-- One row a sealed batch: the published roots.
CREATE TABLE journal_roots (
    size BIGINT NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL,
    sealed_at TIMESTAMP NOT NULL
);

-- Consumers (notifications, webhooks, live updates …) and how far each has read.
CREATE TABLE journal_cursors (
    consumer TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

-- Which node does a background job, and until when it may.
CREATE TABLE leases (
    job TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at TIMESTAMP NOT NULL
);
