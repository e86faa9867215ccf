-- A claim that is approved, in one statement: the key that makes it happen once, the claim, two balances, the posting with
-- its entries, the lot in the wallet, and the journal's entry. The budget is always taken before the wallet.
CREATE OR REPLACE FUNCTION drill_approve(
    who BYTEA, wanted BYTEA, request_key TEXT, hash BYTEA, said TEXT, now TIMESTAMP, posting BYTEA, entry BYTEA, lot BYTEA
) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    after BIGINT;
BEGIN
    WITH once AS (
        INSERT INTO idempotency_keys (caller, key, request_hash, answer, created_at, kept)
        VALUES (who, request_key, hash, said, now, TRUE)
        ON CONFLICT DO NOTHING RETURNING 1
    ), deed AS (
        UPDATE claims c
        SET state = 'approved', decided_by = who, decided_at = now, posting_id = posting, version = version + 1,
            account_id = (
                SELECT w.id FROM ledger_accounts w
                WHERE w.book_id = c.programme_id AND w.kind = 'wallet' AND w.owner_kind = 'person'
                    AND w.owner_id = c.person_id AND w.purpose = ''
            )
        WHERE c.id = wanted AND c.state = 'submitted' AND c.version = 1 AND EXISTS (SELECT 1 FROM once)
        RETURNING c.programme_id, c.account_id, c.home_path, c.points, 'claim:' || encode(wanted, 'hex') AS subject
    ), budget AS (
        UPDATE ledger_accounts a
        SET balance = a.balance - d.points, entries = a.entries + 1, last_at = GREATEST(a.last_at, now)
        FROM deed d
        WHERE a.book_id = d.programme_id AND a.kind = 'budget' AND a.owner_kind = 'book'
            AND a.owner_id = d.programme_id AND a.purpose = ''
        RETURNING a.id, a.last_at, a.entries, -d.points AS amount, a.balance
    ), wallet AS (
        UPDATE ledger_accounts a
        SET balance = a.balance + d.points, entries = a.entries + 1, last_at = GREATEST(a.last_at, now)
        FROM deed d, budget b
        WHERE a.id = d.account_id
        RETURNING a.id, a.last_at, a.entries, d.points AS amount, a.balance
    ), both_sides AS (
        SELECT * FROM budget UNION ALL SELECT * FROM wallet
    ), posted AS (
        INSERT INTO ledger_postings
            (id, book_id, key, unit, kind, subject, state, agent_id, entry_id, made_at, settled_at)
        SELECT posting, programme_id, subject, 'points', 'points.claim', subject, 'committed', who, entry, now, now
        FROM deed
    ), moved AS (
        INSERT INTO ledger_entries (account_id, at, number, posting_id, amount, balance)
        SELECT id, last_at, entries, posting, amount, balance FROM both_sides
    ), credited AS (
        INSERT INTO points_lots (id, account_id, claim_id, amount, credited_at, ordinal)
        SELECT lot, id, wanted, amount, now, 0 FROM wallet
    ), told AS (
        INSERT INTO journal (id, at, agent_id, event, area_path, subject, payload)
        SELECT entry, now, who, 'claim.approved', d.home_path, d.subject,
            '{"points":' || d.points || ',"posted":{"posting":"' || encode(posting, 'hex') || '","entries":['
            || (SELECT string_agg('{"account":"' || encode(s.id, 'hex') || '","amount":' || s.amount || '}', ',')
                FROM both_sides s)
            || ']}}'
        FROM deed d
    )
    SELECT w.balance INTO after FROM wallet w;
    RETURN after;
END $$;
