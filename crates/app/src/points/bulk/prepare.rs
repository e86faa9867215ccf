//! Uploading a table: every row is looked at, and kept where all of them can be awarded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    identity::{LoginName, Phone},
    ids::{AreaId, BulkAwardId, ProgrammeId, UserId},
    permissions::{Actor, Permission},
    points::{BULK_MINUTES, Basis, MINUTES_MAX, PointsEvent, ProgrammeError, ProgrammeState, WalletKind},
};

use super::{
    Error, Problem,
    judge::{As, problems},
    parse::{self, Typed},
    read::{Award, Row, State, shown_row},
    row::{Kept, keep},
};
use crate::{
    areas::names_of,
    crypto::Keyring,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{areas, bulk_awards as t, memberships, users},
        subject,
    },
    households::{Sheet, import::place::Places},
    identity,
    identity::PHONE_PURPOSE,
    points::{
        award::Home,
        programmes::{self, StoredProgramme},
        rules::{self, StoredRules},
    },
};

/// Whose a row is, or why nobody's.
type Whose = Result<Home, &'static str>;

/// Looks at a table for a programme. Where every row can be awarded it is kept, for somebody else to commit.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ProposePoints`] in the programme's area or in it; [`Error::ProgrammeUnknown`],
/// [`Error::Programme`], [`Error::Columns`], [`Error::RowCount`].
pub fn prepare(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: ProgrammeId,
    sheet: &Sheet,
) -> Result<Award, Error> {
    let programme = programmes::find(tx, id).map_err(|error| match error {
        DbError::NotFound => Error::ProgrammeUnknown,
        other => other.into(),
    })?;
    let inside = |path: &AreaPath| path.covers(&programme.path) || programme.path.covers(path);
    if !actor.scope(Permission::ProposePoints).iter().any(inside) {
        actor.require(Permission::ProposePoints, &programme.path)?;
    }
    if programme.state() != ProgrammeState::Running {
        return Err(ProgrammeError::NotRunning.into());
    }
    let typed = parse::read(sheet)?;
    let versions = rules::adopted_of(tx, [id])?.remove(&id).unwrap_or_default();
    let whose = whose(tx, keyring, &programme, &typed)?;
    let read: Vec<Result<Kept, &'static str>> =
        typed.iter().zip(whose).map(|(row, whose)| kept(&versions, row, whose)).collect();
    let good: Vec<Kept> = read.iter().filter_map(|row| row.as_ref().ok().cloned()).collect();
    let mut judged = problems(tx, actor, As::Preparer, actor.user, &programme, &good)?.into_iter();

    let names = identity::names_of(tx, good.iter().filter_map(|row| row.home.person).collect::<Vec<_>>())?;
    let places = names_of(tx, good.iter().map(|row| &row.home.path))?;
    let mut rows: Vec<Row> = Vec::with_capacity(typed.len());
    for (typed, read) in typed.iter().zip(&read) {
        rows.push(match read {
            Ok(kept) => {
                let called = activity_name(&versions, kept);
                shown_row(kept, judged.next().flatten(), &names, &places, called)
            }
            Err(code) => as_typed(typed, code),
        });
    }
    let bad = rows.iter().filter(|row| row.problem.is_some()).count();
    let points = good.iter().map(|row| row.points).sum();
    let expires_at = tx.now() + TimeDelta::minutes(BULK_MINUTES);
    let id = if bad == 0 { Some(save(tx, actor, &programme, &good, points)?) } else { None };
    let name = identity::names_of(tx, [actor.user])?.remove(&actor.user).unwrap_or_default();
    Ok(Award {
        id,
        programme: programme.id,
        state: if id.is_some() { State::Prepared } else { State::Refused },
        rows_total: rows.len(),
        problems_total: bad,
        points,
        preparer: (actor.user, name),
        prepared_at: tx.now(),
        expires_at,
        committer: None,
        committed_at: None,
        rows,
    })
}

fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    programme: &StoredProgramme,
    rows: &[Kept],
    points: i64,
) -> Result<BulkAwardId, DbError> {
    let id: BulkAwardId = tx.new_id();
    let expires_at = (tx.now() + TimeDelta::minutes(BULK_MINUTES)).naive_utc();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::programme_id.eq(Key(programme.id)),
            t::state.eq("prepared"),
            t::rows_count.eq(i64::try_from(rows.len()).map_err(DbError::damaged)?),
            t::points.eq(points),
            t::prepared_by.eq(Key(actor.user)),
            t::prepared_at.eq(tx.timestamp()),
            t::expires_at.eq(expires_at),
        ))
        .execute(tx.db())?;
    keep(tx, id, rows)?;
    let event =
        PointsEvent::BulkPrepared { bulk_award: id, programme: programme.id, rows: rows.len(), points };
    let subject = subject("bulk_award", id);
    tx.journal(NewEntry { actor: Some(actor), area: &programme.path, subject, event })?;
    Ok(id)
}

/// What a row says, where it can be used.
fn kept(versions: &[StoredRules], row: &Typed, whose: Whose) -> Result<Kept, &'static str> {
    let home = whose?;
    let day: NaiveDate = row.day().ok_or("day_format")?;
    let rules = rules::on(versions, day).ok_or("deed_day")?;
    let named =
        |activity: &&domain::points::Activity| activity.code == row.activity || activity.name == row.activity;
    let activity = rules.content.activities.iter().find(named).ok_or("activity")?;
    if !activity.in_bulk {
        return Err("activity_closed");
    }
    let minutes = match (row.minutes.as_str(), activity.basis) {
        ("", _) | (_, Basis::Time) => None,
        (text, Basis::Hour) => {
            Some(text.parse().ok().filter(|n| (1..=MINUTES_MAX).contains(n)).ok_or("minutes")?)
        }
    };
    let points = activity.earns(minutes).ok_or("minutes")?;
    if points < 1 {
        return Err("minutes_short");
    }
    let note = Some(row.note.clone()).filter(|note| !note.is_empty());
    Ok(Kept {
        line: row.line,
        home,
        rules: rules.id,
        activity: activity.code.clone(),
        day,
        minutes,
        points,
        note,
    })
}

fn activity_name(versions: &[StoredRules], kept: &Kept) -> String {
    let rules = versions.iter().find(|rules| rules.id == kept.rules);
    let activity = rules.and_then(|rules| rules.content.activity(&kept.activity));
    activity.map_or_else(|| kept.activity.clone(), |activity| activity.name.clone())
}

fn as_typed(typed: &Typed, code: &'static str) -> Row {
    let whose = if typed.person.is_empty() { &typed.number } else { &typed.person };
    Row {
        line: typed.line,
        name: whose.clone(),
        place: Vec::new(),
        activity_name: typed.activity.clone(),
        day: typed.day(),
        minutes: typed.minutes.parse().ok(),
        points: 0,
        note: Some(typed.note.clone()).filter(|note| !note.is_empty()),
        problem: Some(Problem::Cell(code)),
    }
}

/// Whose each row is. A handful of statements, however many rows.
fn whose(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    programme: &StoredProgramme,
    typed: &[Typed],
) -> Result<Vec<Whose>, Error> {
    let people = people(tx, keyring, typed)?;
    let homes = homes(tx, &programme.path, people.values().copied().collect())?;
    let households = if typed.iter().any(|row| row.person.is_empty()) {
        households(tx, &programme.path, typed)?
    } else {
        BTreeMap::new()
    };
    let one = |row: &Typed| -> Whose {
        if row.person.is_empty() && row.number.is_empty() {
            return Err("person_or_household");
        }
        if row.person.is_empty() {
            let key = (row.area.clone(), row.number.clone());
            let (household, path) = households.get(&key).cloned().unwrap_or(Err("household_unknown"))?;
            // A person's wallet takes a person.
            let person = programme.wallets == WalletKind::Person;
            return if person { Err("person_unknown") } else { Ok(Home { person: None, household, path }) };
        }
        let person = *people.get(&row.person).ok_or("person_unknown")?;
        let theirs = homes.get(&person).map(Vec::as_slice).unwrap_or_default();
        let (household, path) = theirs.first().cloned().ok_or("beneficiary")?;
        if programme.wallets == WalletKind::Household && theirs.len() > 1 {
            return Err("household_choice");
        }
        Ok(Home { person: Some(person), household, path })
    };
    Ok(typed.iter().map(one).collect())
}

