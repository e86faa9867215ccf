//! Lists of tickets: newest first, each page one index range.

mod queries;

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProviderId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::{CategoryCode, Measure, Sought, StateName},
};

use super::{
    Error,
    read::{Item, items},
    search::{self, Pieces, Way},
    stored::Stored,
};
use crate::{
    areas,
    db::{DbError, Tx},
};

/// Which tickets a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in these states; all where empty.
    pub states: Vec<StateName>,
    /// Only this kind.
    pub category: Option<CategoryCode>,
    /// Only what this person works on or did; `Some(None)` is what nobody has.
    pub keeper: Option<Option<UserId>>,
    /// Only what this provider keeps.
    pub provider: Option<ProviderId>,
    /// Only open ones of which the very area asked for was told that they are late.
    pub escalated: bool,
    /// Only in this area and below.
    pub area: Option<AreaId>,
    /// Only the caller's own.
    pub mine: bool,
    /// Only what the caller works on.
    pub assigned_to_me: bool,
    /// Only what somebody ought to have acted on by now.
    pub overdue: bool,
    /// Only what somebody ought to act on within [`super::SOON`], and not before now.
    pub due_soon: bool,
    /// Only solved, the last time, at or after this moment.
    pub solved_from: Option<DateTime<Utc>>,
    /// Only with these words, or with this number.
    pub search: Option<Sought>,
    /// Only what this number of a summary counts.
    pub counted: Option<Measure>,
    /// Only reported at or after this moment.
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    pub reported_until: Option<DateTime<Utc>>,
}

impl Filter {
    /// Whether it lists open ones alone.
    fn is_of_open(&self) -> bool {
        self.overdue
            || self.due_soon
            || self.escalated
            || (!self.states.is_empty() && self.states.iter().all(|state| !state.is_ended()))
    }
}

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this ticket.
    pub after: Option<TicketId>,
    /// At most so many.
    pub limit: i64,
}

/// Along what a list is read; what it holds is the same.
enum Source {
    /// The caller's own tickets, in an area where one is asked for.
    Own(Option<AreaPath>),
    /// What a provider keeps that the caller serves, in an area where one is asked for.
    Provider(ProviderId, Option<AreaPath>),
    /// The tickets of areas; none of them covers another, so no ticket comes twice.
    Areas(Vec<AreaPath>),
    /// The tickets with pieces of what is searched, in these areas.
    Pieces(Vec<AreaPath>, Pieces),
}

/// The tickets of `filter` that the caller may see, newest first: those that a provider keeps whom they serve, where they ask for
/// them, those of the areas where they hold [`Permission::ViewTickets`], or their own where they hold it nowhere (or ask for their
/// own). At most ten statements, however many rows.
///
/// # Errors
/// [`DbError`]; [`Error::AreaUnknown`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, page: Page) -> Result<Vec<Item>, Error> {
    let source = source(tx, actor, filter, page.after)?;
    let rows = queries::rows(tx, actor, filter, &source, page)?;
    let rows = rows.into_iter().map(Stored::try_from).collect::<Result<_, _>>()?;
    Ok(items(tx, actor, rows)?)
}

/// How many tickets [`list`] has in all, counted to `most` and no further. At most five statements.
///
/// # Errors
/// [`DbError`]; [`Error::AreaUnknown`].
pub fn count(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, most: usize) -> Result<usize, Error> {
    let page = Page { after: None, limit: i64::try_from(most).unwrap_or(i64::MAX) };
    let source = source(tx, actor, filter, None)?;
    Ok(queries::ids(tx, actor, filter, &source, page)?.len())
}

fn source(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, after: Option<TicketId>) -> Result<Source, Error> {
    let under = match filter.area {
        None => None,
        Some(id) => Some(areas::area(tx, id).map_err(|error| match error {
            DbError::NotFound => Error::AreaUnknown,
            other => other.into(),
        })?),
    };
    let under = under.map(|area| area.path);
    if let Some(provider) = filter.provider.filter(|provider| actor.serves(*provider)) {
        return Ok(Source::Provider(provider, under));
    }
    let scope = actor.scope(Permission::ViewTickets);
    if filter.mine || filter.assigned_to_me || scope.is_empty() {
        return Ok(Source::Own(under));
    }
    let paths = within(scope, under);
    let way = match filter.search.as_ref().and_then(Sought::words) {
        Some(words) if !paths.is_empty() => search::way(tx, words, &paths, after)?,
        _ => Way::Areas,
    };
    Ok(match way {
        Way::Areas => Source::Areas(paths),
        Way::Pieces(pieces) => Source::Pieces(paths, pieces),
    })
}

/// The parts of `scope` that lie in `under`.
fn within(scope: Vec<AreaPath>, under: Option<AreaPath>) -> Vec<AreaPath> {
    let Some(under) = under else { return scope };
    if scope.iter().any(|path| path.covers(&under)) {
        return vec![under];
    }
    scope.into_iter().filter(|path| under.covers(path)).collect()
}
