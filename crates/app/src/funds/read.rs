//! Reading funds. How many statements it takes does not grow with the rows.

use diesel::{BoxableExpression, prelude::*, sql_types::Bool};
use domain::{
    areas::AreaPath,
    funds::{FundState, Period},
    ids::FundId,
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    Purposed, StoredFund,
    charters::{self, StoredCharter},
    disclosures, find,
    row::{Row, purposes_of},
};
use crate::{
    areas,
    db::{Db, DbError, Key, Tx, schema::funds as t},
};

/// Who sees a fund that is being founded, and drafts of its charters.
const INSIDE: [Permission; 4] =
    [Permission::ManageFunds, Permission::KeepFunds, Permission::DecideFunds, Permission::ViewLedger];

/// Which funds a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those for this area: of it, of one around it, or of one in it.
    pub area: Option<AreaPath>,
    /// Only in this state.
    pub state: Option<FundState>,
}

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page<T> {
    /// After this one.
    pub after: Option<T>,
    /// Most items of this page.
    pub limit: i64,
}

/// A fund as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The fund.
    pub fund: StoredFund,
    /// The name of its area.
    pub area_name: String,
    /// What its gifts can be restricted to.
    pub purposes: Vec<Purposed>,
    /// The charter that is in force today.
    pub charter: Option<StoredCharter>,
    /// The periods whose account to the public is overdue today.
    pub overdue: Vec<Period>,
}

/// Whether somebody sees what is not for everybody yet: who manages, keeps, decides about or audits funds there.
#[must_use]
pub fn sees_drafts(actor: Option<&Actor>, path: &AreaPath) -> bool {
    actor.is_some_and(|actor| INSIDE.into_iter().any(|permission| actor.may(permission, path)))
}

/// Whether somebody keeps or audits the books of funds there.
pub(super) fn keeps(actor: &Actor, path: &AreaPath) -> bool {
    actor.may(Permission::KeepFunds, path) || actor.may(Permission::ViewLedger, path)
}

/// A fund that somebody may see.
pub(super) fn seen(stored: StoredFund, actor: Option<&Actor>) -> Result<StoredFund, DbError> {
    let public = stored.state != FundState::Founding;
    if public || sees_drafts(actor, &stored.path) { Ok(stored) } else { Err(DbError::NotFound) }
}

/// A fund that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or it is being founded and not for them.
pub(super) fn visible(tx: &mut Tx<'_>, actor: Option<&Actor>, id: FundId) -> Result<StoredFund, DbError> {
    seen(find(tx, id)?, actor)
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// The paths under which somebody sees what is not for everybody yet.
pub(super) fn inside_paths(actor: Option<&Actor>) -> Vec<AreaPath> {
    let paths = actor.map(|actor| INSIDE.into_iter().flat_map(|permission| actor.scope(permission)));
    paths.into_iter().flatten().collect()
}

/// Everybody sees what is not being founded any more; who is inside sees the others there.
fn seen_by(actor: Option<&Actor>) -> Condition {
    let everybody: Condition = Box::new(t::state.ne(FundState::Founding.as_str()));
    inside_paths(actor).into_iter().fold(everybody, |others, path| {
        let range = t::area_path.ge(path.as_str().to_owned()).and(t::area_path.lt(path.end()));
        Box::new(others.or(range))
    })
}

/// The funds of `filter` that somebody may see, the newest first. Five statements.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: &Filter,
    page: Page<FundId>,
) -> Result<Vec<Shown>, DbError> {
    let mut query = t::table.order(t::id.desc()).limit(page.limit).select(Row::as_select()).into_boxed();
    query = query.filter(seen_by(actor));
    if let Some(area) = &filter.area {
        let around: Vec<String> = area.lineage().iter().map(ToString::to_string).collect();
        let within = t::area_path.ge(area.to_string()).and(t::area_path.lt(area.end()));
        query = query.filter(t::area_path.eq_any(around).or(within));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    shown(tx, rows.into_iter().map(StoredFund::try_from).collect::<Result<_, _>>()?)
}

/// One fund that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or it is being founded and not for them.
pub fn fund(tx: &mut Tx<'_>, actor: Option<&Actor>, id: FundId) -> Result<Shown, DbError> {
    let stored = visible(tx, actor, id)?;
    shown(tx, vec![stored])?.pop().ok_or(DbError::NotFound)
}

fn shown(tx: &mut Tx<'_>, stored: Vec<StoredFund>) -> Result<Vec<Shown>, DbError> {
    let ids: Vec<FundId> = stored.iter().map(|fund| fund.id).collect();
    let names = areas::names_by_id(tx, stored.iter().map(|fund| fund.area).collect::<Vec<_>>())?;
    let mut purposes = purposes_of(tx, &ids)?;
    let today = town_time::date(tx.now());
    let adopted = charters::adopted_of(tx, &ids, today)?;
    let mut overdue = disclosures::overdue_of(tx, &stored, &adopted, today)?;
    let mut charters = charters::latest(adopted, today);
    let one = |fund: StoredFund| Shown {
        area_name: names.get(&fund.area).cloned().unwrap_or_default(),
        purposes: purposes.remove(&fund.id).unwrap_or_default(),
        charter: charters.remove(&fund.id),
        overdue: overdue.remove(&fund.id).unwrap_or_default(),
        fund,
    };
    Ok(stored.into_iter().map(one).collect())
}
