//! Records as their mediator and their parties read them. The caller's part is in the condition of every statement, or in
//! what [`find`] lets through.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    identity::Phone,
    ids::{AreaId, MediationId, MeetingId, PartyId, PhotoId, UserId},
    mediations::{Answer, MediationMove, MediationState, Side},
    permissions::Actor,
    town_time,
};
use uuid::Uuid;

use super::{
    Error,
    act::Meeting,
    open::PHONE_PURPOSE,
    row::{PartyRow, Record, Row, find},
};
use crate::{
    areas,
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{
            mediation_agreements as agreements, mediation_meetings as meetings, mediation_parties as parties,
            mediations as t, photos,
        },
    },
    identity,
};

/// Most records that somebody is a party of and that a list looks at, the newest.
const PART_OF_MAX: i64 = 500;

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this record.
    pub after: Option<MediationId>,
    /// At most so many.
    pub limit: i64,
}

/// A record in a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// The record.
    pub record: Record,
    /// What the area is called.
    pub area_name: String,
    /// What the caller is to it.
    pub side: Side,
    /// Whether the caller is asked for their answer.
    pub asked: bool,
}

/// A record with everything in it.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The record.
    pub item: Item,
    /// What the mediator is called.
    pub mediator_name: String,
    /// The parties in their order.
    pub parties: Vec<Party>,
    /// The meetings, the earliest first.
    pub meetings: Vec<(MeetingId, Meeting)>,
    /// The texts, the latest first.
    pub agreements: Vec<Agreement>,
    /// What the caller can do now.
    pub moves: Vec<MediationMove>,
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Their account.
    pub user: Option<UserId>,
    /// What they are called.
    pub name: String,
    /// Their number, for the mediator.
    pub phone: Option<Phone>,
    /// What they say to the latest text, and when they said so.
    pub answer: Option<(Answer, DateTime<Utc>)>,
    /// Why they did not agree, the last time.
    pub decline_reason: Option<String>,
    /// Who saw them sign.
    pub witness: Option<String>,
    /// What they signed last.
    pub signature: Option<PhotoId>,
}

/// A text of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Its number.
    pub number: u32,
    /// The words.
    pub text: String,
    /// When it was written down.
    pub proposed_at: DateTime<Utc>,
}

/// The records that the caller mediates or is a party of, the newest first: three statements, however many there are.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, open: bool, page: Page) -> Result<Vec<Item>, Error> {
    let me = Key(actor.user);
    let mine = parties::table.filter(parties::user_id.eq(Some(me)));
    let own: Vec<(Key<MediationId>, Option<String>, Option<i64>)> = mine
        .order(parties::mediation_id.desc())
        .limit(PART_OF_MAX)
        .select((parties::mediation_id, parties::answer, parties::answered_number))
        .load(tx.db())
        .map_err(DbError::from)?;
    let part_of: Vec<Key<MediationId>> = own.iter().map(|row| row.0).collect();
    let mut query = t::table
        .filter(t::mediator_id.eq(me).or(t::id.eq_any(part_of)))
        .select(Row::as_select())
        .into_boxed();
    if open {
        query = query.filter(t::ended_at.is_null());
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.order(t::id.desc()).limit(page.limit).load(tx.db()).map_err(DbError::from)?;
    let records = rows.into_iter().map(Record::try_from).collect::<Result<Vec<_>, _>>()?;
    let names = areas::names_by_id(tx, records.iter().map(|record| record.area))?;
    let answered: BTreeMap<MediationId, Option<i64>> =
        own.into_iter().map(|(Key(id), answer, number)| (id, answer.and(number))).collect();
    let item = |record: Record| item(record, actor, &names, |id| answered.get(&id).copied().flatten());
    Ok(records.into_iter().map(item).collect())
}

fn item(
    record: Record,
    actor: &Actor,
    names: &BTreeMap<AreaId, String>,
    answered: impl Fn(MediationId) -> Option<i64>,
) -> Item {
    let side = if record.mediator == actor.user { Side::Mediator } else { Side::Party };
    let done = answered(record.id) == Some(i64::from(record.number));
    let asked = side == Side::Party && record.state == MediationState::Agreed && !done;
    Item { area_name: names.get(&record.area).cloned().unwrap_or_default(), side, asked, record }
}

