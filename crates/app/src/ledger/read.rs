//! Reading accounts and postings: by those whose they are, and by those who see the books.

use std::collections::BTreeMap;

use diesel::{
    BoxableExpression,
    dsl::{count_star, sql},
    prelude::*,
    sql_types::{BigInt, Bool},
};
use domain::{
    areas::AreaPath,
    ids::{AreaId, LedgerAccountId, PostingId, ProviderId, UserId},
    ledger::{AccountKind, AccountState, Owner},
    permissions::{Actor, Denied, Permission},
};
use uuid::Uuid;

use super::{
    StoredAccount, StoredPosting, account,
    accounts::{Row, of_ids},
    posting,
};
use crate::{
    areas,
    db::{
        Db, DbError, Key, Tx,
        schema::{ledger_accounts as t, ledger_entries as entries, ledger_postings as postings},
    },
    identity, providers,
};

/// Which accounts a list holds.
#[derive(Clone, Debug, Default)]
pub struct AccountFilter {
    /// Only in this area and below.
    pub under: Option<AreaId>,
    /// Only of this kind.
    pub kind: Option<AccountKind>,
    /// Only in the books of this programme or fund.
    pub book: Option<Uuid>,
    /// Only of this owner.
    pub owner: Option<Uuid>,
    /// Only in this state.
    pub state: Option<AccountState>,
}

/// Why accounts are not listed.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The store; [`DbError::NotFound`] where there is no such area.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
}

/// Whether an account is the caller's own, or that of a household or a provider that they belong to.
#[must_use]
pub fn is_own(actor: &Actor, account: &StoredAccount) -> bool {
    match account.owned.owner {
        Owner::Book => false,
        Owner::Person(person) => person == actor.user,
        Owner::Household(home) => actor.belongs_to(home),
        Owner::Provider(provider) => actor.serves(provider),
    }
}

/// An account that `actor` may read: their own, or one in an area where they see the books.
///
/// # Errors
/// [`DbError::NotFound`] for others too.
pub fn visible(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId) -> Result<StoredAccount, DbError> {
    let account = account(tx, id)?;
    let seen = is_own(actor, &account) || actor.may(Permission::ViewLedger, &account.area);
    if seen { Ok(account) } else { Err(DbError::NotFound) }
}

/// A posting that `actor` may read, with the accounts that it touches: one of them is theirs, or all are where they see
/// the books.
///
/// # Errors
/// [`DbError::NotFound`] for others too.
pub fn visible_posting(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PostingId,
) -> Result<(StoredPosting, BTreeMap<LedgerAccountId, StoredAccount>), DbError> {
    let posting = posting(tx, id)?;
    let touched = of_ids(tx, posting.posting.content.entries.iter().map(|entry| entry.account))?;
    let own = touched.values().any(|account| is_own(actor, account));
    let books = touched.values().all(|account| actor.may(Permission::ViewLedger, &account.area));
    if own || books { Ok((posting, touched)) } else { Err(DbError::NotFound) }
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// Somewhere in the union of the areas' ranges.
fn within(areas: &[AreaPath]) -> Condition {
    let nowhere: Condition = Box::new(t::area_path.lt(String::new()));
    areas.iter().fold(nowhere, |others, area| {
        let range = t::area_path.ge(area.as_str().to_owned()).and(t::area_path.lt(area.end()));
        Box::new(others.or(range))
    })
}

/// The accounts of `filter` where the caller sees the books, the oldest first, after `after`, at most `limit`.
///
/// # Errors
/// [`ListError`].
pub fn accounts(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &AccountFilter,
    after: Option<LedgerAccountId>,
    limit: i64,
) -> Result<Vec<StoredAccount>, ListError> {
    let permission = Permission::ViewLedger;
    let scope = match filter.under {
        Some(id) => {
            let area = areas::area(tx, id)?.path;
            actor.require(permission, &area)?;
            vec![area]
        }
        None => actor.scope(permission),
    };
    if scope.is_empty() {
        return Err(Denied { permission }.into());
    }
    let mut query = t::table.order(t::id).limit(limit).select(Row::as_select()).into_boxed();
    // Everything lies under the root: no need to say so to the database.
    if !scope.contains(&AreaPath::root()) {
        query = query.filter(within(&scope));
    }
    if let Some(Key(after)) = after.map(Key) {
        query = query.filter(t::id.gt(Key(after)));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(t::kind.eq(kind.as_str()));
    }
    if let Some(book) = filter.book {
        query = query.filter(t::book_id.eq(book.as_bytes().to_vec()));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(t::owner_id.eq(owner.as_bytes().to_vec()));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    let rows: Vec<Row> = query.load(tx.db()).map_err(DbError::from)?;
    Ok(rows.into_iter().map(StoredAccount::try_from).collect::<Result<_, _>>()?)
}

/// What part of a balance is from one kind of postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The kind: `points.claim`.
    pub kind: String,
    /// How many entries.
    pub entries: i64,
    /// What they sum to.
    pub sum: i64,
}

/// Why a balance is what it is: what the postings of each kind make of it, in the order of the kinds.
///
/// # Errors
/// [`DbError`].
pub fn parts(tx: &mut Tx<'_>, account: LedgerAccountId) -> Result<Vec<Part>, DbError> {
    let rows: Vec<(String, i64, i64)> = entries::table
        .inner_join(postings::table.on(postings::id.eq(entries::posting_id)))
        .filter(entries::account_id.eq(Key(account)))
        .group_by(postings::kind)
        .order(postings::kind)
        // A sum is a decimal number on one database; this one is a part of a balance, so it fits.
        .select((postings::kind, count_star(), sql::<BigInt>("CAST(SUM(ledger_entries.amount) AS BIGINT)")))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(kind, entries, sum)| Part { kind, entries, sum }).collect())
}

/// What owners are called: people by the name that they show, households by their address, providers by theirs. Three
/// statements at most.
///
/// # Errors
/// [`DbError`].
pub fn owner_names(tx: &mut Tx<'_>, owners: &[Owner]) -> Result<BTreeMap<Owner, String>, DbError> {
    let people: Vec<UserId> = owners
        .iter()
        .filter_map(|owner| if let Owner::Person(id) = owner { Some(*id) } else { None })
        .collect();
    let homes: Vec<AreaId> = owners
        .iter()
        .filter_map(|owner| if let Owner::Household(id) = owner { Some(*id) } else { None })
        .collect();
    let providers: Vec<ProviderId> = owners
        .iter()
        .filter_map(|owner| if let Owner::Provider(id) = owner { Some(*id) } else { None })
        .collect();
    let mut names = BTreeMap::new();
    if !people.is_empty() {
        let found = identity::names_of(tx, people)?;
        names.extend(found.into_iter().map(|(id, name)| (Owner::Person(id), name)));
    }
    if !homes.is_empty() {
        let found = areas::names_by_id(tx, homes)?;
        names.extend(found.into_iter().map(|(id, name)| (Owner::Household(id), name)));
    }
    if !providers.is_empty() {
        let found = providers::names_by_id(tx, providers)?;
        names.extend(found.into_iter().map(|(id, name)| (Owner::Provider(id), name)));
    }
    Ok(names)
}
