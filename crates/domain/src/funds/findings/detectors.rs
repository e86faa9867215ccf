//! What looks wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Fact, FactState, Found, Kind,
    splits::{self, SplitRule},
};

/// What a town lets its detectors ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The limit above which a resolution is needed, in fen: that of the charter.
    pub limit_fen: i64,
    /// Payments within so many days belong together.
    pub split_days: u32,
    /// An amount is round where this divides it, in fen; 0 for never.
    pub round_fen: i64,
    /// Smaller amounts may be round, in fen.
    pub round_min_fen: i64,
}

/// Everything that looks wrong about these disbursements of a fund, each once, in a fixed order. What was refused, withdrawn
/// or reversed counts only where who did what is looked at.
#[must_use]
pub fn detect(facts: &[Fact], settings: Settings) -> BTreeSet<Found> {
    let mut found = BTreeSet::new();
    for fact in facts {
        found.extend(four_eyes(fact));
        found.extend(payee_approves(fact));
        found.extend(round(fact, settings));
    }
    let counting: Vec<&Fact> = facts.iter().filter(|fact| fact.counts()).collect();
    found.extend(twice(&counting, Kind::InvoiceNumberTwice, |invoice| invoice.number.clone()));
    found.extend(twice(&counting, Kind::InvoiceImageTwice, |invoice| invoice.image));
    let rule = SplitRule { limit_fen: settings.limit_fen, days: settings.split_days };
    found.extend(splits::find(&counting, rule));
    found
}

/// Two of the three are one person; or it was paid, and one of them is missing.
fn four_eyes(fact: &Fact) -> Option<Found> {
    let (approver, payer) = (fact.approver, fact.payer);
    let proposer = Some(fact.proposer);
    let same = approver == proposer || payer == proposer || (payer.is_some() && payer == approver);
    let missing = fact.state == FactState::Paid && (approver.is_none() || payer.is_none())
        || payer.is_some() && approver.is_none();
    (same || missing).then(|| Found::new(Kind::FourEyes, [fact.id]))
}

/// Whoever approved it is paid by it.
fn payee_approves(fact: &Fact) -> Option<Found> {
    let own = fact.approver.is_some_and(|approver| fact.payee_people.contains(&approver));
    own.then(|| Found::new(Kind::PayeeApproves, [fact.id]))
}

/// An amount that is rounder than prices are.
fn round(fact: &Fact, settings: Settings) -> Option<Found> {
    let round = fact.counts()
        && settings.round_fen > 0
        && fact.fen >= settings.round_min_fen
        && fact.fen % settings.round_fen == 0;
    round.then(|| Found::new(Kind::RoundAmount, [fact.id]))
}

/// Invoices with the same mark in several disbursements, or several times in one: for each mark all that have it.
fn twice<M: Ord>(
    facts: &[&Fact],
    kind: Kind,
    mark: impl Fn(&super::super::disbursements::Invoice) -> M,
) -> Vec<Found> {
    let mut by_mark: BTreeMap<M, Vec<_>> = BTreeMap::new();
    for fact in facts {
        for invoice in &fact.invoices {
            by_mark.entry(mark(invoice)).or_default().push(fact.id);
        }
    }
    let several = by_mark.into_values().filter(|ids| ids.len() > 1);
    several.map(|ids| Found::new(kind, ids)).collect()
}
