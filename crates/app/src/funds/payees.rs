//! Who is paid by a fund.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        disbursements::{Payee, PayeeKind},
    },
    identity::LoginName,
    ids::{AreaId, FundId, PayeeId, ProviderId, UserId},
    permissions::{Actor, Denied, Permission},
};

use super::{Error, Page, StoredFund, sees_drafts, visible};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert, on_each,
        schema::{fund_payees as t, users},
        subject,
    },
    grants, identity, providers,
};

/// Somebody to be paid.
#[derive(Clone, Debug)]
pub enum NewPayee {
    /// A person or an organisation that the system knows nothing of.
    Named(PayeeKind, String),
    /// A person with an account.
    Account(LoginName),
    /// An organisation that is a provider.
    Provider(ProviderId),
}

/// Who is paid, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPayee {
    /// Its id.
    pub id: PayeeId,
    /// By which fund.
    pub fund: FundId,
    /// What it is.
    pub kind: PayeeKind,
    /// What it is called.
    pub name: String,
    /// The person's account.
    pub user: Option<UserId>,
    /// Which provider it is.
    pub provider: Option<ProviderId>,
    /// Which area.
    pub area: Option<AreaId>,
    /// Since when it is known.
    pub added_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<PayeeId>,
    fund_id: Key<FundId>,
    kind: String,
    name: String,
    user_id: Option<Key<UserId>>,
    provider_id: Option<Key<ProviderId>>,
    area_id: Option<Key<AreaId>>,
    added_at: NaiveDateTime,
}

impl TryFrom<Row> for StoredPayee {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            fund: row.fund_id.0,
            kind: PayeeKind::parse(&row.kind).ok_or_else(|| DbError::damaged(row.kind))?,
            name: row.name,
            user: row.user_id.map(|Key(id)| id),
            provider: row.provider_id.map(|Key(id)| id),
            area: row.area_id.map(|Key(id)| id),
            added_at: row.added_at.and_utc(),
        })
    }
}

impl StoredPayee {
    /// As the rules see it, with the people of today: one statement for a provider, none for others.
    pub(super) fn with_people(&self, tx: &mut Tx<'_>) -> Result<Payee, DbError> {
        let mut people: BTreeSet<UserId> = self.user.into_iter().collect();
        if let Some(provider) = self.provider {
            people.extend(grants::staff(tx, &[provider])?);
        }
        Ok(Payee { id: self.id, people })
    }
}

/// Lets a fund pay somebody. For who manages, keeps or decides about funds there.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Denied`] for others;
/// [`Error::AccountUnknown`], [`Error::ProviderUnknown`], [`Error::PayeeTaken`].
pub fn add(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: &NewPayee) -> Result<StoredPayee, Error> {
    let stored = visible(tx, Some(actor), fund)?;
    require_part(actor, &stored)?;
    let (kind, name, user, provider) = match new {
        NewPayee::Named(kind, name) => (*kind, name.trim().to_owned(), None, None),
        NewPayee::Account(login) => {
            let user = account(tx, login)?.ok_or(Error::AccountUnknown)?;
            let name = identity::names_of(tx, [user])?.remove(&user).unwrap_or_default();
            (PayeeKind::Person, name, Some(user), None)
        }
        NewPayee::Provider(id) => {
            let name = providers::names_by_id(tx, [*id])?.remove(id).ok_or(Error::ProviderUnknown)?;
            (PayeeKind::Organisation, name, None, Some(*id))
        }
    };
    let id: PayeeId = tx.new_id();
    let row = (
        (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::kind.eq(kind.as_str()), t::name.eq(name)),
        (t::user_id.eq(user.map(Key)), t::provider_id.eq(provider.map(Key))),
        (t::added_by.eq(Key(actor.user)), t::added_at.eq(tx.timestamp())),
    );
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c)).map_err(DbError::from)? != 1 {
        return Err(Error::PayeeTaken);
    }
    tx.journal(added(actor, &stored, id, kind))?;
    Ok(find(tx, id)?)
}