/// One record: seven statements, however much is in it.
///
/// # Errors
/// [`DbError::NotFound`] for who has no part in it; [`Error::Crypto`].
pub fn mediation(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: MediationId,
) -> Result<Detail, Error> {
    let part = find(tx, actor, id)?;
    let moves = MediationMove::ALL.into_iter().filter(|step| part.permit(actor, *step).is_ok()).collect();
    let answered = part.parties.iter().find(|party| party.user_id == Some(Key(actor.user)));
    let answered = answered.map(PartyRow::given).transpose()?.flatten();
    let names = areas::names_by_id(tx, [part.record.area])?;
    let number = part.record.number;
    let people: Vec<UserId> =
        part.parties.iter().filter_map(|party| party.user_id).map(|Key(user)| user).collect();
    let called = identity::names_of(tx, people.into_iter().chain([part.record.mediator]))?;
    let signatures = signatures(tx, &part.parties)?;
    let reads_phones = part.side == Side::Mediator;
    let party = |row: PartyRow| -> Result<Party, Error> {
        let user = row.user_id.map(|Key(user)| user);
        let by_account = user.and_then(|user| called.get(&user).cloned());
        let sealed = row.phone_sealed.as_deref().filter(|_| reads_phones);
        let phone = sealed.map(|sealed| keyring.open_text(PHONE_PURPOSE, sealed)).transpose()?;
        let phone = phone.as_deref().map(Phone::new).transpose().map_err(DbError::damaged)?;
        let answer = row.given()?.filter(|(to, _)| *to == number).map(|(_, answer)| answer);
        Ok(Party {
            id: row.id.0,
            user,
            name: row.name.clone().or(by_account).unwrap_or_default(),
            phone,
            answer: answer.zip(row.answered_at()),
            signature: signatures.get(&row.id.0).copied(),
            decline_reason: row.decline_reason,
            witness: row.witness,
        })
    };
    let parties = part.parties.into_iter().map(party).collect::<Result<_, _>>()?;
    Ok(Detail {
        mediator_name: called.get(&part.record.mediator).cloned().unwrap_or_default(),
        parties,
        meetings: meetings_of(tx, id)?,
        agreements: agreements_of(tx, id)?,
        moves,
        item: item(part.record, actor, &names, |_| answered.map(|(to, _)| i64::from(to))),
    })
}

/// What each of some parties signed last.
fn signatures(tx: &mut Tx<'_>, of: &[PartyRow]) -> Result<BTreeMap<PartyId, PhotoId>, DbError> {
    let keys: Vec<Option<Key<PartyId>>> = of.iter().map(|party| Some(party.id)).collect();
    let rows: Vec<(Option<Key<PartyId>>, Key<PhotoId>)> = photos::table
        .filter(photos::party_id.eq_any(keys))
        .order(photos::id)
        .select((photos::party_id, photos::id))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(party, Key(photo))| party.map(|Key(party)| (party, photo))).collect())
}

type MeetingRow = (Key<MeetingId>, NaiveDateTime, String, String);

fn meetings_of(tx: &mut Tx<'_>, id: MediationId) -> Result<Vec<(MeetingId, Meeting)>, DbError> {
    let rows: Vec<MeetingRow> = meetings::table
        .filter(meetings::mediation_id.eq(Key(id)))
        .order((meetings::held_at, meetings::id))
        .select((meetings::id, meetings::held_at, meetings::place, meetings::notes))
        .load(tx.db())?;
    let read =
        |(Key(id), at, place, notes): MeetingRow| (id, Meeting { held_at: at.and_utc(), place, notes });
    Ok(rows.into_iter().map(read).collect())
}

fn agreements_of(tx: &mut Tx<'_>, id: MediationId) -> Result<Vec<Agreement>, DbError> {
    let rows: Vec<(i64, String, NaiveDateTime)> = agreements::table
        .filter(agreements::mediation_id.eq(Key(id)))
        .order(agreements::number.desc())
        .select((agreements::number, agreements::text, agreements::proposed_at))
        .load(tx.db())?;
    let read = |(number, text, at): (i64, String, NaiveDateTime)| {
        let number = u32::try_from(number).map_err(DbError::damaged)?;
        Ok(Agreement { number, text, proposed_at: at.and_utc() })
    };
    rows.into_iter().map(read).collect()
}

/// Where and when `actor` mediates on a day, in records that have not ended; at most `limit`: one statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn meetings_on(
    tx: &mut Tx<'_>,
    actor: &Actor,
    day: NaiveDate,
    limit: i64,
) -> Result<Vec<(MediationId, String, Meeting)>, DbError> {
    type Row = (Key<MediationId>, String, NaiveDateTime, String, String);
    let rows: Vec<Row> = meetings::table
        .inner_join(t::table)
        .filter(t::mediator_id.eq(Key(actor.user)))
        .filter(t::ended_at.is_null())
        .filter(meetings::held_at.ge(town_time::begin(day).naive_utc()))
        .filter(meetings::held_at.lt(town_time::end(day).naive_utc()))
        .order((meetings::held_at, meetings::id))
        .limit(limit)
        .select((t::id, t::area_path, meetings::held_at, meetings::place, meetings::notes))
        .load(tx.db())?;
    let read =
        |(Key(id), path, at, place, notes): Row| (id, path, Meeting { held_at: at.and_utc(), place, notes });
    Ok(rows.into_iter().map(read).collect())
}

/// The people of a record: its mediator and its parties.
///
/// # Errors
/// [`DbError`].
pub(crate) fn concerned(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let key = Key(MediationId(id));
    let mediator: Option<Key<UserId>> =
        t::table.find(key).select(t::mediator_id).first(tx.db()).optional()?;
    let found: Vec<Option<Key<UserId>>> = parties::table
        .filter(parties::mediation_id.eq(key))
        .filter(parties::user_id.is_not_null())
        .select(parties::user_id)
        .load(tx.db())?;
    let people: BTreeSet<UserId> =
        found.into_iter().flatten().chain(mediator).map(|Key(user)| user).collect();
    Ok(people.into_iter().collect())
}

/// Whether `actor` sees the paper that a party signed: whoever has a part in the record.
pub(crate) fn shows_photo(tx: &mut Tx<'_>, actor: &Actor, party: PartyId) -> Result<bool, DbError> {
    let Key(id): Key<MediationId> =
        parties::table.find(Key(party)).select(parties::mediation_id).first(tx.db())?;
    match find(tx, actor, id) {
        Ok(_) => Ok(true),
        Err(DbError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}
