//! Certificates of honour to villager groups, each with a number that anybody can look up.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CertificateId, SettlementId},
    inspections::{CertificateEvent, HalfYear},
    permissions::{Actor, Denied, Permission},
};

use super::{numbers, settlements};
use crate::areas;
use crate::db::{
    DbError, Key, NewEntry, Tx, lock,
    schema::{award_certificates as t, settlements as s},
    subject,
};

/// A certificate as it is issued.
#[derive(Clone, Debug)]
pub struct NewCertificate {
    /// After which settlement.
    pub settlement: SettlementId,
    /// To whose group.
    pub village: AreaId,
    /// Who is honoured.
    pub honoured: String,
    /// As what.
    pub title: String,
    /// Why the village gets one more than the rules give it.
    pub reason: Option<String>,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// What anybody looks up: `2026-H1-7K3QXM9A`.
    pub number: String,
    /// Who issued it.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What that area is called.
    pub area_name: String,
    /// For which half-year.
    pub half_year: HalfYear,
    /// To whose group.
    pub village: AreaId,
    /// What the village is called.
    pub village_name: String,
    /// Who is honoured.
    pub honoured: String,
    /// As what.
    pub title: String,
    /// Why the village got one more than the rules give it.
    pub reason: Option<String>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Since when it is no longer valid, and why.
    pub revoked: Option<(DateTime<Utc>, String)>,
}

/// Why a certificate is not issued.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such settlement.
    #[error("there is no such settlement")]
    SettlementUnknown,
    /// The half-year was settled again: who earned what is in the newer settlement.
    #[error("a newer settlement has taken its place")]
    Superseded,
    /// The village did not reach the threshold.
    #[error("this village did not reach the threshold")]
    NotEligible,
    /// The village has its certificates: another one needs a reason.
    #[error("another certificate for this village needs a reason")]
    ReasonMissing,
    /// It is revoked already.
    #[error("this certificate is revoked already")]
    Revoked,
}

type Row = (
    (Key<CertificateId>, String, Key<AreaId>, String, String),
    (Key<AreaId>, String, String, Option<String>),
    (NaiveDateTime, Option<NaiveDateTime>, Option<String>),
);

fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Certificate>, DbError> {
    let names = areas::names_by_id(tx, rows.iter().flat_map(|row| [row.0.2.0, row.1.0.0]))?;
    let name = |Key(id): Key<AreaId>| names.get(&id).cloned().unwrap_or_default();
    rows.into_iter()
        .map(|((id, number, area, path, half_year), (village, honoured, title, reason), times)| {
            Ok(Certificate {
                id: id.0,
                number,
                area: area.0,
                path: AreaPath::parse(&path).map_err(DbError::damaged)?,
                area_name: name(area),
                half_year: half_year.parse().map_err(DbError::damaged)?,
                village: village.0,
                village_name: name(village),
                honoured,
                title,
                reason,
                issued_at: times.0.and_utc(),
                revoked: times.1.map(|at| at.and_utc()).zip(times.2),
            })
        })
        .collect()
}

macro_rules! all {
    () => {
        t::table.select((
            (t::id, t::number, t::area_id, t::area_path, t::half_year),
            (t::village_id, t::honoured, t::title, t::reason),
            (t::issued_at, t::revoked_at, t::revoke_reason),
        ))
    };
}

/// The certificates of a half-year of an area, the oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_half_year(tx: &mut Tx<'_>, area: AreaId, half_year: HalfYear) -> Result<Vec<Certificate>, DbError> {
    let rows: Vec<Row> = all!()
        .filter(t::area_id.eq(Key(area)))
        .filter(t::half_year.eq(half_year.to_string()))
        .order(t::id)
        .load(tx.db())?;
    read(tx, rows)
}

/// The latest certificates that a village's groups were given for the half-years from one to another, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_village(
    tx: &mut Tx<'_>,
    village: AreaId,
    from: HalfYear,
    until: HalfYear,
    limit: i64,
) -> Result<Vec<Certificate>, DbError> {
    let rows: Vec<Row> = all!()
        .filter(t::village_id.eq(Key(village)))
        .filter(t::half_year.ge(from.to_string()))
        .filter(t::half_year.le(until.to_string()))
        .order((t::half_year.desc(), t::id.desc()))
        .limit(limit)
        .load(tx.db())?;
    read(tx, rows)
}

/// The certificate with a number, as it is printed; small letters and spaces do not matter.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Certificate, DbError> {
    let row: Row = all!().filter(t::number.eq(numbers::read(number))).first(tx.db())?;
    read(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Issues a certificate to a group of a village that reached the threshold; a village gets as many as the rules say, and
/// another one with a reason.
///
/// # Errors
/// [`Error`].
pub fn issue(tx: &mut Tx<'_>, actor: &Actor, new: &NewCertificate) -> Result<Certificate, Error> {
    // Locked, so that two at once do not both issue the last one that needs no reason.
    let locked = lock!(tx.db(), s::table.find(Key(new.settlement)).select(s::id), |q, c| {
        q.first::<Key<SettlementId>>(c)
    });
    locked.map_err(|error| match DbError::from(error) {
        DbError::NotFound => Error::SettlementUnknown,
        other => other.into(),
    })?;
    let settled = settlements::settlement(tx, new.settlement)?;
    let (area, path, half_year) = (settled.listed.area, settled.listed.path, settled.listed.half_year);
    actor.require(Permission::ManageInspections, &path)?;
    if settlements::latest(tx, area, half_year)? != Some(new.settlement) {
        return Err(Error::Superseded);
    }
    let line = settled.settlement.lines.iter().find(|line| line.village == new.village);
    if !line.is_some_and(|line| line.eligible) {
        return Err(Error::NotEligible);
    }
    let valid: i64 = t::table
        .filter(t::village_id.eq(Key(new.village)))
        .filter(t::area_id.eq(Key(area)))
        .filter(t::half_year.eq(half_year.to_string()))
        .filter(t::revoked_at.is_null())
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if valid >= i64::from(settled.input.rules.certificates_per_village) && new.reason.is_none() {
        return Err(Error::ReasonMissing);
    }
    let id: CertificateId = tx.new_id();
    let number = numbers::new(tx, half_year);
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::number.eq(&number),
            t::area_id.eq(Key(area)),
            t::area_path.eq(path.as_str()),
            t::half_year.eq(half_year.to_string()),
            t::village_id.eq(Key(new.village)),
            t::honoured.eq(&new.honoured),
            t::title.eq(&new.title),
            t::reason.eq(&new.reason),
            t::issued_by.eq(Key(actor.user)),
            t::issued_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &path, id, CertificateEvent::Issued { certificate: id, village: new.village })?;
    Ok(by_number(tx, &number)?)
}

/// Declares a certificate no longer valid; its number still answers, with the reason.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`], [`Error::Revoked`].
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, number: &str, reason: &str) -> Result<Certificate, Error> {
    let found = by_number(tx, number)?;
    actor.require(Permission::ManageInspections, &found.path)?;
    let valid = t::table.find(Key(found.id)).filter(t::revoked_at.is_null());
    let revoked = diesel::update(valid)
        .set((t::revoked_at.eq(tx.timestamp()), t::revoke_reason.eq(reason)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    if revoked == 0 {
        return Err(Error::Revoked);
    }
    journal(tx, actor, &found.path, found.id, CertificateEvent::Revoked { certificate: found.id })?;
    Ok(by_number(tx, &found.number)?)
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    id: CertificateId,
    event: CertificateEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("certificate", id), event }).map(drop)
}
