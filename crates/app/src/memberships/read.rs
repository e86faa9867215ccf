//! Reading memberships: one's own, a household's, and what waits for a decision.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, MembershipId, UserId},
    memberships::{MEMBERSHIPS_MAX, MembershipState, Relation},
};

use crate::{
    areas::{AreaNames, names_of},
    db::{
        DbError, Key, Tx, lock,
        schema::{areas, memberships as t, users},
    },
};

/// Most past memberships of one's own that are listed beside the open ones.
const PAST_MAX: i64 = 50;
/// Most members of a household that are listed.
const MEMBERS_MAX: i64 = 100;

/// Somebody's belonging to a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Whose.
    pub user: UserId,
    /// Which household.
    pub household: AreaId,
    /// The household's path.
    pub path: AreaPath,
    /// As what.
    pub relation: Relation,
    /// Where it stands.
    pub state: MembershipState,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// Grows with every change.
    pub version: i64,
    /// Since when it is asked for or in force.
    pub created_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// One's own membership with the names of where it is.
#[derive(Clone, Debug)]
pub struct OwnMembership {
    /// The membership.
    pub membership: Membership,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
}

/// A membership with the person's name.
#[derive(Clone, Debug)]
pub struct Member {
    /// The membership.
    pub membership: Membership,
    /// What others call the person.
    pub display_name: String,
}

/// A request that waits for a decision.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Who asks for what.
    pub member: Member,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<MembershipId>,
    user_id: Key<UserId>,
    household_id: Key<AreaId>,
    relation: String,
    state: String,
    reason: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    ended_at: Option<NaiveDateTime>,
}

impl Row {
    fn read(self, path: &str) -> Result<Membership, DbError> {
        Ok(Membership {
            id: self.id.0,
            user: self.user_id.0,
            household: self.household_id.0,
            path: AreaPath::parse(path).map_err(DbError::damaged)?,
            relation: Relation::parse(&self.relation).ok_or_else(|| DbError::damaged(self.relation))?,
            state: MembershipState::parse(&self.state).ok_or_else(|| DbError::damaged(self.state))?,
            reason: self.reason,
            version: self.version,
            created_at: self.created_at.and_utc(),
            decided_at: self.decided_at.map(|t| t.and_utc()),
            ended_at: self.ended_at.map(|t| t.and_utc()),
        })
    }
}

/// One membership.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn membership(tx: &mut Tx<'_>, id: MembershipId) -> Result<Membership, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    with_path(tx, row)
}

/// The same, locked until the transaction ends.
pub(super) fn lock_one(tx: &mut Tx<'_>, id: MembershipId) -> Result<Membership, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    with_path(tx, row)
}

/// A person's open membership of a household, locked until the transaction ends.
pub(super) fn lock_open(
    tx: &mut Tx<'_>,
    user: UserId,
    household: AreaId,
) -> Result<Option<Membership>, DbError> {
    let open = t::table
        .filter(t::user_id.eq(Key(user)))
        .filter(t::household_id.eq(Key(household)))
        .filter(t::ended_at.is_null());
    let row: Option<Row> = lock!(tx.db(), open.select(Row::as_select()), |q, c| q.first(c).optional())?;
    row.map(|row| with_path(tx, row)).transpose()
}

fn with_path(tx: &mut Tx<'_>, row: Row) -> Result<Membership, DbError> {
    let path: String = areas::table.find(row.household_id).select(areas::path).first(tx.db())?;
    row.read(&path)
}

