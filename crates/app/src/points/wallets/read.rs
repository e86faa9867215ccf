//! Wallets as their owners see them. How many statements it takes does not grow with the wallets.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use diesel::prelude::*;
use domain::{
    ids::{AreaId, LedgerAccountId, ProgrammeId, UserId},
    ledger::{AccountKind, Owned, Owner},
    permissions::{Actor, Role},
    points::{EXPIRY_NOTICE_DAYS, GiftRules, ProgrammeState, WalletKind, upcoming},
    town_time,
};
use uuid::Uuid;

use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{gifts, leaderboard_names as named, programmes as t, wallets},
    },
    journal,
    ledger::{self, StoredAccount},
    points::{
        lots,
        programmes::{self, StoredProgramme},
        rules,
    },
};

/// Most programmes of somebody's homes that are looked through.
const PROGRAMMES_MAX: i64 = 200;

/// A wallet of the caller.
#[derive(Clone, Debug)]
pub struct Wallet {
    /// Its account; absent while nothing was earned.
    pub account: Option<LedgerAccountId>,
    /// In which programme.
    pub programme: StoredProgramme,
    /// Whose, where it is a household's.
    pub household: Option<AreaId>,
    /// The names of the areas from the widest down to that household.
    pub place: Vec<String>,
    /// What is in it.
    pub balance: i64,
    /// What of it is held.
    pub held: i64,
    /// What can be spent.
    pub available: i64,
    /// What can be spent until when, the soonest first.
    pub upcoming: Vec<(NaiveDate, i64)>,
    /// How many points are over soon.
    pub expiring_soon: i64,
    /// Within which limits it gives points away.
    pub gifts: Option<GiftRules>,
    /// What it gave this month.
    pub given_this_month: i64,
    /// Whether the caller is named in the leaderboard.
    pub named: bool,
}

/// The homes of the caller.
fn homes(actor: &Actor) -> impl Iterator<Item = (AreaId, &domain::areas::AreaPath)> {
    actor.grants.iter().filter(|grant| grant.role == Role::Resident).map(|grant| (grant.area, &grant.path))
}

/// The caller's wallets, the latest programme's first: one for each programme in whose area they live, and those of
/// programmes that have ended while anything is in them.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Wallet>, DbError> {
    let around: BTreeSet<String> =
        homes(actor).flat_map(|(_, path)| path.lineage()).map(|path| path.to_string()).collect();
    let ids: Vec<Key<ProgrammeId>> = t::table
        .filter(t::area_path.eq_any(around))
        .filter(t::state.ne("draft"))
        .order(t::id.desc())
        .limit(PROGRAMMES_MAX)
        .select(t::id)
        .load(tx.db())?;
    let accounts = accounts(tx, actor)?;
    let mut of = programmes::several(
        tx,
        ids.iter().map(|Key(id)| *id).chain(accounts.iter().map(|stored| ProgrammeId(stored.owned.book))),
    )?;
    of.retain(|_, programme| programme.state() != ProgrammeState::Draft);

    let mut wallets: Vec<(Option<StoredAccount>, StoredProgramme, Option<AreaId>)> = Vec::new();
    for programme in of.values().rev() {
        let owned: Vec<(Owner, Option<AreaId>)> = match programme.wallets {
            WalletKind::Person => vec![(Owner::Person(actor.user), None)],
            WalletKind::Household => {
                homes(actor).map(|(home, _)| (Owner::Household(home), Some(home))).collect()
            }
        };
        for (owner, household) in owned {
            let owned = Owned { book: programme.id.0, kind: AccountKind::Wallet, owner };
            let account = accounts.iter().find(|stored| stored.owned == owned).cloned();
            let lives_there = homes(actor)
                .any(|(home, path)| programme.path.covers(path) && household.is_none_or(|id| id == home));
            let has = account.as_ref().is_some_and(|stored| stored.account.balance > 0);
            let running = programme.state() == ProgrammeState::Running;
            if has || (lives_there && running) || (lives_there && account.is_some()) {
                wallets.push((account, programme.clone(), household));
            }
        }
    }
    complete(tx, actor, wallets)
}

/// The accounts of the caller's wallets.
fn accounts(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<StoredAccount>, DbError> {
    let mut owners: Vec<Owner> = homes(actor).map(|(home, _)| Owner::Household(home)).collect();
    owners.push(Owner::Person(actor.user));
    let mut accounts = ledger::find_all(tx, &owners)?;
    accounts.retain(|stored| stored.owned.kind == AccountKind::Wallet);
    Ok(accounts)
}

/// Every wallet of the caller into which anything ever came, whatever became of its programme.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn all_mine(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Wallet>, DbError> {
    let accounts = accounts(tx, actor)?;
    let of = programmes::several(tx, accounts.iter().map(|stored| ProgrammeId(stored.owned.book)))?;
    let one = |stored: StoredAccount| {
        let household = match stored.owned.owner {
            Owner::Household(home) => Some(home),
            _ => None,
        };
        let programme = of.get(&ProgrammeId(stored.owned.book)).cloned()?;
        Some((Some(stored), programme, household))
    };
    complete(tx, actor, accounts.into_iter().filter_map(one).collect())
}

