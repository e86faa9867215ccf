//! Looking at a payment as it is made.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        disbursements::{DisbursementStateName as State, Invoice},
        findings::{Fact, Found, Severity, detect},
    },
    ids::{DisbursementId, FindingId, PayeeId},
    town_time,
};
use sha2::{Digest, Sha256};

use super::settings::in_force;
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert, on_each,
        schema::{
            disbursement_invoices as i, disbursements as d, finding_disbursements as fd, findings as t,
        },
        subject,
    },
    funds::{
        StoredFund,
        disbursements::{StoredDisbursement, decided_all},
    },
};

/// Most others that a payment is held against of one kind: more than that is one finding whatever else there is.
const OTHERS_MAX: i64 = 1_000;

/// Raises what looks wrong about a disbursement of a fund that is locked, and of others together with it; what was raised before is
/// not raised again.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn look_at(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    of: &StoredDisbursement,
    invoices: &[Invoice],
) -> Result<(), DbError> {
    let settings = in_force(tx, fund.id)?;
    let mut ids = with_same_invoices(tx, invoices)?;
    ids.extend(near(tx, of.payee, of.proposed.1, settings.split_days)?);
    ids.insert(of.id);
    let facts: Vec<Fact> = decided_all(tx, ids)?
        .into_iter()
        .map(|(disbursement, at)| Fact::of(&disbursement, town_time::date(at)))
        .collect();
    // Of the others only what they have to do with this one was loaded.
    for found in detect(&facts, settings).into_iter().filter(|found| found.disbursements.contains(&of.id)) {
        raise(tx, fund, &found)?;
    }
    Ok(())
}

/// Disbursements of any fund that pay an invoice with one of these numbers or pictures.
fn with_same_invoices(tx: &mut Tx<'_>, invoices: &[Invoice]) -> Result<BTreeSet<DisbursementId>, DbError> {
    let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    let images: Vec<Vec<u8>> = invoices.iter().map(|invoice| invoice.image.0.to_vec()).collect();
    let same = i::number.eq_any(numbers).or(i::image_hash.eq_any(images));
    let found: Vec<Key<DisbursementId>> = i::table
        .filter(same)
        .order(i::disbursement_id.desc())
        .limit(OTHERS_MAX)
        .select(i::disbursement_id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(id)| id).collect())
}

/// Disbursements to a payee that were proposed so few days before or after.
fn near(
    tx: &mut Tx<'_>,
    payee: PayeeId,
    at: DateTime<Utc>,
    days: u32,
) -> Result<Vec<DisbursementId>, DbError> {
    let around = Days::new(u64::from(days) + 1);
    let (from, until) =
        (at.checked_sub_days(around).unwrap_or(at), at.checked_add_days(around).unwrap_or(at));
    let alive = [State::Proposed, State::Approved, State::Paid].map(State::as_str);
    let found: Vec<Key<DisbursementId>> = d::table
        .filter(d::payee_id.eq(Key(payee)))
        .filter(d::proposed_at.ge(from.naive_utc()))
        .filter(d::proposed_at.le(until.naive_utc()))
        .filter(d::state.eq_any(alive))
        .order(d::id.desc())
        .limit(OTHERS_MAX)
        .select(d::id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(id)| id).collect())
}

#[derive(Insertable)]
#[diesel(table_name = fd, treat_none_as_default_value = false)]
struct BehindRow {
    finding_id: Key<FindingId>,
    disbursement_id: Key<DisbursementId>,
}

fn raise(tx: &mut Tx<'_>, fund: &StoredFund, found: &Found) -> Result<(), DbError> {
    let id: FindingId = tx.new_id();
    let row = (
        (t::id.eq(Key(id)), t::fund_id.eq(Key(fund.id)), t::kind.eq(found.kind.as_str())),
        (t::severity.eq(rank(found.kind.severity())), t::mark.eq(mark(found))),
        t::raised_at.eq(tx.timestamp()),
    );
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c))? == 0 {
        return Ok(());
    }
    let row = |of: &DisbursementId| BehindRow { finding_id: Key(id), disbursement_id: Key(*of) };
    let rows: Vec<BehindRow> = found.disbursements.iter().map(row).collect();
    bulk_insert!(tx.db(), fd::table, &rows)?;
    let disbursements = found.disbursements.iter().copied().collect();
    let event = FundEvent::FindingRaised { fund: fund.id, finding: id, kind: found.kind, disbursements };
    let subject = subject("finding", id);
    // Nobody raises it: the books do.
    tx.journal(NewEntry { actor: None, area: &fund.path, subject, event }).map(drop)
}

const fn rank(severity: Severity) -> i64 {
    match severity {
        Severity::Low => 1,
        Severity::Medium => 2,
        Severity::High => 3,
    }
}

/// The hash of what makes a finding: its kind and the disbursements behind it.
fn mark(found: &Found) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(found.kind.as_str().as_bytes());
    for id in &found.disbursements {
        hash.update(id.0.as_bytes());
    }
    hash.finalize().to_vec()
}

/// The disbursements behind some findings, in the order of their ids: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn behind(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = FindingId>,
) -> Result<BTreeMap<FindingId, BTreeSet<DisbursementId>>, DbError> {
    let ids: Vec<Key<FindingId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<FindingId>, Key<DisbursementId>)> = fd::table
        .filter(fd::finding_id.eq_any(ids))
        .select((fd::finding_id, fd::disbursement_id))
        .load(tx.db())?;
    let mut all: BTreeMap<FindingId, BTreeSet<DisbursementId>> = BTreeMap::new();
    for (Key(finding), Key(disbursement)) in rows {
        all.entry(finding).or_default().insert(disbursement);
    }
    Ok(all)
}
