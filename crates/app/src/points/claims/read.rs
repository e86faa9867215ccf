//! Reading claims. How many statements it takes does not grow with the rows.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ClaimId, PhotoId, ProgrammeId, ProgrammeRulesId, UserId},
    inspections::Ties,
    permissions::{Actor, Permission},
    points::{ClaimError, ClaimState, ClaimStateName, Judge, ProgrammeRules, ReAudit, WalletKind},
};
use uuid::Uuid;

use super::{
    StoredClaim,
    decide::decides,
    row::{Row, find},
};
use crate::{
    areas::{self, AreaNames},
    db::{
        DbError, Key, Tx,
        schema::{claims as t, photos, programme_rules},
    },
    identity,
    inspections::ties,
    journal,
    points::{
        programmes::{self, StoredProgramme},
        rules::StoredRules,
    },
};

/// Which claims a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// What the caller claimed, proposed or earns by; the newest first.
    Mine,
    /// What waits for the caller to decide it; the oldest first.
    Waiting,
    /// What the caller may see by their office, or their own where they hold none; the newest first.
    All,
}

/// Which claims a list holds besides; all conditions at once.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// Which list.
    pub list: List,
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only in this state.
    pub state: Option<ClaimStateName>,
}

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this one.
    pub after: Option<ClaimId>,
    /// Most items of this page.
    pub limit: i64,
}

/// A claim as somebody sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The claim.
    pub claim: StoredClaim,
    /// What its programme is called.
    pub programme_name: String,
    /// What its activity is called.
    pub activity_name: String,
    /// The names of the areas from the widest down to the home.
    pub place: Vec<String>,
    /// What shows it.
    pub photos: Vec<PhotoId>,
    /// What people in it are called.
    pub names: BTreeMap<UserId, String>,
    /// Whether the caller can decide it.
    pub may_decide: bool,
    /// Whether the caller can take it back.
    pub may_withdraw: bool,
    /// Whether the caller can judge it at the second look.
    pub may_re_audit: bool,
    /// Why the caller, who decides or audits such claims, does not judge this one.
    pub hindrance: Option<ClaimError>,
    /// Whether the caller is told of the second look.
    pub audits: bool,
}

/// What ties the caller to places.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn judge_ties(tx: &mut Tx<'_>, actor: &Actor) -> Result<Ties, DbError> {
    Ok(ties::of(tx, &[actor.user])?.remove(&actor.user).unwrap_or_default())
}

/// Whether somebody may know of a claim: who made it or earns by it, the household whose wallet it fills, who decides such
/// claims there, and who audits.
pub(super) fn is_visible(actor: &Actor, stored: &StoredClaim, programme: &StoredProgramme) -> bool {
    let claim = &stored.claim;
    let me = Some(actor.user);
    claim.issuer == me
        || claim.beneficiary == me
        || (programme.wallets == WalletKind::Household && actor.lives_at(&claim.home))
        || OFFICES.into_iter().any(|permission| actor.may(permission, &claim.home))
}

/// Who sees claims by their office.
const OFFICES: [Permission; 3] =
    [Permission::ApprovePoints, Permission::ViewLedger, Permission::ManageProgrammes];

/// One claim that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn claim(tx: &mut Tx<'_>, actor: &Actor, id: ClaimId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    let programme = programmes::find(tx, stored.programme)?;
    if !is_visible(actor, &stored, &programme) {
        return Err(DbError::NotFound);
    }
    shown(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// Whether somebody sees the photos of a claim.
///
/// # Errors
/// [`DbError`].
pub(crate) fn shows_photos(tx: &mut Tx<'_>, actor: &Actor, id: ClaimId) -> Result<bool, DbError> {
    let stored = find(tx, id)?;
    let programme = programmes::find(tx, stored.programme)?;
    Ok(is_visible(actor, &stored, &programme))
}

/// The claims of `filter` that the caller may see.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, filter: Filter, page: Page) -> Result<Vec<Shown>, DbError> {
    let scope = scope_of(actor);
    let rows = match filter.list {
        List::Mine => own(tx, actor, filter, page)?,
        List::All if scope.is_empty() => own(tx, actor, filter, page)?,
        List::All => of_areas(tx, actor, filter, &scope, page)?,
        List::Waiting => of_areas(tx, actor, filter, &actor.scope(Permission::ApprovePoints), page)?,
    };
    let stored = rows.into_iter().map(StoredClaim::try_from).collect::<Result<Vec<_>, _>>()?;
    shown(tx, actor, stored)
}