/// A wallet that is the caller's to see and spend: their own, or that of a household they belong to.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::points) fn owned(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: LedgerAccountId,
) -> Result<(StoredAccount, StoredProgramme), DbError> {
    let stored = ledger::account(tx, id)?;
    if stored.owned.kind != AccountKind::Wallet || !ledger::is_own(actor, &stored) {
        return Err(DbError::NotFound);
    }
    let programme = programmes::find(tx, ProgrammeId(stored.owned.book))?;
    Ok((stored, programme))
}

/// One wallet of the caller.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn wallet(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId) -> Result<Wallet, DbError> {
    let (stored, programme) = owned(tx, actor, id)?;
    let household = match stored.owned.owner {
        Owner::Household(home) => Some(home),
        _ => None,
    };
    complete(tx, actor, vec![(Some(stored), programme, household)])?.pop().ok_or(DbError::NotFound)
}

fn complete(
    tx: &mut Tx<'_>,
    actor: &Actor,
    wallets: Vec<(Option<StoredAccount>, StoredProgramme, Option<AreaId>)>,
) -> Result<Vec<Wallet>, DbError> {
    let today = town_time::date(tx.now());
    let soon = today.checked_add_days(Days::new(EXPIRY_NOTICE_DAYS)).unwrap_or(today);
    let ids: Vec<LedgerAccountId> =
        wallets.iter().filter_map(|(stored, ..)| Some(stored.as_ref()?.id)).collect();
    let lots = lots::of(tx, &ids)?;
    let given = given(tx, &ids, today)?;
    let versions = rules::adopted_of(tx, wallets.iter().map(|(_, programme, _)| programme.id))?;
    let names = areas::names_of(tx, homes(actor).map(|(_, path)| path))?;
    let named: Vec<Key<ProgrammeId>> =
        named::table.filter(named::user_id.eq(Key(actor.user))).select(named::programme_id).load(tx.db())?;
    let one = |(stored, programme, household): (Option<StoredAccount>, StoredProgramme, Option<AreaId>)| {
        let (balance, held) =
            stored.as_ref().map_or((0, 0), |stored| (stored.account.balance, stored.account.held));
        let account = stored.map(|stored| stored.id);
        let credited = account.and_then(|id| lots.get(&id)).map(Vec::as_slice).unwrap_or_default();
        let upcoming = upcoming(balance - held, credited);
        let in_force = versions.get(&programme.id).and_then(|all| rules::on(all, today));
        let running = programme.state() == ProgrammeState::Running;
        let home = homes(actor).find(|(home, _)| Some(*home) == household).map(|(_, path)| path);
        let lineage = home.map(domain::areas::AreaPath::lineage).unwrap_or_default();
        Wallet {
            account,
            household,
            place: lineage.iter().filter_map(|path| names.get(path).cloned()).collect(),
            balance,
            held,
            available: balance - held,
            expiring_soon: upcoming.iter().filter(|(day, _)| *day <= soon).map(|(_, points)| points).sum(),
            upcoming,
            gifts: in_force.filter(|_| running).and_then(|rules| rules.content.gifts),
            given_this_month: account.and_then(|id| given.get(&id)).copied().unwrap_or(0),
            named: named.contains(&Key(programme.id)),
            programme,
        }
    };
    Ok(wallets.into_iter().map(one).collect())
}

/// The first and the last text that a day of this month has.
pub(in crate::points) fn month_of(day: NaiveDate) -> (String, String) {
    let month = format!("{:04}-{:02}-", day.year(), day.month());
    (month.clone(), format!("{month}~"))
}

/// What wallets gave in the month of a day: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn given(
    tx: &mut Tx<'_>,
    wallets: &[LedgerAccountId],
    day: NaiveDate,
) -> Result<BTreeMap<LedgerAccountId, i64>, DbError> {
    let ids: Vec<Key<LedgerAccountId>> = wallets.iter().copied().map(Key).collect();
    let (first, last) = month_of(day);
    let rows: Vec<(Key<LedgerAccountId>, i64)> = gifts::table
        .filter(gifts::from_account_id.eq_any(ids))
        .filter(gifts::day.ge(first))
        .filter(gifts::day.lt(last))
        .select((gifts::from_account_id, gifts::points))
        .load(tx.db())?;
    let mut given: BTreeMap<LedgerAccountId, i64> = BTreeMap::new();
    for (Key(wallet), points) in rows {
        *given.entry(wallet).or_default() += points;
    }
    Ok(given)
}

/// Whom what happens to a wallet concerns: whose it is.
///
/// # Errors
/// [`DbError`].
pub(crate) fn concerned(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    type Owners = (Option<Key<UserId>>, Option<Key<AreaId>>);
    let found: Option<Owners> = wallets::table
        .find(Key(LedgerAccountId(id)))
        .select((wallets::person_id, wallets::household_id))
        .first(tx.db())
        .optional()?;
    match found {
        Some((Some(Key(person)), _)) => Ok(vec![person]),
        Some((None, household)) => journal::members(tx, household),
        None => Ok(Vec::new()),
    }
}
