//! Lots: what was credited to a wallet, and until when it lasts.
//!
//! Spending takes the oldest points first, so what is left of a wallet is always its *latest* credits: with `available`
//! points in it, the last `available` of all that was ever credited. No account of what was spent from which lot is
//! kept. Points leave in the order in which they came also when they expire: a lot lasts at least as long as those
//! before it of which something is left.

use chrono::{Datelike, Months, NaiveDate};

/// Points that were credited at once, or that expire together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// How many.
    pub amount: i64,
    /// The last day on which they can be spent; they last for ever where absent.
    pub expires_on: Option<NaiveDate>,
}

/// The last day of points that were earned on `day` and last so many months after that month; for ever where they do.
#[must_use]
pub fn expiry_day(day: NaiveDate, months: Option<u32>) -> Option<NaiveDate> {
    let months = months?;
    let first = day.with_day(1)?;
    first.checked_add_months(Months::new(months.checked_add(1)?))?.pred_opt()
}

/// What is left of a wallet with `available` points, in the order in which it will be spent: the oldest first. `lots` are
/// all that was credited, the oldest first.
#[must_use]
pub fn parts(available: i64, lots: &[Lot]) -> Vec<Lot> {
    let total = lots.iter().fold(0_i64, |sum, lot| sum.saturating_add(lot.amount));
    let mut gone = total.saturating_sub(available.max(0)).max(0);
    // What no lot explains came back (a return of what had been redeemed); it counts with the oldest.
    let mut surplus = available.max(0).saturating_sub(total).max(0);
    let mut parts: Vec<Lot> = Vec::new();
    let mut lasts = Some(NaiveDate::MIN);
    for lot in lots {
        let spent = gone.min(lot.amount);
        gone -= spent;
        let left = lot.amount - spent + std::mem::take(&mut surplus);
        if left == 0 {
            continue;
        }
        lasts = match (lasts, lot.expires_on) {
            (Some(before), Some(own)) => Some(before.max(own)),
            _ => None,
        };
        match parts.last_mut().filter(|last| last.expires_on == lasts) {
            Some(last) => last.amount += left,
            None => parts.push(Lot { amount: left, expires_on: lasts }),
        }
    }
    if surplus > 0 {
        parts.push(Lot { amount: surplus, expires_on: None });
    }
    parts
}

/// How many points are over when `day` is.
#[must_use]
pub fn expiring(available: i64, lots: &[Lot], day: NaiveDate) -> i64 {
    let over = |part: &Lot| part.expires_on.is_some_and(|last| last <= day);
    parts(available, lots).iter().filter(|part| over(part)).map(|part| part.amount).sum()
}

/// What expires when, the soonest first; what lasts for ever is left out.
#[must_use]
pub fn upcoming(available: i64, lots: &[Lot]) -> Vec<(NaiveDate, i64)> {
    parts(available, lots).into_iter().filter_map(|part| Some((part.expires_on?, part.amount))).collect()
}

/// What `wanted` points are made of that are spent now, the oldest first: a gift keeps the days of its points.
#[must_use]
pub fn taken(available: i64, lots: &[Lot], wanted: i64) -> Vec<Lot> {
    let mut wanted = wanted;
    let mut taken = Vec::new();
    for part in parts(available, lots) {
        let amount = part.amount.min(wanted);
        if amount > 0 {
            taken.push(Lot { amount, ..part });
            wanted -= amount;
        }
    }
    taken
}
