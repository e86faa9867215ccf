//! A claim that is approved: on PostgreSQL one call of a function, on the embedded database the same changes one after the
//! other. Nobody asks whether the caller may, whether a cap is reached or whether the budget suffices.

#![allow(clippy::too_many_arguments, reason = "a function of the database is handed each value by itself")]

use app::db::{
    Clock, Db, Key, on_each,
    schema::{
        claims as t, idempotency_keys as keys, journal, ledger_accounts as accounts,
        ledger_entries as entries, ledger_postings as postings, points_lots as lots,
    },
};
use diesel::{
    connection::SimpleConnection,
    prelude::*,
    sql_types::{Binary, Text, Timestamp},
};
use domain::ids::{ClaimId, EntryId, LedgerAccountId, LotId, PostingId, ProgrammeId, UserId};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::system::{SystemClock, new_id};

diesel::define_sql_function! {
    fn drill_approve(
        who: Binary, wanted: Binary, request_key: Text, hash: Binary, said: Text, now: Timestamp, posting: Binary,
        entry: Binary, lot: Binary
    ) -> Nullable<BigInt>;
}

/// Makes the function; the embedded database needs none.
///
/// # Errors
/// When the store fails.
pub(crate) fn prepare(db: &mut Db) -> QueryResult<()> {
    if db.is_embedded() { Ok(()) } else { db.batch_execute(include_str!("posting.sql")) }
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Approved {
    claim: Uuid,
    posting: Uuid,
    balance: i64,
}

/// Approves a claim once for a key; the caller has opened a transaction where [`alone`] does not say that one call is all.
pub(crate) fn approve(db: &mut Db, official: UserId, claim: ClaimId, key: &str) -> QueryResult<Approved> {
    let (posting, entry, lot): (PostingId, EntryId, LotId) = (new_id(), new_id(), new_id());
    let hash = Sha256::digest(claim.0.as_bytes()).to_vec();
    let said = json!({ "claim": claim, "posting": posting }).to_string();
    let now = SystemClock.now().naive_utc();
    let balance = if alone(db) {
        let call = drill_approve(
            Key(official),
            Key(claim),
            key,
            hash,
            said,
            now,
            Key(posting),
            Key(entry),
            Key(lot),
        );
        let balance: Option<i64> = on_each!(db, |c| diesel::select(call).get_result(c))?;
        balance.ok_or(diesel::result::Error::NotFound)?
    } else {
        let made = Made { official, claim, posting, entry, lot };
        one_by_one(db, &made, (key, &hash, &said), now)?
    };
    Ok(Approved { claim: claim.0, posting: posting.0, balance })
}

/// Whether [`approve`] is one statement, which is a transaction by itself.
pub(crate) fn alone(db: &Db) -> bool {
    !db.is_embedded()
}

struct Made {
    official: UserId,
    claim: ClaimId,
    posting: PostingId,
    entry: EntryId,
    lot: LotId,
}

fn one_by_one(
    db: &mut Db,
    made: &Made,
    (key, hash, said): (&str, &[u8], &str),
    now: chrono::NaiveDateTime,
) -> QueryResult<i64> {
    diesel::insert_into(keys::table)
        .values((
            keys::caller.eq(Key(made.official)),
            keys::key.eq(key),
            keys::request_hash.eq(hash),
            keys::answer.eq(Some(said)),
            keys::created_at.eq(now),
            keys::kept.eq(true),
        ))
        .execute(db)?;
    type Claim = (Key<ProgrammeId>, Option<Key<UserId>>, String, i64);
    let waits = t::table.find(Key(made.claim)).filter(t::state.eq("submitted")).filter(t::version.eq(1));
    let (programme, person, path, points): Claim =
        waits.select((t::programme_id, t::person_id, t::home_path, t::points)).first(db)?;
    let book = programme.0.0.as_bytes().to_vec();
    let person = person.ok_or(diesel::result::Error::NotFound)?.0.0.as_bytes().to_vec();
    let mut sides = Vec::with_capacity(2);
    for (kind, owner_kind, owner, amount) in
        [("budget", "book", book.clone(), -points), ("wallet", "person", person, points)]
    {
        let (account, balance, number): (Key<LedgerAccountId>, i64, i64) = accounts::table
            .filter(accounts::book_id.eq(&book))
            .filter(accounts::kind.eq(kind))
            .filter(accounts::owner_kind.eq(owner_kind))
            .filter(accounts::owner_id.eq(owner))
            .filter(accounts::purpose.eq(""))
            .select((accounts::id, accounts::balance, accounts::entries))
            .first(db)?;
        let (balance, number) = (balance + amount, number + 1);
        diesel::update(accounts::table.find(account))
            .set((accounts::balance.eq(balance), accounts::entries.eq(number), accounts::last_at.eq(now)))
            .execute(db)?;
        sides.push((account, number, amount, balance));
    }
    let rows: Vec<_> = sides
        .iter()
        .map(|(account, number, amount, balance)| {
            (
                entries::account_id.eq(*account),
                entries::at.eq(now),
                entries::number.eq(*number),
                entries::posting_id.eq(Key(made.posting)),
                entries::amount.eq(*amount),
                entries::balance.eq(*balance),
            )
        })
        .collect();
    on_each!(db, |c| diesel::insert_into(entries::table).values(rows).execute(c))?;
    let (wallet, _, _, balance) = *sides.last().ok_or(diesel::result::Error::NotFound)?;
    let subject = format!("claim:{}", made.claim);
    diesel::update(t::table.find(Key(made.claim)))
        .set((
            t::state.eq("approved"),
            t::decided_by.eq(Key(made.official)),
            t::decided_at.eq(now),
            t::posting_id.eq(Key(made.posting)),
            t::account_id.eq(wallet),
            t::version.eq(2),
        ))
        .execute(db)?;
    diesel::insert_into(postings::table)
        .values((
            postings::id.eq(Key(made.posting)),
            postings::book_id.eq(book),
            postings::key.eq(&subject),
            postings::unit.eq("points"),
            postings::kind.eq("points.claim"),
            postings::subject.eq(&subject),
            postings::state.eq("committed"),
            postings::agent_id.eq(Key(made.official)),
            postings::entry_id.eq(Key(made.entry)),
            postings::made_at.eq(now),
            postings::settled_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(lots::table)
        .values((
            lots::id.eq(Key(made.lot)),
            lots::account_id.eq(wallet),
            lots::claim_id.eq(Key(made.claim)),
            lots::amount.eq(points),
            lots::credited_at.eq(now),
            lots::ordinal.eq(0),
        ))
        .execute(db)?;
    let sides: Vec<_> = sides.iter().map(|side| json!({ "account": side.0.0, "amount": side.2 })).collect();
    let payload = json!({ "points": points, "posted": { "posting": made.posting, "entries": sides } });
    diesel::insert_into(journal::table)
        .values((
            journal::id.eq(Key(made.entry)),
            journal::at.eq(now),
            journal::agent_id.eq(Key(made.official)),
            journal::event.eq("claim.approved"),
            journal::area_path.eq(path),
            journal::subject.eq(subject),
            journal::payload.eq(payload.to_string()),
        ))
        .execute(db)?;
    Ok(balance)
}
