-- What only some tickets have. `tickets` has as many columns as it may have.
CREATE TABLE ticket_particulars (
    ticket_id BLOB NOT NULL PRIMARY KEY REFERENCES tickets (id),
    -- Nobody looks up who reported it.
    is_anonymous BOOLEAN NOT NULL DEFAULT FALSE,
    -- The provider that keeps it.
    provider_id BLOB REFERENCES providers (id),
    -- How many were called to it and have not reported.
    calls_open BIGINT NOT NULL DEFAULT 0,
    -- Until when somebody can decide on a price that was named for it.
    quotation_until TIMESTAMP
);
INSERT INTO ticket_particulars (ticket_id, is_anonymous) SELECT ticket_id, TRUE FROM anonymous_tickets;
DROP TABLE anonymous_tickets;
CREATE INDEX ticket_particulars_provider ON ticket_particulars (provider_id, ticket_id) WHERE provider_id IS NOT NULL;

-- Calls of offices and companies to a ticket; each has to report.
CREATE TABLE ticket_calls (
    id BLOB NOT NULL PRIMARY KEY,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    provider_id BLOB NOT NULL REFERENCES providers (id),
    state TEXT NOT NULL DEFAULT 'open',
    text TEXT NOT NULL,
    called_by BLOB NOT NULL REFERENCES users (id),
    called_at TIMESTAMP NOT NULL,
    until_at TIMESTAMP NOT NULL,
    -- When it was told that the report is late.
    told_at TIMESTAMP,
    answer TEXT,
    answered_by BLOB REFERENCES users (id),
    answered_at TIMESTAMP
);
CREATE INDEX ticket_calls_ticket ON ticket_calls (ticket_id, id);
CREATE INDEX ticket_calls_provider ON ticket_calls (provider_id, id);
CREATE UNIQUE INDEX ticket_calls_open ON ticket_calls (ticket_id, provider_id) WHERE state = 'open';
CREATE INDEX ticket_calls_due ON ticket_calls (until_at) WHERE state = 'open' AND told_at IS NULL;

-- Prices that providers named for repairs.
CREATE TABLE ticket_quotations (
    id BLOB NOT NULL PRIMARY KEY,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    provider_id BLOB NOT NULL REFERENCES providers (id),
    state TEXT NOT NULL DEFAULT 'open',
    payer TEXT NOT NULL,
    total_fen BIGINT NOT NULL,
    text TEXT,
    quoted_by BLOB NOT NULL REFERENCES users (id),
    quoted_at TIMESTAMP NOT NULL,
    good_until TIMESTAMP NOT NULL,
    answer TEXT,
    answered_by BLOB REFERENCES users (id),
    answered_at TIMESTAMP
);
CREATE INDEX ticket_quotations_ticket ON ticket_quotations (ticket_id, id);
CREATE UNIQUE INDEX ticket_quotations_open ON ticket_quotations (ticket_id) WHERE state = 'open';
CREATE TABLE quotation_lines (
    quotation_id BLOB NOT NULL REFERENCES ticket_quotations (id),
    ordinal BIGINT NOT NULL,
    description TEXT NOT NULL,
    quantity_thousandths BIGINT NOT NULL,
    unit TEXT NOT NULL,
    unit_price_fen BIGINT NOT NULL,
    PRIMARY KEY (quotation_id, ordinal)
);

-- What was used for a solution, beside its entry in the timeline.
CREATE TABLE ticket_materials (
    event_id BLOB NOT NULL REFERENCES ticket_events (id),
    ordinal BIGINT NOT NULL,
    ticket_id BLOB NOT NULL REFERENCES tickets (id),
    -- The provider that kept the ticket then.
    provider_id BLOB REFERENCES providers (id),
    used_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    quantity_thousandths BIGINT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (event_id, ordinal)
);
CREATE INDEX ticket_materials_ticket ON ticket_materials (ticket_id);
CREATE INDEX ticket_materials_provider ON ticket_materials (provider_id, used_at) WHERE provider_id IS NOT NULL;

-- The provider that an entry of a timeline is about.
ALTER TABLE ticket_events ADD COLUMN provider_id BLOB REFERENCES providers (id);
-- To which provider new reports of a kind go.
ALTER TABLE categories ADD COLUMN keeper_provider_id BLOB REFERENCES providers (id);
