//! Votes and recusals in the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    funds::committee::{Ballots, Choice, RecusalGround},
    ids::{ResolutionId, UserId},
};

use crate::db::{DbError, Key, Tx, bulk_insert, schema::fund_ballots as t};

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewBallot {
    resolution_id: Key<ResolutionId>,
    user_id: Key<UserId>,
    recusal: Option<&'static str>,
    at: Option<NaiveDateTime>,
}

/// Notes who may vote, and who keeps out of it from the start.
pub(super) fn open(tx: &mut Tx<'_>, id: ResolutionId, voting: &Ballots) -> Result<(), DbError> {
    let now = tx.timestamp();
    let row = |user: &UserId| {
        let ground = voting.recusals().get(user);
        NewBallot {
            resolution_id: Key(id),
            user_id: Key(*user),
            recusal: ground.map(|ground| ground.as_str()),
            at: ground.map(|_| now),
        }
    };
    let rows: Vec<NewBallot> = voting.members().iter().map(row).collect();
    bulk_insert!(tx.db(), t::table, rows).map(drop)
}

/// Notes what somebody said.
pub(super) fn say(tx: &mut Tx<'_>, id: ResolutionId, user: UserId, choice: Choice) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find((Key(id), Key(user))))
        .set((t::choice.eq(choice.as_str()), t::at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that somebody keeps out of it.
pub(super) fn recuse(
    tx: &mut Tx<'_>,
    id: ResolutionId,
    user: UserId,
    ground: RecusalGround,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find((Key(id), Key(user))))
        .set((t::recusal.eq(ground.as_str()), t::at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// The votes of some resolutions: one statement.
pub(super) fn of(tx: &mut Tx<'_>, ids: &[ResolutionId]) -> Result<BTreeMap<ResolutionId, Ballots>, DbError> {
    type Row = (Key<ResolutionId>, Key<UserId>, Option<String>, Option<String>);
    let ids: Vec<Key<ResolutionId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::resolution_id.eq_any(ids))
        .order((t::resolution_id, t::user_id))
        .select((t::resolution_id, t::user_id, t::recusal, t::choice))
        .load(tx.db())?;
    let mut members: BTreeMap<ResolutionId, BTreeSet<UserId>> = BTreeMap::new();
    for row in &rows {
        members.entry(row.0.0).or_default().insert(row.1.0);
    }
    let opened = |(id, members)| (id, Ballots::open(members, &BTreeMap::new()));
    let mut found: BTreeMap<ResolutionId, Ballots> = members.into_iter().map(opened).collect();
    for (Key(id), Key(user), recusal, choice) in rows {
        let Some(before) = found.remove(&id) else { continue };
        let after = match (recusal, choice) {
            (Some(word), _) => {
                let ground = RecusalGround::parse(&word).ok_or_else(|| DbError::damaged(word))?;
                before.recuse(user, ground)
            }
            (None, Some(word)) => {
                let choice = Choice::parse(&word).ok_or_else(|| DbError::damaged(word))?;
                before.vote(user, choice)
            }
            (None, None) => Ok(before),
        };
        found.insert(id, after.map_err(DbError::damaged)?);
    }
    Ok(found)
}
