//! The three rates of an area and a period: of its parts, of its kinds of matters, of those who work there and of the providers that
//! keep something.

use std::collections::{BTreeMap, HashMap};

use domain::{
    areas::AreaPath,
    ids::{AreaId, UserId},
    permissions::{Actor, Permission},
    tickets::Tally,
};

use super::{
    Error,
    read::names,
    tally::{self, Period},
};
use crate::{
    areas::{self, Area},
    categories::{self, Category},
    db::{DbError, Tx},
    providers::{self, Named},
};

/// Most people of one [`of_keepers`].
pub const KEEPERS_MAX: usize = 1_000;

/// The tickets of an area, counted.
#[derive(Clone, Debug)]
pub struct AreaTally {
    /// The area.
    pub area: Area,
    /// Its tickets and those of everything in it.
    pub tally: Tally,
}

/// The tickets of a kind, counted.
#[derive(Clone, Debug)]
pub struct CategoryTally {
    /// The kind, as it is in the area or nearest to it.
    pub category: Category,
    /// Its tickets.
    pub tally: Tally,
}

/// The tickets of somebody, counted.
#[derive(Clone, Debug)]
pub struct KeeperTally {
    /// Who works on them or did, and their name; nobody for those that nobody has.
    pub keeper: Option<(UserId, String)>,
    /// Their tickets.
    pub tally: Tally,
}

/// The tickets of a provider, counted.
#[derive(Clone, Debug)]
pub struct ProviderTally {
    /// Which keeps them.
    pub provider: Named,
    /// Its tickets.
    pub tally: Tally,
}

/// The tally of an area, and of each area directly in it that has tickets, in the tree's order.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ViewTickets`] there; [`Error::AreaUnknown`].
pub fn summary(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    period: Period,
) -> Result<(AreaTally, Vec<AreaTally>), Error> {
    let area = seen(tx, actor, area)?;

    let mut total = Tally::default();
    let mut parts: BTreeMap<AreaPath, Tally> = BTreeMap::new();
    for (path, tally) in tally::by_area(tx, &area.path, period)? {
        total = total.plus(tally);
        if let Some(part) = path.lineage().into_iter().nth(area.path.depth()) {
            let sum = parts.entry(part).or_default();
            *sum = sum.plus(tally);
        }
    }
    let paths: Vec<AreaPath> = parts.keys().cloned().collect();
    let named = areas::at_paths(tx, &paths)?;
    let parts = named.into_iter().filter_map(|area| {
        let tally = *parts.get(&area.path)?;
        Some(AreaTally { area, tally })
    });
    let parts = parts.collect();
    Ok((AreaTally { area, tally: total }, parts))
}

/// The tally of each kind of matter of an area, most reported first. Three statements.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ViewTickets`] there; [`Error::AreaUnknown`].
pub fn of_categories(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    period: Period,
) -> Result<Vec<CategoryTally>, Error> {
    let area = seen(tx, actor, area)?;
    let tallies = tally::by_category(tx, &area.path, period)?;
    let codes: Vec<_> = tallies.iter().map(|(code, _)| code.clone()).collect();
    let mut named = categories::nearest(tx, &area.path, &codes)?;
    let row = |(code, tally)| {
        let category = named.remove(&code).ok_or_else(|| DbError::damaged("a ticket's category"))?;
        Ok(CategoryTally { category, tally })
    };
    tallies.into_iter().map(row).collect()
}

/// The tally of each person who works or worked on the tickets of an area, most reported first. Three statements.
///
/// # Errors
/// [`Error::TooManyKeepers`] for more than [`KEEPERS_MAX`]; [`Error::Denied`] without [`Permission::ViewTickets`] there;
/// [`Error::AreaUnknown`].
pub fn of_keepers(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    period: Period,
) -> Result<Vec<KeeperTally>, Error> {
    let area = seen(tx, actor, area)?;
    let tallies = tally::by_keeper(tx, &area.path, period)?;
    if tallies.len() > KEEPERS_MAX {
        return Err(Error::TooManyKeepers);
    }
    let people: Vec<UserId> = tallies.iter().filter_map(|(keeper, _)| *keeper).collect();
    let names: HashMap<UserId, String> = names(tx, &people)?;
    let row = |(keeper, tally): (Option<UserId>, Tally)| {
        let keeper = keeper.map(|id| (id, names.get(&id).cloned().unwrap_or_default()));
        KeeperTally { keeper, tally }
    };
    Ok(tallies.into_iter().map(row).collect())
}

/// The tally of each provider that keeps tickets of an area, most reported first. Three statements.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ViewTickets`] there; [`Error::AreaUnknown`].
pub fn of_providers(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    period: Period,
) -> Result<Vec<ProviderTally>, Error> {
    let area = seen(tx, actor, area)?;
    let tallies = tally::by_provider(tx, &area.path, period)?;
    let mut named = providers::named(tx, tallies.iter().map(|(provider, _)| *provider))?;
    let row = |(id, tally)| {
        let provider = named.remove(&id).ok_or_else(|| DbError::damaged("a ticket's provider"))?;
        Ok(ProviderTally { provider, tally })
    };
    tallies.into_iter().map(row).collect()
}

/// The area of a summary or a board, for whoever may see its tickets.
pub(super) fn seen(tx: &mut Tx<'_>, actor: &Actor, area: AreaId) -> Result<Area, Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ViewTickets, &area.path)?;
    Ok(area)
}
