//! The awards of a settlement, paid by a fund: every village's as a disbursement, all of them proposed at once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, LineKey,
        disbursements::{Disbursement, DisbursementStateName as State, NewDisbursement},
    },
    ids::{AreaId, FundId, PayoutId, ResolutionId, SettlementId},
    inspections::HalfYear,
    journal::NodeHash,
    ledger::Purpose,
    permissions::Actor,
};

use super::{
    Error, StoredFund,
    disbursements::{Listed, insert, load, of_payout, officer},
    find_locked, payees,
    read::seen,
    sees_drafts, visible,
};
use crate::{
    areas,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{disbursements as d, fund_payees, fund_payouts as t, settlements},
        subject,
    },
    inspections::settlements::{StoredSettlement, latest, settlement},
};

/// Awards to be paid.
#[derive(Clone, Debug)]
pub struct NewPayout {
    /// Of which settlement.
    pub settlement: SettlementId,
    /// What it is called in the books.
    pub title: String,
    /// On which line of the fund's own budget.
    pub line: u16,
    /// Out of money that is restricted to this; out of free money where absent.
    pub purpose: Option<Purpose>,
    /// By which decision of the committee.
    pub resolution: Option<ResolutionId>,
}

/// Awards that were proposed together.
#[derive(Clone, Debug)]
pub struct Payout {
    /// Its id.
    pub id: PayoutId,
    /// Which fund pays.
    pub fund: FundId,
    /// Of which settlement.
    pub settlement: SettlementId,
    /// Of which half-year.
    pub half_year: HalfYear,
    /// Which revision of it.
    pub revision: u32,
    /// The hash of what the half-year comes to.
    pub hash: NodeHash,
    /// What these come to, in fen.
    pub total_fen: i64,
    /// When they were proposed.
    pub made_at: DateTime<Utc>,
    /// Each by itself.
    pub items: Vec<Listed>,
}

/// Proposes to pay what a settlement comes to, less what of that half-year is paid or about to be: so that after a correction what
/// is missing follows, and doing it twice changes nothing. Answers what was proposed, or had been where nothing is left. As many
/// statements for a thousand villages as for one.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::SettlementUnknown`] for one outside the
/// fund's area; [`Error::SettlementRevised`], [`Error::NothingOwed`]; [`Error::ResolutionUnknown`]; [`Error::Disbursement`] for the
/// first award that cannot be proposed.
pub fn make(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: &NewPayout) -> Result<PayoutId, Error> {
    let fund = seen(find_locked(tx, fund)?, Some(actor))?;
    let settled = here(tx, &fund, new.settlement)?;
    // Locked, so that two funds do not pay the same award.
    areas::lock_area(tx, settled.listed.area)?;
    if latest(tx, settled.listed.area, settled.listed.half_year)? != Some(new.settlement) {
        return Err(Error::SettlementRevised);
    }
    let owed = owed(tx, &settled)?;
    if owed.is_empty() {
        return before(tx, fund.id, new.settlement)?.ok_or(Error::NothingOwed);
    }
    let loaded = load(tx, fund, None, new.resolution)?;
    let by = officer(actor, &loaded.fund);
    let id: PayoutId = tx.new_id();
    let total: i64 = owed.iter().map(|(_, amount)| amount.fen()).sum();
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(loaded.fund.id)), t::settlement_id.eq(Key(new.settlement))),
            (t::total_fen.eq(total), t::made_by.eq(Key(actor.user)), t::made_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let name = |village: &AreaId| settled.names.get(village).map_or("", String::as_str);
    let names = owed.iter().map(|(village, _)| (*village, name(village))).collect();
    let mut payees = payees::areas(tx, actor, &loaded.fund, &names)?;
    let mut proposed = Vec::with_capacity(owed.len());
    for (village, amount) in &owed {
        let content = NewDisbursement {
            id: tx.new_id(),
            fund: loaded.fund.id,
            line: LineKey { project: None, number: new.line },
            purpose: new.purpose.clone(),
            milestone: None,
            resolution: new.resolution,
            settlement: Some(new.settlement),
            payee: payees.remove(village).ok_or_else(|| DbError::damaged("a village that is owed twice"))?,
            amount: *amount,
            invoices: Vec::new(),
        };
        proposed.push(Disbursement::propose(content, &by, &loaded.rules, &loaded.grounds)?);
    }
    insert(tx, actor, &loaded.fund, &proposed, (&new.title, Some(id)))?;
    let event = FundEvent::PayoutMade {
        fund: loaded.fund.id,
        payout: id,
        settlement: new.settlement,
        disbursements: owed.len(),
        amount: total,
    };
    let (subject, area) = (subject("payout", id), &loaded.fund.path);
    tx.journal(NewEntry { actor: Some(actor), area, subject, event })?;
    Ok(id)
}

