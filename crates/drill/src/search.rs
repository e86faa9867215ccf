//! `drill search`: how long a page of what is searched takes in a store of so many tickets, without HTTP.

use std::{sync::Arc, time::Instant};

use anyhow::{Context, Result};
use app::{
    areas::{self, Branch},
    categories,
    db::{Database, DatabaseUrl, DbError, Key, PoolSizes, Tx, schema::users},
    tickets::{self, Filter, Page, Report},
};
use clap::Args;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName, AreaPath, AreaSegment},
    ids::{AreaId, GrantId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
    tickets::{CategoryCode, Sought, TicketText, form::RawAnswers},
};
use serde::{Deserialize, Serialize};

use crate::system::{SystemClock, SystemEntropy};

/// Grids of the town; each has as many tickets as any other.
const GRIDS: usize = 100;
/// Tickets of one transaction.
const CHUNK: usize = 500;
/// Pages that are read of each kind; those before them warm up.
const PAGES: usize = 300;
const WARM_UP: usize = 20;
/// Tickets of a page, and one that tells whether there are more.
const LIMIT: i64 = 21;

/// What is searched, and in how many tickets it is.
const SEARCHES: [(&str, &str); 6] = [
    ("路灯", "in three of ten"),
    ("井盖", "in one of a hundred"),
    ("第4711号", "in one of ten thousand"),
    ("路灯 积水", "each in many, both in one of a hundred"),
    ("street lamp", "English, in one of a hundred"),
    ("饕餮", "in none"),
];

/// What to fill and search.
#[derive(Args)]
pub(crate) struct Options {
    /// An empty store
    #[arg(long)]
    database_url: String,
    /// Tickets in it
    #[arg(long)]
    tickets: usize,
}

/// How long pages took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Searched {
    pub(crate) tickets: usize,
    /// Microseconds that a report took, with everything that is written with it, in transactions of many.
    pub(crate) report_micros: u128,
    pub(crate) pages: Vec<Timed>,
}

/// Pages of one kind.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Timed {
    pub(crate) name: String,
    pub(crate) found: usize,
    pub(crate) p50_micros: u64,
    pub(crate) p99_micros: u64,
}

struct Town {
    actor: Actor,
    path: AreaPath,
    grids: Vec<AreaId>,
}

/// Fills the store, searches, and prints [`Searched`] as JSON.
///
/// # Errors
/// When the store fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    Database::migrate(&url)?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let town = Arc::new(db.write_blocking(begin)?);
    let begun = Instant::now();
    for from in (0..options.tickets).step_by(CHUNK) {
        let (town, until) = (Arc::clone(&town), options.tickets.min(from + CHUNK));
        db.write_blocking(move |tx| (from..until).try_for_each(|index| town.report(tx, index)))?;
    }
    let report_micros = begun.elapsed().as_micros() / options.tickets.max(1) as u128;
    if !db.is_embedded() {
        // As its own housekeeping does by and by.
        db.write_blocking(|tx| tx.db().batch("ANALYZE"))?;
    }
    let grid = db.read_blocking(|tx| areas::area(tx, *town.grids.first().ok_or(DbError::NotFound)?))?.path;
    let mut pages = Vec::new();
    for (place, path) in [("town", &town.path), ("grid", &grid)] {
        for (words, of) in SEARCHES {
            pages.push(timed(&db, &town.reader(path), words, format!("{words} ({of}), {place}"))?);
        }
    }
    println!("{}", serde_json::to_string(&Searched { tickets: options.tickets, report_micros, pages })?);
    Ok(())
}

fn timed(db: &Database, actor: &Actor, words: &str, name: String) -> Result<Timed> {
    let filter = Filter { search: Sought::new(words)?, ..Filter::default() };
    let page = Page { after: None, limit: LIMIT };
    let (mut micros, mut found) = (Vec::with_capacity(PAGES), 0);
    for turn in 0..WARM_UP + PAGES {
        let begun = Instant::now();
        found = db.read_blocking(|tx| tickets::list(tx, actor, &filter, page))?.len();
        if turn >= WARM_UP {
            micros.push(u64::try_from(begun.elapsed().as_micros())?);
        }
    }
    micros.sort_unstable();
    let at =
        |hundredths: usize| micros.get(micros.len() * hundredths / 100).copied().context("no page was read");
    Ok(Timed { name, found, p50_micros: at(50)?, p99_micros: at(99)? })
}

fn begin(tx: &mut Tx<'_>) -> Result<Town> {
    categories::seed(tx)?;
    let user: UserId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(Key(user)),
            users::login.eq("drill-search"),
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
    let ids = grids.iter().map(|grid| grid.id).collect();
    let (town, path) = (tx.new_id(), AreaPath::parse("drill/")?);
    areas::grow(tx, None, vec![branch(town, "drill", AreaKind::Town, "演练镇", grids)?])?;
    let grant = Grant {
        id: GrantId(user.0),
        role: Role::Official,
        area: town,
        path: path.clone(),
        provider: None,
        from: tx.now(),
        until: None,
    };
    let actor = Actor { user, session: SessionId(user.0), grants: vec![grant], principal: None };
    Ok(Town { actor, path, grids: ids })
}

fn branch(id: AreaId, segment: &str, kind: AreaKind, name: &str, children: Vec<Branch>) -> Result<Branch> {
    let (segment, name) = (AreaSegment::new(segment)?, AreaName::new(name)?);
    Ok(Branch { id, segment, kind, name, head_count: None, boundary: None, children })
}

impl Town {
    fn report(&self, tx: &mut Tx<'_>, index: usize) -> Result<()> {
        let report = Report {
            category: CategoryCode::new("facilities")?,
            text: TicketText::new(&text(index))?,
            answers: RawAnswers::new(),
            photos: Vec::new(),
            position: None,
            area: self.grids.get(scattered(index, 7) % self.grids.len().max(1)).copied(),
            on_behalf_of: None,
            anonymous: false,
        };
        tickets::report(tx, &self.actor, &report)?;
        Ok(())
    }

    /// Somebody who may see what lies there.
    fn reader(&self, path: &AreaPath) -> Actor {
        let grants = self.actor.grants.iter().map(|grant| Grant { path: path.clone(), ..grant.clone() });
        Actor { grants: grants.collect(), ..self.actor.clone() }
    }
}

/// A number that belongs to an index and looks like chance.
fn scattered(index: usize, seed: usize) -> usize {
    let mixed = index.wrapping_add(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

/// What is wrong, in some forty characters.
fn text(index: usize) -> String {
    let of = |seed: usize, out_of: usize| scattered(index, seed) % out_of;
    let place = ["村口", "学校门前", "石桥边", "菜市场", "老槐树下", "卫生室旁"][of(1, 6)];
    let what = match of(2, 100) {
        0..30 => "路灯不亮，晚上看不清",
        30..31 => "井盖丢了，很危险",
        31..32 => "the street lamp is broken",
        32..52 => "下雨以后积水，走不过去",
        52..75 => "垃圾堆了好几天没人清理",
        _ => "路面坑坑洼洼，骑车容易摔",
    };
    let more = if of(3, 30) == 0 { "，旁边还有积水" } else { "，请尽快来看看" };
    format!("{place}{what}{more}（第{}号）", of(4, 10_000))
}