/// A person's memberships and requests, the open ones first, then the latest past ones.
///
/// # Errors
/// [`DbError`].
pub fn mine(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<OwnMembership>, DbError> {
    own(tx, user, Some(PAST_MAX))
}

/// All memberships and requests that a person ever had, in the same order.
///
/// # Errors
/// [`DbError`].
pub fn all_mine(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<OwnMembership>, DbError> {
    own(tx, user, None)
}

fn own(tx: &mut Tx<'_>, user: UserId, past_max: Option<i64>) -> Result<Vec<OwnMembership>, DbError> {
    let own = || t::table.inner_join(areas::table).filter(t::user_id.eq(Key(user)));
    let open = i64::try_from(MEMBERSHIPS_MAX).unwrap_or(i64::MAX);
    let mut rows: Vec<(Row, String)> = own()
        .filter(t::ended_at.is_null())
        .order(t::id)
        .limit(open)
        .select((Row::as_select(), areas::path))
        .load(tx.db())?;
    rows.extend(
        own()
            .filter(t::ended_at.is_not_null())
            .order(t::id.desc())
            .limit(past_max.unwrap_or(i64::MAX))
            .select((Row::as_select(), areas::path))
            .load::<(Row, String)>(tx.db())?,
    );
    let all = rows.into_iter().map(|(row, path)| row.read(&path)).collect::<Result<Vec<_>, _>>()?;
    let names = names_of(tx, all.iter().map(|m| &m.path))?;
    Ok(all.into_iter().map(|m| OwnMembership { place: place(&names, &m.path), membership: m }).collect())
}

/// The confirmed members of a household and those who ask to be, in the order in which they came.
///
/// # Errors
/// [`DbError`].
pub fn members(tx: &mut Tx<'_>, household: AreaId) -> Result<Vec<Member>, DbError> {
    let rows: Vec<(Row, String, String)> = t::table
        .inner_join(areas::table)
        .inner_join(users::table.on(users::id.eq(t::user_id)))
        .filter(t::household_id.eq(Key(household)))
        .filter(t::ended_at.is_null())
        .order(t::id)
        .limit(MEMBERS_MAX)
        .select((Row::as_select(), areas::path, users::display_name))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(row, path, display_name)| Ok(Member { membership: row.read(&path)?, display_name }))
        .collect()
}

/// The requests under `scope` (none of whose paths covers another), the oldest first, after `after`.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    scope: &[AreaPath],
    after: Option<MembershipId>,
    limit: i64,
) -> Result<Vec<Waiting>, DbError> {
    let Some((first, others)) = scope.split_first() else { return Ok(Vec::new()) };
    let mut query = t::table
        .inner_join(areas::table)
        .inner_join(users::table.on(users::id.eq(t::user_id)))
        .filter(areas::path.ge(first.as_str().to_owned()).and(areas::path.lt(first.end())))
        .into_boxed();
    for path in others {
        query = query.or_filter(areas::path.ge(path.as_str().to_owned()).and(areas::path.lt(path.end())));
    }
    query = query.filter(t::state.eq(MembershipState::Pending.as_str())).filter(t::ended_at.is_null());
    if let Some(after) = after {
        query = query.filter(t::id.gt(Key(after)));
    }
    let rows: Vec<(Row, String, String)> = query
        .order(t::id)
        .limit(limit)
        .select((Row::as_select(), areas::path, users::display_name))
        .load(tx.db())?;
    let all = rows
        .into_iter()
        .map(|(row, path, name)| Ok((row.read(&path)?, name)))
        .collect::<Result<Vec<_>, DbError>>()?;
    let names = names_of(tx, all.iter().map(|(m, _)| &m.path))?;
    let with_place = |(membership, display_name): (Membership, String)| Waiting {
        place: place(&names, &membership.path),
        member: Member { membership, display_name },
    };
    Ok(all.into_iter().map(with_place).collect())
}

/// A membership with the names of where it is.
///
/// # Errors
/// [`DbError`].
pub fn with_place(tx: &mut Tx<'_>, membership: Membership) -> Result<OwnMembership, DbError> {
    let names = names_of(tx, [&membership.path])?;
    Ok(OwnMembership { place: place(&names, &membership.path), membership })
}

fn place(names: &AreaNames, path: &AreaPath) -> Vec<String> {
    path.lineage().iter().filter_map(|path| names.get(path).cloned()).collect()
}
