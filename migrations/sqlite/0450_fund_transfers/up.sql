-- Money that moved between the purposes of a fund, by a decision of its committee: set aside (`earmark`), freed again (`release`), or
-- used for something else than its donor had said (`lifting`, of a gift, with the SHA-256 of the donor's consent). Of purposes nothing
-- stands for what is free.
CREATE TABLE fund_transfers (
    id BLOB NOT NULL PRIMARY KEY,
    fund_id BLOB NOT NULL REFERENCES funds (id),
    kind TEXT NOT NULL,
    from_purpose TEXT,
    to_purpose TEXT,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    resolution_id BLOB NOT NULL REFERENCES fund_resolutions (id),
    income_id BLOB REFERENCES fund_incomes (id),
    consent_hash BLOB,
    posting_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    made_by BLOB NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX fund_transfers_fund_id ON fund_transfers (fund_id, id);
CREATE INDEX fund_transfers_income_id ON fund_transfers (income_id);