/// The people whose login names or confirmed telephone numbers stand in the table.
fn people(tx: &mut Tx<'_>, keyring: &Keyring, typed: &[Typed]) -> Result<BTreeMap<String, UserId>, Error> {
    let (mut logins, mut phones): (BTreeMap<String, String>, BTreeMap<String, String>) = Default::default();
    for row in typed.iter().filter(|row| !row.person.is_empty()) {
        if let Ok(phone) = Phone::new(&row.person) {
            for index in keyring.indexes(PHONE_PURPOSE, phone.digits()) {
                phones.insert(index, row.person.clone());
            }
        } else if let Ok(login) = LoginName::new(&row.person) {
            logins.insert(login.as_str().to_owned(), row.person.clone());
        }
    }
    let mut found = BTreeMap::new();
    let active = || users::table.filter(users::state.eq("active"));
    let by_login: Vec<(Key<UserId>, String)> = active()
        .filter(users::login.eq_any(logins.keys()))
        .select((users::id, users::login))
        .load(tx.db())
        .map_err(DbError::from)?;
    for (Key(id), login) in by_login {
        found.extend(logins.get(&login).map(|typed| (typed.clone(), id)));
    }
    let by_phone: Vec<(Key<UserId>, Option<String>)> = active()
        .filter(users::phone_index.eq_any(phones.keys()))
        .filter(users::phone_confirmed_at.is_not_null())
        .select((users::id, users::phone_index))
        .load(tx.db())
        .map_err(DbError::from)?;
    for (Key(id), index) in by_phone {
        let typed = index.and_then(|index| phones.get(&index));
        found.extend(typed.map(|typed| (typed.clone(), id)));
    }
    Ok(found)
}

type Homes = BTreeMap<UserId, Vec<(AreaId, AreaPath)>>;

/// The homes of people in and under an area, the first they came to first.
fn homes(tx: &mut Tx<'_>, under: &AreaPath, people: BTreeSet<UserId>) -> Result<Homes, DbError> {
    let ids: Vec<Key<UserId>> = people.into_iter().map(Key).collect();
    let rows: Vec<(Key<UserId>, Key<AreaId>, String)> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq_any(ids))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .filter(areas::path.ge(under.as_str()))
        .filter(areas::path.lt(under.end()))
        .order(memberships::id)
        .select((memberships::user_id, areas::id, areas::path))
        .load(tx.db())?;
    let mut homes = Homes::new();
    for (Key(user), Key(home), path) in rows {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        homes.entry(user).or_default().push((home, path));
    }
    Ok(homes)
}

type Households = BTreeMap<(String, String), Result<(AreaId, AreaPath), &'static str>>;

/// The households that the table names by place and number.
fn households(tx: &mut Tx<'_>, under: &AreaPath, typed: &[Typed]) -> Result<Households, Error> {
    let places = Places::load(tx, under)?;
    let mut parents: BTreeMap<(String, String), AreaId> = BTreeMap::new();
    let mut found = Households::new();
    for row in typed.iter().filter(|row| row.person.is_empty() && !row.number.is_empty()) {
        let key = (row.area.clone(), row.number.clone());
        match places.find(&row.area) {
            Ok(parent) => {
                parents.insert(key, parent);
            }
            Err(code) => {
                found.insert(key, Err(code));
            }
        }
    }
    let ids: Vec<Key<AreaId>> = parents.values().copied().map(Key).collect();
    let numbers: BTreeSet<&String> = parents.keys().map(|(_, number)| number).collect();
    type Home = (Key<AreaId>, Option<Key<AreaId>>, String, String);
    let rows: Vec<Home> = areas::table
        .filter(areas::parent_id.eq_any(ids))
        .filter(areas::kind.eq("household"))
        .filter(areas::name.eq_any(numbers))
        .select((areas::id, areas::parent_id, areas::name, areas::path))
        .load(tx.db())
        .map_err(DbError::from)?;
    for (key, parent) in parents {
        let is = |row: &&(Key<AreaId>, Option<Key<AreaId>>, String, String)| {
            row.1 == Some(Key(parent)) && row.2 == key.1
        };
        let home = match rows.iter().find(is) {
            Some((Key(id), _, _, path)) => Ok((*id, AreaPath::parse(path).map_err(DbError::damaged)?)),
            None => Err("household_unknown"),
        };
        found.insert(key, home);
    }
    Ok(found)
}
