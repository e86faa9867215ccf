//! `drill search`: how long pages of what is searched take in stores of several sizes, without HTTP.
//!
//! Every page is read in each store by turns, so that what else the machine does falls on all of them.

use std::{sync::Arc, time::Instant};

use anyhow::{Context, Result};
use app::{
    db::{
        Database, DatabaseUrl, DbError, Key, PoolSizes,
        schema::{areas, tickets as t, users},
    },
    tickets::{self, Filter, Page, PublicFilter, PublicPage},
};
use clap::Args;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
    tickets::Sought,
};
use serde::{Deserialize, Serialize};

use crate::{
    seed::{
        searched::{GRID, LOGIN, TOWN},
        words::SEARCHES,
    },
    system::{SystemClock, SystemEntropy},
};

/// Pages that are read of each kind; those before them warm up.
const PAGES: usize = 1_000;
const WARM_UP: usize = 20;
/// Tickets of a page, and one that tells whether there are more.
const LIMIT: i64 = 21;

/// What to search.
#[derive(Args)]
pub(crate) struct Options {
    /// A store that `fill-search` has filled; several are searched by turns
    #[arg(long, required = true)]
    database_url: Vec<String>,
}

/// How long pages took in one store.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Searched {
    pub(crate) tickets: i64,
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

/// A store, and who may see everything in it.
pub(crate) struct Store {
    pub(crate) db: Database,
    pub(crate) actor: Actor,
    searched: Searched,
    /// How long every page took, of whatever kind.
    micros: Vec<u64>,
}

/// Searches, and prints a [`Searched`] of each store as JSON.
///
/// # Errors
/// When a store fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut stores = options.database_url.iter().map(|url| Store::open(url)).collect::<Result<Vec<_>>>()?;
    let staff = |path| Ok::<_, anyhow::Error>(Some(AreaPath::parse(path)?));
    for (place, under) in [("town", staff(TOWN)?), ("grid", staff(GRID)?), ("everybody's", None)] {
        for (words, of) in SEARCHES {
            search(&mut stores, words, under.as_ref(), &format!("{words} ({of}), {place}"))?;
        }
    }
    let searched = stores.into_iter().map(Store::summed_up).collect::<Result<Vec<_>>>()?;
    println!("{}", serde_json::to_string(&searched)?);
    Ok(())
}

/// Times a page: of an official who may see what lies under a path, or where there is none of everybody.
fn search(stores: &mut [Store], words: &str, under: Option<&AreaPath>, name: &str) -> Result<()> {
    let sought = Sought::new(words)?;
    let mut timed = vec![(Vec::with_capacity(PAGES), 0); stores.len()];
    for turn in 0..WARM_UP + PAGES {
        for (store, (micros, found)) in stores.iter().zip(&mut timed) {
            let reader = under.map(|path| store.reader(path));
            let begun = Instant::now();
            *found = match &reader {
                Some(reader) => store.staffs(reader, sought.clone())?,
                None => store.everybodys(sought.clone())?,
            };
            if turn >= WARM_UP {
                micros.push(u64::try_from(begun.elapsed().as_micros())?);
            }
        }
    }
    for (store, (micros, found)) in stores.iter_mut().zip(timed) {
        store.micros.extend(&micros);
        store.searched.pages.push(Timed::of(name, found, micros)?);
    }
    Ok(())
}

impl Timed {
    fn of(name: &str, found: usize, mut micros: Vec<u64>) -> Result<Self> {
        micros.sort_unstable();
        let at = |hundredths: usize| {
            micros.get(micros.len() * hundredths / 100).copied().context("no page was read")
        };
        Ok(Self { name: name.to_owned(), found, p50_micros: at(50)?, p99_micros: at(99)? })
    }
}

impl Store {
    /// Opens a store that was filled.
    ///
    /// # Errors
    /// When it cannot be opened, or was not.
    pub(crate) fn open(url: &str) -> Result<Self> {
        let url: DatabaseUrl = url.parse()?;
        let sizes = PoolSizes { readers: 1, writers: 1 };
        let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
        let (Key(user), Key(area), tickets): (Key<UserId>, Key<AreaId>, i64) = db.read_blocking(|tx| {
            let user = users::table.filter(users::login.eq(LOGIN)).select(users::id).first(tx.db())?;
            let town = areas::table.filter(areas::path.eq(TOWN)).select(areas::id).first(tx.db())?;
            Ok::<_, DbError>((user, town, t::table.count().get_result(tx.db())?))
        })?;
        let grant = Grant {
            id: GrantId(user.0),
            role: Role::Official,
            area,
            path: AreaPath::parse(TOWN)?,
            provider: None,
            from: db.now(),
            until: None,
        };
        let actor = Actor { user, session: SessionId(user.0), grants: vec![grant], principal: None };
        Ok(Self { db, actor, searched: Searched { tickets, pages: Vec::new() }, micros: Vec::new() })
    }

    /// Its figures, those of all pages together the last.
    fn summed_up(self) -> Result<Searched> {
        let Searched { tickets, mut pages } = self.searched;
        let found = pages.iter().map(|page| page.found).sum();
        pages.push(Timed::of("all of these together", found, self.micros)?);
        Ok(Searched { tickets, pages })
    }

    /// How many tickets the first page of those who work there holds.
    fn staffs(&self, reader: &Actor, sought: Option<Sought>) -> Result<usize> {
        let filter = Filter { search: sought, ..Filter::default() };
        let page = Page { after: None, limit: LIMIT };
        Ok(self.db.read_blocking(|tx| tickets::list(tx, reader, &filter, page))?.len())
    }

    /// The same of the list that everybody reads.
    fn everybodys(&self, sought: Option<Sought>) -> Result<usize> {
        let filter = PublicFilter { search: sought, ..PublicFilter::default() };
        let page = PublicPage { after: None, skip: 0, limit: LIMIT };
        Ok(self.db.read_blocking(|tx| tickets::public_tickets(tx, &filter, page))?.len())
    }

    /// Somebody who may see what lies there.
    fn reader(&self, path: &AreaPath) -> Actor {
        let grants = self.actor.grants.iter().map(|grant| Grant { path: path.clone(), ..grant.clone() });
        Actor { grants: grants.collect(), ..self.actor.clone() }
    }
}
