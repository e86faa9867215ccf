-- Append-only. `sequence` is the order of insertion: who saw an entry committed writes a later one. `position`
-- is empty until the sealer gives the entry its place.
CREATE TABLE journal (
    sequence INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    position BIGINT UNIQUE,
    at TIMESTAMP NOT NULL,
    agent_id BLOB,
    principal_id BLOB,
    event TEXT NOT NULL,
    area_path TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX journal_unsealed ON journal (sequence) WHERE position IS NULL;
CREATE INDEX journal_subject ON journal (subject, position);
CREATE INDEX journal_area_path ON journal (area_path, position);
CREATE INDEX journal_agent_id ON journal (agent_id, position);
CREATE INDEX journal_event ON journal (event, position);

-- Whole nodes of the Merkle tree of RFC 6962, numbered in order (ct-merkle's internal indices): never changed.
CREATE TABLE journal_nodes (
    idx BIGINT NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL
);

-- One row a sealed batch: the published roots.
CREATE TABLE journal_roots (
    size BIGINT NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL,
    sealed_at TIMESTAMP NOT NULL
);

-- Consumers (notifications, webhooks …) and the first position each has not read.
CREATE TABLE journal_cursors (
    consumer TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

-- Which node does a background job, and until when it may. The sealer's row is also the lock on the journal's end.
CREATE TABLE leases (
    job TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at TIMESTAMP NOT NULL
);
INSERT INTO leases (job, holder, until_at) VALUES ('journal.seal', '', '2000-01-01 00:00:00');

-- A slip of ours cannot change history. Who may alter tables can still do it: `gongzhi verify` finds that.
CREATE TRIGGER journal_entry_kept BEFORE UPDATE OF sequence, id, at, agent_id, principal_id, event, area_path, subject, payload ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_position_kept BEFORE UPDATE OF position ON journal WHEN OLD.position IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_not_deleted BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_nodes_kept BEFORE UPDATE ON journal_nodes
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_nodes_not_deleted BEFORE DELETE ON journal_nodes
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_roots_kept BEFORE UPDATE ON journal_roots
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_roots_not_deleted BEFORE DELETE ON journal_roots
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