/// Who may have a fund pay somebody: who takes part in running it, by whatever role.
pub(super) fn require_part(actor: &Actor, fund: &StoredFund) -> Result<(), Denied> {
    let part = [Permission::KeepFunds, Permission::DecideFunds];
    if part.into_iter().any(|permission| actor.may(permission, &fund.path)) {
        return Ok(());
    }
    actor.require(Permission::ManageFunds, &fund.path)
}

/// What is told of somebody who can be paid from now on.
fn added<'a>(
    actor: &'a Actor,
    fund: &'a StoredFund,
    payee: PayeeId,
    kind: PayeeKind,
) -> NewEntry<'a, FundEvent> {
    let (subject, event) = (subject("fund", fund.id), FundEvent::PayeeAdded { fund: fund.id, payee, kind });
    NewEntry { actor: Some(actor), area: &fund.path, subject, event }
}

fn account(tx: &mut Tx<'_>, login: &LoginName) -> Result<Option<UserId>, DbError> {
    let found: Option<Key<UserId>> = users::table
        .filter(users::login.eq(login.as_str()))
        .filter(users::state.eq("active"))
        .select(users::id)
        .first(tx.db())
        .optional()?;
    Ok(found.map(|Key(user)| user))
}

/// Areas as payees of a fund that is locked: those that are not yet are noted. At most three statements, however many.
///
/// # Errors
/// [`DbError`].
pub(super) fn areas(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    areas: &BTreeMap<AreaId, &str>,
) -> Result<BTreeMap<AreaId, Payee>, DbError> {
    let wanted: Vec<Key<AreaId>> = areas.keys().copied().map(Key).collect();
    let there: Vec<(Option<Key<AreaId>>, Key<PayeeId>)> = t::table
        .filter(t::fund_id.eq(Key(fund.id)))
        .filter(t::area_id.eq_any(wanted))
        .select((t::area_id, t::id))
        .load(tx.db())?;
    let there = there.into_iter().filter_map(|(area, Key(id))| Some((area?.0, id)));
    let mut payees: BTreeMap<AreaId, PayeeId> = there.collect();
    let (mut rows, mut told) = (Vec::new(), Vec::new());
    for (area, name) in areas.iter().filter(|(area, _)| !payees.contains_key(area)) {
        let (id, kind): (PayeeId, _) = (tx.new_id(), PayeeKind::Area);
        rows.push(NewArea {
            id: Key(id),
            fund_id: Key(fund.id),
            kind: kind.as_str(),
            name: (*name).to_owned(),
            area_id: Key(*area),
            added_by: Key(actor.user),
            added_at: tx.timestamp(),
        });
        told.push((tx.new_id(), added(actor, fund, id, kind)));
    }
    payees.extend(rows.iter().map(|row| (row.area_id.0, row.id.0)));
    bulk_insert!(tx.db(), t::table, rows)?;
    tx.journal_all(told)?;
    let nobody = |(area, id)| (area, Payee { id, people: BTreeSet::new() });
    Ok(payees.into_iter().map(nobody).collect())
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewArea {
    id: Key<PayeeId>,
    fund_id: Key<FundId>,
    kind: &'static str,
    name: String,
    area_id: Key<AreaId>,
    added_by: Key<UserId>,
    added_at: NaiveDateTime,
}

/// Whom a fund pays, the latest noted first. For who manages, keeps, decides about or audits funds there.
///
/// # Errors
/// [`DbError::NotFound`] for others.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    page: Page<PayeeId>,
) -> Result<Vec<StoredPayee>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !sees_drafts(Some(actor), &stored.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(StoredPayee::try_from).collect()
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: PayeeId) -> Result<StoredPayee, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    row.try_into()
}

/// Some of them by their ids: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_ids(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = PayeeId>,
) -> Result<BTreeMap<PayeeId, StoredPayee>, DbError> {
    let ids: BTreeSet<Key<PayeeId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(ids)).select(Row::as_select()).load(tx.db())?;
    let read = |row: Row| StoredPayee::try_from(row).map(|payee| (payee.id, payee));
    rows.into_iter().map(read).collect()
}