/// The widest paths at which the caller sees claims by their office.
fn scope_of(actor: &Actor) -> Vec<AreaPath> {
    let mut scope: Vec<AreaPath> =
        OFFICES.into_iter().flat_map(|permission| actor.scope(permission)).collect();
    scope.sort();
    scope.dedup_by(|later, earlier| earlier.covers(later));
    scope
}

/// Adds the conditions of a filter and of a page to a boxed query over claims.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $page:expr, $oldest_first:expr) => {{
        let mut query = $query.limit($page.limit);
        if let Some(programme) = $filter.programme {
            query = query.filter(t::programme_id.eq(Key(programme)));
        }
        if let Some(state) = $filter.state {
            query = query.filter(t::state.eq(state.as_str()));
        }
        match ($page.after, $oldest_first) {
            (Some(after), true) => query = query.filter(t::id.gt(Key(after))),
            (Some(after), false) => query = query.filter(t::id.lt(Key(after))),
            (None, _) => {}
        }
        if $oldest_first { query.order(t::id.asc()) } else { query.order(t::id.desc()) }
    }};
}

fn own(tx: &mut Tx<'_>, actor: &Actor, filter: Filter, page: Page) -> Result<Vec<Row>, DbError> {
    let me = Key(actor.user);
    let query =
        t::table.filter(t::person_id.eq(me).or(t::issuer_id.eq(me))).select(Row::as_select()).into_boxed();
    Ok(narrowed!(query, filter, page, false).load(tx.db())?)
}

/// Claims of homes under paths, none of which covers another: a statement each, and people hold few.
fn of_areas(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: Filter,
    paths: &[AreaPath],
    page: Page,
) -> Result<Vec<Row>, DbError> {
    let waiting = filter.list == List::Waiting;
    let me = Key(actor.user);
    let mut found: Vec<(ClaimId, Row)> = Vec::new();
    for path in paths {
        let mut query = t::table
            .filter(t::home_path.ge(path.to_string()))
            .filter(t::home_path.lt(path.end()))
            .select((t::id, Row::as_select()))
            .into_boxed();
        if waiting {
            query = query.filter(t::state.eq("submitted"));
            // Nobody decides what they made or earn by; what the household alone earns nobody made.
            query = query.filter(t::issuer_id.is_null().or(t::issuer_id.ne(me)));
            query = query.filter(t::person_id.is_null().or(t::person_id.ne(me)));
            if !actor.may(Permission::ManageProgrammes, path) {
                query = query.filter(t::approver.eq("grid_worker"));
            }
        }
        let rows: Vec<(Key<ClaimId>, Row)> = narrowed!(query, filter, page, waiting).load(tx.db())?;
        found.extend(rows.into_iter().map(|(Key(id), row)| (id, row)));
    }
    found.sort_by(|(a, _), (b, _)| if waiting { a.cmp(b) } else { b.cmp(a) });
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// Claims with what is told of them: programmes, activities, places, names and photos, a statement each.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn shown(
    tx: &mut Tx<'_>,
    actor: &Actor,
    all: Vec<StoredClaim>,
) -> Result<Vec<Shown>, DbError> {
    let ties = judge_ties(tx, actor)?;
    let programmes = programmes::several(tx, all.iter().map(|claim| claim.programme))?;
    let names = programmes.into_iter().map(|(id, programme)| (id, programme.name)).collect();
    let activities = activity_names(tx, all.iter().map(|claim| claim.rules))?;
    with(tx, actor, all, &Known { ties, programmes: names, activities })
}

/// One claim where everything else is known already.
///
/// # Errors
/// [`DbError`].
pub(super) fn shown_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: StoredClaim,
    ties: Ties,
    programme: StoredProgramme,
    rules: &StoredRules,
) -> Result<Shown, DbError> {
    let programmes = BTreeMap::from([(programme.id, programme.name)]);
    let activities = names_in(rules.id, &rules.content).collect();
    with(tx, actor, vec![stored], &Known { ties, programmes, activities })?.pop().ok_or(DbError::NotFound)
}

type ActivityNames = BTreeMap<(ProgrammeRulesId, String), String>;

/// What claims are shown with.
struct Known {
    ties: Ties,
    programmes: BTreeMap<ProgrammeId, String>,
    activities: ActivityNames,
}

