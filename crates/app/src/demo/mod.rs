//! The demo: an invented town with people in every role, a year of its inspections and matters, and two of its funds.
//!
//! The same seed and day give the same town. Its matters go through the use cases that people use, with a clock of
//! their own, so that its journal tells the story as if it had happened. It is made in an empty store only.

mod chance;
mod funds;
mod kinds;
mod matters;
mod partners;
mod people;
mod pictures;
mod points;
mod redemptions;
mod rounds;
mod story;
mod texts;
mod town;
mod visits;
mod volunteering;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{areas::AreaPath, journal::Event};
use serde::Serialize;

use self::{
    chance::{Chance, DemoClock, SeededEntropy},
    funds::Funds,
    partners::Partners,
    people::People,
    rounds::Rounds,
    story::{Beside, Teller},
    town::Town,
    visits::Visits,
    volunteering::Shifts,
};
pub use self::{people::LOGINS, story::DAYS};
use crate::{
    areas::AreasError,
    categories,
    crypto::Keyring,
    db::{Clock, Database, DatabaseUrl, DbError, Entropy, NewEntry, PoolSizes},
    media::Store,
    tickets,
};

/// The password of every demo account.
pub const PASSWORD: &str = "gongzhi-demo";

/// What was made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// Places, households among them.
    pub areas: usize,
    /// Accounts.
    pub people: usize,
    /// Matters.
    pub tickets: usize,
}

/// Why the demo could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Somebody real is in the store.
    #[error("this store has real users: the demo is made in an empty store only")]
    RealUsers,
    /// The demo is there.
    #[error("the demo is there already")]
    Already,
    /// The store fails.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A place breaks a rule.
    #[error(transparent)]
    Areas(#[from] AreasError),
    /// A step of the story is refused.
    #[error(transparent)]
    Tickets(#[from] tickets::Error),
    /// A step of its volunteers is refused.
    #[error(transparent)]
    Volunteering(#[from] crate::volunteering::Error),
    /// A step of its visits is refused.
    #[error(transparent)]
    Visits(#[from] crate::visits::Error),
    /// A step of its disputes is refused.
    #[error(transparent)]
    Mediations(#[from] crate::mediations::Error),
    /// A value of the demo breaks a rule.
    #[error("a demo value breaks a rule: {0}")]
    Value(String),
}

impl From<domain::areas::AreaError> for DemoError {
    fn from(error: domain::areas::AreaError) -> Self {
        value(error)
    }
}

fn value(error: impl std::fmt::Display) -> DemoError {
    DemoError::Value(error.to_string())
}

/// The demo's own event.
#[derive(Serialize)]
struct Settled {
    areas: usize,
    people: usize,
}

impl Event for Settled {
    fn name(&self) -> &'static str {
        "demo.settled"
    }
}

/// Matters of the year before the last two months, where nobody asks for less.
pub const MATTERS: usize = 4_900;

/// Fills the empty, migrated store at `url`; the story ends at `end`. So many matters are told of the year, beside those of the
/// last two months.
///
/// # Errors
/// [`DemoError::RealUsers`], [`DemoError::Already`]; the rest are faults of ours or of the store.
pub async fn make(
    url: &DatabaseUrl,
    media: &Store,
    keyring: &Keyring,
    seed: u64,
    end: DateTime<Utc>,
    matters: usize,
) -> Result<Made, DemoError> {
    let start = rounds::beginning(end)?.min(funds::beginning(end));
    let clock = Arc::new(DemoClock::new(start));
    let (time, entropy) = (Arc::clone(&clock) as Arc<dyn Clock>, Arc::new(SeededEntropy::new(seed)));
    // Quicker: an invented town that a power cut takes is made again.
    let url = &url.relaxed();
    let db = Database::open(url, &PoolSizes { readers: 2, writers: 2 }, time, entropy as Arc<dyn Entropy>)?;
    let (town, people) = db.write(move |tx| settle(tx, seed)).await?;
    let chance = Chance::new(seed ^ 0x1175);
    let rounds = Rounds::new((&db, &clock, keyring, media), &people, &town, end, chance)?;
    let shops = redemptions::Shops::new((&db, &clock, keyring, media), &people, &town, end, seed)?;
    let chance = Chance::new(seed ^ 0x5417);
    let shifts = Shifts::new((&db, &clock, keyring), &people, &town, end, chance)?;
    let chance = Chance::new(seed ^ 0x0240);
    let partners = Partners::new((&db, &clock, media), &people, &town, end)?;
    let visits = Visits::new((&db, &clock, keyring), &people, &town, end, chance)?;
    let chance = Chance::new(seed ^ 0xF0D5);
    let funds = Funds::new((&db, &clock, media), &people, &town, end, chance).await?;
    let mut beside = Beside { rounds, shops, shifts, visits, partners, funds };
    let chance = Chance::new(seed ^ 0x5707);
    let official = people.official.clone();
    let mut teller = Teller { db: &db, media, clock: &clock, chance, end, official, before: matters };
    let tickets = teller.tell(&town, &people, &mut beside).await?;
    Ok(Made { areas: town.areas, people: people.count(), tickets })
}

/// The town and its people, in one transaction: there is never half a town.
fn settle(tx: &mut crate::db::Tx<'_>, seed: u64) -> Result<(Town, People), DemoError> {
    require_empty(tx)?;
    let mut chance = Chance::new(seed);
    categories::seed(tx)?;
    kinds::arrange(tx)?;
    let town = town::build(tx, &mut chance)?;
    let people = people::settle(tx, &town, &mut chance)?;
    let event = Settled { areas: town.areas, people: people.count() };
    tx.journal(NewEntry { actor: None, area: &AreaPath::root(), subject: "demo".into(), event })?;
    Ok((town, people))
}

fn require_empty(tx: &mut crate::db::Tx<'_>) -> Result<(), DemoError> {
    use diesel::prelude::*;

    use crate::db::schema::users;
    let real: i64 =
        users::table.filter(users::demo.eq(false)).count().get_result(tx.db()).map_err(DbError::from)?;
    let all: i64 = users::table.count().get_result(tx.db()).map_err(DbError::from)?;
    match (real, all) {
        (0, 0) => Ok(()),
        (0, _) => Err(DemoError::Already),
        _ => Err(DemoError::RealUsers),
    }
}