fn here(tx: &mut Tx<'_>, fund: &StoredFund, id: SettlementId) -> Result<StoredSettlement, Error> {
    match settlement(tx, id) {
        Ok(settled) if fund.path.covers(&settled.listed.path) => Ok(settled),
        Ok(_) | Err(DbError::NotFound) => Err(Error::SettlementUnknown),
        Err(other) => Err(other.into()),
    }
}

/// What is still to be paid to whom, in the order of the settlement's lines: what it comes to, less what of the same half-year is
/// paid or about to be, under whichever revision and by whichever fund.
fn owed(tx: &mut Tx<'_>, settled: &StoredSettlement) -> Result<Vec<(AreaId, Amount)>, DbError> {
    let revisions: Vec<Key<SettlementId>> = settlements::table
        .filter(settlements::area_id.eq(Key(settled.listed.area)))
        .filter(settlements::half_year.eq(settled.listed.half_year.to_string()))
        .select(settlements::id)
        .load(tx.db())?;
    let alive = [State::Proposed, State::Approved, State::Paid].map(State::as_str);
    let rows: Vec<(Option<Key<AreaId>>, i64)> = d::table
        .inner_join(fund_payees::table.on(fund_payees::id.eq(d::payee_id)))
        .filter(d::settlement_id.eq_any(revisions))
        .filter(d::state.eq_any(alive))
        .select((fund_payees::area_id, d::amount_fen))
        .load(tx.db())?;
    let mut paid: BTreeMap<AreaId, i64> = BTreeMap::new();
    for (area, fen) in rows {
        let Key(area) = area.ok_or_else(|| DbError::damaged("an award to no area"))?;
        *paid.entry(area).or_default() += fen;
    }
    let left = |village: AreaId, total: i64| total - paid.get(&village).copied().unwrap_or_default();
    let lines = settled.settlement.lines.iter();
    let left = lines.map(|line| (line.village, left(line.village, line.total_fen)));
    Ok(left.filter_map(|(village, fen)| Some((village, Amount::new(fen).ok()?))).collect())
}

/// What this fund had proposed of it the last time.
fn before(tx: &mut Tx<'_>, fund: FundId, id: SettlementId) -> Result<Option<PayoutId>, DbError> {
    let of = t::table.filter(t::fund_id.eq(Key(fund))).filter(t::settlement_id.eq(Key(id)));
    let found: Option<Key<PayoutId>> = of.order(t::id.desc()).select(t::id).first(tx.db()).optional()?;
    Ok(found.map(|Key(id)| id))
}

/// Awards that were proposed together. For who is inside the fund.
///
/// # Errors
/// [`DbError::NotFound`] where there are none, or for others.
pub fn payout(tx: &mut Tx<'_>, actor: &Actor, id: PayoutId) -> Result<Payout, DbError> {
    type Row = (Key<FundId>, Key<SettlementId>, i64, NaiveDateTime, String, i64, Vec<u8>);
    let (Key(fund), Key(settlement), total_fen, made_at, half_year, revision, hash): Row = t::table
        .inner_join(settlements::table.on(settlements::id.eq(t::settlement_id)))
        .filter(t::id.eq(Key(id)))
        .select((
            t::fund_id,
            t::settlement_id,
            t::total_fen,
            t::made_at,
            settlements::half_year,
            settlements::revision,
            settlements::hash,
        ))
        .first(tx.db())?;
    let stored = visible(tx, Some(actor), fund)?;
    if !sees_drafts(Some(actor), &stored.path) {
        return Err(DbError::NotFound);
    }
    Ok(Payout {
        id,
        fund,
        settlement,
        half_year: half_year.parse().map_err(DbError::damaged)?,
        revision: u32::try_from(revision).map_err(DbError::damaged)?,
        hash: NodeHash::from_bytes(&hash).map_err(DbError::damaged)?,
        total_fen,
        made_at: made_at.and_utc(),
        items: of_payout(tx, actor, id)?,
    })
}
