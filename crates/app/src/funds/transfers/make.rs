//! Moving money between purposes.

use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, Movement,
        books::{Consent, Lifting, LiftingError},
        committee::Resolution,
    },
    ids::{EntryId, FundId, IncomeId, LiftingId, ResolutionId, TransferId},
    journal::NodeHash,
    ledger::{Posted, Purpose},
    permissions::Actor,
};

use super::{Kind, left};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{fund_resolutions, fund_transfers as t},
        subject,
    },
    funds::{
        Error, StoredFund, income,
        opening::kept,
        post::{Ground, kinds, post},
        purposes, resolutions,
    },
};

/// How much, and by which decision.
#[derive(Clone, Copy, Debug)]
pub struct Transfer {
    /// How much.
    pub amount: Amount,
    /// By which decision of the committee.
    pub resolution: ResolutionId,
}

/// What a donor lets be used for something else.
#[derive(Clone, Debug)]
pub struct Lifted {
    /// Of which gift.
    pub income: IncomeId,
    /// The new purpose; none for any.
    pub to: Option<Purpose>,
    /// The SHA-256 of what the donor signed.
    pub consent: NodeHash,
}

/// Sets aside for a purpose what nobody restricted.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Denied`] without `keep_funds` there;
/// [`Error::Fund`], [`Error::ResolutionUnknown`], [`Error::Resolution`]; [`Error::Ledger`] where too little is free.
pub fn earmark(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    to: &Purpose,
    of: Transfer,
) -> Result<TransferId, Error> {
    let (stored, by) = locked(tx, actor, fund, Some(to), of.resolution)?;
    let (movement, by) = Movement::earmark(fund, to.clone(), of.amount, by)?;
    let made = Made { kind: Kind::Earmark, from: None, to: Some(to), of, gift: None };
    save(tx, actor, &stored, &movement, &by, &made)
}

/// Frees again what the committee had set aside for a purpose, as far as it is neither spent nor what donors gave.
///
/// # Errors
/// As [`earmark`]; [`Error::MoreThanSetAside`].
pub fn release(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    from: &Purpose,
    of: Transfer,
) -> Result<TransferId, Error> {
    let (stored, by) = locked(tx, actor, fund, Some(from), of.resolution)?;
    let left = left::set_aside(tx, fund, from)?;
    let (movement, by) = Movement::release(fund, from.clone(), of.amount, left, by)?;
    let made = Made { kind: Kind::Release, from: Some(from), to: None, of, gift: None };
    save(tx, actor, &stored, &movement, &by, &made)
}

/// Moves what a donor restricted to another purpose, or frees it: as far as it is left, the donor lets go of it and the committee
/// decides so.
///
/// # Errors
/// As [`earmark`]; [`Error::IncomeUnknown`], [`Error::Lifting`].
pub fn lift(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    what: &Lifted,
    of: Transfer,
) -> Result<TransferId, Error> {
    let (stored, by) = locked(tx, actor, fund, what.to.as_ref(), of.resolution)?;
    let gift = income::find_locked(tx, what.income).map_err(|error| match error {
        DbError::NotFound => Error::IncomeUnknown,
        other => other.into(),
    })?;
    if gift.income.fund != fund {
        return Err(Error::IncomeUnknown);
    }
    let from = gift.income.purpose.clone().ok_or(LiftingError::NotRestricted)?;
    // Whose it is stands with the gift; that they said so is what is signed.
    let donor = gift.income.source.donor().ok_or(LiftingError::NotDonor)?.id;
    let left = left::of_gift(tx, fund, &from, what.income)?;
    let consent = Consent { donor, to: what.to.clone(), most: of.amount, document: what.consent };
    let lifting = Lifting::of(LiftingId(tx.new_id::<TransferId>().0), &gift.income, left, consent)?;
    let ways = (from.clone(), what.to.clone());
    let (movement, _, by) = Movement::transfer(fund, ways, of.amount, lifting, by)?;
    let gift = Some((what.income, what.consent));
    let made = Made { kind: Kind::Lifting, from: Some(&from), to: what.to.as_ref(), of, gift };
    save(tx, actor, &stored, &movement, &by, &made)
}

/// A fund that spends and has this purpose, for who keeps its books, and the decision: both locked.
fn locked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    purpose: Option<&Purpose>,
    by: ResolutionId,
) -> Result<(StoredFund, Resolution), Error> {
    let stored = kept(tx, actor, fund)?;
    let rules = stored.with(&purposes(tx, fund)?);
    rules.admit_spending()?;
    if let Some(unknown) = purpose.filter(|purpose| !rules.purposes.contains(*purpose)) {
        return Err(domain::funds::FundError::NoPurpose(unknown.clone()).into());
    }
    let by = resolutions::find_locked(tx, by).map_err(|error| match error {
        DbError::NotFound => Error::ResolutionUnknown,
        other => other.into(),
    })?;
    Ok((stored, by.resolution))
}

/// What is to be kept of a transfer.
struct Made<'a> {
    kind: Kind,
    from: Option<&'a Purpose>,
    to: Option<&'a Purpose>,
    of: Transfer,
    gift: Option<(IncomeId, NodeHash)>,
}

impl Made<'_> {
    const fn posting(&self) -> &'static str {
        match self.kind {
            Kind::Earmark => kinds::EARMARKED,
            Kind::Release => kinds::RELEASED,
            Kind::Lifting => kinds::LIFTED,
        }
    }

    fn event(&self, fund: FundId, transfer: TransferId, posted: Posted) -> FundEvent {
        let Transfer { amount, resolution } = self.of;
        let amount = amount.fen();
        match (self.kind, self.gift) {
            (Kind::Release, _) => FundEvent::Released { fund, transfer, resolution, amount, posted },
            (Kind::Lifting, Some((income, _))) => {
                FundEvent::Transferred { fund, transfer, income, resolution, amount, posted }
            }
            _ => FundEvent::Earmarked { fund, transfer, resolution, amount, posted },
        }
    }
}

fn save(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    movement: &Movement,
    by: &Resolution,
    made: &Made<'_>,
) -> Result<TransferId, Error> {
    use fund_resolutions as r;
    let (id, entry): (TransferId, EntryId) = (tx.new_id(), tx.new_id());
    let ground = Ground {
        key: None,
        subject: subject("transfer", id),
        kind: made.posting(),
        entry,
        agent: Some(actor),
    };
    let posted = post(tx, fund, movement, ground)?;
    diesel::update(r::table.find(Key(by.id)))
        .set((r::used.eq(by.used_fen), r::version.eq(r::version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(fund.id)), t::kind.eq(made.kind.as_str())),
            (
                t::from_purpose.eq(made.from.map(Purpose::as_str)),
                t::to_purpose.eq(made.to.map(Purpose::as_str)),
            ),
            (t::amount_fen.eq(made.of.amount.fen()), t::resolution_id.eq(Key(by.id))),
            t::income_id.eq(made.gift.map(|(income, _)| Key(income))),
            t::consent_hash.eq(made.gift.map(|(_, consent)| consent.0.to_vec())),
            (t::posting_id.eq(Key(posted.posting)), t::entry_id.eq(Key(entry))),
            (t::made_by.eq(Key(actor.user)), t::made_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (event, subject) = (made.event(fund.id, id, posted), subject("fund", fund.id));
    tx.journal_as(entry, NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(id)
}
