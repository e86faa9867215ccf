//! Reading programmes. How many statements it takes does not grow with the rows.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{FundingId, ProgrammeId, UserId},
    ledger::AccountKind,
    permissions::{Actor, Permission},
    points::ProgrammeState,
    town_time,
};

use super::{StoredProgramme, find, row::Row};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{ledger_accounts as accounts, programme_fundings as fundings, programmes as t},
    },
    identity,
    points::{
        low,
        numbers::Moved,
        rules::{self, StoredRules},
    },
};

/// Most fundings that are listed.
const FUNDINGS_MAX: i64 = 500;
/// Most drafts of one installation that lists look through.
const DRAFTS_MAX: i64 = 2_000;

/// Which programmes a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those for this area: of it, of one around it, or of one in it.
    pub area: Option<AreaPath>,
    /// Only in this state.
    pub state: Option<ProgrammeState>,
    /// Only running ones whose budget runs low.
    pub low: bool,
}

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this one.
    pub after: Option<ProgrammeId>,
    /// Most items of this page.
    pub limit: i64,
}

/// A programme as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The programme.
    pub programme: StoredProgramme,
    /// The name of its area.
    pub area_name: String,
    /// The rules in force today, or those that come first.
    pub rules: Option<StoredRules>,
    /// What it got and what became of that.
    pub totals: Moved,
    /// Whether it runs low.
    pub low: bool,
}

/// Whether somebody sees the drafts of a place: who writes programmes there, funds them, or audits.
#[must_use]
pub fn sees_drafts(actor: Option<&Actor>, path: &AreaPath) -> bool {
    let needed = [Permission::ManageProgrammes, Permission::FundProgrammes, Permission::ViewLedger];
    actor.is_some_and(|actor| needed.into_iter().any(|permission| actor.may(permission, path)))
}

/// The programmes of `filter` that somebody may see, the newest first. Everybody sees what has started.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Shown>, DbError> {
    let mut query = t::table.order(t::id.desc()).limit(page.limit).select(Row::as_select()).into_boxed();
    if let Some(area) = &filter.area {
        let around: Vec<String> = area.lineage().iter().map(ToString::to_string).collect();
        let within = t::area_path.ge(area.to_string()).and(t::area_path.lt(area.end()));
        query = query.filter(t::area_path.eq_any(around).or(within));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if filter.low {
        query = query.filter(t::state.eq("running"));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let drafts = drafts_of(tx, actor)?;
    query = query.filter(t::state.ne("draft").or(t::id.eq_any(drafts)));
    if filter.low {
        let low = low::running_low(tx)?;
        let low: Vec<Key<ProgrammeId>> = low.into_iter().map(|(id, _)| Key(id)).collect();
        query = query.filter(t::id.eq_any(low));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let stored = rows.into_iter().map(StoredProgramme::try_from).collect::<Result<Vec<_>, _>>()?;
    shown(tx, stored)
}

/// The drafts that somebody sees.
fn drafts_of(tx: &mut Tx<'_>, actor: Option<&Actor>) -> Result<Vec<Key<ProgrammeId>>, DbError> {
    if actor.is_none() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Key<ProgrammeId>, String)> = t::table
        .filter(t::state.eq("draft"))
        .order(t::id.desc())
        .limit(DRAFTS_MAX)
        .select((t::id, t::area_path))
        .load(tx.db())?;
    let mut seen = Vec::new();
    for (id, path) in rows {
        if sees_drafts(actor, &AreaPath::parse(&path).map_err(DbError::damaged)?) {
            seen.push(id);
        }
    }
    Ok(seen)
}

/// One programme that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or it is a draft of somebody else.
pub fn programme(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ProgrammeId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    if stored.state() == ProgrammeState::Draft && !sees_drafts(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    shown(tx, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// Area names, rules and balances: three statements.
fn shown(tx: &mut Tx<'_>, stored: Vec<StoredProgramme>) -> Result<Vec<Shown>, DbError> {
    let today = town_time::date(tx.now());
    let names = areas::names_by_id(tx, stored.iter().map(|programme| programme.area))?;
    let mut all = rules::adopted_of(tx, stored.iter().map(|programme| programme.id))?;
    let books: Vec<Vec<u8>> = stored.iter().map(|programme| programme.id.0.as_bytes().to_vec()).collect();
    let balances: Vec<(Vec<u8>, String, i64)> = accounts::table
        .filter(accounts::book_id.eq_any(books))
        .filter(accounts::kind.eq_any(Moved::KINDS.map(AccountKind::as_str)))
        .select((accounts::book_id, accounts::kind, accounts::balance))
        .load(tx.db())?;
    let one = |programme: StoredProgramme| {
        let versions = all.remove(&programme.id).unwrap_or_default();
        let rules = rules::on(&versions, today).or(versions.first()).cloned();
        let own = balances.iter().filter(|(book, ..)| book[..] == programme.id.0.as_bytes()[..]);
        let moved = own.filter_map(|(_, kind, balance)| Some(Moved::of(AccountKind::parse(kind)?, *balance)));
        let totals = moved.fold(Moved::default(), Moved::plus);
        let low = programme.state() == ProgrammeState::Running
            && rules.as_ref().is_some_and(|rules| totals.left() <= rules.content.low_at);
        let area_name = names.get(&programme.area).cloned().unwrap_or_default();
        Shown { programme, area_name, rules, totals, low }
    };
    Ok(stored.into_iter().map(one).collect())
}

/// Points that a programme got.
#[derive(Clone, Debug)]
pub struct Funding {
    /// Its id.
    pub id: FundingId,
    /// How many.
    pub points: i64,
    /// Where they come from.
    pub note: String,
    /// Who gave them.
    pub funder: UserId,
    /// What they are called.
    pub funder_name: String,
    /// When.
    pub funded_at: DateTime<Utc>,
}

/// What a programme got, the latest first. For who funds or manages programmes there, or audits.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn fundings(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId) -> Result<Vec<Funding>, DbError> {
    let stored = find(tx, id)?;
    if !sees_drafts(Some(actor), &stored.path) {
        return Err(DbError::NotFound);
    }
    type Row = (Key<FundingId>, i64, String, Key<UserId>, NaiveDateTime);
    let rows: Vec<Row> = fundings::table
        .filter(fundings::programme_id.eq(Key(id)))
        .order(fundings::id.desc())
        .limit(FUNDINGS_MAX)
        .select((fundings::id, fundings::points, fundings::note, fundings::funded_by, fundings::funded_at))
        .load(tx.db())?;
    let names = identity::names_of(tx, rows.iter().map(|row| row.3.0).collect::<Vec<_>>())?;
    let one = |(Key(id), points, note, Key(funder), funded_at): Row| {
        let funder_name = names.get(&funder).cloned().unwrap_or_default();
        Funding { id, points, note, funder, funder_name, funded_at: funded_at.and_utc() }
    };
    Ok(rows.into_iter().map(one).collect())
}
