//! Filling a demo store with tickets, through the use cases that people use.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, Result};
use app::{
    db::{
        Database, DatabaseUrl, DbError, Key, PoolSizes, Tx,
        schema::{areas, categories, grants, tickets as t, users},
    },
    tickets::{self, Report},
};
use clap::Args;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, SessionId, TicketId, UserId},
    permissions::{Actor, Grant, Role},
    tickets::{CategoryCode, TicketText, form::RawAnswers},
};

use self::postings::{Place, Wanted};
use crate::{
    facts::Facts,
    system::{SystemClock, SystemEntropy},
};

mod books;
pub(crate) mod inspections;
pub(crate) mod postings;
mod statements;

/// Tickets of one transaction.
const CHUNK: usize = 500;
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
    let mut made: Vec<TicketId> = Vec::with_capacity(options.tickets);
    while made.len() < options.tickets {
        let (town, from) = (Arc::clone(&town), made.len());
        let until = options.tickets.min(from + CHUNK);
        made.extend(db.write_blocking(move |tx| town.report(tx, from..until))?);
    }
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
        let grids: Vec<(Key<AreaId>, String)> = areas::table
            .filter(areas::kind.eq("grid"))
            .filter(areas::path.ge(path.to_string()))
            .filter(areas::path.lt(path.end()))
            .order(areas::path)
            .limit(1_000)
            .select((areas::id, areas::path))
            .load(tx.db())?;
        let (Key(home), home_path) = grids.first().cloned().ok_or(DbError::NotFound)?;
        let home_path = AreaPath::parse(&home_path).map_err(DbError::damaged)?;
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
            grids: grids.into_iter().map(|(Key(id), _)| id).collect(),
            category: CategoryCode::new(&category).map_err(DbError::damaged)?,
        })
    }

    /// Ticket number `index` of the seed.
    pub(crate) fn matter(&self, index: usize) -> Result<Report, DbError> {
        let text = format!("第{index}号路灯不亮，已经三天了，晚上走路看不清，请尽快修好");
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

    fn report(
        &self,
        tx: &mut Tx<'_>,
        indexes: std::ops::Range<usize>,
    ) -> Result<Vec<TicketId>, tickets::Error> {
        indexes.map(|index| tickets::report(tx, &self.actor, &self.matter(index)?)).collect()
    }
}

/// Statements by request: of the application, of the minimal handler.
pub(crate) type Statements = BTreeMap<String, (usize, usize)>;
