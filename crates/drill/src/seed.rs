//! Filling a demo store with tickets, inspections and claims.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, Result};
use app::{
    db::{
        Database, DatabaseUrl, DbError, Key, PoolSizes, Tx,
        schema::{areas, categories, grants, tickets as t, users},
    },
    tickets::{Report, report},
};
use clap::Args;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
    tickets::{CategoryCode, TicketText, form::RawAnswers},
};

use self::{
    postings::{Place, Wanted},
    tickets::Ground,
};
use crate::{
    facts::Facts,
    system::{SystemClock, SystemEntropy},
};

mod books;
pub(crate) mod funds;
pub(crate) mod inspections;
pub(crate) mod postings;
pub(crate) mod searched;
mod statements;
mod tickets;
pub(crate) mod words;

/// Tickets that are read one by one.
const READ_IDS: usize = 1_000;
/// Villages of a ranking.
const VILLAGES: usize = 10_000;
/// People who sign in.
const RESIDENTS_MAX: i64 = 200;

/// What to fill.
#[derive(Args)]
pub(crate) struct Options {
    /// A store that `gongzhi demo` has filled
    #[arg(long)]
    database_url: String,
    /// Tickets to add
    #[arg(long)]
    tickets: usize,
    /// Claims that wait to be approved: so many over many programmes, and so many of one
    #[arg(long, default_value_t = 0)]
    claims: usize,
    /// Keys of encrypted fields
    #[arg(long, env = "GONGZHI_FIELD_KEYS", hide_env_values = true)]
    field_keys: String,
}

/// Fills the store, seals its journal, and prints [`Facts`] as JSON.
///
/// # Errors
/// When the store fails or is no demo.
pub(crate) fn run(options: &Options) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let town = db.read_blocking(Town::find).context("a demo store is needed")?;
    let town = Arc::new(town);
    let grids = db.read_blocking(|tx| tickets::grids(tx, &town.path))?;
    let ground = Ground { grids, reporter: town.actor.user, handler: town.actor.user };
    let made = tickets::fill(&db, &ground, options.tickets)?;
    // The numbers of this year begin with a report.
    let first = Arc::clone(&town);
    db.write_blocking(move |tx| report(tx, &first.actor, &first.matter(0)?))?;
    let county = inspections::inspected(&db, VILLAGES)?;
    let ranked = *county.rounds.last().context("no round")?;
    if options.claims > 0 {
        let wanted = Wanted { entries: 2, many: true, claims: options.claims };
        postings::fill(&db, &town.place, wanted)?;
    }
    postings::settle(&db)?;

    let all: i64 = db.read_blocking(|tx| t::table.count().get_result(tx.db()).map_err(DbError::from))?;
    let every = made.len().div_ceil(READ_IDS).max(1);
    let residents: Vec<String> = db.read_blocking(|tx| {
        let logins = users::table.filter(users::login.like("r%")).select(users::login).order(users::login);
        logins.limit(RESIDENTS_MAX).load(tx.db()).map_err(DbError::from)
    })?;
    let read = made.iter().copied().step_by(every).collect::<Vec<_>>();
    let ask = statements::Ask {
        town: Arc::clone(&town),
        ticket: *read.first().context("no tickets")?,
        login: residents.first().context("no residents")?.clone(),
        keys: options.field_keys.clone(),
        ranked,
        claims: options.claims > 0,
    };
    let facts = Facts {
        tickets: usize::try_from(all)?,
        area: town.place.area.0,
        ticket_ids: read.into_iter().map(|id| id.0).collect(),
        path: town.path.to_string(),
        ranked: ranked.0,
        grids: town.grids.iter().map(|id| id.0).collect(),
        category: town.category.as_str().to_owned(),
        official: OFFICIAL.to_owned(),
        official_id: town.actor.user.0,
        residents,
        password: app::demo::PASSWORD.to_owned(),
        statements: statements::count(&db, ask)?,
    };
    println!("{}", serde_json::to_string(&facts)?);
    Ok(())
}

/// A ledger of a size.
#[derive(Args)]
pub(crate) struct Ledger {
    /// A store that `gongzhi demo` has filled
    #[arg(long)]
    database_url: String,
    /// Entries to add, in one programme
    #[arg(long)]
    entries: usize,
    /// Claims that wait to be approved in it
    #[arg(long)]
    claims: usize,
}

/// Fills the store with a ledger, and seals its journal.
///
/// # Errors
/// When the store fails or is no demo.
pub(crate) fn grow(options: &Ledger) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let town = db.read_blocking(Town::find).context("a demo store is needed")?;
    let wanted = Wanted { entries: options.entries, many: false, claims: options.claims };
    postings::fill(&db, &town.place, wanted)?;
    postings::settle(&db)
}

/// The demo account that lists, reads and reports.
const OFFICIAL: &str = "official";

/// Where and by whom tickets are reported.
pub(crate) struct Town {
    pub(crate) actor: Actor,
    pub(crate) path: AreaPath,
    pub(crate) grids: Vec<AreaId>,
    pub(crate) category: CategoryCode,
    /// Where programmes are.
    pub(crate) place: Place,
}

impl Town {
    fn find(tx: &mut Tx<'_>) -> Result<Self, DbError> {
        let (Key(user), Key(area), path): (Key<UserId>, Key<AreaId>, String) = grants::table
            .inner_join(areas::table)
            .inner_join(users::table.on(users::id.eq(grants::user_id)))
            .filter(users::login.eq(OFFICIAL))
            .select((users::id, areas::id, areas::path))
            .first(tx.db())?;
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let grids = tickets::grids(tx, &path)?;
        let (home, home_path) = grids.first().cloned().ok_or(DbError::NotFound)?;
        let category: String = categories::table
            .filter(categories::active.eq(true))
            .order(categories::ordinal)
            .select(categories::code)
            .first(tx.db())?;
        let from = tx.now();
        let grant = Grant {
            id: GrantId(user.0),
            role: Role::Official,
            area,
            path: path.clone(),
            provider: None,
            from,
            until: None,
        };
        Ok(Self {
            actor: Actor { user, session: SessionId(user.0), grants: vec![grant], principal: None },
            place: Place { area, path: path.clone(), home, home_path, official: user },
            path,
            grids: grids.into_iter().map(|(id, _)| id).collect(),
            category: CategoryCode::new(&category).map_err(DbError::damaged)?,
        })
    }

    /// A report of matter number `index`.
    pub(crate) fn matter(&self, index: usize) -> Result<Report, DbError> {
        let text = words::text(index);
        Ok(Report {
            category: self.category.clone(),
            text: TicketText::new(&text).map_err(DbError::damaged)?,
            answers: RawAnswers::new(),
            photos: Vec::new(),
            position: None,
            area: self.grids.get(index % self.grids.len().max(1)).copied(),
            on_behalf_of: None,
            anonymous: false,
        })
    }
}

/// Statements by request: of the application, of the minimal handler.
pub(crate) type Statements = BTreeMap<String, (usize, usize)>;
