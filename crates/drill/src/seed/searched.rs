//! A store with nothing but a town and its tickets: what searching is measured in.

use std::sync::Arc;

use anyhow::{Context, Result};
use app::{
    areas::{self, Branch},
    categories,
    db::{Database, DatabaseUrl, Key, PoolSizes, Tx, schema::users},
};
use clap::Args;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName, AreaPath, AreaSegment},
    ids::{AreaId, UserId},
};

use super::tickets::{self, Ground};
use crate::{
    minimal::connect,
    system::{SystemClock, SystemEntropy},
};

/// Where the town lies, and one of its grids.
pub(crate) const TOWN: &str = "drill/";
pub(crate) const GRID: &str = "drill/0/";
/// Who reported everything there.
pub(crate) const LOGIN: &str = "drill-search";
/// Grids of the town; each has as many tickets as any other.
const GRIDS: usize = 100;

/// What to fill.
#[derive(Args)]
pub(crate) struct Options {
    /// An empty store
    #[arg(long)]
    pub(crate) database_url: String,
    /// Tickets to add
    #[arg(long)]
    pub(crate) tickets: usize,
}

/// Fills the store.
///
/// # Errors
/// When the store fails.
pub(crate) fn fill(options: &Options) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    Database::migrate(&url)?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let (user, path) = (db.write_blocking(begin)?, AreaPath::parse(TOWN)?);
    let grids = db.read_blocking(|tx| tickets::grids(tx, &path))?;
    tickets::fill(&db, &Ground { grids, reporter: user, handler: user }, options.tickets)?;
    if !db.is_embedded() {
        // As its own housekeeping does by and by.
        connect(&options.database_url)?.batch("VACUUM ANALYZE").context("housekeeping")?;
    }
    Ok(())
}

fn begin(tx: &mut Tx<'_>) -> Result<UserId> {
    categories::seed(tx)?;
    let user: UserId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(Key(user)),
            users::login.eq(LOGIN),
            users::display_name.eq("drill"),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let mut grids = Vec::with_capacity(GRIDS);
    for number in 0..GRIDS {
        let (id, name) = (tx.new_id(), format!("第{number}网格"));
        grids.push(branch(id, &number.to_string(), AreaKind::Grid, &name, Vec::new())?);
    }
    let town = branch(tx.new_id(), TOWN.trim_end_matches('/'), AreaKind::Town, "演练镇", grids)?;
    areas::grow(tx, None, vec![town])?;
    Ok(user)
}

fn branch(id: AreaId, segment: &str, kind: AreaKind, name: &str, children: Vec<Branch>) -> Result<Branch> {
    let (segment, name) = (AreaSegment::new(segment)?, AreaName::new(name)?);
    Ok(Branch { id, segment, kind, name, head_count: None, boundary: None, children })
}