fn with(tx: &mut Tx<'_>, actor: &Actor, all: Vec<StoredClaim>, known: &Known) -> Result<Vec<Shown>, DbError> {
    let areas: AreaNames = areas::names_of(tx, all.iter().map(|stored| &stored.claim.home))?;
    let in_it = |stored: &StoredClaim| [stored.claim.issuer, stored.claim.beneficiary, stored.decided_by];
    let names = identity::names_of(tx, all.iter().flat_map(in_it).flatten().collect::<Vec<_>>())?;
    let ids: Vec<Key<ClaimId>> = all.iter().map(|claim| Key(claim.id)).collect();
    let pictures: Vec<(Option<Key<ClaimId>>, Key<PhotoId>)> = photos::table
        .filter(photos::claim_id.eq_any(ids))
        .order((photos::claim_id, photos::ordinal))
        .select((photos::claim_id, photos::id))
        .load(tx.db())?;
    let one = |stored: StoredClaim| {
        let judged = stored.claim.judged_by(Judge { user: actor.user, ties: &known.ties });
        let audits = actor.may(Permission::AuditLedger, &stored.claim.home);
        let waits = stored.claim.state == ClaimState::Submitted;
        let drawn = stored.claim.re_audit == Some(ReAudit::Waiting);
        let (to_decide, to_audit) = (waits && decides(actor, &stored), drawn && audits);
        let approved_it = to_audit && stored.decided_by == Some(actor.user);
        let judged = if approved_it { Err(ClaimError::Own) } else { judged };
        Shown {
            programme_name: known.programmes.get(&stored.programme).cloned().unwrap_or_default(),
            activity_name: known
                .activities
                .get(&(stored.rules, stored.activity.clone()))
                .cloned()
                .unwrap_or_else(|| stored.activity.clone()),
            place: stored.claim.home.lineage().iter().filter_map(|path| areas.get(path).cloned()).collect(),
            photos: pictures
                .iter()
                .filter(|(claim, _)| *claim == Some(Key(stored.id)))
                .map(|(_, Key(photo))| *photo)
                .collect(),
            names: in_it(&stored)
                .into_iter()
                .flatten()
                .filter_map(|id| Some((id, names.get(&id)?.clone())))
                .collect(),
            may_decide: to_decide && judged.is_ok(),
            may_withdraw: waits && stored.claim.issuer == Some(actor.user),
            may_re_audit: to_audit && judged.is_ok(),
            hindrance: judged.err().filter(|_| to_decide || to_audit),
            audits,
            claim: stored,
        }
    };
    Ok(all.into_iter().map(one).collect())
}

/// What activities are called in versions of rules.
pub(crate) fn activity_names(
    tx: &mut Tx<'_>,
    rules: impl Iterator<Item = ProgrammeRulesId>,
) -> Result<ActivityNames, DbError> {
    let mut ids: Vec<Key<ProgrammeRulesId>> = rules.map(Key).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(Key<ProgrammeRulesId>, String)> = programme_rules::table
        .filter(programme_rules::id.eq_any(ids))
        .select((programme_rules::id, programme_rules::content))
        .load(tx.db())?;
    let mut names = BTreeMap::new();
    for (Key(id), content) in rows {
        let content: ProgrammeRules = serde_json::from_str(&content).map_err(DbError::damaged)?;
        names.extend(names_in(id, &content));
    }
    Ok(names)
}

fn names_in(
    id: ProgrammeRulesId,
    content: &ProgrammeRules,
) -> impl Iterator<Item = ((ProgrammeRulesId, String), String)> {
    content.activities.iter().map(move |activity| ((id, activity.code.clone()), activity.name.clone()))
}

/// Whom what happens to a claim concerns: who made it, who earns by it, and the household where its wallet fills.
///
/// # Errors
/// [`DbError`].
pub(crate) fn concerned(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Row> =
        t::table.find(Key(ClaimId(id))).select(Row::as_select()).first(tx.db()).optional()?;
    let Some(row) = found else { return Ok(Vec::new()) };
    let stored = StoredClaim::try_from(row)?;
    let mut people: Vec<UserId> = stored.claim.issuer.into_iter().chain(stored.claim.beneficiary).collect();
    if programmes::find(tx, stored.programme)?.wallets == WalletKind::Household {
        people.extend(journal::members(tx, Some(Key(stored.household)))?);
    }
    Ok(people)
}
