//! What somebody has by points: for the copy of their data.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{GiftId, ProgrammeId, UserId},
    permissions::Actor,
};

pub use super::lots::Credited;
use super::{
    claims::{Row, Shown, StoredClaim, shown},
    lots,
    wallets::{self, Line, Wallet},
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{claims, gifts},
    },
    grants, identity,
};

/// Claims of which is told with one statement each what they are about.
const CHUNK: usize = 500;

/// What somebody earned, has and gave.
#[derive(Clone, Debug)]
pub struct OwnPoints {
    /// What they earn by or wanted to, the oldest first. What they proposed for others is not theirs.
    pub claims: Vec<Shown>,
    /// Their wallets and those of their households.
    pub wallets: Vec<OwnWallet>,
    /// What they gave and were given, the oldest first.
    pub gifts: Vec<OwnGift>,
}

/// A wallet with all that ever happened in it.
#[derive(Clone, Debug)]
pub struct OwnWallet {
    /// The wallet.
    pub wallet: Wallet,
    /// What was credited to it, the oldest first.
    pub lots: Vec<Credited>,
    /// What happened in it, the oldest first.
    pub lines: Vec<Line>,
}

/// A gift to or from somebody.
#[derive(Clone, Debug)]
pub struct OwnGift {
    /// Its id.
    pub id: GiftId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Whether they gave it.
    pub given: bool,
    /// How many points.
    pub points: i64,
    /// To or from whom: masked.
    pub person: String,
    /// What was said with it.
    pub words: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// All that the actor has by points. How many statements it takes grows with every [`CHUNK`] of claims and of lines alone.
///
/// # Errors
/// [`DbError`].
pub fn all_mine(tx: &mut Tx<'_>, actor: &Actor) -> Result<OwnPoints, DbError> {
    Ok(OwnPoints { claims: claims(tx, actor)?, wallets: wallets(tx, actor)?, gifts: gifts(tx, actor)? })
}

fn claims(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Shown>, DbError> {
    let mut rows: Vec<Row> = claims::table
        .filter(claims::person_id.eq(Key(actor.user)))
        .order(claims::id)
        .select(Row::as_select())
        .load(tx.db())?;
    let mut all = Vec::with_capacity(rows.len());
    while !rows.is_empty() {
        let chunk = rows.drain(..rows.len().min(CHUNK)).map(StoredClaim::try_from);
        all.extend(shown(tx, actor, chunk.collect::<Result<Vec<_>, _>>()?)?);
    }
    Ok(all)
}

fn wallets(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<OwnWallet>, DbError> {
    let all = wallets::all_mine(tx, actor)?;
    let ids: Vec<_> = all.iter().filter_map(|wallet| wallet.account).collect();
    let mut lots = lots::credited_to(tx, &ids)?;
    let mut lines = wallets::all_lines(tx, &all)?;
    let one = |wallet: Wallet| {
        let lots = wallet.account.and_then(|id| lots.remove(&id)).unwrap_or_default();
        let lines = wallet.account.and_then(|id| lines.remove(&id)).unwrap_or_default();
        OwnWallet { wallet, lots, lines }
    };
    Ok(all.into_iter().map(one).collect())
}

fn gifts(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<OwnGift>, DbError> {
    type Row = (Key<GiftId>, Key<ProgrammeId>, Key<UserId>, Key<UserId>, i64, Option<String>, NaiveDateTime);
    let me = Key(actor.user);
    let rows: Vec<Row> = gifts::table
        .filter(gifts::giver_id.eq(me).or(gifts::recipient_id.eq(me)))
        .order(gifts::id)
        .select((
            gifts::id,
            gifts::programme_id,
            gifts::giver_id,
            gifts::recipient_id,
            gifts::points,
            gifts::words,
            gifts::given_at,
        ))
        .load(tx.db())?;
    let other = |row: &Row| if row.2 == me { row.3.0 } else { row.2.0 };
    let mut people: Vec<UserId> = rows.iter().map(other).collect();
    people.sort_unstable();
    people.dedup();
    let names = identity::names_of(tx, people)?;
    let one = |row: Row| {
        let person = grants::mask(names.get(&other(&row)).map(String::as_str).unwrap_or_default());
        let (Key(id), Key(programme), giver, _, points, words, at) = row;
        OwnGift { id, programme, given: giver == me, points, person, words, at: at.and_utc() }
    };
    Ok(rows.into_iter().map(one).collect())
}
